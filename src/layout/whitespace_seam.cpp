#include "layout/whitespace_seam.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace codau::image {
namespace {

using SeamRow = std::vector<std::uint8_t>;  ///< places from left to right; 1: white around it

/// Keeps runs of places that hold one of the neighbouring row.
void keep_joined(SeamRow& row, const SeamRow& neighbour) {
  for (std::size_t i = 0; i < row.size();) {
    std::size_t end = i;
    bool is_joined = false;
    for (; end < row.size() && row[end] != 0; ++end) is_joined = is_joined || neighbour[end] != 0;
    if (!is_joined) std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(i), end - i, 0);
    i = end + 1;
  }
}

/// The free place of `row` nearest to `wanted`, of those along the run of `above` with `member`.
std::size_t place_below(const SeamRow& row, const SeamRow& above, std::size_t member,
                        std::size_t wanted) {
  std::size_t begin = member, end = member;
  while (begin > 0 && above[begin - 1] != 0) --begin;
  while (end < above.size() && above[end] != 0) ++end;
  const auto distance = [wanted](std::size_t i) { return i < wanted ? wanted - i : i - wanted; };
  std::size_t best = member;
  bool is_free = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (row[i] == 0 || (is_free && distance(i) >= distance(best))) continue;
    best = i;
    is_free = true;
  }
  return best;
}

/// Rows from the first one on, each with a way to the first and to the last.
std::vector<SeamRow> ways_down(const IntegralImage& ink, const Box& area, std::int32_t gap) {
  const std::int32_t half = gap / 2;
  std::vector<SeamRow> out;
  for (std::int32_t y = area.top; y < area.bottom; ++y) {
    SeamRow row;
    for (std::int32_t x = area.left; x < area.right; ++x) {
      const bool is_inside = x >= half && x + half <= ink.width();
      row.push_back(is_inside && !ink.has_ink(x - half, y, x + half, y + 1) ? 1 : 0);
    }
    if (!out.empty()) keep_joined(row, out.back());
    if (std::ranges::find(row, 1) == row.end()) break;
    out.push_back(std::move(row));
  }
  for (std::size_t y = out.size(); y-- > 1;) keep_joined(out[y - 1], out[y]);
  return out;
}

}  // namespace

std::vector<std::int32_t> find_whitespace_seam(const IntegralImage& ink, const Box& area,
                                               std::int32_t gap, std::int32_t line) {
  const std::vector<SeamRow> rows = ways_down(ink, area, gap);
  if (rows.empty()) return {};
  const std::int32_t first_line = std::min(area.bottom, area.top + line);
  std::size_t at = 0, middle = 0;
  std::int32_t widest = -1;
  for (std::size_t i = 0; i < rows[0].size(); ++i) {
    if (rows[0][i] == 0) continue;
    const std::int32_t x = area.left + static_cast<std::int32_t>(i);
    const WhiteGap blank = find_white_gap(ink, x, area.top, first_line);
    if (blank.width() > widest) {
      widest = blank.width();
      at = i;
      middle = static_cast<std::size_t>(std::max(0, blank.middle() - area.left));
    }
    i += static_cast<std::size_t>(std::max(0, blank.right - x - 1));  // the same blank
  }
  at = place_below(rows[0], rows[0], at, middle);
  std::vector<std::int32_t> out;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    if (y > 0) at = place_below(rows[y], rows[y - 1], at, at);
    out.push_back(area.left + static_cast<std::int32_t>(at));
  }
  return out;
}

}  // namespace codau::image
