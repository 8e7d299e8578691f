#include "image/stray_marks.h"

#include <allheaders.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <vector>

namespace codau::image {
namespace {

// Inches; print of 12 to 14 points.
constexpr double kMark = 0.038;  ///< a stop, a dot, a tone are no larger, a comma and a dash are
constexpr double kDash = 0.028;
constexpr double kAbove = 0.060;   ///< white between a letter and its dot or tone, in a semicolon
constexpr double kPiece = 0.011;   ///< white between a letter and a broken piece of it
constexpr double kBehind = 1.2;    ///< white between a letter and the stop behind it, in stops
constexpr double kOnLine = 0.020;  ///< a stop stands this near to the line
constexpr double kEdge = 0.08, kThin = 0.025;  ///< where pieces of rulings stand, and how thick
constexpr double kStem = 0.2;                  ///< longer than letters
constexpr double kNext = 0.022;                ///< white between two letters, at most
constexpr double kTorn = 0.3;                  ///< of the height of a cell, that pieces cover
constexpr double kInRow = 0.06;                ///< white between the dots of a colon or ellipsis

std::int32_t width_of(const Box& b) { return b.right - b.left; }
std::int32_t height_of(const Box& b) { return b.bottom - b.top; }

bool is_mark(const Box& island, std::int32_t dpi) {
  const bool is_dash = width_of(island) >= 2 * height_of(island) && width_of(island) >= kDash * dpi;
  return !is_dash && std::max(width_of(island), height_of(island)) <= kMark * dpi;
}

std::vector<Box> islands_in(const CleanPage& page, const Box& cell) {
  std::vector<Box> out;
  const PixPtr part = cut(page.ink.get(), cell, 0);
  BOXA* boxes = pixConnCompBB(part.get(), 8);
  for (l_int32 i = 0; i < boxaGetCount(boxes); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    out.push_back({cell.left + x, cell.top + y, cell.left + x + w, cell.top + y + h});
  }
  boxaDestroy(&boxes);
  return out;
}

/// White between two boxes from left to right and from top to bottom; 0 where they overlap.
std::int32_t across(const Box& a, const Box& b) {
  return std::max({a.left - b.right, b.left - a.right, 0});
}
std::int32_t down(const Box& a, const Box& b) {
  return std::max({a.top - b.bottom, b.top - a.bottom, 0});
}

/// Foot of the print about `letter`, its own where tails reach below: of the letters beside it most
/// have none.
std::int32_t foot_of(const Box& letter, const std::vector<Box>& letters, std::int32_t dpi) {
  std::vector<std::int32_t> feet;
  for (const Box& other : letters) {
    const std::int32_t shared =
        std::min(letter.bottom, other.bottom) - std::max(letter.top, other.top);
    if (2 * shared > height_of(other) && across(letter, other) < dpi) feet.push_back(other.bottom);
  }
  const auto middle = feet.begin() + static_cast<std::ptrdiff_t>(feet.size() / 2);
  std::nth_element(feet.begin(), middle, feet.end());
  return *middle;
}

bool belongs(const Box& mark, const Box& letter, const std::vector<Box>& letters,
             std::int32_t dpi) {
  if (down(mark, letter) > kAbove * dpi) return false;
  const std::int32_t gap = across(mark, letter);
  if (gap <= std::max(1.0, kPiece * dpi)) return true;
  const std::int32_t size = std::max(width_of(mark), height_of(mark));
  if (mark.right <= letter.left || gap > kBehind * size) return false;
  return std::abs(mark.bottom - foot_of(letter, letters, dpi)) <= kOnLine * dpi;
}

bool stands_by(const Box& mark, const Box& other, std::int32_t dpi) {
  return across(mark, other) <= kInRow * dpi && down(mark, other) <= kInRow * dpi;
}

/// One of three dots on a line.
bool in_dots(const Box& mark, const std::vector<Box>& marks, std::int32_t dpi) {
  const auto beside = std::ranges::count_if(marks, [&](const Box& other) {
    return std::abs(other.bottom - mark.bottom) <= kOnLine * dpi / 2 &&
           across(mark, other) <= 2 * kInRow * dpi;
  });
  return beside >= 3;  // itself among them
}

void whiten(CleanPage& page, const Box& mark) {
  wipe(page.ink.get(), mark);
  wipe(page.grey.get(), {mark.left - 2, mark.top - 2, mark.right + 2, mark.bottom + 2});
}

/// Where print begins and ends in each row of pixels of a cell.
struct Extent {
  std::vector<std::int32_t> left, right;
};

Extent extent_of(const std::vector<Box>& print, const Box& cell) {
  const auto height = static_cast<std::size_t>(height_of(cell));
  constexpr std::int32_t kFar = 1 << 20;  // where there is none
  Extent out{std::vector<std::int32_t>(height, cell.right + kFar),
             std::vector<std::int32_t>(height, cell.left - kFar)};
  for (const Box& b : print) {
    for (std::int32_t y = b.top - cell.top; y < b.bottom - cell.top; ++y) {
      auto &left = out.left[static_cast<std::size_t>(y)],
           &right = out.right[static_cast<std::size_t>(y)];
      left = std::min(left, b.left);
      right = std::max(right, b.right);
    }
  }
  return out;
}

/// A stem of a letter: the next one is close beside it.
bool is_stem(const Box& piece, const Extent& print, const Box& cell, std::int32_t dpi) {
  std::int32_t near = 0;
  for (std::int32_t y = piece.top - cell.top; y < piece.bottom - cell.top; ++y) {
    const auto row = static_cast<std::size_t>(y);
    const bool is_before =
        print.left[row] >= piece.right && print.left[row] - piece.right <= kNext * dpi;
    const bool is_behind =
        print.right[row] <= piece.left && piece.left - print.right[row] <= kNext * dpi;
    near += is_before || is_behind ? 1 : 0;
  }
  return 2 * near >= height_of(piece);
}

/// Columns of the cell in which pieces are together longer than any letter and a good part of the
/// cell is high.
std::vector<bool> columns_of_pieces(const std::vector<Box>& pieces, const Box& cell,
                                    std::int32_t dpi) {
  const auto width = static_cast<std::size_t>(width_of(cell));
  std::vector<std::int32_t> length(width + 1, 0);  // as it changes from column to column
  for (const Box& b : pieces) {
    length[static_cast<std::size_t>(b.left - cell.left)] += height_of(b);
    length[static_cast<std::size_t>(b.right - cell.left)] -= height_of(b);
  }
  std::partial_sum(length.begin(), length.end(), length.begin());
  std::vector<bool> out(width, false);
  const double least = std::max(kStem * dpi, kTorn * height_of(cell));
  for (std::size_t x = 0; x < width; ++x) out[x] = length[x] >= least;
  return out;
}

/// Pieces of a line down at the left or right edge of the cell: one that is longer than any letter,
/// or many that are so together, and what is as thin above and below it. The inner ones of double
/// lines are torn so by the levelling of a page, and by a fax.
std::vector<Box> pieces_of_lines(const std::vector<Box>& islands, const Box& cell,
                                 std::int32_t dpi) {
  std::vector<Box> thin, print;
  std::ranges::partition_copy(
      islands, std::back_inserter(thin), std::back_inserter(print), [&](const Box& b) {
        const bool at_edge =
            b.right <= cell.left + kEdge * dpi || b.left >= cell.right - kEdge * dpi;
        return at_edge && width_of(b) <= kThin * dpi;
      });
  const Extent extent = extent_of(print, cell);
  std::vector<Box> free, lines, out;
  std::ranges::copy_if(thin, std::back_inserter(free),
                       [&](const Box& b) { return !is_stem(b, extent, cell, dpi); });
  const std::vector<bool> torn = columns_of_pieces(free, cell, dpi);
  std::ranges::copy_if(thin, std::back_inserter(lines), [&](const Box& b) {
    const auto from = torn.begin() + (b.left - cell.left), to = from + width_of(b);
    return height_of(b) >= kStem * dpi || std::find(from, to, true) != to;
  });
  std::ranges::copy_if(thin, std::back_inserter(out), [&](const Box& b) {
    return std::ranges::any_of(lines, [&](const Box& line) { return across(b, line) == 0; });
  });
  return out;
}

/// Whitens what is left of the rulings around the cell, and gives the other islands.
std::vector<Box> take_remains(CleanPage& page, const Box& cell, std::vector<Box> islands) {
  std::vector<Box> remains = pieces_of_lines(islands, cell, page.dpi);
  std::vector<Box> turned;
  for (const Box& island : islands) turned.push_back(transposed(island));
  for (const Box& line : pieces_of_lines(turned, transposed(cell), page.dpi))
    remains.push_back(transposed(line));
  for (const Box& line : remains) whiten(page, line);
  std::erase_if(islands, [&remains](const Box& island) {
    return std::ranges::find(remains, island) != remains.end();
  });
  return islands;
}

}  // namespace

void drop_stray_marks(CleanPage& page, const Box& cell) {
  std::vector<Box> letters, marks;
  for (const Box& island : take_remains(page, cell, islands_in(page, cell))) {
    (is_mark(island, page.dpi) ? marks : letters).push_back(island);
  }
  const std::vector<Box> all = marks;
  std::vector<Box> kept;
  const auto take = [&marks, &kept](const auto& is_known) {
    const auto known = std::stable_partition(marks.begin(), marks.end(),
                                             [&](const Box& mark) { return !is_known(mark); });
    kept.assign(known, marks.end());
    marks.erase(known, marks.end());
    return !kept.empty();
  };
  bool found = take([&](const Box& mark) {
    return in_dots(mark, all, page.dpi) || std::ranges::any_of(letters, [&](const Box& letter) {
             return belongs(mark, letter, letters, page.dpi);
           });
  });
  while (found) {
    const std::vector<Box> last = kept;
    found = take([&](const Box& mark) {
      return std::ranges::any_of(
          last, [&](const Box& other) { return stands_by(mark, other, page.dpi); });
    });
  }
  for (const Box& mark : marks) whiten(page, mark);
}

}  // namespace codau::image
