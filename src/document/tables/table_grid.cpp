#include "document/tables/table_grid.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "document/tasks/task_row.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kTitleWords =
    14;  // "Lãnh đạo Văn phòng; chuyên viên; các phòng, ban liên quan" has 11
constexpr std::size_t kSynonymsOfHeader = 3;  // standards 4.3

/// Length of the tag that ends a line of a cell; 0 for none.
std::size_t hard_break(std::string_view text) {
  for (const std::string_view tag : {"</p>", "<br>", "<br/>", "<br />"}) {
    if (text.starts_with(tag)) return tag.size();
  }
  return 0;
}

bool begins_item(std::string_view line) {
  return line.size() > 1 && (line[0] == '-' || line[0] == '+') && line[1] == ' ';
}

/// "Văn phòng" / "- Thống kê": one dash at the head of a line, in a cell that does not begin with
/// one and where no sign ends the line above it, came there as the line was full.
bool is_wrapped_dash(std::string_view cell, std::size_t line) {
  if (begins_item(cell) || std::string_view(".;:").find(cell[line - 2]) != std::string_view::npos)
    return false;
  for (std::size_t at = 0; (at = cell.find('\n', at)) != std::string_view::npos;) {
    if (++at != line && begins_item(cell.substr(at))) return false;
  }
  return true;
}

/// Pieces of a cell between hard breaks: a tag, and a printed line that begins with a dash or
/// plus.
std::vector<std::vector<ByteRange>> hard_lines(std::string_view document, ByteRange cell) {
  std::vector<std::vector<ByteRange>> out(1);
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin < end) out.back().push_back({begin, end});
  };
  std::uint32_t begin = cell.begin;
  for (std::uint32_t i = cell.begin; i < cell.end; ++i) {
    const std::string_view rest = document.substr(i, cell.end - i);
    if (rest.front() == '\n') {
      add(begin, i);
      begin = i + 1;
      if (begins_item(rest.substr(1)) && i > cell.begin &&
          !is_wrapped_dash(slice(document, cell), begin - cell.begin))
        out.emplace_back();
    } else if (const std::size_t tag = hard_break(rest); tag > 0) {
      add(begin, i);
      begin = i + static_cast<std::uint32_t>(tag);
      out.emplace_back();
    }
  }
  add(begin, cell.end);
  return out;
}

/// An inline " - " begins a list line behind . ; : and before a capital (4.9).
void split_inline_items(std::vector<Passage>& lines) {
  static const Pattern kPattern(R"([.;:]\s([-–])\s\p{Lu})");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto match = kPattern.find(lines[i].text);
    if (!match) continue;
    Passage rest = take_from(lines[i], match->groups[1]->begin);
    lines[i] = take_part(lines[i], {0, match->groups[1]->begin});
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
  }
}

ByteRange without_blanks(std::string_view document, ByteRange cell) {
  static constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const std::string_view text = slice(document, cell);
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return {cell.begin + static_cast<std::uint32_t>(first),
          cell.begin + static_cast<std::uint32_t>(text.find_last_not_of(kBlanks)) + 1};
}

TaskCell make_cell(std::string_view document, std::vector<Passage> lines, ByteRange bytes) {
  split_inline_items(lines);
  TaskCell out;
  out.text = join(lines, '\n');
  if (!out.empty()) out.bytes = without_blanks(document, bytes);
  return out;
}

TaskCell read_cell(std::string_view document, ByteRange cell) {
  std::vector<Passage> lines;
  for (const std::vector<ByteRange>& pieces : hard_lines(document, cell)) {
    lines.push_back(read_passage(document, pieces));
  }
  return make_cell(document, std::move(lines), cell);
}

/// A cell in pieces, each a line of it (tables/plain_tables.h).
TaskCell read_pieces(std::string_view document, const std::vector<ByteRange>& pieces) {
  std::vector<std::vector<ByteRange>> lines(1);
  for (const ByteRange piece : pieces) {
    if (begins_item(slice(document, piece)) && !lines.back().empty()) lines.emplace_back();
    lines.back().push_back(piece);
  }
  std::vector<Passage> out;
  for (const std::vector<ByteRange>& line : lines) out.push_back(read_passage(document, line));
  return make_cell(document, std::move(out), {pieces.front().begin, pieces.back().end});
}

