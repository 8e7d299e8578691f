#include "export/xlsx/workbook.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "export/delivery/cell_text.h"
#include "export/delivery/titles.h"
#include "export/tabular/row_text.h"
#include "record/schema/codes.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;

/// Returns the meaning of a code: "chậm nhất ngày đó" for tasks.due_op by, or the meaning of a
/// review reason. Returns an empty text for other values, and for a column with only one code,
/// which says nothing.
std::string_view meaning_of(const record::Column& column, std::string_view code,
                            Language language) {
  const bool is_vietnamese = language == Language::kVietnamese;
  if (column.type == record::ColumnType::kList) {
    const auto reason = std::ranges::find(record::reasons(), code, &record::ReviewReason::code);
    if (reason == record::reasons().end()) return {};
    return is_vietnamese ? reason->meaning_vi : reason->meaning_en;
  }
  if (column.codes == nullptr || column.codes->codes.size() == 1) return {};
  const record::CodeEntry* const found = column.codes->find(code);
  if (found == nullptr) return {};
  return is_vietnamese ? found->name_vi : found->name_en;
}

/// Codes with a meaning that occur in a table, by column.
using Codes = std::vector<std::set<std::string>>;

Codes codes_of(const RowSource& rows, const Table& table) {
  Codes out(table.columns.size());
  const auto take = [&](std::size_t place, const std::string& code) {
    if (!meaning_of(table.columns[place], code, Language::kVietnamese).empty())
      out[place].insert(code);
  };
  rows.for_each_row(table, [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const auto* code = std::get_if<std::string>(&row[i])) take(i, *code);
      if (const auto* codes = std::get_if<std::vector<std::string>>(&row[i])) {
        for (const std::string& code : *codes) take(i, code);
      }
    }
  });
  return out;
}

/// Returns the comment of a title: the column's own name, its description, and the meaning of the
/// codes in the column.
std::string make_comment(const Table& table, const record::Column& column,
                         const std::set<std::string>& codes, Language language) {
  std::string text = std::string(table.name) + "." + std::string(column.name);
  text.append("\n").append(column.about);
  for (const std::string& code : codes) {
    text.append("\n" + code + ": ").append(meaning_of(column, code, language));
  }
  return text;
}

SheetSettings make_settings(const Table& table, const std::vector<SheetColumn>& columns,
                            const Codes& codes, Language language, std::uint32_t sheet_rows) {
  SheetSettings settings{make_sheet_name(table, language), {}, SheetLayout::kTable, sheet_rows};
  for (const SheetColumn& column : columns) {
    settings.columns.push_back(
        {column.title,
         make_comment(table, table.columns[column.index], codes[column.index], language),
         column.width,
         column.is_date  ? CellKind::kDate
         : column.is_key ? CellKind::kKey
                         : CellKind::kText});
  }
  return settings;
}

/// Returns the cells of a row in the order of the sheet.
std::vector<BookCell> cells_of(const Table& table, const Row& row,
                               const std::vector<SheetColumn>& columns, const std::string& path,
                               FileSet& files) {
  ExportNote about{path, std::string(table.name), row_id(table, row), "", ""};
  std::vector<BookCell> cells;
  for (const SheetColumn& column : columns) {
    about.field = table.columns[column.index].name;
    cells.push_back({make_cell_text(format_value(row[column.index]), about, files)});
  }
  return cells;
}

std::uint64_t write_sheet(Book& book, const RowSource& rows, const Table& table,
                          const std::string& path, FileSet& files, Language language,
                          std::uint32_t sheet_rows) {
  const std::vector<SheetColumn> columns = make_sheet_columns(table, language);
  book.begin_sheet(make_settings(table, columns, codes_of(rows, table), language, sheet_rows));
  std::uint64_t count = 0;
  rows.for_each_row(table, [&](const Row& row) {
    if (const auto refusal = find_cell_refusal(table, row)) {
      files.note(
          {path, std::string(table.name), row_id(table, row), refusal->field, refusal->code});
      return;
    }
    book.add_row(cells_of(table, row, columns, path, files));
    ++count;
  });
  book.end_sheet();
  return count;
}

/// Returns the characters of the longest cell of a column, within limits for reading side by side.
double width_of(const PlainSheet& sheet, std::size_t column) {
  constexpr std::size_t kNarrow = 10, kWide = 50;
  std::size_t longest = sheet.titles[column].size() + 2;
  for (const auto& row : sheet.rows)
    longest = std::max(longest, count_utf16_units(row[column]) + 1);
  return static_cast<double>(std::clamp(longest, kNarrow, kWide));
}

void add_sheet(Book& book, const PlainSheet& sheet) {
  SheetSettings settings{sheet.name, {}};
  for (std::size_t i = 0; i < sheet.titles.size(); ++i)
    settings.columns.push_back({sheet.titles[i], sheet.comments[i], width_of(sheet, i)});
  book.begin_sheet(std::move(settings));
  for (const std::vector<std::string>& row : sheet.rows) {
    std::vector<BookCell> cells;
    for (const std::string& text : row) cells.push_back({escape_cell(strip_illegal_xml(text))});
    book.add_row(cells);
  }
  book.end_sheet();
}

}  // namespace

std::optional<Refusal> find_cell_refusal(const Table& table, const Row& row, bool provenance) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row[i]);
    if (text == nullptr || text->size() <= kMaxCellUnits / 2)
      continue;  // escapes less than double it
    if (!provenance && is_provenance(table.columns[i])) continue;
    if (count_utf16_units(escape_cell(*text)) > kMaxCellUnits) {
      return Refusal{std::string(table.columns[i].name), "CELL_TOO_LONG"};
    }
  }
  return std::nullopt;
}

void write_workbook(const RowSource& rows, const std::string& path, FileSet& files,
                    Language language, std::uint32_t sheet_rows) {
  write_book(path, files, [&](Book& book) {
    std::uint64_t count = 0;
    for (const Table& table : sort_for_sheets(rows.tables)) {
      count += write_sheet(book, rows, table, path, files, language, sheet_rows);
    }
    return count;
  });
}

void write_sheets(const std::vector<PlainSheet>& sheets, const std::string& path, FileSet& files) {
  write_book(path, files, [&](Book& book) {
    std::uint64_t count = 0;
    for (const PlainSheet& sheet : sheets) {
      add_sheet(book, sheet);
      count += sheet.rows.size();
    }
    return count;
  });
}

}  // namespace codau::exports
