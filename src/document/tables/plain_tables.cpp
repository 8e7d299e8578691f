#include "document/tables/plain_tables.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "document/tables/column_tables.h"
#include "document/tasks/column_roles.h"

namespace codau::document {
namespace {

constexpr std::size_t kFewestTitles = 3, kFewestItems = 2;

// ---- one cell a line ----

class StackedReader {
 public:
  StackedReader(const Lexicon& lexicon, const TextDocument& document,
                std::span<const PlainLine> lines)
      : lexicon_(lexicon), document_(document), lines_(lines) {}

  /// The table that begins at the first line.
  [[nodiscard]] std::optional<PlainTable> read() const {
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
        titles.size() >= kFewestTitles && roles.size() >= kFewestTitles &&
        roles.contains(ColumnRole::kTask) && task > 0 &&
        find_synonym_role(lexicon_, words_of(document_, lines_[first])) == ColumnRole::kOrdinal;
    if (!is_head) return std::nullopt;
    PlainTable out;
    out.columns = static_cast<std::uint32_t>(titles.size());
    for (std::size_t k = 0; k < titles.size(); ++k) out.add_cell(0, k, text_of(lines_[titles[k]]));
    std::size_t at = next(titles.back()), row = 1, last = titles.back();
    for (std::int32_t value = 1; at < lines_.size(); ++value, ++row) {
      const std::vector<std::size_t> own = row_from(at, value, titles.size());
      if (own.empty()) break;
      add_row(out, row, own, titles.size(), task);
      last = own.back();
      at = next(last);
    }
    if (row < kFewestItems + 1) return std::nullopt;
    out.rows = static_cast<std::uint32_t>(row);
    out.lines = {lines_[first].index, lines_[last].index + 1};
    return out;
  }

 private:
  [[nodiscard]] std::size_t next(std::size_t at) const {
    for (++at; at < lines_.size() && lines_[at].is_blank();) ++at;
    return at;
  }
  [[nodiscard]] std::optional<std::int32_t> ordinal(std::size_t at) const {
    return read_plain_ordinal(words_of(document_, lines_[at]));
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
  void add_row(PlainTable& to, std::size_t row, const std::vector<std::size_t>& own,
               std::size_t columns, std::size_t task) const {
    const std::size_t more = own.size() > columns ? own.size() - columns : 0;
    for (std::size_t k = 0; k < own.size(); ++k) {
      const std::size_t column = k <= task ? k : std::max(task, k - std::min(more, k - task));
      to.add_cell(row, column, text_of(lines_[own[k]]));
    }
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
  std::span<const PlainLine> lines_;
};

// ---- all tables ----

/// Whether a line may begin a table of one cell a line: it is a title of ordinals.
bool may_begin_stack(const Lexicon& lexicon, const TextDocument& document, const PlainLine& line) {
  return !line.is_blank() &&
         find_synonym_role(lexicon, words_of(document, line)) == ColumnRole::kOrdinal;
}

void add_table(TextDocument& to, PlainTable found) {
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

class TableFinder {
 public:
  TableFinder(const Lexicon& lexicon, const TextDocument& document)
      : lexicon_(lexicon), document_(document) {}

  [[nodiscard]] std::vector<PlainTable> find() const {
    std::vector<PlainTable> out;
    std::size_t table = 0;
    std::uint32_t begin = 0;  // of the lines that no table has
    const auto size = static_cast<std::uint32_t>(document_.lines.size());
    for (std::uint32_t i = 0; i < size; ++i) {
      const std::vector<TextTable>& known = document_.tables;
      if (table < known.size() && i == known[table].lines.begin) {
        begin = known[table++].lines.end;
        i = begin - 1;
        continue;
      }
      const std::uint32_t end = table < known.size() ? known[table].lines.begin : size;
      std::optional<PlainTable> one = read_at(begin, i, end);
      if (!one) continue;
      begin = one->lines.end;
      i = begin - 1;
      out.push_back(*std::move(one));
    }
    return out;
  }

 private:
  /// The table one of whose first lines is line `at` of [begin, end).
  [[nodiscard]] std::optional<PlainTable> read_at(std::uint32_t begin, std::uint32_t at,
                                                  std::uint32_t end) const {
    constexpr std::uint32_t kMostLines = 5000, kAround = 3;  // lines: of a table, around its head
    constexpr std::size_t kLongest = 1000;                   // bytes of a line of titles
    if (slice(document_.text, document_.lines[at].text).size() > kLongest) return std::nullopt;
    const PlainLine line = read_plain_line(document_, at);
    const std::uint32_t first = std::max(begin, at > kAround ? at - kAround : 0);
    if (may_be_head(lexicon_, document_, line)) {
      const auto near = read_lines(first, std::min(end, at + kAround + 1));
      const auto head = find_column_head(lexicon_, document_, near, at - first);
      if (!head) return std::nullopt;
      return read_column_table(lexicon_, document_,
                               read_lines(first, std::min(end, at + kMostLines)), *head);
    }
    if (!may_begin_stack(lexicon_, document_, line)) return std::nullopt;
    const auto lines = read_lines(at, std::min(end, at + kMostLines));
    return StackedReader(lexicon_, document_, lines).read();
  }

  [[nodiscard]] std::vector<PlainLine> read_lines(std::uint32_t begin, std::uint32_t end) const {
    std::vector<PlainLine> out;
    for (std::uint32_t i = begin; i < end; ++i) out.push_back(read_plain_line(document_, i));
    return out;
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
};

}  // namespace

std::optional<TextDocument> find_plain_tables(const Lexicon& lexicon,
                                              const TextDocument& document) {
  const bool is_plain = document.pages.size() == 1 && document.pages.front().number == 0;
  if (!is_plain) return std::nullopt;
  std::vector<PlainTable> found = TableFinder(lexicon, document).find();
  if (found.empty()) return std::nullopt;
  TextDocument out = document;
  for (PlainTable& one : found) add_table(out, std::move(one));
  return out;
}

}  // namespace codau::document
