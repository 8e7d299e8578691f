// export/delivery/titles.h — tells how a workbook shows tables and columns: their titles, their
// order and the widths of columns. The schema defines all of these (record/schema/schema.def). A
// flat table joins other tables, so that a row has all values that a reader needs
// (record/schema/flat_tables.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "record/schema/schema.h"

namespace codau::exports {

/// A column as a sheet shows it.
struct SheetColumn {
  std::size_t index = 0;  ///< position of the value in the rows of the table, from 0
  std::string title;      ///< "Nội dung nhiệm vụ"
  double width = 0;       ///< in characters
  bool is_key = false;    ///< an id or a hash, whose long text is not wrapped in its cell
  bool is_date = false;   ///< cells are dates, not text: only for dates in a flat table
};
/// Returns all columns of the table in the order of the sheet (Column::sheet_place).
[[nodiscard]] std::vector<SheetColumn> make_sheet_columns(
    const record::Table& table, Language language = Language::kVietnamese);
/// Returns the title of a column: "Nội dung nhiệm vụ" for tasks.task_text. A column without a title
/// in `language` gives its name.
[[nodiscard]] std::string_view find_title(const record::Column& column,
                                          Language language = Language::kVietnamese);
/// Returns the Vietnamese title and the English description of a column, separated by " · ". A
/// column without a title gives its description alone.
[[nodiscard]] std::string describe_column(const record::Column& column);
/// Returns the name of the sheet of a table: "Nhiệm vụ (tasks)". As Excel requires, the name has at
/// most 31 characters, none of them [ ] : * ? / or \.
[[nodiscard]] std::string make_sheet_name(const record::Table& table,
                                          Language language = Language::kVietnamese);
/// Returns the tables in the order of sheets (Table::sheet_place).
[[nodiscard]] std::vector<record::Table> sort_for_sheets(std::vector<record::Table> tables);

}  // namespace codau::exports
