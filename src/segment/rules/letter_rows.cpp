#include "segment/rules/letter_rows.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// In x-heights.
constexpr double kWidest = 8.0, kHighest = 3.0;   ///< letters that touch, with their marks
constexpr double kLowest = 0.63;                  ///< small letters without stems
constexpr double kBlank = 1.84;                   ///< white between two words, at most
constexpr double kAbove = 1.03, kBelow = 0.57;    ///< marks, tails
constexpr double kShortest = 5.2, kLongest = 40;  ///< a row: a short name, a long position
constexpr double kHighestRow = 4.6;               ///< with its marks and tails
constexpr double kSeal = 0.9;                     ///< inches across, at least
constexpr std::size_t kFewest = 4;                ///< components of a row

struct Row {
  Box box;
  std::size_t components = 0;
};

/// Side by side: rows shared of the lower one at least half, white between no more than a blank.
bool in_row(const Box& row, const Box& letter, double x_height) {
  const std::int32_t lower = std::min(height_of(row), height_of(letter));
  return 2 * y_overlap(row, letter) >= lower && letter.left - row.right <= kBlank * x_height;
}

void add(Row& row, const Box& letter) {
  row.box = united(row.box, letter);
  ++row.components;
}

/// Words in the middle of a round seal are its own.
bool is_in_seal(const Box& row, const std::vector<Box>& large, std::int32_t dpi) {
  return std::ranges::any_of(large, [&](const Box& seal) {
    const std::int32_t width = width_of(seal), height = height_of(seal);
    const bool is_round = std::abs(width - height) * 5 <= width && width >= kSeal * dpi;
    return is_round && contains(inflated(seal, -1), row);
  });
}

bool is_line(const Row& row, double x_height) {
  const std::int32_t width = width_of(row.box), height = height_of(row.box);
  return row.components >= kFewest && width >= kShortest * x_height &&
         width <= kLongest * x_height && height <= kHighestRow * x_height;
}

}  // namespace

LetterRows find_letter_rows(const CleanPage& page, const Box& area) {
  const PixPtr part = crop(page.ink.get(), area, 0);
  const PixPtr large =
      own(pixSelectBySize(part.get(), page.to_pixels(kWidest), page.to_pixels(kHighest), 8,
                          L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
  LetterRows out{own(pixCopy(nullptr, page.grey.get())), {}};
  const PixPtr edges = own(pixDilateBrick(nullptr, large.get(), 5, 5));
  pixPaintThroughMask(out.grey.get(), edges.get(), area.left, area.top,
                      static_cast<l_uint32>(page.paper));
  const PixPtr small = own(pixXor(nullptr, part.get(), large.get()));
  const std::vector<Box> strokes = find_components(large.get());
  std::vector<Box> letters = find_components(small.get());
  std::erase_if(letters, [&](const Box& b) { return height_of(b) < page.to_pixels(kLowest); });
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
    const std::int32_t blank = page.to_pixels(kBlank) / 2;
    const Box at = translated(row.box, area.left, area.top);
    out.rows.push_back(intersection(area, {at.left - blank, at.top - page.to_pixels(kAbove),
                                           at.right + blank, at.bottom + page.to_pixels(kBelow)}));
  }
  std::ranges::sort(out.rows, {}, &Box::top);
  return out;
}

}  // namespace codau::image
