#include "layout/borderless_tables.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "core/box.h"
#include "layout/row_boundaries.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr double kMinLetterHeightXHeights = 0.57;  ///< specks are lower
constexpr double kMaxLetterHeightXHeights = 4.6;
constexpr double kMaxLetterWidthXHeights = 11.5;  ///< of letters that touch; bars are longer
constexpr double kMaxWordBlankXHeights = 1.15;    ///< between words; any gutter is wider
constexpr double kMinGutterWidthXHeights = 2.5;   ///< in the lines that tell the columns
/// Of a table's width: lines across it part its rows.
constexpr double kMinRowRulingWidthShare = 0.7;
constexpr std::size_t kMinRowRulings = 3;            ///< between rows, for lines alone to part them
constexpr double kMaxRowGapXHeights = 5.7;           ///< white between rows of one table
constexpr double kTableMarginXHeights = 0.57;        ///< white that a table is given at its sides
constexpr double kRowBoundarySearchXHeights = 0.57;  ///< to a better place to part rows
constexpr double kMinSealSideInches = 0.7;           ///< both ways: a seal, a signature
constexpr std::int32_t kDescenderHeightDivisor = 5;  ///< of a letter's height: a fifth
constexpr double kMinTableWidthShare = 0.4;          ///< of the page's width
/// Of the height of a table whose columns rulings draw.
constexpr double kMinRuledHeightShare = 0.5;
constexpr double kMaxTornAreaShare = 0.8;  ///< of the area of a table that torn rulings draw
constexpr std::size_t kMinTableColumns = 3;
constexpr std::size_t kMinGutterLines = 3;  ///< lines with a wide blank that show a gutter
constexpr std::size_t kMaxLinesPerRow = 5;
/// Lines with print in as many columns, and of four and more those that also fill the first one:
/// nothing else has these twice.
constexpr std::size_t kMinFullLines = 4, kMinFullLinesOfManyColumns = 2;

struct HorizontalSpan {
  std::int32_t from = 0, to = 0;
  bool ruled = false;  ///< a line down runs in it
  [[nodiscard]] std::int32_t width() const { return to - from; }
};

HorizontalSpan common(const HorizontalSpan& a, const HorizontalSpan& b) {
  return {std::max(a.from, b.from), std::min(a.to, b.to), a.ruled && b.ruled};
}

/// Words and blanks of a line, or of lines side by side, from left to right.
struct GapLine {
  std::int32_t top = 0, bottom = 0;
  std::vector<HorizontalSpan> words;   ///< joined over what may be a blank between words
  std::vector<HorizontalSpan> blanks;  ///< before, between and behind them
  std::vector<Box> letters;
};

std::vector<Box> select_letters(std::vector<Box> out, const CleanPage& page,
                                const std::vector<Box>& solid) {
  std::vector<Box> taken = solid;  // letters round a seal stand in no column
  std::ranges::copy_if(out, std::back_inserter(taken), [&page](const Box& b) {
    return std::min(width_of(b), height_of(b)) >= kMinSealSideInches * page.dpi;
  });
  std::erase_if(out, [&](const Box& b) {
    const double width = width_of(b), height = height_of(b);
    const bool is_letter = height >= kMinLetterHeightXHeights * page.x_height &&
                           height <= kMaxLetterHeightXHeights * page.x_height &&
                           width <= kMaxLetterWidthXHeights * page.x_height;
    return !is_letter || std::ranges::any_of(taken, [&b](const Box& s) { return intersect(b, s); });
  });
  return out;
}

GapLine make_gap_line(std::vector<Box> letters, const CleanPage& page,
                      const std::vector<Box>& down) {
  std::ranges::sort(letters, {}, &Box::left);
  GapLine line{letters[0].top, letters[0].bottom, {}, {}, {}};
  for (const Box& b : letters) {
    line.top = std::min(line.top, b.top);
    line.bottom = std::max(line.bottom, b.bottom);
  }
  const auto is_ruled = [&](std::int32_t from, std::int32_t to) {
    return std::ranges::any_of(down, [&](const Box& ruling) {
      return centre_x(ruling) >= from - 1 && centre_x(ruling) <= to &&
             ruling.top <= (line.top + line.bottom) / 2 &&
             ruling.bottom > (line.top + line.bottom) / 2;
    });
  };
  for (const Box& b : letters) {
    if (!line.words.empty() &&
        b.left - line.words.back().to < page.to_pixels(kMaxWordBlankXHeights) &&
        !is_ruled(line.words.back().to, b.left)) {
      line.words.back().to = std::max(line.words.back().to, b.right);
    } else {
      line.words.push_back({b.left, b.right});
    }
  }
  std::int32_t from = 0;
  for (const HorizontalSpan& word : line.words) {
    line.blanks.push_back({from, word.from, is_ruled(from, word.from)});
    from = word.to;
  }
  line.blanks.push_back({from, page.width});
  line.letters = std::move(letters);
  return line;
}