bool is_short_title(const TaskCell& cell) {
  static const Pattern kNumber(R"([\d.,%()\s-]+)");
  return !cell.empty() && count_words(cell.text.text) <= kTitleWords &&
         !kNumber.is_full_match(cell.text.key);
}

/// Standards 4.3 for the first row of a table: "tt" and titles, or titles of the main columns.
bool is_first_header(const Lexicon& lexicon, const GridRow& row) {
  std::size_t titles = 0, filled = 0, synonyms = 0, roles = 0;
  bool has_ordinal = false, has_task = false;
  for (const TaskCell& cell : row.cells) {
    if (cell.empty()) continue;
    const ColumnTitleReading title = read_column_title(lexicon, cell.text.text);
    if (title.role == ColumnRole::kOrdinal) {
      has_ordinal = true;
      continue;
    }
    ++filled;
    if (is_short_title(cell)) ++titles;
    if (title.is_synonym) ++synonyms;
    if (title.role != ColumnRole::kUnknown) ++roles;
    if (title.role == ColumnRole::kTask) has_task = true;
  }
  if (has_ordinal) return filled > 0 && titles * 2 >= filled;
  const bool is_known = synonyms >= 2 || (synonyms == 1 && roles >= kSynonymsOfHeader);
  return has_task && is_known && titles == filled;
}

/// "(1) (2) (3)" below the titles; half of them may be misread as other signs: "Œ) (2) (3) G)".
bool is_number_row(const GridRow& row) {
  static const Pattern kNumber(R"(\(?(\d{1,2})\)?(?:\s?=.*)?)"), kSigns(R"(\S{1,3})");
  std::size_t matches = 0, misread = 0;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].empty()) continue;
    const auto match = kNumber.at_start(row.cells[c].text.key);
    if (!match || match->whole().size() != row.cells[c].text.key.size()) {
      if (!kSigns.is_full_match(row.cells[c].text.text)) return false;
      ++misread;
      continue;
    }
    if (match->of(row.cells[c].text.key, 1) == std::to_string(c + 1)) ++matches;
  }
  return matches >= kSynonymsOfHeader && matches >= misread;
}

/// Damaged titles, none of which can be read: a full row of short words above the first ordinal.
bool stands_above_first(const GridRows& rows) {
  static const Pattern kFirst(R"(\(?0?(?:1|i|a)\)?\.?)");
  if (rows.size() < 2) return false;
  const std::vector<TaskCell> titles = rows[0].cells;
  const bool is_full = std::ranges::all_of(titles, is_short_title);
  const bool is_word =
      count_words(titles.front().text.text) <= 2 && !kFirst.is_full_match(titles.front().text.key);
  return is_full && titles.size() > kSynonymsOfHeader && is_word &&
         kFirst.is_full_match(rows.cell(1, 0).text.key);
}

/// In text a wide cell leaves the cells to its right blank: the title that stands above column c.
const TaskCell& parent_title(const GridRow& above, std::size_t c) {
  while (c > 0 && above.cells[c].empty()) --c;
  return above.cells[c];
}

/// A second row of titles below the first: no ordinal of its own, every cell a title, alone, below
/// the wide one above it, or as its second line.
bool is_second_header(const Lexicon& lexicon, const GridRow& above, const GridRow& row) {
  std::size_t known = 0;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const TaskCell& cell = row.cells[c];
    if (cell.empty() || cell.repeated) continue;
    const bool is_covered = above.cells[c].empty() || above.cells[c].span > 1 ||
                            (c + 1 < row.cells.size() && above.cells[c + 1].empty());
    const std::string both = parent_title(above, c).text.text + " " + cell.text.text;
    const bool is_title = read_column_title(lexicon, cell.text.text).role != ColumnRole::kUnknown ||
                          read_column_title(lexicon, both).is_synonym ||
                          (is_covered && is_short_title(cell) &&
                           read_column_title(lexicon, both).role != ColumnRole::kUnknown);
    if (!is_title) return false;
    ++known;
  }
  return known >= 2 && (row.cells.front().empty() || row.cells.front().repeated);
}

