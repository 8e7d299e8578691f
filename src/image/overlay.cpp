#include "image/overlay.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "image/glyphs.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

struct Degree {
  double least;  ///< confidence from here on
  Tint tint;
  std::u32string_view name;
  std::int32_t underline;
};
constexpr std::array<Degree, 5> kDegrees{{{0.95, Tint::kSure, U"≥ 95 %", 0},
                                          {0.85, Tint::kFairlySure, U"85–94", 0},
                                          {0.70, Tint::kUnsure, U"70–84", 1},
                                          {0.50, Tint::kDoubtful, U"50–69", 2},
                                          {-1.0, Tint::kWrong, U"< 50", 4}}};

const Degree& degree_of(double confidence) {
  return *std::ranges::find_if(kDegrees,
                               [=](const Degree& degree) { return confidence >= degree.least; });
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
struct View {
  std::int32_t width = 0, height = 0, rotation = 0;  ///< of the page
  double factor = 1;
  std::int32_t top = 0;  ///< of the page on the canvas

  [[nodiscard]] Box operator()(const Box& b) const {
    Box turned = b;
    if (rotation == 90) turned = {height - b.bottom, b.left, height - b.top, b.right};
    if (rotation == 180)
      turned = {width - b.right, height - b.bottom, width - b.left, height - b.top};
    if (rotation == 270) turned = {b.top, width - b.right, b.bottom, width - b.left};
    const auto at = [this](std::int32_t v) {
      return static_cast<std::int32_t>(std::lround(v * factor));
    };
    return {at(turned.left), top + at(turned.top), at(turned.right), top + at(turned.bottom)};
  }
};

/// Upright, in grey, at most kOverlayWidth wide.
PixPtr background(const PageImage& image, std::int32_t rotation) {
  const PixPtr grey = own(pixConvertTo8(image.pix.get(), 0));
  const PixPtr upright = own(pixRotateOrth(grey.get(), rotation / 90));
  return scaled_down(upright.get(),
                     std::min(1.0, 1.0 * kOverlayWidth / pixGetWidth(upright.get())));
}

void tag(Canvas& canvas, std::int32_t x, std::int32_t y, const std::u32string& text, Tint tint) {
  x = std::clamp(x, 0, std::max(0, canvas.width() - text_width(text) - 6));
  canvas.fill({x, y, x + text_width(text) + 6, y + kGlyphHeight - 2}, tint);
  canvas.text(x + 3, y - 1, text, Tint::kWhite, 15);
}

void draw_words(Canvas& canvas, const View& view, const OcrPage& page) {
  for (const OcrWord& word : page.words) {
    const Box box = view(word.box);
    const Degree& degree = degree_of(word.confidence);
    canvas.tint(box, degree.tint);
    canvas.fill({box.left, box.bottom, box.right, box.bottom + degree.underline}, degree.tint, 11);
  }
}

std::u32string span_of(std::uint32_t first, std::uint32_t count) {
  std::u32string text = digits(first + 1);
  if (count > 1) text += U"–" + digits(first + count);
  return text;
}

void draw_tables(Canvas& canvas, const View& view, const OcrPage& page) {
  for (const OcrTable& table : page.tables) {
    canvas.frame(view(table.box), Tint::kTable, 3);
    for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
      const OcrCell& cell = page.cells[i];
      const Box box = view(cell.box);
      canvas.frame(box, Tint::kTable, 2);
      const std::u32string place =
          span_of(cell.row, cell.row_span) + U"·" + span_of(cell.column, cell.column_span);
      // In the corner that print leaves free.
      canvas.text(box.right - text_width(place) - 3, box.bottom - kGlyphHeight + 2, place,
                  Tint::kTable, 15);
    }
  }
}

void draw_blocks(Canvas& canvas, const View& view, const OcrPage& page) {
  std::size_t place = 0;
  for (const OcrBlock& block : page.blocks) {
    ++place;
    Box box = view(block.box);
    box = {box.left - 4, box.top - 4, box.right + 4, box.bottom + 4};
    const Tint tint = block.role == Role::kFurniture ? Tint::kGrey
                      : block.table                  ? Tint::kTable
                                                     : Tint::kBlock;
    canvas.frame(box, tint, 2);
    tag(canvas, box.left, box.top - kGlyphHeight + 2,
        digits(static_cast<double>(place)) + U" " + std::u32string(name_of(block.role)), tint);
  }
}

/// One row of the legend; how far it reaches.
constexpr std::int32_t kRow = kGlyphHeight + 4;

void draw_legend(Canvas& canvas, const OcrPage& page) {
  std::int32_t x = 6;
  const auto say = [&canvas, &x](std::u32string_view text, std::int32_t y) {
    canvas.text(x, y, text);
    x += text_width(text) + 8;
  };
  say(U"độ tin của từ · confidence:", 4);
  for (const Degree& degree : kDegrees) {
    const std::int32_t width = text_width(degree.name) + 8;
    canvas.fill({x, 4, x + width, kRow}, degree.tint);
    canvas.text(x + 4, 4, degree.name);
    canvas.fill({x, kRow - degree.underline, x + width, kRow}, degree.tint, 11);
    x += width + 4;
  }
  say(U"  trung bình · mean: " + digits(100 * page.mean_confidence) + U" %", 4);
  x = 6;
  const std::u32string place = U"1, 2, …";
  tag(canvas, x, kRow + 6, place, Tint::kBlock);
  x += text_width(place) + 12;
  say(U"phần, theo thứ tự đọc · block, in reading order", kRow + 5);
  canvas.frame({x, kRow + 6, x + 40, kRow + 6 + kGlyphHeight - 2}, Tint::kTable, 2);
  canvas.text(x + 9, kRow + 5, U"2·3", Tint::kTable, 15);
  x += 46;
  say(U"ô bảng, hàng·cột · cell, row·column", kRow + 5);
  for (const std::string& warning : page.warnings) {
    say(U"! " + std::u32string(warning.begin(), warning.end()), kRow + 5);
  }
}

}  // namespace

Canvas draw_overlay(const PageImage& image, const OcrPage& page) {
  const PixPtr ground = background(image, page.rotation);
  const bool sideways = page.rotation % 180 != 0;
  const double factor =
      1.0 * pixGetWidth(ground.get()) / std::max(1, sideways ? image.height : image.width);
  const View view{image.width, image.height, page.rotation, factor, kOverlayLegend};
  Canvas canvas(pixGetWidth(ground.get()), kOverlayLegend + pixGetHeight(ground.get()));
  canvas.picture(ground.get(), 0, kOverlayLegend);
  draw_words(canvas, view, page);
  draw_tables(canvas, view, page);
  draw_blocks(canvas, view, page);
  draw_legend(canvas, page);
  return canvas;
}

}  // namespace codau::image
