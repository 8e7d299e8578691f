#include "views/step_pictures.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "raster/pixels.h"
#include "views/canvas.h"
#include "views/glyphs.h"
#include "views/overlay.h"

namespace codau::image {
namespace {

constexpr std::int32_t kColumns = 3, kGap = 9;
constexpr std::int32_t kTile = 388;  // three of them and their gaps make 1,200
constexpr std::int32_t kHighest = 2 * kTile;

/// As large as a tile may be, in grey where there is no colour; grey keeps thin strokes to be seen.
PixPtr small(const Pix* pix) {
  PixPtr from = remove_palette(pix);
  const double factor = std::min(
      {1.0, 1.0 * kTile / pixGetWidth(from.get()), 1.0 * kHighest / pixGetHeight(from.get())});
  if (pixGetDepth(from.get()) != 32) from = own(pixConvertTo8(from.get(), 0));
  return scale_down(from.get(), factor);
}

struct RegionStyle {
  Tint tint;
  std::u32string_view name;  ///< none on lines
};

const RegionStyle& look_of(RegionKind kind) {
  static constexpr std::array<RegionStyle, 8> kLooks{{{Tint::kWrong, U"vệt · streak"},
                                                      {Tint::kPaleRed, U"dấu · seal"},
                                                      {Tint::kPaleRed, U"dấu đến · arrival"},
                                                      {Tint::kRed, {}},
                                                      {Tint::kTable, U"bảng · table"},
                                                      {Tint::kUnsure, U"số?"},
                                                      {Tint::kPaleBlue, U"cột · column"},
                                                      {Tint::kPaleBlue, U"cột · column"}}};
  return kLooks.at(static_cast<std::size_t>(kind));
}

Box scaled(const Box& box, double factor) {
  const auto at = [factor](std::int32_t v) { return static_cast<std::int32_t>(v * factor); };
  return {at(box.left), at(box.top), at(box.right), at(box.bottom)};
}

}  // namespace

void StepPictures::add(const Pix* pix, std::u32string label) {
  steps_.emplace_back(small(pix), std::move(label));
}

void StepPictures::add_source(const PageImage& image) {
  add(image.pix.get(), U"ảnh gốc · as it came: " + format_number(image.width) + U"×" +
                           format_number(image.height) + U", " + format_number(image.dpi) +
                           U" dpi");
}

void StepPictures::add_regions(const Pix* pix, const Regions& regions) {
  const PixPtr tile = small(pix);
  Canvas canvas(pixGetWidth(tile.get()), pixGetHeight(tile.get()));
  canvas.paste_picture(tile.get(), 0, 0);
  const double factor = 1.0 * canvas.width() / pixGetWidth(writable(pix));
  for (const auto& [kind, box] : regions) {
    Box drawn = scaled(box, factor);
    drawn.right = std::max(drawn.right, drawn.left + 2);
    drawn.bottom = std::max(drawn.bottom, drawn.top + 2);
    const auto& [tint, name] = look_of(kind);
    canvas.draw_outline(drawn, tint, 2);
    if (name.empty()) continue;
    const std::int32_t top = std::max(0, drawn.top - kGlyphHeight);
    canvas.fill_box(
        {drawn.left, top, drawn.left + measure_text_width(name) + 4, top + kGlyphHeight}, tint);
    canvas.draw_text(drawn.left + 2, top, name);
  }
  const auto lines = std::ranges::count(regions, RegionKind::kRuling, &Region::kind);
  steps_.emplace_back(canvas.render_pix(),
                      U"đường kẻ · rulings: " + format_number(static_cast<double>(lines)) +
                          U", vùng · regions: " +
                          format_number(static_cast<double>(std::ssize(regions) - lines)));
}

void StepPictures::finish(const PageImage& image, const OcrPage& page) {
  const Canvas drawn = draw_overlay(image, page);
  overlay_ = drawn.encode_png();
  const PixPtr picture = drawn.render_pix();
  const PixPtr colour = own(pixConvertTo32(picture.get()));
  const PixPtr read = crop(colour.get(), {0, kOverlayLegendRows, drawn.width(), drawn.height()}, 0);
  add(read.get(), U"phần · blocks: " + format_number(static_cast<double>(page.blocks.size())) +
                      U", từ · words: " + format_number(static_cast<double>(page.words.size())));
}

std::string StepPictures::make_contact_sheet() const {
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
  canvas.fill_box({0, 0, canvas.width(), canvas.height()}, Tint::kGrey);
  for (std::int32_t i = 0; i < count; ++i) {
    const auto& [tile, label] = steps_[static_cast<std::size_t>(i)];
    const std::int32_t x = kGap + i % kColumns * (kTile + kGap);
    const std::int32_t y = tops[static_cast<std::size_t>(i / kColumns)];
    canvas.fill_box({x, y, x + kTile, y + kGlyphHeight}, Tint::kWhite);
    canvas.draw_text(x + 4, y, format_number(i + 1) + U"  " + label);
    canvas.paste_picture(tile.get(), x, y + kGlyphHeight + kGap / 2);
  }
  return canvas.encode_png();
}

}  // namespace codau::image
