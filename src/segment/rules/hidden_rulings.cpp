#include "segment/rules/hidden_rulings.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "raster/line_morphology.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Chosen on 72 made pages with a streak on a line of a table and 60 with streaks anywhere.

/// Of a line across beside the streak; bars of letters are shorter.
constexpr double kArmLengthInches = 0.2;
constexpr double kMinStubLengthInches = 0.04;  ///< of a line across; less of it is none
constexpr double kMaxRulingThicknessInches = 0.03;
constexpr double kMinVerticalPieceInches = 0.15;  ///< of a line down: longer than a letter is high
constexpr double kMinHorizontalPieceInches = 0.25;  ///< of a line across
/// On both sides of the streak together: a blank between words is narrower.
constexpr double kMinBlankWidthInches = 0.05;
constexpr double kBlankSearchWidthInches = 0.12;  ///< on each side of the streak
constexpr double kMaxLineToStreakInches = 0.04;   ///< between a streak and a line down beside it
constexpr double kMaxSpeckSideInches = 0.02;      ///< of a square as large as specks together are
constexpr double kMinPrintSideInches = 0.04;      ///< of a square: the ink of print is more
constexpr double kDrawnThicknessInches = 0.012;
/// Of the height of a cell that a line down is seen on.
constexpr double kMinCellHeightShare = 0.7;

/// A line across that meets the streak.
struct Junction {
  std::int32_t y = 0;
  std::int32_t left = 0, right = 0;  ///< columns that it is seen on beside it
};

/// What lies between two of them.
struct Cell {
  std::int32_t top = 0, bottom = 0;
  bool in_table = false;  ///< another line down goes with them
  bool free = false;      ///< white beside the streak
  bool parts = false;     ///< print at both sides
  bool seen = false;      ///< a line down beside the streak
};

class Finder {
 public:
  explicit Finder(const NormalisedPage& page)
      : ink_(page.ink.get()), dpi_(page.dpi), width_(page.width) {
    const PixPtr down =
        open_by_line(ink_, LineDirection::kVertical, pixels(kMinVerticalPieceInches));
    const PixPtr across =
        open_by_line(ink_, LineDirection::kHorizontal, pixels(kMinHorizontalPieceInches));
    lines_ = find_components(down.get());
    print_ = own(pixDilateBrick(nullptr, down.get(), 3, 1));
    const PixPtr wide = own(pixDilateBrick(nullptr, across.get(), 1, 3));
    pixOr(print_.get(), print_.get(), wide.get());
    pixSubtract(print_.get(), ink_, print_.get());
  }

  /// Rows of the lines under a streak.
  [[nodiscard]] std::vector<Rows> under(const Streak& streak) const {
    const std::vector<Junction> junctions = junctions_of(streak);
    std::vector<Cell> table;
    std::vector<Rows> out;
    std::int32_t ended = 0;  // of the lines across
    const auto finish = [&] {
      if (is_ruling(table, ended)) {
        for (const Cell& cell : table) {
          if (cell.free && !cell.seen) out.push_back({cell.top, cell.bottom});
        }
      }
      table.clear();
    };
    for (std::size_t i = 1; i < junctions.size(); ++i) {
      const Cell cell = looked_at(streak, junctions[i - 1].y, junctions[i].y);
      if (!cell.in_table) {
        finish();
        continue;
      }
      if (table.empty()) ended = ends(junctions[i - 1]) ? 1 : 0;
      ended += ends(junctions[i]) ? 1 : 0;
      table.push_back(cell);
    }
    finish();
    return out;
  }

 private:
  [[nodiscard]] std::int32_t pixels(double inches) const {
    return std::max(1, static_cast<std::int32_t>(std::lround(inches * dpi_)));
  }
  [[nodiscard]] bool inked(std::int32_t x, std::int32_t y) const {
    return x >= 0 && x < width_ && y >= 0 && y < pixGetHeight(ink_) &&
           GET_DATA_BIT(get_row(ink_, y), x) != 0;
  }

  static bool is_ruling(const std::vector<Cell>& table, std::int32_t ends) {
    std::int32_t evidence = ends, crossed = 0;
    for (const Cell& cell : table) {
      if (cell.free && cell.parts) ++evidence;
      if (!cell.free) ++crossed;
    }
    if (crossed == 0 && evidence == 1) return table.size() >= 3;
    return evidence >= 2 && evidence >= 2 * crossed;
  }

  /// Thin ink that goes from the streak to one side.
  void add_arms(const Streak& streak, std::int32_t step, std::vector<Junction>& arms) const {
    for (const Rows& rows : streak.rows) {
      for (std::int32_t y = rows.top; y < rows.bottom; ++y) {
        const auto left = static_cast<std::int32_t>(std::lround(streak.left.at(y)));
        const std::int32_t x = step < 0 ? left - 2 : left + streak.width + 1;
        if (!inked(x, y)) continue;
        const std::int32_t top = y;
        while (y < rows.bottom && inked(x, y)) ++y;
        const std::int32_t length = length_of(x, {top, y}, step);
        arms.push_back({(top + y) / 2, step < 0 ? length : 0, step < 0 ? 0 : length});
      }
    }
  }