std::uint32_t count_header_rows(const Lexicon& lexicon, const TextDocument& document,
                                const TextTable& table, const GridRows& rows) {
  if (rows.empty() || !(is_first_header(lexicon, rows[0]) || stands_above_first(rows))) return 0;
  std::uint32_t depth = 1;
  for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
    const TextCell& cell = document.cells[i];
    if (cell.row == 0) depth = std::max(depth, cell.row_span);
  }
  if (depth == 1 && rows.size() > 1 && is_second_header(lexicon, rows[0], rows[1])) depth = 2;
  if (depth >= rows.size()) depth = static_cast<std::uint32_t>(rows.size());
  if (depth < rows.size() && is_number_row(rows[depth])) ++depth;
  return depth;
}

/// Titles from the top down: a wide cell is the parent of the columns it covers.
std::vector<std::vector<std::string>> titles_of(const GridRows& rows, std::uint32_t depth) {
  const GridRow top = rows[0];
  std::vector<std::vector<std::string>> titles(top.cells.size());
  for (std::uint32_t r = 0; r < depth; ++r) {
    const GridRow row = rows[r];
    if (is_number_row(row)) continue;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const TaskCell& cell = row.cells[c];
      if (cell.empty() || cell.repeated) continue;
      const bool is_child = r == 1 && titles[c].empty() && cell.span == 1;
      if (is_child) titles[c].push_back(parent_title(top, c).text.text);
      for (std::size_t k = c; k < std::min(titles.size(), c + cell.span); ++k)
        titles[k].push_back(cell.text.text);
    }
  }
  return titles;
}

TaskColumn read_column(const Lexicon& lexicon, const std::vector<std::string>& titles) {
  TaskColumn out;
  for (const std::string& title : titles) {
    const std::size_t begin = title.find_first_not_of(" ;:,.|");  // specks of rulings
    if (begin == std::string::npos) continue;
    out.title += (out.title.empty() ? "" : " / ") + title.substr(begin);
  }
  std::ranges::replace(out.title, '\n', ' ');
  if (titles.empty()) return out;
  out.role = read_column_title(lexicon, titles.back()).role;
  if (out.role == ColumnRole::kUnknown && titles.size() > 1) {
    out.role = read_column_title(lexicon, titles[titles.size() - 2] + " " + titles.back()).role;
  }
  return out;
}

/// How well a column stands for its role beside others of that role: the end of a time more than
/// its beginning, a sum more than its parts, a synonym more than other words.
int preference(const Lexicon& lexicon, const TaskColumn& column) {
  static const Pattern kEnd(R"(ket thuc|hoan thanh)"), kSum(R"(\btong\b)");
  const std::string key = fold(column.title);
  if (is_month_title(column.title) || key == "tuan")
    return 0;  // of several rows; "Thời gian" says it of each
  if (column.role == ColumnRole::kDeadline && kEnd.find(key)) return 3;
  if (column.role == ColumnRole::kBudget && kSum.find(key)) return 3;
  return read_column_title(lexicon, column.title).is_synonym ? 2 : 1;
}

/// One column for each role, the first of the best; the others stay unknown. Without a column of
/// ends that of beginnings says when.
void keep_one_of_each(const Lexicon& lexicon, std::vector<TaskColumn>& columns) {
  for (std::size_t a = 0; a < columns.size(); ++a) {
    for (std::size_t b = a + 1; b < columns.size(); ++b) {
      if (columns[a].role == ColumnRole::kUnknown || columns[b].role != columns[a].role) continue;
      const bool second = preference(lexicon, columns[b]) > preference(lexicon, columns[a]);
      columns[second ? a : b].role = ColumnRole::kUnknown;
    }
  }
  const auto start = std::ranges::find(columns, ColumnRole::kStart, &TaskColumn::role);
  if (start != columns.end() && !find_column_index(columns, ColumnRole::kDeadline))
    start->role = ColumnRole::kDeadline;
}

}  // namespace

