#include "document/tables/column_tables.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "document/deadlines/deadline.h"
#include "document/layout/closing.h"
#include "document/tables/plain_rows.h"
#include "document/words/numbering.h"
#include "document/words/passage.h"

namespace codau::document {
namespace {

constexpr std::size_t kFewestRows = 2, kFewestCells = 3;

/// The columns at which each column of the table but the first begins.
using Gutters = std::vector<std::uint32_t>;

/// The lines of a table on one page.
struct PagePart {
  std::size_t begin = 0, end = 0;
  Gutters gutters;
};

class ColumnReader {
 public:
  ColumnReader(const Lexicon& lexicon, const TextDocument& document,
               std::span<const PlainLine> lines, const PlainHead& head)
      : lexicon_(lexicon), document_(document), lines_(lines), head_(head) {}

  [[nodiscard]] std::optional<PlainTable> read() const {
    std::vector<PagePart> parts = {read_page(head_.begin, head_.end, nullptr)};
    for (std::size_t at = next_page(parts.back().end); at < lines_.size();) {
      PagePart part = read_page(at, at, &parts.back().gutters);
      if (part.end == at) break;
      at = next_page(part.end);
      parts.push_back(std::move(part));
    }
    return build(parts);
  }

 private:
  /// The part that begins at a line; the titles end at `body`. `before`: the gutters of the page
  /// before.
  [[nodiscard]] PagePart read_page(std::size_t begin, std::size_t body,
                                   const Gutters* before) const {
    const std::size_t kAhead = before == nullptr ? 12 : 100;
    std::size_t end = std::max(body, begin + 1);
    for (std::size_t seen = 0; end < lines_.size() && seen < kAhead; ++end) {
      if (lines_[end].begins_page) break;
      seen += lines_[end].is_blank() ? 0U : 1U;
    }
    const auto find = [&](std::size_t last) {
      return before == nullptr ? find_gutters(begin, last) : move_gutters(begin, last, *before);
    };
    PagePart out{begin, end, find(end)};
    out.end = find_end(body, out.gutters);
    if (out.end > begin) out.gutters = find(out.end);
    return out;
  }

  /// Words over half of the table's width, as a line of running text.
  [[nodiscard]] bool is_wide(const PlainLine& line) const {
    const std::uint32_t width = head_.titles.back().end - head_.titles.front().begin;
    return (line.parts.back().end - line.parts.front().begin) * 2 > width;
  }

  /// The lines that have ink in a column. Lines of one part that reach over several columns are
  /// left out. `before`: the gutters of the page before, if any.
  [[nodiscard]] std::size_t count_ink(std::size_t begin, std::size_t end, std::uint32_t column,
                                      const Gutters* before) const {
    std::size_t out = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const PlainLine& line = lines_[i];
      const bool reaches = line.parts.size() == 1 &&
                           (before == nullptr ? is_wide(line) : reaches_far(line, *before));
      out += line.has_ink(column) && !reaches ? 1U : 0U;
    }
    return out;
  }

  static bool reaches_far(const PlainLine& line, const Gutters& gutters) {
    constexpr std::uint32_t kFar = 4;  // columns on both sides
    return std::ranges::any_of(gutters, [&](std::uint32_t gutter) {
      return line.parts.front().begin + kFar < gutter && gutter + kFar < line.parts.back().end;
    });
  }

  /// Between two titles the end of the widest gap in which the fewest lines have ink. Words that
  /// stand beside their column are nearest to its beginning.
  [[nodiscard]] Gutters find_gutters(std::size_t begin, std::size_t end) const {
    const std::vector<PlainTitle>& titles = head_.titles;
    Gutters out;
    for (std::size_t k = 0; k + 1 < titles.size(); ++k) {
      Gap best;
      for (const Gap& gap : find_gaps(begin, end, titles[k].end, titles[k + 1].begin)) {
        if (best.empty() || gap.end - gap.begin > best.end - best.begin) best = gap;
      }
      out.push_back(best.end - 1);
    }
    return out;
  }