  /// For how many columns what starts in these rows of one goes on as a thin line, at most those of
  /// an arm.
  [[nodiscard]] std::int32_t length_of(std::int32_t x, Rows rows, std::int32_t step) const {
    const std::int32_t arm = pixels(kArmLengthInches), thick = pixels(kMaxRulingThicknessInches);
    if (rows.bottom - rows.top > thick) return 0;
    std::int32_t out = 1;
    for (std::int32_t i = 1; i < arm && 5 * (i - out) <= arm; ++i) {
      const std::int32_t column = x + step * i;
      Rows next{rows.top - 1, rows.bottom + 1};
      while (next.top < next.bottom && !inked(column, next.top)) ++next.top;
      while (next.top < next.bottom && !inked(column, next.bottom - 1)) --next.bottom;
      if (next.top == next.bottom || next.bottom - next.top > thick ||
          inked(column, rows.top - 3) || inked(column, rows.bottom + 2))
        continue;  // a hole in it, print that touches it, a line down
      rows = next;
      ++out;
    }
    return out;
  }

  [[nodiscard]] bool is_arm(std::int32_t length) const {
    return 5 * length >= 4 * pixels(kArmLengthInches);
  }

  [[nodiscard]] std::vector<Junction> junctions_of(const Streak& streak) const {
    std::vector<Junction> arms, out;
    add_arms(streak, -1, arms);
    add_arms(streak, 1, arms);
    std::ranges::sort(arms, {}, &Junction::y);
    const std::int32_t near = pixels(kMaxRulingThicknessInches);
    for (const Junction& arm : arms) {
      if (out.empty() || arm.y - out.back().y > near) {
        out.push_back(arm);
        continue;
      }
      out.back().left = std::max(out.back().left, arm.left);
      out.back().right = std::max(out.back().right, arm.right);
    }
    std::erase_if(out, [this](const Junction& junction) {
      return !is_arm(junction.left) && !is_arm(junction.right);
    });
    return out;
  }

  /// A line across that ends at the streak.
  [[nodiscard]] bool ends(const Junction& junction) const {
    return std::min(junction.left, junction.right) < pixels(kMinStubLengthInches);
  }

  [[nodiscard]] Cell looked_at(const Streak& streak, std::int32_t top, std::int32_t bottom) const {
    Cell out{top, bottom};
    const std::int32_t inset = std::min(pixels(kMaxRulingThicknessInches), (bottom - top) / 4);
    const Rows rows{top + inset, bottom - inset};
    const auto place = [&](std::int32_t y) {
      return static_cast<std::int32_t>(std::lround(streak.left.at(y)));
    };
    const std::int32_t left = std::min(place(top), place(bottom)),
                       right = std::max(place(top), place(bottom)) + streak.width;
    const std::int32_t beside = pixels(kMaxLineToStreakInches);
    std::int32_t cell_left = 0, cell_right = width_;
    for (const Box& line : lines_) {
      const std::int32_t covered =
          std::min(line.bottom, rows.bottom) - std::max(line.top, rows.top);
      const bool is_whole = covered >= kMinCellHeightShare * (rows.bottom - rows.top);
      if (line.right > left - beside && line.left < right + beside) {
        out.seen = out.seen || is_whole;
      } else if (is_whole && line.left < left) {
        cell_left = std::max(cell_left, line.right);
      } else if (is_whole) {
        cell_right = std::min(cell_right, line.left);
      }
    }
    out.in_table = cell_left > 0 || cell_right < width_;
    out.free =
        white(left - 2, rows, -1) + white(right + 1, rows, 1) >= pixels(kMinBlankWidthInches);
    const auto least =
        static_cast<std::int64_t>(pixels(kMinPrintSideInches)) * pixels(kMinPrintSideInches);
    out.parts =
        cell_left > 0 && cell_right < width_ &&
        count_ink_pixels(print_.get(), {cell_left, rows.top, left - 2, rows.bottom}) > least &&
        count_ink_pixels(print_.get(), {right + 2, rows.top, cell_right, rows.bottom}) > least;
    return out;
  }

  /// Columns without print from one on, to one side.
  [[nodiscard]] std::int32_t white(std::int32_t x, const Rows& rows, std::int32_t step) const {
    std::int64_t ink = 0;
    const auto most =
        static_cast<std::int64_t>(pixels(kMaxSpeckSideInches)) * pixels(kMaxSpeckSideInches);
    std::int32_t out = 0;
    for (const std::int32_t far = pixels(kBlankSearchWidthInches); out < far; ++out) {
      const std::int32_t column = x + step * out;
      if (column < 0 || column >= width_) break;
      ink += count_ink_pixels(print_.get(), {column, rows.top, column + 1, rows.bottom});
      if (ink > most) break;
    }
    return out;
  }

  Pix* ink_;
  std::int32_t dpi_, width_;
  std::vector<Box> lines_;  ///< down
  PixPtr print_;            ///< without lines
};

/// A line along the middle of a streak, where it is there.
void draw_ruling(const Streak& streak, const Rows& wanted, NormalisedPage& page) {
  const auto line =
      std::clamp(static_cast<std::int32_t>(std::lround(kDrawnThicknessInches * page.dpi)), 2,
                 std::max(2, streak.width));
  for (const Rows& rows : streak.rows) {
    for (std::int32_t y = std::max(rows.top, wanted.top); y < std::min(rows.bottom, wanted.bottom);
         ++y) {
      const auto left =
          static_cast<std::int32_t>(std::lround(streak.left.at(y) + (streak.width - line) / 2.0));
      for (std::int32_t x = std::max(0, left); x < std::min(page.width, left + line); ++x) {
        SET_DATA_BIT(get_row(page.ink.get(), y), x);
        SET_DATA_BYTE(get_row(page.pix.get(), y), x, 0);
      }
    }
  }
}

}  // namespace

void redraw_rulings(const std::vector<Streak>& streaks, NormalisedPage& page) {
  if (streaks.empty()) return;
  const Finder finder(page);
  for (const Streak& streak : streaks) {
    for (const Rows& rows : finder.under(streak)) draw_ruling(streak, rows, page);
  }
}

}  // namespace codau::image
