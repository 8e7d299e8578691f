#include "lines/text_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"
#include "lines/row_metrics.h"
#include "page/x_height.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// In brackets: characters more wrong, of 2,465, if the value is 20 % less and 20 % more
// (docs/experiments/text-row-detection.md, 129 pages that shaped no value). Without brackets: no
// row changes.
// Inches; small letters of 6 points are 0.04 high, capitals of 24 points 0.24.
constexpr double kMinLetterInches = 0.035;  ///< (+51, +16)
constexpr double kMaxLetterInches = 0.35;   ///< (0, 0)
// Letter heights of the picture (`letter_height_in`).
constexpr double kMinLetterSizeLetterHeights = 0.7;   ///< a mark or a sign is lower (+71, +262)
constexpr double kMaxCapitalSizeLetterHeights = 2.7;  ///< a capital with its marks (+72, -99)
/// Of the height of the lower of two boxes that stand side by side (-10, 0).
constexpr double kMinRowOverlapShare = 0.5;
/// Between middles of rows; lines stand 1.6 apart (0.8: +37).
constexpr double kMaxSameLineOffsetLetterHeights = 0.65;
constexpr double kMaxMarkSizeLetterHeights = 0.95;  ///< marks of capitals (+195, +64)
constexpr double kMaxMarkGapLetterHeights = 0.35;   ///< between a letter and its mark
constexpr double kMaxMarkRiseLetterHeights = 1.0;   ///< marks over the letters (-17, 0)
/// Capitals and their marks over small letters (-10, -1).
constexpr double kMaxCapitalRiseLetterHeights = 1.5;
constexpr double kMaxQuoteRiseLetterHeights = 0.4;   ///< quotes before and after them (-4, +18)
constexpr double kMaxMarkDropLetterHeights = 0.6;    ///< marks under them, commas (-5, +16)
constexpr double kMinTailDropLetterHeights = 0.2;    ///< below the feet of other letters (-1, 0)
constexpr double kMaxPartGapLetterHeights = 7.0;     ///< a wider gap divides a row (-42, +21)
constexpr double kMinDotSizeLetterHeights = 0.12;    ///< a dot is wider or higher (-2, +9)
constexpr double kMinDashWidthLetterHeights = 0.35;  ///< a hyphen is wider, a dot is not (0, 0)
/// From letter to sign, from dot to dot of a leader (-22, +34).
constexpr double kMaxSignGapLetterHeights = 1.2;
/// From the dash of an item to its text (0, +9).
constexpr double kMaxItemDashGapLetterHeights = 3.0;
constexpr std::size_t kBandLetters = 6;  ///< letters of a row that tell where the row goes on
constexpr std::ptrdiff_t kMaxLettersPerSign = 3;  ///< letters that may stand over or under one sign
// In brackets: as in row_metrics.cpp.
constexpr double kMinSmallPrintLetterHeights = 0.45;   ///< a letter of small print (0, +3)
constexpr double kMinSmallLetterLetterHeights = 0.55;  ///< in most typefaces 0.64 to 0.72
/// Between feet of letters side by side (0, 0).
constexpr double kMaxFootOffsetLetterHeights = 0.15;
constexpr std::size_t kMinMixedCaseLetters = 100;  ///< so many letters are not all capitals (0, 0)
/// More is no print: a page of close print has some 4,000 letters in 80 rows.
constexpr std::size_t kMaxComponents = 20'000, kMaxRows = 400;

std::int32_t median_height(const std::vector<Box>& boxes) {
  std::vector<std::int32_t> heights;
  for (const Box& box : boxes) heights.push_back(height_of(box));
  return median(std::move(heights));
}

/// The height of most letters; 0 without any. Marks, which are lower, are left out the second time.
std::int32_t letter_height_in(const std::vector<Box>& components, std::int32_t dpi) {
  std::vector<Box> letters;
  std::ranges::copy_if(components, std::back_inserter(letters), [dpi](const Box& box) {
    return height_of(box) >= kMinLetterInches * dpi && height_of(box) <= kMaxLetterInches * dpi;
  });
  if (letters.empty()) return 0;
  const std::int32_t first = median_height(letters);
  std::erase_if(letters, [first](const Box& box) {
    return height_of(box) < kMinLetterSizeLetterHeights * first;
  });
  return median_height(letters);
}

struct LetterRow {
  std::vector<Box> letters;  ///< from the left
  std::vector<Box> signs;    ///< marks, dots and dashes that go with them
};

