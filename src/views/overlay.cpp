#include "views/overlay.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/box.h"
#include "raster/binarisation.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "views/glyphs.h"

namespace codau::image {
namespace {

struct ConfidenceDegree {
  double least;  ///< confidence from here on
  Tint tint;
  std::u32string_view name;
  std::int32_t underline;
};
constexpr std::array<ConfidenceDegree, 5> kDegrees{{{0.95, Tint::kSure, U"≥ 95 %", 0},
                                                    {0.85, Tint::kFairlySure, U"85–94", 0},
                                                    {0.70, Tint::kUnsure, U"70–84", 1},
                                                    {0.50, Tint::kDoubtful, U"50–69", 2},
                                                    {-1.0, Tint::kWrong, U"< 50", 4}}};

const ConfidenceDegree& degree_of(double confidence) {
  return *std::ranges::find_if(
      kDegrees, [=](const ConfidenceDegree& degree) { return confidence >= degree.least; });
}

std::u32string_view name_of(Role role) {
  switch (role) {
    case Role::kBody:
      return U"nội dung · body";
    case Role::kHeaderLeft:
      return U"đầu trái · header left";
    case Role::kHeaderRight:
      return U"đầu phải · header right";
    case Role::kTable:
      return U"bảng · table";
    case Role::kRecipients:
      return U"nơi nhận · recipients";
    case Role::kSignature:
      return U"chữ ký · signature";
    case Role::kPageNumber:
      return U"số trang · page number";
    case Role::kRunningHead:
      return U"đầu trang · running head";
    case Role::kFurniture:
      return U"bỏ qua · left out";
  }
  return {};
}

/// From pixels of the page as it came to those of the canvas.
struct PageView {
  PageTransform page;
  std::int32_t top = 0;  ///< of the page on the canvas

  [[nodiscard]] Box operator()(const PageBox& b) const {
    const Box at = page.map_word_to_copy(b);
    return {at.left, top + at.top, at.right, top + at.bottom};
  }
};

/// Upright, in grey on even paper (so that tints look the same everywhere), at most
/// kMaxOverlayWidthPixels wide.
PixPtr background(const PageImage& image, std::int32_t rotation) {
  const PixPtr grey = own(pixConvertTo8(image.pix.get(), 0));
  const PixPtr upright = own(pixRotateOrth(grey.get(), rotation / 90));
  normalise_background(upright.get());
  PixPtr out = scale_down(upright.get(),
                          std::min(1.0, 1.0 * kMaxOverlayWidthPixels / pixGetWidth(upright.get())));
  constexpr std::int32_t kPaper = 216;  // the grain of paper makes a file twice as large
  pixThresholdToValue(out.get(), out.get(), kPaper, 255);
  return out;
}

std::u32string span_of(std::uint32_t first, std::uint32_t count) {
  std::u32string text = format_number(first + 1);
  if (count > 1) text += U"–" + format_number(first + count);
  return text;
}

constexpr std::int32_t kTag = kGlyphHeight - 2;  ///< height of a label

class OverlayPainter {
 public:
  OverlayPainter(const OcrPage& page, const PageView& view, Canvas& canvas)
      : page_(page), view_(view), canvas_(canvas) {
    for (const OcrWord& word : page.words) taken_.push_back(view(word.box));
  }

  void words() {
    for (std::size_t i = 0; i < page_.words.size(); ++i) {
      const Box& box = taken_[i];
      const ConfidenceDegree& degree = degree_of(page_.words[i].confidence);
      canvas_.tint_box(box, degree.tint);
      canvas_.fill_box({box.left, box.bottom, box.right, box.bottom + degree.underline},
                       degree.tint, 11);
    }
  }

  void tables() {
    for (const OcrTable& table : page_.tables) {
      canvas_.draw_outline(view_(table.box), Tint::kTable, 3);
      for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) cell(page_.cells[i]);
    }
  }

  void blocks() {
    std::size_t place = 0;
    for (const OcrBlock& block : page_.blocks) {
      const Box box = inflated(view_(block.box), 4);
      const Tint tint = block.role == Role::kFurniture ? Tint::kGrey
                        : block.table                  ? Tint::kTable
                                                       : Tint::kBlock;
      canvas_.draw_outline(box, tint, 2);
      const std::u32string text =
          format_number(static_cast<double>(++place)) + U" " + std::u32string(name_of(block.role));
      const std::int32_t width = measure_text_width(text) + 6;
      tag(free_place({{box.left, box.top - kTag + 2},
                      {box.right - width, box.top - kTag + 2},
                      {box.left - width, box.top},
                      {box.right, box.top},
                      {box.left, box.bottom - 2}},
                     width),
          text, tint);
    }
  }

