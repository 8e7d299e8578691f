// export/delivery/titles.h — Vietnamese titles of tables and columns, and the order of tables and
// columns in a workbook. Flat tables join tasks with documents and deadlines
// (record/schema/flat_tables.h). Tables of provenance tell how values were read
// (export/delivery/row_source.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema/schema.h"

namespace codau::exports {

/// A column as a sheet shows it.
struct SheetColumn {
  std::size_t index = 0;  ///< position of the value in the rows of the table, from 0
  std::string title;      ///< "Nội dung nhiệm vụ"; without a title, the name of the column
  double width = 0;       ///< in characters
  bool is_key = false;    ///< an id or a hash, whose long text is not wrapped in its cell
  bool is_date = false;   ///< a date in a flat table, whose cells are dates, not text
};
/// Returns all columns of the table in the order of the sheet, the most important first. A column
/// with text as read (its name ends with `_ocr`) follows the column with the restored text. Columns
/// without a title come last.
[[nodiscard]] std::vector<SheetColumn> make_sheet_columns(const record::Table& table);
/// Returns the Vietnamese title of a column: "Nội dung nhiệm vụ" for tasks.task_text. Returns an
/// empty text for a column without a title.
[[nodiscard]] std::string find_column_title(std::string_view table, std::string_view column);
/// Returns the Vietnamese title and the English description of a column, separated by " · ".
/// Without a title, returns the description alone.
[[nodiscard]] std::string describe_column(std::string_view table, const record::Column& column);
/// Returns the name of the sheet of a table: "Nhiệm vụ (tasks)", or the name of the table if it has
/// no title. As Excel requires, the name has at most 31 characters, none of them [ ] : * ? / or \.
[[nodiscard]] std::string make_sheet_name(const record::Table& table);
/// Returns the tables in the order of sheets:
/// 1. flat tables;
/// 2. documents, tasks and their details;
/// 3. agencies and source files;
/// 4. tables of provenance;
/// 5. tables without a title.
[[nodiscard]] std::vector<record::Table> sort_for_sheets(std::vector<record::Table> tables);

}  // namespace codau::exports