/// Where the letters about the one at `at` stand.
Box band_about(const LetterRow& row, std::size_t at) {
  const std::size_t begin = at < kBandLetters / 2 ? 0 : at - kBandLetters / 2,
                    count = std::min(row.letters.size() - begin, kBandLetters);
  std::array<std::int32_t, kBandLetters> tops{}, bottoms{};
  for (std::size_t i = 0; i < count; ++i) {
    tops[i] = row.letters[begin + i].top;
    bottoms[i] = row.letters[begin + i].bottom;
  }
  return {0, median(std::span(tops).first(count)), 0, median(std::span(bottoms).first(count))};
}

/// Rows of pixels that both have; 0 where that is little of the lower one.
std::int32_t shared(const Box& a, const Box& b) {
  const std::int32_t both = y_overlap(a, b);
  return both < kMinRowOverlapShare * std::min(height_of(a), height_of(b)) ? 0 : both;
}

/// Each letter goes on in the row whose last letters it stands beside. No rows where they are too
/// many.
std::vector<LetterRow> rows_of(std::vector<Box> letters) {
  std::ranges::sort(letters, [](const Box& a, const Box& b) {
    return std::pair(a.left, a.top) < std::pair(b.left, b.top);
  });
  std::vector<LetterRow> rows;
  for (const Box& letter : letters) {
    LetterRow* best = nullptr;
    std::int32_t most = 0;
    for (LetterRow& row : rows) {
      const std::int32_t both = shared(band_about(row, row.letters.size() - 1), letter);
      if (both <= most) continue;
      most = both;
      best = &row;
    }
    if (best == nullptr) best = &rows.emplace_back();
    if (rows.size() > kMaxRows) return {};
    best->letters.push_back(letter);
  }
  return rows;
}

/// The letters of `row` about the column `x`.
Box band_at(const LetterRow& row, std::int32_t x) {
  const auto after = std::ranges::lower_bound(row.letters, x, {}, &Box::left);
  const auto at = static_cast<std::size_t>(after - row.letters.begin());
  return band_about(row, std::min(at, row.letters.size() - 1));
}

/// Most of its letters stand where those of the other do: feet of broken letters, or a row that
/// lost its way at a high one.
bool is_part_of(const LetterRow& row, const LetterRow& other, double letter_height) {
  const auto beside = std::ranges::count_if(row.letters, [&](const Box& letter) {
    const Box band = band_at(other, centre_x(letter));
    return std::abs(letter.top + letter.bottom - band.top - band.bottom) <
           2 * kMaxSameLineOffsetLetterHeights * letter_height;
  });
  return 2 * static_cast<std::size_t>(beside) > row.letters.size();
}

/// Most of its letters are large marks over letters of the other, as capitals have them.
bool is_over(const LetterRow& row, const LetterRow& other, double letter_height) {
  const auto over = std::ranges::count_if(row.letters, [&](const Box& mark) {
    return height_of(mark) < kMaxMarkSizeLetterHeights * letter_height &&
           std::ranges::any_of(other.letters, [&](const Box& letter) {
             return mark.left < letter.right && letter.left < mark.right &&
                    std::abs(letter.top - mark.bottom) < kMaxMarkGapLetterHeights * letter_height;
           });
  });
  return 2 * static_cast<std::size_t>(over) > row.letters.size();
}

/// Rows that are parts of others join them, those of few letters first.
void join_parts(std::vector<LetterRow>& rows, double letter_height) {
  std::ranges::stable_sort(rows, {}, [](const LetterRow& row) { return row.letters.size(); });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      if (is_over(rows[i], rows[j], letter_height)) {
        std::ranges::copy(rows[i].letters, std::back_inserter(rows[j].signs));
      } else if (is_part_of(rows[i], rows[j], letter_height)) {
        std::ranges::copy(rows[i].letters, std::back_inserter(rows[j].letters));
        std::ranges::stable_sort(rows[j].letters, {}, &Box::left);
      } else {
        continue;
      }
      rows[i].letters.clear();
      break;
    }
  }
  std::erase_if(rows, [](const LetterRow& row) { return row.letters.empty(); });
}

/// Rows of pixels between a sign and the nearest letter that stands over or under it; nothing where
/// none does. No mark hangs under a tail. `band`: the letters about the sign.
std::optional<std::int32_t> distance_to_letter(const LetterRow& row, const Box& band,
                                               const Box& sign, double letter_height) {
  std::optional<std::int32_t> least;
  const auto end = std::ranges::lower_bound(row.letters, sign.right, {}, &Box::left);
  for (auto letter = end - std::min(end - row.letters.begin(), kMaxLettersPerSign); letter != end;
       ++letter) {
    const bool is_under_tail =
        sign.top >= letter->bottom &&
        letter->bottom > band.bottom + kMinTailDropLetterHeights * letter_height;
    if (letter->right <= sign.left || is_under_tail) continue;
    const std::int32_t far = std::max(0, -y_overlap(*letter, sign));
    least = std::min(least.value_or(far), far);
  }
  return least;
}