/// Lines of print, those of one row that stand beside each other at different heights together:
/// from white to white. A descender may reach into the line below; what is low and reaches into it
/// is the tones above its letters.
std::vector<GapLine> find_gap_lines(std::vector<Box> letters, const CleanPage& page,
                                    const std::vector<Box>& down) {
  const auto reach = [](const Box& b) { return height_of(b) / kDescenderHeightDivisor; };
  std::ranges::sort(letters, {}, [&reach](const Box& b) { return b.top + reach(b); });
  std::vector<GapLine> out;
  for (auto from = letters.begin(); from != letters.end();) {
    std::int32_t bottom = 0;
    auto to = from;
    for (; to == from || (to != letters.end() && to->top + reach(*to) < bottom); ++to)
      bottom = std::max(bottom, to->bottom - reach(*to));
    GapLine line = make_gap_line({from, to}, page, down);
    const bool has_tones = !out.empty() && out.back().bottom > line.top &&
                           2 * (out.back().bottom - out.back().top) < line.bottom - line.top;
    if (has_tones) {
      std::ranges::copy(out.back().letters, std::back_inserter(line.letters));
      out.back() = make_gap_line(std::move(line.letters), page, down);
    } else {
      out.push_back(std::move(line));
    }
    from = to;
  }
  return out;
}

/// Lines [first, last] that leave the same gutters white.
struct GapBlock {
  std::size_t first = 0, last = 0;
  std::vector<HorizontalSpan> column_gaps;
};

class BorderlessTableFinder {
 public:
  /// `components`: of the ink of `page`; `rulings`: of no table.
  BorderlessTableFinder(const CleanPage& page, std::vector<Box> components,
                        const std::vector<Box>& solid, const Rulings& rulings)
      : page_(page),
        solid_(solid),
        across_(rulings.across),
        lines_(find_gap_lines(select_letters(std::move(components), page, solid), page,
                              rulings.down)) {}

  std::vector<CellGrid> run() {
    std::vector<CellGrid> out;
    std::size_t free = 0;  // the first line that is in no table yet
    for (std::size_t seed = 0; seed < lines_.size(); ++seed) {
      std::optional<GapBlock> block = block_from(seed);
      if (!block) continue;
      take_above(*block, free);
      add_column_gaps(*block);
      out.push_back(grid_of(*block));
      seed = block->last;
      free = seed + 1;
    }
    std::erase_if(out, [this](const CellGrid& grid) {
      return grid.cells.empty() ||
             std::ranges::any_of(solid_, [&grid](const Box& s) { return intersect(grid.box, s); });
    });
    return out;
  }

 private:
  [[nodiscard]] std::vector<HorizontalSpan> wide_blanks(const GapLine& line) const {
    std::vector<HorizontalSpan> out;
    for (std::size_t i = 1; i + 1 < line.blanks.size(); ++i) {
      if (line.blanks[i].ruled ||
          line.blanks[i].width() >= page_.to_pixels(kMinGutterWidthXHeights))
        out.push_back(line.blanks[i]);
    }
    return out;
  }

  /// What of `column_gaps` a line leaves white; nothing when it crosses one.
  [[nodiscard]] std::optional<std::vector<HorizontalSpan>> left_white(
      const std::vector<HorizontalSpan>& column_gaps, const GapLine& line) const {
    std::vector<HorizontalSpan> out;
    for (const HorizontalSpan& column_gap : column_gaps) {
      HorizontalSpan widest;
      for (const HorizontalSpan& blank : line.blanks) {
        if (const HorizontalSpan both = common(column_gap, blank); both.width() > widest.width())
          widest = both;
      }
      if (widest.width() < (widest.ruled ? 1 : page_.to_pixels(kMaxWordBlankXHeights)))
        return std::nullopt;
      out.push_back(widest);
    }
    return out;
  }

