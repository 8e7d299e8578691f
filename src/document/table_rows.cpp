#include "document/table_rows.h"

#include <algorithm>
#include <charconv>

#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kTitleWords = 10;
constexpr std::size_t kSynonymsOfHeader = 3;  // standards 4.3

/// Pieces of a cell between hard breaks: `</p>`, and a printed line that begins with a dash or
/// plus.
std::vector<std::vector<Bytes>> hard_lines(std::string_view document, Bytes cell) {
  std::vector<std::vector<Bytes>> out(1);
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin < end) out.back().push_back({begin, end});
  };
  std::uint32_t begin = cell.begin;
  for (std::uint32_t i = cell.begin; i < cell.end; ++i) {
    const std::string_view rest = document.substr(i, cell.end - i);
    if (rest.front() == '\n') {
      add(begin, i);
      begin = i + 1;
      const bool is_item = rest.size() > 2 && (rest[1] == '-' || rest[1] == '+') && rest[2] == ' ';
      if (is_item) out.emplace_back();
    } else if (rest.starts_with("</p>")) {
      add(begin, i);
      begin = i + 4;
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
    Passage rest = from(lines[i], match->groups[1]->begin);
    lines[i] = part(lines[i], {0, match->groups[1]->begin});
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
  }
}

Passage read_cell(std::string_view document, Bytes cell) {
  std::vector<Passage> lines;
  for (const std::vector<Bytes>& pieces : hard_lines(document, cell)) {
    lines.push_back(read_passage(document, pieces));
  }
  split_inline_items(lines);
  return join(lines, '\n');
}

void place(std::vector<Row>& rows, const TextCell& cell, Cell value, std::uint32_t columns) {
  value.span = cell.column_span;
  for (std::uint32_t r = cell.row; r < std::min<std::size_t>(rows.size(), cell.row + cell.row_span);
       ++r) {
    Row& row = rows[r];
    if (cell.column >= columns) continue;
    row.printed += cell.column_span;
    Cell copy = value;
    copy.repeated = r > cell.row;
    if (!copy.repeated && !copy.empty()) {
      const Bytes at = copy.text.in_document(copy.text.all());
      row.bytes = row.bytes.empty()
                      ? at
                      : Bytes{std::min(row.bytes.begin, at.begin), std::max(row.bytes.end, at.end)};
    }
    row.cells[cell.column] = std::move(copy);
  }
}

std::vector<Row> read_rows(const TextDocument& document, const TextTable& table) {
  std::vector<Row> rows(table.rows);
  for (Row& row : rows) row.cells.resize(table.columns);
  for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
    const TextCell& cell = document.cells[i];
    Cell value;
    value.text = read_cell(document.text, cell.text);
    place(rows, cell, std::move(value), table.columns);
  }
  return rows;
}

bool is_short_title(const Cell& cell) {
  static const Pattern kNumber(R"([\d.,%()\s-]+)");
  return !cell.empty() && count_words(cell.text.text) <= kTitleWords &&
         !kNumber.fits(cell.text.key);
}

/// Standards 4.3 for the first row of a table: "tt" and titles, or titles of the main columns.
bool is_first_header(const Row& row) {
  std::size_t titles = 0, filled = 0, synonyms = 0;
  bool has_ordinal = false, has_task = false;
  for (const Cell& cell : row.cells) {
    if (cell.empty()) continue;
    const TitleReading title = read_title(cell.text.text);
    if (title.role == ColumnRole::kOrdinal) {
      has_ordinal = true;
      continue;
    }
    ++filled;
    if (is_short_title(cell)) ++titles;
    if (title.is_synonym) ++synonyms;
    if (title.role == ColumnRole::kTask) has_task = true;
  }
  if (has_ordinal) return filled > 0 && titles * 2 >= filled;
  return has_task && synonyms >= 2 && titles == filled;
}

bool is_number_row(const Row& row) {
  static const Pattern kNumber(R"(\(?(\d{1,2})\)?(?:\s?=.*)?)");
  std::size_t matches = 0;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].empty()) continue;
    const auto match = kNumber.at_start(row.cells[c].text.key);
    if (!match || match->whole().size() != row.cells[c].text.key.size()) return false;
    if (match->of(row.cells[c].text.key, 1) == std::to_string(c + 1)) ++matches;
  }
  return matches >= kSynonymsOfHeader;
}

/// A second row of titles below the first: no ordinal of its own, every cell a known title.
bool is_second_header(const Row& row) {
  std::size_t known = 0;
  for (const Cell& cell : row.cells) {
    if (cell.empty() || cell.repeated) continue;
    if (read_title(cell.text.text).role == ColumnRole::kUnknown) return false;
    ++known;
  }
  return known >= 2 && (row.cells.front().empty() || row.cells.front().repeated);
}

std::uint32_t count_header_rows(const TextDocument& document, const TextTable& table,
                                const std::vector<Row>& rows) {
  if (rows.empty() || !is_first_header(rows.front())) return 0;
  std::uint32_t depth = 1;
  for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
    const TextCell& cell = document.cells[i];
    if (cell.row == 0) depth = std::max(depth, cell.row_span);
  }
  if (depth == 1 && rows.size() > 1 && is_second_header(rows[1])) depth = 2;
  if (depth >= rows.size()) depth = static_cast<std::uint32_t>(rows.size());
  if (depth < rows.size() && is_number_row(rows[depth])) ++depth;
  return depth;
}

