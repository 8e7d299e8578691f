// export/delivery/titles.h — the tables as people read them: Vietnamese titles, order and widths of
// columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// A column as a sheet shows it.
struct ShownColumn {
  std::size_t place = 0;  ///< position in the rows of the table
  std::string title;      ///< "Nội dung nhiệm vụ"
  double width = 0;       ///< in characters
  bool is_key = false;    ///< an id or a hash: never wrapped
  bool is_date = false;   ///< a sheet stores a date; dates of other tables are text
};
/// Returns all columns of the table, the most important first. A text as read follows its restored
/// text; keys and hashes come last.
[[nodiscard]] std::vector<ShownColumn> shown_columns(const record::Table& table);
/// Returns "Nội dung nhiệm vụ" for tasks.task_text; empty for a column without a title.
[[nodiscard]] std::string title_of(std::string_view table, std::string_view column);
/// Returns the title of a column and its description, for readers of Vietnamese and English.
[[nodiscard]] std::string description_of(std::string_view table, const record::Column& column);
/// Returns the name of a sheet, "Nhiệm vụ (tasks)": at most 31 characters, without any of []:*?/\.
[[nodiscard]] std::string sheet_name(const record::Table& table);
/// Returns the tables in the order of sheets. Flat tables, documents and tasks come first, lists
/// and provenance last.
[[nodiscard]] std::vector<record::Table> in_sheet_order(std::vector<record::Table> tables);

}  // namespace codau::exports