  [[nodiscard]] static std::size_t column_of(const HorizontalSpan& word,
                                             const std::vector<HorizontalSpan>& column_gaps) {
    return static_cast<std::size_t>(std::ranges::count_if(
        column_gaps,
        [&word](const HorizontalSpan& column_gap) { return column_gap.to <= word.from + 1; }));
  }
  /// Columns in which a line has print.
  [[nodiscard]] static std::vector<bool> filled(const GapLine& line,
                                                const std::vector<HorizontalSpan>& column_gaps) {
    std::vector<bool> out(column_gaps.size() + 1, false);
    for (const HorizontalSpan& word : line.words) out[column_of(word, column_gaps)] = true;
    return out;
  }
  [[nodiscard]] static bool is_full(const GapLine& line,
                                    const std::vector<HorizontalSpan>& column_gaps) {
    return static_cast<std::size_t>(std::ranges::count(filled(line, column_gaps), true)) >=
           kMinTableColumns;
  }

  /// A line of running text may have blanks in the right places, but no wide one.
  [[nodiscard]] bool stands_in_columns(const GapLine& line,
                                       const std::vector<HorizontalSpan>& column_gaps) const {
    const std::vector<bool> has = filled(line, column_gaps);
    return std::ranges::count(has, true) < 2 ||
           std::ranges::any_of(wide_blanks(line), [&column_gaps](const HorizontalSpan& blank) {
             return std::ranges::any_of(column_gaps, [&blank](const HorizontalSpan& g) {
               return common(blank, g).width() > 0;
             });
           });
  }

  /// A line that goes on with the table: near, and crossing no gutter.
  bool take(GapBlock& block, std::size_t above, std::size_t below, std::size_t line) const {
    if (lines_[below].top - lines_[above].bottom > page_.to_pixels(kMaxRowGapXHeights))
      return false;
    auto column_gaps = left_white(block.column_gaps, lines_[line]);
    if (!column_gaps || !stands_in_columns(lines_[line], *column_gaps)) return false;
    block.column_gaps = std::move(*column_gaps);
    return true;
  }

  /// Lines close above the first that belong to its row, none before `from`: their columns have as
  /// many below it, and other cells stand in the middle of the row. A caption has none.
  void take_above(GapBlock& block, std::size_t from) const {
    const std::size_t middle = block.first;
    while (block.first > from) {
      const std::size_t below = 2 * middle - block.first + 1;
      const GapLine &above = lines_[block.first - 1], &first = lines_[block.first];
      auto column_gaps = left_white(block.column_gaps, above);
      if (first.top - above.bottom > page_.to_pixels(kMaxWordBlankXHeights) || !column_gaps) return;
      if (below > block.last || filled(lines_[below], *column_gaps) != filled(above, *column_gaps))
        return;
      if (lines_[below].top - lines_[below - 1].bottom > page_.to_pixels(kMaxWordBlankXHeights))
        return;
      block.column_gaps = std::move(*column_gaps);
      --block.first;
    }
  }

  /// The table whose first line of three and more columns is `seed`.
  [[nodiscard]] std::optional<GapBlock> block_from(std::size_t seed) const {
    GapBlock block{seed, seed, wide_blanks(lines_[seed])};
    if (block.column_gaps.size() + 1 < kMinTableColumns) return std::nullopt;
    std::size_t last = seed;
    while (last + 1 < lines_.size() && take(block, last, last + 1, last + 1)) {
      ++last;
      const bool goes_on = !filled(lines_[last], block.column_gaps)[0];
      if (goes_on || is_full(lines_[last], block.column_gaps)) block.last = last;
    }
    std::size_t full = 0, numbered = 0;
    std::int32_t left = page_.width, right = 0;
    for (std::size_t i = block.first; i <= block.last; ++i) {
      const bool is_one = is_full(lines_[i], block.column_gaps);
      full += is_one ? 1U : 0U;
      numbered += is_one && filled(lines_[i], block.column_gaps)[0] ? 1U : 0U;
      left = std::min(left, lines_[i].words.front().from);
      right = std::max(right, lines_[i].words.back().to);
    }
    const bool has_rows =
        full >= kMinFullLines ||
        (block.column_gaps.size() >= kMinTableColumns && numbered >= kMinFullLinesOfManyColumns) ||
        (full >= kMinFullLinesOfManyColumns &&
         lines_between_rows(block, {left, right}).size() + 2 >= kMinRowRulings);
    const bool is_table = has_rows && kMaxLinesPerRow * full > block.last - block.first &&
                          right - left > kMinTableWidthShare * page_.width;
    return is_table ? std::optional(block) : std::nullopt;
  }

