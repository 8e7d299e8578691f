#include "document/tables/plain_tables.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/layout/closing.h"
#include "document/tasks/column_roles.h"
#include "document/words/numbering.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kFewestColumns = 3, kFewestRows = 2;

/// Words of a line between wide gaps; columns are counted in characters.
struct Part {
  std::uint32_t begin = 0, end = 0;  ///< columns
  ByteRange text;                    ///< bytes of the document
};

/// A line with the byte of each of its columns.
struct Line {
  std::uint32_t index = 0;             ///< into TextDocument::lines
  std::vector<std::uint32_t> byte_at;  ///< one more than it has columns
  std::string ink;                     ///< ' ' or 'x' for each column
  std::vector<Part> parts;
  bool begins_page = false;

  [[nodiscard]] bool is_blank() const { return parts.empty(); }
  [[nodiscard]] bool has_ink(std::uint32_t column) const {
    return column < ink.size() && ink[column] == 'x';
  }
};

Line read_line(const TextDocument& document, std::uint32_t index) {
  constexpr std::uint32_t kTab = 8, kGap = 2;
  Line out;
  out.index = index;
  const ByteRange bytes = document.lines[index].text;
  for (std::uint32_t at = bytes.begin; at < bytes.end;) {
    const auto byte = static_cast<unsigned char>(document.text[at]);
    const bool is_space = byte == ' ' || byte == '\t' || byte == '\r';
    std::uint32_t next = at + 1;
    while (next < bytes.end && (static_cast<unsigned char>(document.text[next]) & 0xC0U) == 0x80U)
      ++next;
    const std::size_t width = byte == '\t' ? kTab - out.ink.size() % kTab : 1;
    for (std::size_t k = 0; k < width; ++k) {
      out.byte_at.push_back(at);
      out.ink += is_space ? ' ' : 'x';
    }
    at = next;
  }
  out.byte_at.push_back(bytes.end);
  const auto size = static_cast<std::uint32_t>(out.ink.size());
  std::uint32_t blanks = kGap;
  for (std::uint32_t column = 0; column < size; ++column) {
    if (out.ink[column] == ' ') {
      ++blanks;
      continue;
    }
    if (blanks >= kGap) out.parts.push_back({column, column + 1, {}});
    out.parts.back().end = column + 1;
    blanks = 0;
  }
  for (Part& part : out.parts) part.text = {out.byte_at[part.begin], out.byte_at[part.end]};
  out.begins_page =
      index > 0 &&
      slice(document.text, {document.lines[index - 1].text.end, bytes.begin}).find('\f') !=
          std::string_view::npos;
  return out;
}

std::string_view words_of(const TextDocument& document, const Line& line) {
  return slice(document.text, {line.parts.front().text.begin, line.parts.back().text.end});
}

/// "3", "3." in a cell of its own.
std::optional<std::int32_t> read_ordinal(std::string_view words) {
  if (words.ends_with('.')) words.remove_suffix(1);
  return parse_lone_number(words);
}

/// A table before it is added.
struct FoundTable {
  IndexRange lines;
  std::uint32_t rows = 0, columns = 0;
  std::vector<TextCell> cells;
};

void add_cell(FoundTable& to, std::size_t row, std::size_t column, ByteRange text) {
  to.cells.push_back(
      {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), 1, 1, text, {}});
}

// ---- one cell a line ----

class StackedReader {
 public:
  StackedReader(const Lexicon& lexicon, const TextDocument& document,
                const std::vector<Line>& lines)
      : lexicon_(lexicon), document_(document), lines_(lines) {}

