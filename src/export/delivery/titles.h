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
  std::size_t place = 0;  ///< in the rows of the table
  std::string title;      ///< "Nội dung nhiệm vụ"
  double width = 0;       ///< in characters
  bool is_key = false;    ///< an id or a hash: never wrapped, nothing to read
  bool is_date = false;   ///< a sheet has it as a date; the dates of all other tables are text
};
/// All columns of the table: what people read first stands first, each text as it was read behind
/// what became of it, keys and hashes last.
[[nodiscard]] std::vector<ShownColumn> shown_columns(const record::Table& table);
/// "Nội dung nhiệm vụ" for tasks.task_text; empty for what has no title.
[[nodiscard]] std::string title_of(std::string_view table, std::string_view column);
/// What a column holds for who reads Vietnamese or English: its title, then its description.
[[nodiscard]] std::string description_of(std::string_view table, const record::Column& column);
/// "Nhiệm vụ (tasks)": at most 31 characters, none of []:*?/\.
[[nodiscard]] std::string sheet_name(const record::Table& table);
/// The tables in the order of sheets: flat ones, documents and tasks first, lists and provenance
/// last.
[[nodiscard]] std::vector<record::Table> in_sheet_order(std::vector<record::Table> tables);

}  // namespace codau::exports