/// How far `sign` stands from the letters about it, or from its own where that is higher or lower
/// than most, in rows of pixels: 0 beside them. Nothing where it is too far to be theirs.
std::optional<std::int32_t> distance(const LetterRow& row, const Box& sign, double letter_height) {
  const Box band = band_at(row, centre_x(sign));
  const std::int32_t above = band.top - sign.bottom, below = sign.top - band.bottom;
  const bool is_outside =
      sign.right <= row.letters.front().left || sign.left >= row.letters.back().right;
  if (above > (is_outside ? kMaxQuoteRiseLetterHeights : kMaxMarkRiseLetterHeights) * letter_height)
    return std::nullopt;
  if (below > (is_outside ? 0 : kMaxMarkDropLetterHeights) * letter_height) return std::nullopt;
  return distance_to_letter(row, band, sign, letter_height).value_or(std::max({0, above, below}));
}

/// It stands beside the letters of a row, as quotes do before and behind it, or over one as its
/// mark does.
bool is_of(const LetterRow& row, const Box& sign, double letter_height) {
  const Box band = band_at(row, centre_x(sign));
  if (shared(band, sign) > 0) return true;
  const bool is_outside =
      sign.right <= row.letters.front().left || sign.left >= row.letters.back().right;
  if (is_outside) return distance(row, sign, letter_height).has_value();
  const std::optional<std::int32_t> far = distance_to_letter(row, band, sign, letter_height);
  return far && *far < kMaxMarkGapLetterHeights * letter_height;
}

/// Letters that stand on one line without a gap.
bool is_word(const std::vector<Box>& letters, double letter_height) {
  for (std::size_t i = 1; i < letters.size(); ++i) {
    const Box &before = letters[i - 1], &letter = letters[i];
    if (std::abs(letter.bottom - before.bottom) > kMaxFootOffsetLetterHeights * letter_height ||
        letter.left - before.right > kMaxSignGapLetterHeights * letter_height)
      return false;
  }
  return letters.size() > 1;
}

/// Rows of small letters alone ("năm") in a picture whose letters are mostly high, as dates are:
/// they are no marks. Takes them out of `signs`.
std::vector<LetterRow> rows_of_small_letters(const std::vector<LetterRow>& rows,
                                             std::vector<Box>& signs, double letter_height) {
  std::vector<Box> small;
  std::ranges::copy_if(signs, std::back_inserter(small), [&](const Box& sign) {
    return height_of(sign) >= kMinSmallLetterLetterHeights * letter_height &&
           std::ranges::none_of(
               rows, [&](const LetterRow& row) { return is_of(row, sign, letter_height); });
  });
  std::vector<LetterRow> found = rows_of(std::move(small));
  std::erase_if(found, [&](const LetterRow& row) { return !is_word(row.letters, letter_height); });
  for (const LetterRow& row : found) {
    for (const Box& letter : row.letters) std::erase(signs, letter);
  }
  return found;
}

/// Marks, dots and dashes go to the nearest row; what stands far from all is dirt.
void join_signs(std::vector<LetterRow>& rows, const std::vector<Box>& signs, double letter_height) {
  for (const Box& sign : signs) {
    LetterRow* best = nullptr;
    std::int32_t least = 0;
    for (LetterRow& row : rows) {
      const std::optional<std::int32_t> far = distance(row, sign, letter_height);
      if (!far || (best != nullptr && *far >= least)) continue;
      least = *far;
      best = &row;
    }
    if (best != nullptr) best->signs.push_back(sign);
  }
  for (LetterRow& row : rows) std::ranges::stable_sort(row.signs, {}, &Box::left);
}

/// Before the row, at half the height of its letters.
bool is_dash(const Box& sign, const LetterRow& row, double letter_height) {
  const Box band = band_about(row, 0);
  return width_of(sign) >= kMinDashWidthLetterHeights * letter_height && sign.top > band.top &&
         sign.bottom < band.bottom;
}

/// What of a letter belongs to its row: it may touch one of the row above or below.
Box within_row(Box letter, const LetterRow& row, double letter_height) {
  const Box band = band_at(row, centre_x(letter));
  const auto reach = [letter_height](double heights) {
    return static_cast<std::int32_t>(heights * letter_height);
  };
  letter.top = std::max(letter.top, band.top - reach(kMaxCapitalRiseLetterHeights));
  letter.bottom = std::min(letter.bottom, band.bottom + reach(kMaxMarkDropLetterHeights));
  return letter;
}