  /// The table that begins at the first line.
  [[nodiscard]] std::optional<FoundTable> read() const {
    constexpr std::size_t first = 0;
    std::vector<std::size_t> titles;
    std::set<ColumnRole> roles;
    std::size_t task = 0;
    for (std::size_t at = first; at < lines_.size(); at = next(at)) {
      const auto role = find_synonym_role(lexicon_, words_of(document_, lines_[at]));
      if (!role) break;
      if (*role == ColumnRole::kTask && !roles.contains(*role)) task = titles.size();
      roles.insert(*role);
      titles.push_back(at);
    }
    const bool is_head =
        titles.size() >= kFewestColumns && roles.size() >= kFewestColumns &&
        roles.contains(ColumnRole::kTask) && task > 0 &&
        find_synonym_role(lexicon_, words_of(document_, lines_[first])) == ColumnRole::kOrdinal;
    if (!is_head) return std::nullopt;
    FoundTable out;
    out.columns = static_cast<std::uint32_t>(titles.size());
    for (std::size_t k = 0; k < titles.size(); ++k) add_cell(out, 0, k, text_of(titles[k]));
    std::size_t at = next(titles.back()), row = 1, last = titles.back();
    for (std::int32_t value = 1; at < lines_.size(); ++value, ++row) {
      const std::vector<std::size_t> own = row_from(at, value, titles.size());
      if (own.empty()) break;
      add_row(out, row, own, titles.size(), task);
      last = own.back();
      at = next(last);
    }
    if (row < kFewestRows + 1) return std::nullopt;
    out.rows = static_cast<std::uint32_t>(row);
    out.lines = {lines_[first].index, lines_[last].index + 1};
    return out;
  }

 private:
  [[nodiscard]] std::size_t next(std::size_t at) const {
    for (++at; at < lines_.size() && lines_[at].is_blank();) ++at;
    return at;
  }
  [[nodiscard]] ByteRange text_of(std::size_t at) const {
    return {lines_[at].parts.front().text.begin, lines_[at].parts.back().text.end};
  }
  [[nodiscard]] std::optional<std::int32_t> ordinal(std::size_t at) const {
    return read_ordinal(words_of(document_, lines_[at]));
  }

  /// The lines of the row with that ordinal: up to the next one, of the last as many as columns.
  [[nodiscard]] std::vector<std::size_t> row_from(std::size_t at, std::int32_t value,
                                                  std::size_t columns) const {
    if (ordinal(at) != value) return {};
    const std::size_t most = columns * 4;  // cells of some paragraphs
    std::vector<std::size_t> out = {at};
    for (std::size_t k = next(at); k < lines_.size() && out.size() < most; k = next(k)) {
      if (out.size() > 1 && ordinal(k) == value + 1) return out;
      out.push_back(k);
    }
    out.resize(std::min(out.size(), columns));
    return out;
  }

  /// More lines than columns are those of the task; of fewer the last cells are missing.
  void add_row(FoundTable& to, std::size_t row, const std::vector<std::size_t>& own,
               std::size_t columns, std::size_t task) const {
    const std::size_t more = own.size() > columns ? own.size() - columns : 0;
    for (std::size_t k = 0; k < own.size(); ++k) {
      const std::size_t column = k <= task ? k : std::max(task, k - std::min(more, k - task));
      add_cell(to, row, column, text_of(own[k]));
    }
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
  const std::vector<Line>& lines_;
};

// ---- columns between blanks ----

class ColumnReader {
 public:
  ColumnReader(const Lexicon& lexicon, const TextDocument& document, const std::vector<Line>& lines)
      : lexicon_(lexicon), document_(document), lines_(lines) {}

  /// The table whose first line of titles is the first one.
  [[nodiscard]] std::optional<FoundTable> read() {
    constexpr std::size_t first = 0;
    if (!is_head(lines_[first])) return std::nullopt;
    constexpr std::size_t kAhead = 12;
    std::size_t end = first + 1;
    for (std::size_t seen = 0; end < lines_.size() && seen < kAhead; ++end) {
      if (lines_[end].begins_page) break;
      seen += lines_[end].is_blank() ? 0U : 1U;
      if (lines_[end].parts.size() == 1 && is_wide(lines_[first], lines_[end])) break;
    }
    set_gutters(first, end);
    end = end_of_table(first);
    set_gutters(first, end);
    return build(first, end);
  }