ByteRange join_ranges(ByteRange a, ByteRange b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

std::string make_one_line(const TaskCell& cell) {
  std::string text = cell.text.text;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

GridRows::GridRows(const TextDocument& document, const TextTable& table)
    : document_(&document), columns_(table.columns), ends_(table.rows) {
  const auto each_place = [&](auto place) {
    for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
      const TextCell& cell = document.cells[i];
      if (cell.column >= columns_) continue;
      const std::uint32_t end = std::min(table.rows, cell.row + cell.row_span);
      for (std::uint32_t r = cell.row; r < end; ++r) place(i, r);
    }
  };
  std::size_t places = 0;
  each_place([&](std::uint32_t, std::uint32_t row) { ++ends_[row], ++places; });
  cells_.resize(places);
  std::exclusive_scan(ends_.begin(), ends_.end(), ends_.begin(), 0U);  // where each row begins
  each_place([&](std::uint32_t cell, std::uint32_t row) { cells_[ends_[row]++] = cell; });
}

std::span<const std::uint32_t> GridRows::cells_of(std::size_t row) const {
  const std::size_t at = first_ + row;
  const std::uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::span(cells_).subspan(begin, ends_[at] - begin);
}

TaskCell GridRows::read(std::uint32_t cell, std::size_t row) const {
  const TextCell& printed = document_->cells[cell];
  std::vector<ByteRange> pieces;
  for (const std::uint32_t i : cells_of(row)) {
    if (document_->cells[i].column == printed.column) pieces.push_back(document_->cells[i].text);
  }
  TaskCell out = pieces.size() > 1 ? read_pieces(document_->text, pieces)
                                   : read_cell(document_->text, printed.text);
  out.span = printed.column_span;
  out.repeated = first_ + row > printed.row;
  return out;
}

GridRow GridRows::operator[](std::size_t row) const {
  GridRow out;
  out.cells.resize(columns_);
  std::optional<std::uint32_t> last;
  for (const std::uint32_t i : cells_of(row)) {
    if (last == document_->cells[i].column) continue;  // a further piece
    last = document_->cells[i].column;
    TaskCell cell = read(i, row);
    out.printed += cell.span;
    if (!cell.repeated && !cell.empty()) out.bytes = join_ranges(out.bytes, cell.bytes);
    out.cells[document_->cells[i].column] = std::move(cell);
  }
  return out;
}

TaskCell GridRows::cell(std::size_t row, std::size_t column) const {
  const auto cells = cells_of(row);
  for (std::size_t i = cells.size(); i-- > 0;) {
    if (document_->cells[cells[i]].column == column) return read(cells[i], row);
  }
  return {};
}

GridRows GridRows::drop_first(std::size_t count) && {
  first_ += count;
  return std::move(*this);
}

TableGrid read_grid(const Lexicon& lexicon, const TextDocument& document, const TextTable& table) {
  TableGrid grid;
  GridRows rows(document, table);
  grid.columns.resize(table.columns);
  grid.header_rows = count_header_rows(lexicon, document, table, rows);
  if (grid.header_rows > 0) {
    const auto titles = titles_of(rows, grid.header_rows);
    for (std::size_t c = 0; c < titles.size(); ++c)
      grid.columns[c] = read_column(lexicon, titles[c]);
    keep_one_of_each(lexicon, grid.columns);
  }
  for (std::uint32_t r = 0; r < grid.header_rows; ++r) grid.headers.push_back(rows[r].bytes);
  grid.rows = std::move(rows).drop_first(grid.header_rows);
  return grid;
}

bool is_header_row(const Lexicon& lexicon, const GridRow& row,
                   const std::vector<TaskColumn>& columns) {
  if (is_number_row(row)) return true;
  const auto cells = std::span(row.cells).first(std::min(row.cells.size(), columns.size()));
  const auto synonyms =
      static_cast<std::size_t>(std::ranges::count_if(cells, [&](const TaskCell& cell) {
        return find_synonym_role(lexicon, cell.text.text).value_or(ColumnRole::kOrdinal) !=
               ColumnRole::kOrdinal;
      }));
  if (synonyms < std::min(kSynonymsOfHeader, columns.size() - 1)) return false;
  return std::ranges::any_of(cells, [&](const TaskCell& cell) {
    return !cell.empty() && read_column_title(lexicon, cell.text.text).role == ColumnRole::kOrdinal;
  });
}

}  // namespace codau::document
