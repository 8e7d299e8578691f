#include "image/step_pictures.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>

#include "image/canvas.h"
#include "image/glyphs.h"
#include "image/overlay.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kColumns = 3, kGap = 9;
constexpr std::int32_t kTile = 388;  // three of them and their gaps make 1,200
constexpr std::int32_t kHighest = 2 * kTile;

/// As large as a tile may be, in grey where there is no colour; grey keeps thin strokes to be seen.
PixPtr small(const Pix* pix) {
  Pix* from = writable(pix);
  const double factor =
      std::min({1.0, 1.0 * kTile / pixGetWidth(from), 1.0 * kHighest / pixGetHeight(from)});
  const PixPtr grey = own(pixGetDepth(from) == 32 ? pixClone(from) : pixConvertTo8(from, 0));
  return scaled_down(grey.get(), factor);
}

Box scaled(const Box& box, double factor) {
  const auto at = [factor](std::int32_t v) { return static_cast<std::int32_t>(v * factor); };
  return {at(box.left), at(box.top), at(box.right), at(box.bottom)};
}

}  // namespace

void StepPictures::add(const Pix* pix, std::u32string label, const std::vector<Box>& marked) {
  PixPtr tile = small(pix);
  if (!marked.empty()) {
    const double factor = 1.0 * pixGetWidth(tile.get()) / pixGetWidth(writable(pix));
    Canvas canvas(pixGetWidth(tile.get()), pixGetHeight(tile.get()));
    canvas.picture(tile.get(), 0, 0);
    for (const Box& box : marked) {
      Box drawn = scaled(box, factor);
      drawn.right = std::max(drawn.right, drawn.left + 2);
      drawn.bottom = std::max(drawn.bottom, drawn.top + 2);
      canvas.frame(drawn, Tint::kRed, 2);
    }
    tile = canvas.pix();
  }
  steps_.emplace_back(std::move(tile), std::move(label));
}

void StepPictures::add_source(const PageImage& image) {
  add(image.pix.get(), U"ảnh gốc · as it came: " + digits(image.width) + U"×" +
                           digits(image.height) + U", " + digits(image.dpi) + U" dpi");
}

void StepPictures::add_rulings(const CleanPage& copy, const Rulings& rulings, std::size_t tables) {
  std::vector<Box> lines = rulings.across;
  lines.insert(lines.end(), rulings.down.begin(), rulings.down.end());
  const auto count = [](std::size_t items) { return digits(static_cast<double>(items)); };
  add(copy.grey.get(),
      U"đường kẻ · rulings: " + count(rulings.across.size()) + U" + " + count(rulings.down.size()) +
          U", bảng · tables: " + count(tables),
      lines);
}

void StepPictures::finish(const PageImage& image, const OcrPage& page) {
  const Canvas drawn = draw_overlay(image, page);
  overlay_ = drawn.png();
  const PixPtr picture = drawn.pix();
  const PixPtr colour = own(pixConvertTo32(picture.get()));
  const PixPtr read = cut(colour.get(), {0, kOverlayLegend, drawn.width(), drawn.height()}, 0);
  add(read.get(), U"phần · blocks: " + digits(static_cast<double>(page.blocks.size())) +
                      U", từ · words: " + digits(static_cast<double>(page.words.size())));
}

std::string StepPictures::sheet() const {
  if (steps_.empty()) return {};
  const auto count = static_cast<std::int32_t>(steps_.size());
  std::vector<std::int32_t> tops{kGap};  // of each row of tiles, and where the last one ends
  for (std::int32_t i = 0; i < count; ++i) {
    if (i % kColumns == 0) tops.push_back(tops.back());
    const std::int32_t high = pixGetHeight(steps_[static_cast<std::size_t>(i)].first.get());
    tops.back() = std::max(tops.back(), tops[tops.size() - 2] + high + kGlyphHeight + 2 * kGap);
  }
  const std::int32_t columns = std::min(kColumns, count);
  Canvas canvas(columns * (kTile + kGap) + kGap, tops.back());
  canvas.fill({0, 0, canvas.width(), canvas.height()}, Tint::kGrey);
  for (std::int32_t i = 0; i < count; ++i) {
    const auto& [tile, label] = steps_[static_cast<std::size_t>(i)];
    const std::int32_t x = kGap + i % kColumns * (kTile + kGap);
    const std::int32_t y = tops[static_cast<std::size_t>(i / kColumns)];
    canvas.fill({x, y, x + kTile, y + kGlyphHeight}, Tint::kWhite);
    canvas.text(x + 4, y, digits(i + 1) + U"  " + label);
    canvas.picture(tile.get(), x, y + kGlyphHeight + kGap / 2);
  }
  return canvas.png();
}

}  // namespace codau::image