 private:
  [[nodiscard]] bool is_head(const Line& line) const {
    if (line.parts.size() < kFewestColumns) return false;
    std::set<ColumnRole> roles;
    for (const Part& part : line.parts) {
      const std::string_view title = slice(document_.text, part.text);
      if (!begins_with_capital(title) || title.find(':') != title.npos) return false;
      const auto role = find_known_role(lexicon_, title);
      if (role) roles.insert(*role);
    }
    const bool is_numbered =
        roles.contains(ColumnRole::kOrdinal) && line.parts.size() > kFewestColumns;
    const bool has_other =
        is_numbered || roles.size() - (roles.contains(ColumnRole::kOrdinal) ? 1U : 0U) > 1;
    return roles.contains(ColumnRole::kTask) && has_other;
  }

  /// Words over half of the table's width, as a line of running text.
  [[nodiscard]] static bool is_wide(const Line& head, const Line& line) {
    const std::uint32_t width = head.parts.back().end - head.parts.front().begin;
    return (line.parts.back().end - line.parts.front().begin) * 2 > width;
  }

  /// Between the titles the column with the fewest lines' ink, in the middle of the widest such
  /// gap.
  void set_gutters(std::size_t first, std::size_t end) {
    const std::vector<Part>& titles = lines_[first].parts;
    gutters_.clear();
    for (std::size_t k = 0; k + 1 < titles.size(); ++k) {
      const std::uint32_t from = titles[k].end, to = titles[k + 1].begin;
      std::uint32_t best = titles[k].end, best_width = 0;
      std::size_t fewest = lines_.size() + 1;
      std::uint32_t width = 0;
      std::size_t before = fewest;
      for (std::uint32_t column = from; column < to; ++column) {
        std::size_t ink = 0;
        for (std::size_t i = first; i < end; ++i) ink += lines_[i].has_ink(column) ? 1U : 0U;
        width = ink == before ? width + 1 : 1;
        before = ink;
        const bool is_better = ink < fewest || (ink == fewest && width > best_width);
        if (!is_better) continue;
        fewest = ink;
        best_width = width;
        best = column - width / 2;
      }
      gutters_.push_back(best);
    }
  }

  /// How many gutters the line has ink in, and how many it reaches over.
  struct Crossing {
    std::size_t inked = 0, reached = 0;
  };
  [[nodiscard]] Crossing crossing(const Line& line) const {
    Crossing out;
    for (const std::uint32_t gutter : gutters_) {
      const bool reaches = line.parts.front().begin < gutter && line.parts.back().end > gutter;
      out.reached += reaches ? 1U : 0U;
      out.inked += reaches && line.has_ink(gutter) ? 1U : 0U;
    }
    return out;
  }

  [[nodiscard]] bool is_closing(const Line& line) const {
    const auto is_end = [&](const Part& part) {
      const Passage words = read_passage(document_.text, part.text);
      return is_recipients_heading(words) || is_authority_line(lexicon_, words) ||
             (is_position_line(lexicon_, words) && line.parts.size() == 1);
    };
    return std::ranges::any_of(line.parts, is_end);
  }

  [[nodiscard]] bool breaks(const Line& line) const {
    const Crossing over = crossing(line);
    const bool runs_across = line.parts.size() == 1 && over.reached > 1 && over.inked > 0;
    return runs_across || (over.inked > 1 && over.inked * 2 > over.reached) || is_closing(line);
  }

  [[nodiscard]] std::size_t next_printed(std::size_t at) const {
    while (at < lines_.size() && lines_[at].is_blank()) ++at;
    return at;
  }

  /// The line after the last of the table.
  [[nodiscard]] std::size_t end_of_table(std::size_t first) const {
    constexpr std::size_t kMostBlank = 2;
    std::size_t end = first + 1;
    for (std::size_t i = first + 1; i < lines_.size();) {
      const std::size_t at = next_printed(i);
      if (at == lines_.size()) break;
      const Line& line = lines_[at];
      const bool is_page_number = line.parts.size() == 1 &&
                                  parse_lone_number(words_of(document_, line)) &&
                                  line.parts.front().begin > gutters_.front();
      if (is_page_number) {
        i = at + 1;
        continue;
      }
      const bool is_far = at - i > kMostBlank && !line.begins_page;
      const bool may_follow = at == i || line.parts.size() > 1 || !is_wide(lines_[first], line);
      if (is_far || !may_follow) break;
      if (breaks(line) && !is_group(at)) break;
      end = at + 1;
      i = end;
    }
    return end;
  }