  /// Near the gutters of the page before those with the least ink in all, and with words between
  /// them.
  [[nodiscard]] Gutters move_gutters(std::size_t begin, std::size_t end,
                                     const Gutters& before) const {
    constexpr std::uint32_t kFarthest = 10;
    constexpr double kOfDistance = 0.25, kNever = std::numeric_limits<double>::infinity();
    struct Place {
      std::uint32_t column = 0;
      double cost = 0;
      std::size_t from = 0;  ///< the place of the gutter to the left
    };
    std::vector<std::vector<Place>> places;
    for (const std::uint32_t gutter : before) {
      std::vector<Place> here;
      for (std::uint32_t column = gutter - std::min(gutter, kFarthest);
           column <= gutter + kFarthest; ++column) {
        const std::uint32_t far = column > gutter ? column - gutter : gutter - column;
        const double own = cost_of_gutter(begin, end, column, before) + far * kOfDistance;
        Place place{column, places.empty() ? own : kNever};
        for (std::size_t i = 0; !places.empty() && i < places.back().size(); ++i) {
          const Place& left = places.back()[i];
          if (left.cost + own >= place.cost || !has_words(begin, end, left.column, column))
            continue;
          place.cost = left.cost + own;
          place.from = i;
        }
        here.push_back(place);
      }
      places.push_back(std::move(here));
    }
    auto best = std::ranges::min_element(places.back(), {}, &Place::cost);
    if (best->cost == kNever) return before;
    Gutters out(before.size());
    auto at = static_cast<std::size_t>(best - places.back().begin());
    for (std::size_t k = before.size(); k-- > 0; at = places[k][at].from)
      out[k] = places[k][at].column;
    return out;
  }

  /// Twice the lines that have ink in it, less the lines in which a word begins right after it.
  [[nodiscard]] double cost_of_gutter(std::size_t begin, std::size_t end, std::uint32_t column,
                                      const Gutters& before) const {
    double out = 2 * static_cast<double>(count_ink(begin, end, column, &before));
    for (std::size_t i = begin; i < end; ++i)
      out -= lines_[i].has_ink(column + 1) && !lines_[i].has_ink(column) ? 1 : 0;
    return out;
  }

  /// Whether a sixth of the lines of several parts have words between two gutters.
  [[nodiscard]] bool has_words(std::size_t begin, std::size_t end, std::uint32_t from,
                               std::uint32_t to) const {
    if (from >= to) return false;
    std::size_t all = 0, with = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (lines_[i].parts.size() < 2) continue;
      ++all;
      with += lines_[i].ink.find('x', from) < to ? 1U : 0U;
    }
    return with * 6 >= all;
  }

  using Gap = ByteRange;  // of columns

  /// Of columns [from, to) those where the fewest lines have ink; not empty.
  [[nodiscard]] std::vector<Gap> find_gaps(std::size_t begin, std::size_t end, std::uint32_t from,
                                           std::uint32_t to) const {
    std::vector<Gap> out;
    std::size_t fewest = lines_.size() + 1;
    for (std::uint32_t column = from; column < std::max(to, from + 1); ++column) {
      const std::size_t ink = count_ink(begin, end, column, nullptr);
      if (ink > fewest) continue;
      if (ink < fewest) out.clear();
      fewest = ink;
      if (!out.empty() && out.back().end == column) {
        ++out.back().end;
      } else {
        out.push_back({column, column + 1});
      }
    }
    return out;
  }

  /// How many gutters the line has ink in, and how many it reaches over.
  struct Crossing {
    std::size_t inked = 0, reached = 0;
  };
  static Crossing cross(const PlainLine& line, const Gutters& gutters) {
    Crossing out;
    for (const std::uint32_t gutter : gutters) {
      const bool reaches = line.parts.front().begin < gutter && line.parts.back().end > gutter;
      out.reached += reaches ? 1U : 0U;
      out.inked += reaches && line.has_ink(gutter) ? 1U : 0U;
    }
    return out;
  }

  [[nodiscard]] bool is_closing(const PlainLine& line) const {
    const auto is_end = [&](const PlainPart& part) {
      const Passage words = read_passage(document_.text, part.text);
      return is_recipients_heading(words) || is_authority_line(lexicon_, words) ||
             (is_position_line(lexicon_, words) && line.parts.size() == 1);
    };
    return std::ranges::any_of(line.parts, is_end);
  }

