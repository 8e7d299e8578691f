#include "lines/row_metrics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "core/percentile.h"

namespace codau::image {
namespace {

// In brackets: how many rows more, of 2,464 of known typefaces and sizes, have an x-height that is
// off by more than a tenth where the value is 20 % less and 20 % more; 71 have as it is
// (docs/experiments/text-row-detection.md).
constexpr double kSameHeightToleranceShare = 0.15;  ///< of heights of letters of one kind (-4, +1)
/// A height is common if it has this share of the letters of the most common height (-1, +24).
constexpr double kMinCommonHeightShare = 0.5;
constexpr std::size_t kMinLetters = 8;  ///< fewer letters tell nothing (-1, +1)
/// Of so many small letters, some are tall (-1, +5).
constexpr std::size_t kMinLettersWithTall = 10;
/// The usual x-height: what is higher is a capital, if nothing else tells (+297, +115).
constexpr double kMaxSmallLetterUsualXHeights = 1.2;
// Heights of the most common letters, small ones or capitals.
constexpr double kMinTallLetterCommonHeights = 1.2;     ///< (+122, +168)
constexpr double kMaxTallLetterCommonHeights = 1.7;     ///< (+74, 0)
constexpr double kMinStemmedMedianCommonHeights = 1.3;  ///< capitals with marks have less (-7, +88)
constexpr double kMinTailCommonHeights = 0.28;          ///< (+6, +10)
constexpr double kMaxTailCommonHeights = 0.7;           ///< (0, 0)
// Parts of all letters.
constexpr double kMinTallLettersShare = 0.05;    ///< (0, +2)
constexpr double kMinTailedLettersShare = 0.01;  ///< (0, 0)
// X-heights, by typefaces: Times New Roman has 1.48, 1.52 and 0.48, Arial 1.38, 1.38 and 0.40.
constexpr double kCapitalXHeights = 1.45;    ///< (+525, +512)
constexpr double kAscenderXHeights = 1.5;    ///< (0, 0; ascenders -3, +30)
constexpr double kDescenderXHeights = 0.45;  ///< (0, 0; descenders +11, +170)

using Heights = std::vector<std::int32_t>;

std::int32_t rounded(double value) { return static_cast<std::int32_t>(std::lround(value)); }

Heights rises_of(const std::vector<LetterExtent>& letters) {
  Heights out;
  for (const LetterExtent& letter : letters) out.push_back(letter.ascent);
  return out;
}

Heights drops_of(const std::vector<LetterExtent>& letters) {
  Heights out;
  for (const LetterExtent& letter : letters) out.push_back(letter.descent);
  return out;
}

/// Those between `from` and `to`.
Heights between(Heights heights, double from, double to) {
  std::erase_if(heights, [=](std::int32_t height) { return height <= from || height >= to; });
  return heights;
}

/// The lowest height that is as common as the most common one, or half.
std::int32_t lowest_common(Heights heights) {
  std::ranges::sort(heights);
  std::vector<std::ptrdiff_t> same;  // how many are as high as each, or little higher
  for (auto at = heights.begin(); at != heights.end(); ++at)
    same.push_back(std::upper_bound(at, heights.end(), (1 + kSameHeightToleranceShare) * *at) - at);
  const double enough =
      kMinCommonHeightShare * static_cast<double>(*std::ranges::max_element(same));
  const auto first = std::ranges::find_if(
      same, [enough](std::ptrdiff_t count) { return static_cast<double>(count) >= enough; });
  const auto most = std::max_element(first, first + *first);
  return heights[static_cast<std::size_t>(most - same.begin() + *most / 2)];
}

/// Whether letters of which most are `height` high are small ones, not capitals or figures.
bool are_small(const std::vector<LetterExtent>& letters, double height, double usual) {
  const auto all = static_cast<double>(letters.size());
  const auto tails = std::ranges::count_if(letters, [height](const LetterExtent& letter) {
    return letter.ascent < (1 + kSameHeightToleranceShare) * height &&
           letter.descent > kMinTailCommonHeights * height &&
           letter.descent < kMaxTailCommonHeights * height;
  });
  Heights tall = between(rises_of(letters), kMinTallLetterCommonHeights * height,
                         kMaxTallLetterCommonHeights * height);
  const bool has_tails = static_cast<double>(tails) > kMinTailedLettersShare * all,
             has_tall = static_cast<double>(tall.size()) > kMinTallLettersShare * all;
  if (height > kMaxSmallLetterUsualXHeights * usual)
    return has_tails && has_tall &&
           median(std::move(tall)) > kMinStemmedMedianCommonHeights * height;
  return has_tails || has_tall || letters.size() < kMinLettersWithTall;
}

}  // namespace

std::int32_t measure_x_height(const std::vector<LetterExtent>& letters, std::int32_t usual) {
  if (letters.size() < kMinLetters) return usual;
  const std::int32_t height = lowest_common(rises_of(letters));
  return are_small(letters, height, usual) ? height : rounded(height / kCapitalXHeights);
}

RowMetrics measure_row(const std::vector<LetterExtent>& letters, std::int32_t usual) {
  const std::int32_t x = measure_x_height(letters, usual);
  return {x,
          median(between(rises_of(letters), kMinTallLetterCommonHeights * x,
                         kMaxTallLetterCommonHeights * x),
                 rounded(kAscenderXHeights * x)),
          median(between(drops_of(letters), kMinTailCommonHeights * x, kMaxTailCommonHeights * x),
                 rounded(kDescenderXHeights * x))};
}

}  // namespace codau::image