  /// "I. CÔNG TÁC TUYÊN TRUYỀN" across the columns, above a row of several cells.
  [[nodiscard]] bool is_group(std::size_t at) const {
    const std::size_t below = next_printed(at + 1);
    const Line& line = lines_[at];
    if (below == lines_.size() || is_closing(line) || line.parts.size() != 1) return false;
    const Passage words = read_passage(document_.text, line.parts.front().text);
    const std::vector<ItemNumber> numbers = read_item_numbers(words);
    const bool is_title = !numbers.empty() && numbers.front().form <= NumberForm::kRoman;
    return is_title && lines_[below].parts.size() >= kFewestColumns && !breaks(lines_[below]);
  }

  /// The bytes of a line in each column.
  [[nodiscard]] std::vector<ByteRange> cells_of(const Line& line) const {
    std::vector<ByteRange> out;
    std::uint32_t begin = 0;
    const auto size = static_cast<std::uint32_t>(line.ink.size());
    for (const std::uint32_t gutter : gutters_) {
      const std::uint32_t at = std::max(begin, nearest_blank(line, std::min(gutter, size)));
      out.push_back({line.byte_at[begin], line.byte_at[at]});
      begin = at;
    }
    out.push_back({line.byte_at[begin], line.byte_at[size]});
    for (ByteRange& cell : out) {
      const auto is_space = [&](std::uint32_t at) {
        return std::string_view(" \t\r").find(document_.text[at]) != std::string_view::npos;
      };
      while (cell.begin < cell.end && is_space(cell.begin)) ++cell.begin;
      while (cell.begin < cell.end && is_space(cell.end - 1)) --cell.end;
    }
    return out;
  }

  /// Of a word that stands over the gutter the nearer end.
  static std::uint32_t nearest_blank(const Line& line, std::uint32_t gutter) {
    std::uint32_t left = gutter, right = gutter;
    while (left > 0 && line.has_ink(left)) --left;
    while (line.has_ink(right)) ++right;
    return gutter - left <= right - gutter ? left : right;
  }

  [[nodiscard]] std::string_view words(ByteRange cell) const { return slice(document_.text, cell); }

  /// Whether the first cells are ordinals: two lines at least have one.
  [[nodiscard]] bool has_ordinals(const std::vector<std::vector<ByteRange>>& rows) const {
    const auto count = std::ranges::count_if(rows, [&](const std::vector<ByteRange>& cells) {
      return read_ordinal(words(cells.front())).has_value();
    });
    return count >= 2;
  }

  /// Whether ordinals stand in the middle of their rows. No line tells then where a row begins.
  /// Beside half of such ordinals no other cell begins with a capital.
  [[nodiscard]] bool are_ordinals_centred(const std::vector<std::vector<ByteRange>>& rows) const {
    std::size_t ordinals = 0, centred = 0;
    for (const std::vector<ByteRange>& cells : rows) {
      if (!read_ordinal(words(cells.front()))) continue;
      ++ordinals;
      const bool begins = cells.size() > 1 && (begins_with_capital(words(cells[1])) ||
                                               words(cells[1]).find_first_of("\"(-+") == 0);
      centred += begins ? 0U : 1U;
    }
    return centred * 2 > ordinals;
  }

  /// True for a line that begins a row; `first`: the first cell of the row so far.
  [[nodiscard]] bool begins_row(const std::vector<ByteRange>& cells, bool is_numbered,
                                const std::string& first) const {
    static const Pattern kOrdinal(R"(\d{1,3}(?:\.\d{1,2})*\.?|[IVXLC]{1,5}\.?|[A-ZĐa-zđ]\)?)");
    const std::string_view cell = words(cells.front());
    if (cell.empty()) return false;
    if (is_numbered) return kOrdinal.is_full_match(cell);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool goes_on =
        is_digit(cell.front()) && !first.empty() && std::ranges::none_of(first, is_digit);
    return !goes_on && (begins_with_capital(cell) || is_digit(cell.front()));
  }