  /// Whether the words stand in single columns.
  [[nodiscard]] bool is_clean(const PlainLine& line, const Gutters& gutters) const {
    const Crossing over = cross(line, gutters);
    const bool is_numbered = head_.titles.front().role == ColumnRole::kOrdinal;
    const bool is_behind_number =
        is_numbered && line.has_ink(gutters.front()) && line.parts.front().begin < gutters.front();
    return !(line.parts.size() == 1 &&
             ((over.reached > 1 && over.inked > 0) || is_behind_number)) &&
           !(over.inked > 1 && over.inked * 2 > over.reached);
  }

  [[nodiscard]] bool runs_across(const PlainLine& line, const Gutters& gutters) const {
    return !is_clean(line, gutters) && !is_tight(line, gutters) && !find_squeezed(line, gutters);
  }

  /// Whether a blank stands so near to each gutter that the words of full cells may have moved it.
  /// Of running text a line in two or three is so by chance.
  static bool is_tight(const PlainLine& line, const Gutters& gutters) {
    constexpr std::uint32_t kFarthest = 2;
    return std::ranges::all_of(gutters, [&](std::uint32_t gutter) {
      const bool reaches = line.parts.front().begin < gutter && line.parts.back().end > gutter;
      const std::uint32_t blank = reaches ? nearest_blank(line, gutter) : gutter;
      return std::max(blank, gutter) - std::min(blank, gutter) <= kFarthest;
    });
  }

  /// A place at which a column may begin in a line.
  struct Cut {
    std::uint32_t column = 0;
    std::uint32_t distance = 0;  ///< from its gutter
  };

  /// The blanks that are nearest to a gutter; the gutter itself if the line does not reach over it.
  static std::vector<Cut> find_cuts(const PlainLine& line, std::uint32_t gutter) {
    constexpr std::uint32_t kFarthest = 16;  // full cells of a real table move words by 13
    constexpr std::size_t kMost = 8;         // so many words has such a piece of a line
    const auto size = static_cast<std::uint32_t>(line.ink.size());
    if (gutter <= line.parts.front().begin || gutter >= line.parts.back().end)
      return {{std::min(gutter, size), 0}};
    std::vector<Cut> out;
    for (std::uint32_t far = 0; far <= kFarthest && out.size() < kMost; ++far) {
      if (far <= gutter && !line.has_ink(gutter - far)) out.push_back({gutter - far, far});
      if (far > 0 && gutter + far < size && !line.has_ink(gutter + far))
        out.push_back({gutter + far, far});
    }
    return out;
  }

  /// What the cells to the right of the tasks begin with, as bits of one number.
  static constexpr std::uint8_t kTime = 1, kCapital = 2, kSmall = 4, kAll = 8;

  /// The bits of a cell; nothing if a cell of deadlines says no time.
  [[nodiscard]] std::optional<std::uint8_t> read_value(std::size_t column, ByteRange cell) const {
    const std::string_view words = slice(document_.text, cell);
    if (column <= task_column() || words.empty()) return std::uint8_t{0};
    if (head_.titles[column].role == ColumnRole::kDeadline)
      return is_time(words) ? std::optional(kTime) : std::nullopt;
    return begins_with_capital(words) ? kCapital : kSmall;
  }

  /// The cuts up to one that cost least.
  struct Path {
    std::uint32_t cost = std::numeric_limits<std::uint32_t>::max();
    std::size_t cut = 0;      ///< of the gutter before
    std::uint8_t values = 0;  ///< of the cells before
  };

  /// Where each column begins in "… học phí 2 buổi/ngày, bán trú, quỹ Trước 20/9 Kế toán": words of
  /// full cells, which one blank parts, stand beside their columns. A time tells, and capitals
  /// beside it. The nearest such blanks; nothing without a time.
  [[nodiscard]] std::optional<Gutters> find_squeezed(const PlainLine& line,
                                                     const Gutters& gutters) const {
    constexpr std::uint32_t kOfSmall = 4;  // a cell that begins small is as bad as so many columns
    if (!has_deadlines() || line.parts.size() >= gutters.size()) return std::nullopt;
    if (line.parts.size() > 1 && cross(line, gutters).inked == 0) return std::nullopt;
    std::vector<std::vector<Cut>> cuts = {{{0, 0}}};
    for (const std::uint32_t gutter : gutters) cuts.push_back(find_cuts(line, gutter));
    cuts.push_back({{static_cast<std::uint32_t>(line.ink.size()), 0}});
    std::vector<std::vector<std::array<Path, kAll>>> paths = {{{}}};
    paths[0][0][0].cost = 0;
    for (std::size_t column = 0; column + 1 < cuts.size(); ++column) {
      std::vector<std::array<Path, kAll>> next(cuts[column + 1].size());
      for (std::size_t i = 0; i < cuts[column].size(); ++i) {
        for (std::size_t j = 0; j < next.size(); ++j) {
          const Cut &left = cuts[column][i], &right = cuts[column + 1][j];
          if (left.column > right.column) continue;
          const auto value = read_value(column, cell_between(line, left.column, right.column));
          if (!value) continue;
          const std::uint32_t more = right.distance + (*value == kSmall ? kOfSmall : 0);
          for (std::uint8_t seen = 0; seen < kAll; ++seen) {
            const Path& path = paths[column][i][seen];
            if (path.cost == Path{}.cost) continue;
            Path& best = next[j][seen | *value];
            if (path.cost + more < best.cost) best = {path.cost + more, i, seen};
          }
        }
      }
      paths.push_back(std::move(next));
    }
    return trace(cuts, paths);
  }

