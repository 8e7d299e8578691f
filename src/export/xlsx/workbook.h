// export/xlsx/workbook.h — rows as an XLSX file (standards section 10): one sheet a table, text
// cells.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "export/delivery/delivery.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Rows of a sheet with that of its titles.
inline constexpr std::uint32_t kSheetRows = 1'048'576;

/// CELL_TOO_LONG for a row with a text that no cell holds: 32,767 UTF-16 units. Without
/// `provenance`, columns of provenance do not count.
[[nodiscard]] std::optional<Refusal> too_long_for_cell(const record::Table& table,
                                                       const record::Row& row,
                                                       bool provenance = true);

/// Writes files/<path>. Titles, order and widths are those of export/delivery/titles.h, the
/// column's own name is the comment of its title, with its description and what the codes below it
/// mean; the first row is frozen and filters. All cells are text, so nothing becomes a formula, a
/// number or a date, but for the dates of flat tables, which are some (text before March 1900);
/// NULL is an empty cell, a list joined by '|'. A table of more rows than a sheet holds goes on in
/// another. Rows pass one by one. The same rows give the same bytes. Left out and noted in `files`:
/// rows that are too_long_for_cell(), controls that XML cannot hold (CTRL_CHAR).
void write_workbook(const RowSource& rows, const std::string& path, FileSet& files,
                    std::uint32_t sheet_rows = kSheetRows);

/// Compares a workbook with the rows it was made of, by value. Error{kOutput} EXPORT_MISMATCH.
void check_workbook(const RowSource& rows, const std::filesystem::path& file,
                    std::uint32_t sheet_rows = kSheetRows);

/// A sheet as it is: titles, what their comments say, and as many cells a row, all text.
struct PlainSheet {
  std::string name;
  std::vector<std::string> titles, comments;
  std::vector<std::vector<std::string>> rows;
};
/// Writes files/<path> with these sheets, the first row frozen. What XML cannot hold is left out.
/// The same sheets give the same bytes.
void write_sheets(const std::vector<PlainSheet>& sheets, const std::string& path, FileSet& files);
/// Compares it with them, by value. Error{kOutput} EXPORT_MISMATCH.
void check_sheets(const std::vector<PlainSheet>& sheets, const std::filesystem::path& file);

}  // namespace codau::exports
