#include "image/letter_rows.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "core/box.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

// Inches; print of 12 to 14 points.
constexpr double kWidest = 0.70, kHighest = 0.26;  ///< letters that touch, with their marks
constexpr double kLowest = 0.055;                  ///< small letters without stems
constexpr double kBlank = 0.16;                    ///< white between two words, at most
constexpr double kAbove = 0.09, kBelow = 0.05;     ///< marks, tails
constexpr double kShortest = 0.45, kLongest = 3.5;
constexpr double kHighestRow = 0.40;
constexpr double kSeal = 0.9;       ///< across, at least
constexpr std::size_t kFewest = 4;  ///< islands of a row

struct Row {
  Box box;
  std::size_t islands = 0;
};

/// Side by side: rows shared of the lower one at least half, white between no more than a blank.
bool in_row(const Box& row, const Box& letter, std::int32_t dpi) {
  const std::int32_t lower = std::min(height_of(row), height_of(letter));
  return 2 * y_overlap(row, letter) >= lower && letter.left - row.right <= kBlank * dpi;
}

void add(Row& row, const Box& letter) {
  row.box = united(row.box, letter);
  ++row.islands;
}

/// Words in the middle of a round seal are its own.
bool is_in_seal(const Box& row, const std::vector<Box>& large, std::int32_t dpi) {
  return std::ranges::any_of(large, [&](const Box& seal) {
    const std::int32_t width = width_of(seal), height = height_of(seal);
    const bool is_round = std::abs(width - height) * 5 <= width && width >= kSeal * dpi;
    return is_round && contains(inflated(seal, -1), row);
  });
}

bool is_line(const Row& row, std::int32_t dpi) {
  const std::int32_t width = width_of(row.box), height = height_of(row.box);
  return row.islands >= kFewest && width >= kShortest * dpi && width <= kLongest * dpi &&
         height <= kHighestRow * dpi;
}

}  // namespace

LetterRows letter_rows(const CleanPage& page, const Box& area) {
  const auto pixels = [&page](double inches) {
    return static_cast<std::int32_t>(inches * page.dpi);
  };
  const PixPtr part = cut(page.ink.get(), area, 0);
  const PixPtr large = own(pixSelectBySize(part.get(), pixels(kWidest), pixels(kHighest), 8,
                                           L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
  LetterRows out{own(pixCopy(nullptr, page.grey.get())), {}};
  const PixPtr edges = own(pixDilateBrick(nullptr, large.get(), 5, 5));
  pixPaintThroughMask(out.grey.get(), edges.get(), area.left, area.top,
                      static_cast<l_uint32>(page.paper));
  const PixPtr small = own(pixXor(nullptr, part.get(), large.get()));
  const std::vector<Box> strokes = islands(large.get());
  std::vector<Box> letters = islands(small.get());
  std::erase_if(letters, [&](const Box& b) { return height_of(b) < pixels(kLowest); });
  std::ranges::sort(letters, {}, &Box::left);
  std::vector<Row> rows;
  for (const Box& letter : letters) {
    Row* nearest = nullptr;
    for (Row& row : rows) {
      if (!in_row(row.box, letter, page.dpi)) continue;
      if (nearest == nullptr || row.box.right > nearest->box.right) nearest = &row;
    }
    if (nearest == nullptr) nearest = &rows.emplace_back(Row{letter, 0});
    add(*nearest, letter);
  }
  for (const Row& row : rows) {
    if (!is_line(row, page.dpi) || is_in_seal(row.box, strokes, page.dpi)) continue;
    const std::int32_t blank = pixels(kBlank) / 2;
    const Box at = translated(row.box, area.left, area.top);
    out.rows.push_back(intersection(area, {at.left - blank, at.top - pixels(kAbove),
                                           at.right + blank, at.bottom + pixels(kBelow)}));
  }
  std::ranges::sort(out.rows, {}, &Box::top);
  return out;
}

}  // namespace codau::image