  /// The cuts of the path that costs least of those with a time, and a capital beside small
  /// letters.
  [[nodiscard]] static std::optional<Gutters> trace(
      const std::vector<std::vector<Cut>>& cuts,
      const std::vector<std::vector<std::array<Path, kAll>>>& paths) {
    const std::array<Path, kAll>& ends = paths.back().front();
    std::optional<std::uint8_t> best;
    for (std::uint8_t seen = 0; seen < kAll; ++seen) {
      const bool is_valid = (seen & kTime) != 0 && ((seen & kCapital) != 0 || (seen & kSmall) == 0);
      if (!is_valid || ends[seen].cost == Path{}.cost) continue;
      if (!best || ends[seen].cost < ends[*best].cost) best = seen;
    }
    if (!best) return std::nullopt;
    Gutters out(cuts.size() - 2);
    const Path* at = &ends[*best];
    for (std::size_t k = out.size(); k > 0; --k) {
      out[k - 1] = cuts[k][at->cut].column;
      at = &paths[k][at->cut][at->values];
    }
    return out;
  }

  [[nodiscard]] bool has_deadlines() const {
    return std::ranges::find(head_.titles, ColumnRole::kDeadline, &PlainTitle::role) !=
           head_.titles.end();
  }

  /// A time, or a number that no rule reads as one: "Tuần 9-10".
  [[nodiscard]] bool is_time(std::string_view words) const {
    DeadlineContext context;
    context.lexicon = lexicon_;
    const bool has_digit = words.find_first_of("0123456789") != words.npos;
    return (begins_with_capital(words) && has_digit) ||
           read_deadline_cell(words, context).front().kind != DeadlineKind::kUnparsed;
  }

  /// The head again, as at the top of the next page: a table of its own begins there.
  [[nodiscard]] bool is_head_again(const PlainLine& line) const {
    for (std::size_t i = head_.begin; i < head_.end; ++i) {
      if (words_of(document_, line) == words_of(document_, lines_[i])) return true;
    }
    return false;
  }

  [[nodiscard]] std::size_t next_printed(std::size_t at) const {
    while (at < lines_.size() && lines_[at].is_blank()) ++at;
    return at;
  }

  [[nodiscard]] bool is_page_number(const PlainLine& line) const {
    return line.parts.size() == 1 && parse_lone_number(words_of(document_, line)) &&
           line.parts.front().begin > head_.titles.front().end;
  }

  /// The first printed line of the next page if nothing but page numbers stands before it; else the
  /// number of all lines.
  [[nodiscard]] std::size_t next_page(std::size_t at) const {
    bool is_next = false;
    for (at = next_printed(at); at < lines_.size(); at = next_printed(at + 1)) {
      is_next = is_next || begins_page(at);
      if (is_page_number(lines_[at])) continue;
      return is_next && !is_head_again(lines_[at]) ? at : lines_.size();
    }
    return lines_.size();
  }

  [[nodiscard]] bool ends_page(std::size_t at) const {
    const std::size_t next = next_printed(at + 1);
    return next == lines_.size() || begins_page(next);
  }

  /// Whether a form feed stands before a printed line or the blank ones above it.
  [[nodiscard]] bool begins_page(std::size_t at) const {
    while (!lines_[at].begins_page && at > 0 && lines_[at - 1].is_blank()) --at;
    return lines_[at].begins_page;
  }

