#include "segment/rules/letter_rows.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

/// Of letters that touch, with their diacritics.
constexpr double kMaxLetterWidthXHeights = 8.0, kMaxLetterHeightXHeights = 3.0;
constexpr double kMinLetterHeightXHeights = 0.63;  ///< small letters without stems
constexpr double kMaxWordBlankXHeights = 1.84;     ///< white between two words
constexpr double kDiacriticMarginXHeights = 1.03, kDescenderMarginXHeights = 0.57;
/// A short name, a long position.
constexpr double kMinRowWidthXHeights = 5.2, kMaxRowWidthXHeights = 40;
constexpr double kMaxRowHeightXHeights = 4.6;  ///< with diacritics and descenders
constexpr double kMinSealDiameterInches = 0.9;
constexpr std::size_t kMinRowComponents = 4;

struct Row {
  Box box;
  std::size_t components = 0;
};

/// Side by side: rows shared of the lower one at least half, white between no more than a blank.
bool in_row(const Box& row, const Box& letter, double x_height) {
  const std::int32_t lower = std::min(height_of(row), height_of(letter));
  return 2 * y_overlap(row, letter) >= lower &&
         letter.left - row.right <= kMaxWordBlankXHeights * x_height;
}

void add(Row& row, const Box& letter) {
  row.box = united(row.box, letter);
  ++row.components;
}

/// Words in the middle of a round seal are its own.
bool is_in_seal(const Box& row, const std::vector<Box>& large, std::int32_t dpi) {
  return std::ranges::any_of(large, [&](const Box& seal) {
    const std::int32_t width = width_of(seal), height = height_of(seal);
    const bool is_round =
        std::abs(width - height) * 5 <= width && width >= kMinSealDiameterInches * dpi;
    return is_round && contains(inflated(seal, -1), row);
  });
}

bool is_line(const Row& row, double x_height) {
  const std::int32_t width = width_of(row.box), height = height_of(row.box);
  return row.components >= kMinRowComponents && width >= kMinRowWidthXHeights * x_height &&
         width <= kMaxRowWidthXHeights * x_height && height <= kMaxRowHeightXHeights * x_height;
}

}  // namespace

LetterRows find_letter_rows(const CleanPage& page, const Box& area) {
  const PixPtr part = crop(page.ink.get(), area, 0);
  const PixPtr large = own(pixSelectBySize(part.get(), page.to_pixels(kMaxLetterWidthXHeights),
                                           page.to_pixels(kMaxLetterHeightXHeights), 8,
                                           L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
  LetterRows out{own(pixCopy(nullptr, page.grey.get())), {}};
  const PixPtr edges = own(pixDilateBrick(nullptr, large.get(), 5, 5));
  pixPaintThroughMask(out.grey.get(), edges.get(), area.left, area.top,
                      static_cast<l_uint32>(page.paper));
  const PixPtr small = own(pixXor(nullptr, part.get(), large.get()));
  const std::vector<Box> strokes = find_components(large.get());
  std::vector<Box> letters = find_components(small.get());
  std::erase_if(letters, [&](const Box& b) {
    return height_of(b) < page.to_pixels(kMinLetterHeightXHeights);
  });
  std::ranges::sort(letters, {}, &Box::left);
  std::vector<Row> rows;
  for (const Box& letter : letters) {
    Row* nearest = nullptr;
    for (Row& row : rows) {
      if (!in_row(row.box, letter, page.x_height)) continue;
      if (nearest == nullptr || row.box.right > nearest->box.right) nearest = &row;
    }
    if (nearest == nullptr) nearest = &rows.emplace_back(Row{letter, 0});
    add(*nearest, letter);
  }
  for (const Row& row : rows) {
    if (!is_line(row, page.x_height) || is_in_seal(row.box, strokes, page.dpi)) continue;
    const std::int32_t blank = page.to_pixels(kMaxWordBlankXHeights) / 2;
    const Box at = translated(row.box, area.left, area.top);
    out.rows.push_back(intersection(
        area, {at.left - blank, at.top - page.to_pixels(kDiacriticMarginXHeights), at.right + blank,
               at.bottom + page.to_pixels(kDescenderMarginXHeights)}));
  }
  std::ranges::sort(out.rows, {}, &Box::top);
  return out;
}

}  // namespace codau::image