/// Titles from the top down: a wide cell is the parent of the columns it covers.
std::vector<std::vector<std::string>> titles_of(const std::vector<Row>& rows, std::uint32_t depth) {
  std::vector<std::vector<std::string>> titles(rows.front().cells.size());
  for (std::uint32_t r = 0; r < depth; ++r) {
    if (is_number_row(rows[r])) continue;
    for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
      const Cell& cell = rows[r].cells[c];
      if (cell.empty() || cell.repeated) continue;
      for (std::size_t k = c; k < std::min(titles.size(), c + cell.span); ++k)
        titles[k].push_back(cell.text.text);
    }
  }
  return titles;
}

Column read_column(const std::vector<std::string>& titles) {
  Column out;
  for (const std::string& title : titles) out.title += (out.title.empty() ? "" : " / ") + title;
  std::ranges::replace(out.title, '\n', ' ');
  if (titles.empty()) return out;
  out.role = read_title(titles.back()).role;
  if (out.role == ColumnRole::kUnknown && titles.size() > 1) {
    out.role = read_title(titles[titles.size() - 2] + " " + titles.back()).role;
  }
  return out;
}

/// One column for each role: the title that is a synonym, else the first; the others stay unknown.
void keep_one_of_each(std::vector<Column>& columns) {
  for (std::size_t a = 0; a < columns.size(); ++a) {
    if (columns[a].role == ColumnRole::kUnknown) continue;
    for (std::size_t b = a + 1; b < columns.size(); ++b) {
      if (columns[b].role != columns[a].role) continue;
      const bool second_is_surer =
          !read_title(columns[a].title).is_synonym && read_title(columns[b].title).is_synonym;
      columns[second_is_surer ? a : b].role = ColumnRole::kUnknown;
      if (second_is_surer) break;
    }
  }
}

/// Without a title "TT", which small print between rulings often loses: a first column of numbers
/// under at most one word.
void find_ordinal_column(Grid& grid) {
  static const Pattern kNumber(R"(\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])\)?\.?)");
  if (grid.columns.empty() || grid.columns.front().role != ColumnRole::kUnknown) return;
  if (count_words(grid.columns.front().title) > 1) return;
  if (std::ranges::any_of(grid.columns,
                          [](const Column& c) { return c.role == ColumnRole::kOrdinal; }))
    return;
  std::size_t filled = 0, numbers = 0;
  for (const Row& row : grid.rows) {
    if (row.cells.front().empty()) continue;
    ++filled;
    if (kNumber.fits(row.cells.front().text.key)) ++numbers;
  }
  if (numbers > 1 && numbers * 2 > filled) grid.columns.front().role = ColumnRole::kOrdinal;
}

/// Without a task title: the unknown column with the most words, when the rest is a task table.
void find_task_column(Grid& grid) {
  const auto has = [&](ColumnRole role) {
    return std::ranges::any_of(grid.columns, [&](const Column& c) { return c.role == role; });
  };
  if (has(ColumnRole::kTask) || !(has(ColumnRole::kLead) || has(ColumnRole::kDeadline))) return;
  std::size_t best = grid.columns.size(), most = 0;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    if (grid.columns[c].role != ColumnRole::kUnknown) continue;
    std::size_t words = 0;
    for (const Row& row : grid.rows) words += count_words(row.cells[c].text.text);
    if (words > most) {
      most = words;
      best = c;
    }
  }
  if (best < grid.columns.size() && most > grid.rows.size())
    grid.columns[best].role = ColumnRole::kTask;
}

}  // namespace

Grid read_grid(const TextDocument& document, const TextTable& table) {
  Grid grid;
  std::vector<Row> rows = read_rows(document, table);
  grid.columns.resize(table.columns);
  grid.header_rows = count_header_rows(document, table, rows);
  if (grid.header_rows > 0) {
    const auto titles = titles_of(rows, grid.header_rows);
    for (std::size_t c = 0; c < titles.size(); ++c) grid.columns[c] = read_column(titles[c]);
    keep_one_of_each(grid.columns);
  }
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    if (r < grid.header_rows) {
      grid.headers.push_back(rows[r].bytes);
    } else {
      grid.rows.push_back(std::move(rows[r]));
    }
  }
  if (grid.header_rows > 0) find_ordinal_column(grid);
  find_task_column(grid);
  return grid;
}

bool is_header_row(const Row& row, const std::vector<Column>& columns) {
  if (is_number_row(row)) return true;
  std::size_t synonyms = 0;
  bool has_ordinal = false;
  for (std::size_t c = 0; c < row.cells.size() && c < columns.size(); ++c) {
    if (row.cells[c].empty()) continue;
    const TitleReading title = read_title(row.cells[c].text.text);
    if (title.role == ColumnRole::kOrdinal) has_ordinal = true;
    if (title.role != ColumnRole::kOrdinal && title.is_synonym) ++synonyms;
  }
  return has_ordinal && synonyms >= std::min(kSynonymsOfHeader, columns.size() - 1);
}

}  // namespace codau::document