  /// The line after the last of the table on the page whose lines begin at `from`. Lines that may
  /// be running text are its own if a line in columns follows.
  [[nodiscard]] std::size_t find_end(std::size_t from, const Gutters& gutters) const {
    constexpr std::size_t kMostBlank = 2;
    std::size_t end = from, seen = from;
    for (std::size_t at = next_printed(from); at < lines_.size(); at = next_printed(seen)) {
      const PlainLine& line = lines_[at];
      const bool is_next_page = at > from && begins_page(at);
      const bool may_follow =
          at == seen || line.parts.size() > 1 || !(is_wide(line) || is_title(line));
      if (is_next_page || at - seen > kMostBlank || is_closing(line)) break;
      if (is_page_number(line) && ends_page(at)) break;
      if (at > from && is_head_again(line)) break;
      const std::optional<std::size_t> across = count_across(at, gutters);
      if (!across || (*across == 0 && !may_follow)) break;
      const bool is_sure =
          *across == 0 && is_clean(line, gutters) && (end == seen || line.parts.size() > 1);
      seen = at + std::max<std::size_t>(1, *across);
      if (is_sure) end = seen;
    }
    return end;
  }

  /// How many lines from a line on run across the columns above a row of several cells. Nothing if
  /// they do and no such row follows.
  [[nodiscard]] std::optional<std::size_t> count_across(std::size_t at,
                                                        const Gutters& gutters) const {
    constexpr std::size_t kMost = 3;
    std::size_t count = 0;
    while (count <= kMost && at + count < lines_.size() && !lines_[at + count].is_blank() &&
           runs_across(lines_[at + count], gutters) && !is_closing(lines_[at + count]))
      ++count;
    if (count == 0) return 0;
    const std::size_t below = next_printed(at + count);
    const bool goes_on = count <= kMost && below < lines_.size() && !begins_page(below) &&
                         (below == at + count || is_title(lines_[at]));
    return goes_on && has_row_below(below, gutters) ? std::optional(count) : std::nullopt;
  }

  /// "I. CÔNG TÁC TUYÊN TRUYỀN".
  [[nodiscard]] bool is_title(const PlainLine& line) const {
    const Passage words = read_passage(document_.text, line.parts.front().text);
    const std::vector<ItemNumber> numbers = read_item_numbers(words);
    return line.parts.size() == 1 && !numbers.empty() && numbers.front().form <= NumberForm::kRoman;
  }

  /// Whether one of the next lines has words in three columns.
  [[nodiscard]] bool has_row_below(std::size_t at, const Gutters& gutters) const {
    constexpr std::size_t kAhead = 4;
    for (std::size_t i = at; i < std::min(at + kAhead, lines_.size()); ++i) {
      const PlainLine& line = lines_[i];
      if (line.is_blank() || runs_across(line, gutters) || is_closing(line) || is_head_again(line))
        return false;
      const std::vector<ByteRange> cells = cells_of(lines_[i], gutters);
      const auto full = std::ranges::count_if(cells, [](ByteRange cell) { return !cell.empty(); });
      if (static_cast<std::size_t>(full) >= std::min(kFewestCells, cells.size() - 1)) return true;
    }
    return false;
  }

  /// The bytes of a line in each column.
  [[nodiscard]] std::vector<ByteRange> cells_of(const PlainLine& line,
                                                const Gutters& gutters) const {
    if (const auto squeezed = find_squeezed(line, gutters)) return cells_between(line, *squeezed);
    Gutters cuts;
    const auto size = static_cast<std::uint32_t>(line.ink.size());
    for (const std::uint32_t gutter : gutters) {
      const std::uint32_t at = nearest_blank(line, std::min(gutter, size));
      cuts.push_back(cuts.empty() ? at : std::max(cuts.back(), at));
    }
    return cells_between(line, cuts);
  }

  [[nodiscard]] std::vector<ByteRange> cells_between(const PlainLine& line,
                                                     const Gutters& cuts) const {
    std::vector<ByteRange> out;
    std::uint32_t begin = 0;
    for (const std::uint32_t cut : cuts) {
      out.push_back(cell_between(line, begin, cut));
      begin = cut;
    }
    out.push_back(cell_between(line, begin, static_cast<std::uint32_t>(line.ink.size())));
    return out;
  }