  [[nodiscard]] std::optional<FoundTable> build(std::size_t first, std::size_t end) const {
    std::vector<std::vector<ByteRange>> printed;
    for (std::size_t i = first; i < end; ++i) {
      if (!lines_[i].is_blank()) printed.push_back(cells_of(lines_[i]));
    }
    const bool is_numbered = has_ordinals(printed);
    if (is_numbered && are_ordinals_centred(printed)) return std::nullopt;
    FoundTable out;
    out.columns = static_cast<std::uint32_t>(gutters_.size() + 1);
    std::vector<std::vector<std::vector<ByteRange>>> rows(1);
    rows[0].resize(out.columns);
    std::string above;
    for (std::size_t i = 0; i < printed.size(); ++i) {
      if (i > 0 && begins_row(printed[i], is_numbered, rows.size() > 1 ? above : "")) {
        rows.emplace_back(out.columns);
        above.clear();
      }
      above += words(printed[i].front());
      for (std::size_t c = 0; c < printed[i].size(); ++c) {
        if (!printed[i][c].empty()) rows.back()[c].push_back(printed[i][c]);
      }
    }
    if (rows.size() < kFewestRows + 1) return std::nullopt;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        for (const ByteRange piece : rows[r][c]) add_cell(out, r, c, piece);
        if (rows[r][c].empty()) add_cell(out, r, c, {});
      }
    }
    out.rows = static_cast<std::uint32_t>(rows.size());
    out.lines = {lines_[first].index, lines_[end - 1].index + 1};
    return out;
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
  const std::vector<Line>& lines_;
  std::vector<std::uint32_t> gutters_;  ///< the column at which each but the first begins
};

// ---- all tables ----

/// Three parts or a title of ordinals: what the first line of titles has.
bool may_begin_table(const Lexicon& lexicon, const TextDocument& document, std::uint32_t index) {
  constexpr std::size_t kLongest = 1000;  // bytes
  const std::string_view line = slice(document.text, document.lines[index].text);
  if (line.size() > kLongest) return false;
  const Line parts = read_line(document, index);
  if (parts.is_blank()) return false;
  return parts.parts.size() >= kFewestColumns ||
         find_synonym_role(lexicon, words_of(document, parts)) == ColumnRole::kOrdinal;
}

void add_table(TextDocument& to, FoundTable found) {
  TextTable table;
  table.rows = found.rows;
  table.columns = found.columns;
  table.lines = found.lines;
  table.cells.begin = static_cast<std::uint32_t>(to.cells.size());
  to.cells.insert(to.cells.end(), found.cells.begin(), found.cells.end());
  table.cells.end = static_cast<std::uint32_t>(to.cells.size());
  const auto place = std::ranges::upper_bound(to.tables, table.lines.begin, {},
                                              [](const TextTable& one) { return one.lines.begin; });
  to.tables.insert(place, table);
}

}  // namespace

std::optional<TextDocument> find_plain_tables(const Lexicon& lexicon,
                                              const TextDocument& document) {
  const bool is_plain = document.pages.size() == 1 && document.pages.front().number == 0;
  if (!is_plain) return std::nullopt;
  constexpr std::uint32_t kMostLines = 5000;  // of one table
  std::vector<FoundTable> found;
  std::size_t table = 0;
  const auto size = static_cast<std::uint32_t>(document.lines.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    const bool is_known = table < document.tables.size() && i == document.tables[table].lines.begin;
    if (is_known) {
      i = document.tables[table++].lines.end - 1;
      continue;
    }
    if (!may_begin_table(lexicon, document, i)) continue;
    const std::uint32_t next_table =
        table < document.tables.size() ? document.tables[table].lines.begin : size;
    std::vector<Line> lines;
    for (std::uint32_t k = i; k < std::min(next_table, i + kMostLines); ++k)
      lines.push_back(read_line(document, k));
    auto one = ColumnReader(lexicon, document, lines).read();
    if (!one) one = StackedReader(lexicon, document, lines).read();
    if (!one) continue;
    i = one->lines.end - 1;
    found.push_back(*std::move(one));
  }
  if (found.empty()) return std::nullopt;
  TextDocument out = document;
  for (FoundTable& one : found) add_table(out, std::move(one));
  return out;
}

}  // namespace codau::document