  void legend() {
    constexpr std::int32_t kRow = kGlyphHeight + 4;
    std::int32_t x = say(6, 4, U"độ tin cậy của từ · confidence:");
    for (const ConfidenceDegree& degree : kDegrees) {
      const std::int32_t width = measure_text_width(degree.name) + 8;
      canvas_.fill_box({x, 4, x + width, kRow}, degree.tint);
      canvas_.draw_text(x + 4, 4, degree.name);
      canvas_.fill_box({x, kRow - degree.underline, x + width, kRow}, degree.tint, 11);
      x += width + 4;
    }
    say(x + 8, 4, U"trung bình · mean: " + format_number(100 * page_.mean_confidence) + U" %");
    const std::u32string place = U"1, 2, …";
    tag({6, kRow + 6, 12 + measure_text_width(place), kRow + 6 + kTag}, place, Tint::kBlock);
    x = say(18 + measure_text_width(place), kRow + 5,
            U"phần, theo thứ tự đọc · block, in reading order");
    canvas_.draw_outline({x, kRow + 6, x + 40, kRow + 6 + kTag}, Tint::kTable, 2);
    canvas_.draw_text(x + 9, kRow + 5, U"2·3", Tint::kTable, 15);
    x = say(x + 46, kRow + 5, U"ô bảng, hàng·cột · cell, row·column");
    for (const std::string& warning : page_.warnings) {
      x = say(x, kRow + 5, U"! " + std::u32string(warning.begin(), warning.end()));
    }
  }

 private:
  struct LabelPosition {
    std::int32_t x, y;
  };

  /// The first of `places` that lies on the page and on no word or other label, else the first; it
  /// is then taken.
  Box free_place(std::initializer_list<LabelPosition> places, std::int32_t width) {
    const auto box_at = [width](const LabelPosition& at) {
      return Box{at.x, at.y, at.x + width, at.y + kTag};
    };
    Box best = box_at(*places.begin());
    best.left = std::clamp(best.left, 0, std::max(0, canvas_.width() - width));
    best.right = best.left + width;
    for (const LabelPosition& place : places) {
      const Box box = box_at(place);
      if (box.left < 0 || box.right > canvas_.width() || box.top < kOverlayLegendRows) continue;
      if (std::ranges::any_of(taken_, [&](const Box& other) { return intersect(box, other); })) {
        continue;
      }
      best = box;
      break;
    }
    taken_.push_back(best);
    return best;
  }

  void tag(const Box& box, const std::u32string& text, Tint tint) {
    canvas_.fill_box(box, tint);
    canvas_.draw_text(box.left + 3, box.top - 1, text, Tint::kWhite, 15);
  }

  void cell(const OcrCell& cell) {
    const Box box = view_(cell.box);
    canvas_.draw_outline(box, Tint::kTable, 2);
    const std::u32string text =
        span_of(cell.row, cell.row_span) + U"·" + span_of(cell.column, cell.column_span);
    const std::int32_t width = measure_text_width(text) + 3;
    const std::int32_t right = box.right - width, low = box.bottom - kTag;
    const Box at = free_place(
        {{right, low}, {right, box.top}, {box.left + 3, low}, {box.left + 3, box.top}}, width);
    canvas_.draw_text(at.left, at.top, text, Tint::kTable, 15);
  }

  /// Where the next word of the legend may stand.
  std::int32_t say(std::int32_t x, std::int32_t y, const std::u32string& text) {
    canvas_.draw_text(x, y, text);
    return x + measure_text_width(text) + 8;
  }

  const OcrPage& page_;
  const PageView& view_;
  Canvas& canvas_;
  std::vector<Box> taken_;  // where words are, then labels
};

}  // namespace

Canvas draw_overlay(const PageImage& image, const OcrPage& page) {
  constexpr std::int32_t kLeast = 800;  // for the legend
  const PixPtr ground = background(image, page.rotation);
  const std::int32_t width = pixGetWidth(ground.get());
  const bool sideways = page.rotation % 180 != 0;
  const double factor = 1.0 * width / std::max(1, sideways ? image.height : image.width);
  const PageView view{{image.width, image.height, page.rotation, 0, factor}, kOverlayLegendRows};
  Canvas canvas(std::max(width, kLeast), kOverlayLegendRows + pixGetHeight(ground.get()));
  canvas.paste_picture(ground.get(), 0, kOverlayLegendRows);
  OverlayPainter drawing(page, view, canvas);
  drawing.words();
  drawing.blocks();
  drawing.tables();
  drawing.legend();
  return canvas;
}

}  // namespace codau::image