  [[nodiscard]] ByteRange cell_between(const PlainLine& line, std::uint32_t begin,
                                       std::uint32_t end) const {
    return trim({line.byte_at[begin], line.byte_at[end]});
  }

  [[nodiscard]] ByteRange trim(ByteRange cell) const {
    const auto is_space = [&](std::uint32_t at) {
      return std::string_view(" \t\r").find(document_.text[at]) != std::string_view::npos;
    };
    while (cell.begin < cell.end && is_space(cell.begin)) ++cell.begin;
    while (cell.begin < cell.end && is_space(cell.end - 1)) --cell.end;
    return cell;
  }

  /// Of a word that stands over the gutter the nearer end.
  static std::uint32_t nearest_blank(const PlainLine& line, std::uint32_t gutter) {
    std::uint32_t left = gutter, right = gutter;
    while (left > 0 && line.has_ink(left)) --left;
    while (line.has_ink(right)) ++right;
    return gutter - left <= right - gutter ? left : right;
  }

  [[nodiscard]] std::size_t task_column() const {
    const auto found = std::ranges::find(head_.titles, ColumnRole::kTask, &PlainTitle::role);
    return static_cast<std::size_t>(found - head_.titles.begin());
  }

  /// A line across the columns: its first cell if a gap ends it, and all else in the task.
  [[nodiscard]] std::vector<ByteRange> cells_across(const PlainLine& line,
                                                    const Gutters& gutters) const {
    std::vector<ByteRange> cells = cells_of(line, gutters);
    std::vector<ByteRange> out(cells.size());
    const std::size_t task = task_column();
    std::size_t from = 0;
    if (task > 0 && !line.has_ink(gutters.front())) out[0] = cells[from++];
    ByteRange& words = out[task];
    for (std::size_t c = from; c < cells.size(); ++c) {
      if (!cells[c].empty()) words = {words.empty() ? cells[c].begin : words.begin, cells[c].end};
    }
    return out;
  }

  /// The printed lines below the titles, without page numbers.
  [[nodiscard]] std::vector<PlainRowLine> row_lines(const std::vector<PagePart>& parts) const {
    std::vector<PlainRowLine> out;
    for (const PagePart& part : parts) {
      for (std::size_t i = std::max(part.begin, head_.end); i < part.end; ++i) {
        const PlainLine& line = lines_[i];
        if (line.is_blank()) continue;
        PlainRowLine row;
        row.is_across = runs_across(line, part.gutters);
        row.is_apart = lines_[i - 1].is_blank() || i == part.begin;
        row.cells = row.is_across ? cells_across(line, part.gutters) : cells_of(line, part.gutters);
        out.push_back(std::move(row));
      }
    }
    return out;
  }

  [[nodiscard]] std::optional<PlainTable> build(const std::vector<PagePart>& parts) const {
    const std::vector<PlainRowLine> printed = row_lines(parts);
    const std::vector<std::size_t> starts = find_row_starts(document_.text, printed, task_column());
    if (starts.size() < kFewestRows) return std::nullopt;
    PlainTable out;
    out.columns = static_cast<std::uint32_t>(head_.titles.size());
    for (std::size_t c = 0; c < head_.titles.size(); ++c) {
      for (const ByteRange piece : head_.titles[c].pieces) out.add_cell(0, c, piece);
    }
    for (std::size_t r = 0; r < starts.size(); ++r) {
      const std::size_t end = r + 1 < starts.size() ? starts[r + 1] : printed.size();
      for (std::size_t c = 0; c < out.columns; ++c) {
        bool is_empty = true;
        for (std::size_t i = starts[r]; i < end; ++i) {
          if (printed[i].cells[c].empty()) continue;
          out.add_cell(r + 1, c, printed[i].cells[c]);
          is_empty = false;
        }
        if (is_empty) out.add_cell(r + 1, c, {});
      }
    }
    out.rows = static_cast<std::uint32_t>(starts.size() + 1);
    out.lines = {lines_[head_.begin].index, lines_[parts.back().end - 1].index + 1};
    return out;
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
  std::span<const PlainLine> lines_;
  const PlainHead& head_;
};

}  // namespace

std::optional<PlainTable> read_column_table(const Lexicon& lexicon, const TextDocument& document,
                                            std::span<const PlainLine> lines,
                                            const PlainHead& head) {
  return ColumnReader(lexicon, document, lines, head).read();
}

}  // namespace codau::document