/// Letters without a wide gap, and the signs that stand in or near them; a dash may stand farther
/// before them.
std::vector<Box> parts_of(const LetterRow& row, double letter_height) {
  std::vector<Box> parts;
  for (const Box& whole : row.letters) {
    const Box letter = within_row(whole, row, letter_height);
    if (parts.empty() ||
        letter.left - parts.back().right > kMaxPartGapLetterHeights * letter_height)
      parts.push_back(letter);
    parts.back() = united(parts.back(), letter);
  }
  for (Box& part : parts) {
    for (const Box& sign : row.signs) {
      if (sign.right > part.left &&
          sign.left - part.right < kMaxSignGapLetterHeights * letter_height)
        part = united(part, sign);
    }
    for (auto sign = row.signs.rbegin(); sign != row.signs.rend(); ++sign) {
      const double reach = is_dash(*sign, row, letter_height) ? kMaxItemDashGapLetterHeights
                                                              : kMaxSignGapLetterHeights;
      if (sign->left < part.right && part.left - sign->right < reach * letter_height)
        part = united(part, *sign);
    }
  }
  std::vector<Box> apart;  // what a sign between them joins is one
  for (const Box& part : parts) {
    if (apart.empty() || part.left >= apart.back().right) apart.push_back(part);
    apart.back() = united(apart.back(), part);
  }
  return apart;
}

/// What its letters reach, and what is lower but stands where they do, as small letters of small
/// print.
std::vector<LetterExtent> reaches_of(const LetterRow& row, double letter_height) {
  std::vector<LetterExtent> out;
  const auto add = [&out](const Box& letter, std::int32_t foot) {
    if (letter.top < foot) out.push_back({foot - letter.top, letter.bottom - foot});
  };
  for (std::size_t i = 0; i < row.letters.size(); ++i)
    add(row.letters[i], band_about(row, i).bottom);
  for (const Box& sign : row.signs) {
    const std::int32_t foot = band_at(row, centre_x(sign)).bottom;
    if (height_of(sign) > kMinSmallPrintLetterHeights * letter_height &&
        std::abs(sign.bottom - foot) < kMaxFootOffsetLetterHeights * letter_height) {
      add(sign, foot);
    }
  }
  return out;
}

/// The height of small letters in the picture.
std::int32_t measure_x_height(const std::vector<LetterRow>& rows, std::int32_t letter_height,
                              std::int32_t dpi) {
  std::vector<LetterExtent> all;
  for (const LetterRow& row : rows)
    std::ranges::copy(reaches_of(row, letter_height), std::back_inserter(all));
  if (all.size() >= kMinMixedCaseLetters) return measure_x_height(all, letter_height);
  const auto usual = static_cast<std::int32_t>(std::lround(compute_default_x_height(dpi)));
  return measure_x_height(all, std::min(usual, letter_height));
}

/// `x_height`: of the picture.
TextRow row_of(const LetterRow& row, std::int32_t letter_height, std::int32_t x_height) {
  TextRow out;
  const RowMetrics measures = measure_row(reaches_of(row, letter_height), x_height);
  out.x_height = measures.x_height;
  out.ascender = measures.ascender;
  out.descender = measures.descender;
  std::vector<std::int32_t> feet;
  for (const Box& letter : row.letters) feet.push_back(letter.bottom);
  out.baseline = median(std::move(feet));
  out.parts = parts_of(row, letter_height);
  out.box = out.parts.front();
  for (const Box& part : out.parts) out.box = united(out.box, part);
  return out;
}

}  // namespace

TextRows find_text_rows(const Pix* ink, std::int32_t dpi) {
  const std::vector<Box> all = find_components(ink);
  const std::int32_t letter_height = letter_height_in(all, dpi);
  if (letter_height == 0) return {};
  std::vector<Box> letters, signs;
  for (const Box& component : all) {
    const std::int32_t height = height_of(component);
    if (height > kMaxCapitalSizeLetterHeights * letter_height) return {{}, 0, false};
    if (std::max(height, width_of(component)) < kMinDotSizeLetterHeights * letter_height) continue;
    (height < kMinLetterSizeLetterHeights * letter_height ? signs : letters).push_back(component);
  }
  if (all.size() > kMaxComponents) return {{}, 0, false};
  std::vector<LetterRow> rows = rows_of(std::move(letters));
  if (rows.empty()) return {{}, 0, false};
  join_parts(rows, letter_height);
  std::ranges::move(rows_of_small_letters(rows, signs, letter_height), std::back_inserter(rows));
  join_signs(rows, signs, letter_height);
  TextRows out;
  out.letter_height = letter_height;
  const std::int32_t x_height = measure_x_height(rows, letter_height, dpi);
  for (const LetterRow& row : rows) out.rows.push_back(row_of(row, letter_height, x_height));
  std::ranges::stable_sort(out.rows, {}, &TextRow::baseline);
  return out;
}

}  // namespace codau::image