  /// What all lines of a block leave white of a blank; nothing if a line crosses it.
  [[nodiscard]] std::optional<HorizontalSpan> white_in_all(const GapBlock& block,
                                                           const HorizontalSpan& blank) const {
    std::vector<HorizontalSpan> column_gap{blank};
    for (std::size_t i = block.first; i <= block.last; ++i) {
      const auto left = left_white(column_gap, lines_[i]);
      if (!left) return std::nullopt;
      column_gap = *left;
    }
    return column_gap.front();
  }

  /// Adds gutters that the first line is too narrow to show: the title of a column of ordinals
  /// fills it. Several lines have a wide blank there.
  void add_column_gaps(GapBlock& block) const {
    std::vector<std::pair<HorizontalSpan, std::size_t>> found;  // with the number of wide blanks
    for (std::size_t i = block.first; i <= block.last; ++i) {
      for (const HorizontalSpan& blank : wide_blanks(lines_[i])) {
        const auto is_there = [&blank](const HorizontalSpan& column_gap) {
          return common(column_gap, blank).width() > 0;
        };
        if (std::ranges::any_of(block.column_gaps, is_there)) continue;
        const std::optional<HorizontalSpan> column_gap = white_in_all(block, blank);
        if (!column_gap) continue;
        const auto same = std::ranges::find_if(found, [&column_gap](const auto& one) {
          return common(one.first, *column_gap).width() > 0;
        });
        if (same == found.end()) {
          found.emplace_back(*column_gap, 1);
        } else {
          same->first = common(same->first, *column_gap);
          ++same->second;
        }
      }
    }
    for (const auto& [column_gap, lines] : found) {
      if (lines >= kMinGutterLines) block.column_gaps.push_back(column_gap);
    }
    std::ranges::sort(block.column_gaps, {}, &HorizontalSpan::from);
  }

  /// A line begins a row when it has print in the first column and in another, or in most.
  [[nodiscard]] static bool begins_row(const GapLine& line,
                                       const std::vector<HorizontalSpan>& column_gaps) {
    const std::vector<bool> has = filled(line, column_gaps);
    return (has[0] && std::ranges::count(has, true) > 1) || is_full(line, column_gaps);
  }

  /// Where rows begin but the first, by what stands in them.
  [[nodiscard]] std::vector<std::int32_t> rows_by_words(const GapBlock& block) const {
    std::vector<std::int32_t> out;
    for (std::size_t i = block.first + 1; i <= block.last; ++i) {
      if (begins_row(lines_[i], block.column_gaps))
        out.push_back((lines_[i - 1].bottom + lines_[i].top) / 2);
    }
    return out;
  }

  /// Where lines across part the rows of a table that reaches from side to side, from the top down.
  [[nodiscard]] std::vector<std::int32_t> lines_between_rows(const GapBlock& block,
                                                             const HorizontalSpan& sides) const {
    std::vector<std::int32_t> out;
    for (const Box& line : across_) {
      const std::int32_t both = std::min(line.right, sides.to) - std::max(line.left, sides.from);
      const std::int32_t y = centre_y(line);
      if (both < kMinRowRulingWidthShare * sides.width() || y <= lines_[block.first].bottom ||
          y >= lines_[block.last].top)
        continue;
      out.push_back(y);
    }
    std::ranges::sort(out);
    const auto is_double = [this](std::int32_t above, std::int32_t below) {
      return below - above < page_.to_pixels(kMaxWordBlankXHeights);
    };
    out.erase(std::unique(out.begin(), out.end(), is_double), out.end());
    return out;
  }

  /// The row of pixels near `y` with the least ink: noise between rows may have moved `y`.
  [[nodiscard]] std::int32_t whitest(std::int32_t y, const std::vector<std::int32_t>& xs) const {
    const auto ink = [&](std::int32_t at) {
      return count_ink_pixels(page_.ink.get(), {xs.front(), at, xs.back(), at + 1});
    };
    std::int32_t best = y;
    std::int64_t least = ink(y);
    for (std::int32_t off = 1; off <= page_.to_pixels(kRowBoundarySearchXHeights) && least > 0;
         ++off) {
      for (const std::int32_t at : {y - off, y + off}) {
        if (const std::int64_t here = ink(at); here < least)
          std::tie(best, least) = std::pair(at, here);
      }
    }
    return best;
  }

  [[nodiscard]] CellGrid grid_of(const GapBlock& block) const {
    std::vector<std::int32_t> xs{page_.width};
    std::vector<Box> letters;
    std::int32_t right = 0;
    for (std::size_t i = block.first; i <= block.last; ++i) {
      const GapLine& line = lines_[i];
      xs[0] = std::min(xs[0], line.words.front().from - page_.to_pixels(kTableMarginXHeights));
      right = std::max(right, line.words.back().to + page_.to_pixels(kTableMarginXHeights));
      letters.insert(letters.end(), line.letters.begin(), line.letters.end());
    }
    xs[0] = std::max(xs[0], 0);
    for (const HorizontalSpan& column_gap : block.column_gaps)
      xs.push_back((column_gap.from + column_gap.to) / 2);
    xs.push_back(std::min(right, page_.width));
    std::vector<std::int32_t> ys = lines_between_rows(block, {xs.front(), xs.back()});
    if (ys.size() < kMinRowRulings)
      ys = find_row_boundaries(std::move(letters), xs, page_.x_height);
    if (ys.empty()) ys = rows_by_words(block);
    for (std::int32_t& y : ys) y = whitest(y, xs);
    std::ranges::sort(ys);  // lines that all but touch may have the same white between them
    ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
    ys.insert(ys.begin(),
              std::max(lines_[block.first].top - page_.to_pixels(kTableMarginXHeights), 0));
    ys.push_back(
        std::min(lines_[block.last].bottom + page_.to_pixels(kTableMarginXHeights), page_.height));
    CellGrid grid;
    grid.rows = static_cast<std::uint32_t>(ys.size() - 1);
    grid.columns = static_cast<std::uint32_t>(xs.size() - 1);
    grid.box = {xs.front(), ys.front(), xs.back(), ys.back()};
    for (std::uint32_t r = 0; r < grid.rows; ++r) {
      for (std::uint32_t c = 0; c < grid.columns; ++c)
        grid.cells.push_back({r, c, 1, 1, {xs[c], ys[r], xs[c + 1], ys[r + 1]}});
    }
    return grid;
  }

  const CleanPage& page_;
  const std::vector<Box>& solid_;
  const std::vector<Box>& across_;
  std::vector<GapLine> lines_;
};

/// Those of `lines` that touch no area of `solid`.
std::vector<Box> outside(const std::vector<Box>& lines, const std::vector<Box>& solid) {
  std::vector<Box> out;
  std::ranges::copy_if(lines, std::back_inserter(out), [&solid](const Box& line) {
    return std::ranges::none_of(solid, [&line](const Box& s) { return intersect(line, s); });
  });
  return out;
}

/// Whether rulings draw only pieces of a table: too little of it, and nowhere its columns.
bool is_torn(const std::vector<CellGrid>& ruled, const CellGrid& open) {
  std::int64_t drawn = 0;
  for (const CellGrid& grid : ruled) {
    const Box both = intersection(grid.box, open.box);
    drawn += area_of(both);
    const bool is_whole = grid.columns >= open.columns && !is_empty(both) &&
                          height_of(both) >= kMinRuledHeightShare * height_of(open.box);
    if (is_whole) return false;
  }
  return drawn > 0 &&
         static_cast<double>(drawn) < kMaxTornAreaShare * static_cast<double>(area_of(open.box));
}

}  // namespace

std::vector<CellGrid> add_borderless_tables(const CleanPage& page, const Rulings& rulings,
                                            std::vector<CellGrid> ruled) {
  std::vector<CellGrid> out = std::move(ruled);
  std::vector<Box> ink = find_components(page.ink.get());
  if (!out.empty()) {
    const Rulings none;
    std::vector<CellGrid> whole = BorderlessTableFinder(page, ink, {}, none).run();
    std::erase_if(whole, [&out](const CellGrid& open) { return !is_torn(out, open); });
    for (const CellGrid& open : whole) {
      std::erase_if(
          out, [&](const CellGrid& grid) { return !is_empty(intersection(grid.box, open.box)); });
    }
    std::ranges::move(whole, std::back_inserter(out));
  }
  std::vector<Box> solid;
  for (const CellGrid& grid : out) solid.push_back(grid.box);
  const Rulings others{outside(rulings.across, solid), outside(rulings.down, solid), nullptr};
  std::ranges::move(BorderlessTableFinder(page, std::move(ink), solid, others).run(),
                    std::back_inserter(out));
  std::ranges::stable_sort(out, {}, [](const CellGrid& grid) { return grid.box.top; });
  return out;
}

}  // namespace codau::image
