// export/xlsx/workbook.h — writes rows as an XLSX file with text cells, one sheet for each table
// (standards section 10).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/delivery/export_filter.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum rows of a sheet, including the row of titles.
inline constexpr std::uint32_t kMaxSheetRows = 1'048'576;

/// Returns the refusal CELL_TOO_LONG for a row with a text that no cell can hold: over 32,767
/// UTF-16 units, with its escapes (escape_cell()). Returns nothing for other rows. Without
/// `provenance`, ignores columns of provenance (export/delivery/row_source.h).
[[nodiscard]] std::optional<Refusal> find_cell_refusal(const record::Table& table,
                                                       const record::Row& row,
                                                       bool provenance = true);

/// Writes the tables as sheets of one XLSX file, and adds the file to `files` as `path`.
/// 1. Titles, order and widths of columns come from export/delivery/titles.h.
/// 2. The comment of a title tells the column's own name, its description, and the meaning of the
///    codes in the column.
/// 3. The row of titles is frozen and has filters.
/// 4. Cells are text, so that no cell becomes a formula, a number or a date. Only dates of flat
///    tables are dates; before March 1900 they are text, too.
/// 5. NULL is an empty cell. The values of a list are joined by '|'.
/// 6. A table that fills a sheet continues in another sheet.
/// A row that is find_cell_refusal() is left out. Controls that XML cannot hold are left out of
/// their cell (CTRL_CHAR). `files` notes both. Rows are read one by one. The same rows give the
/// same bytes.
void write_workbook(const RowSource& rows, const std::string& path, FileSet& files,
                    std::uint32_t sheet_rows = kMaxSheetRows);

/// A sheet with given texts. Each title has a comment, and each row has as many cells as the sheet
/// has titles.
struct PlainSheet {
  std::string name;
  std::vector<std::string> titles, comments;
  std::vector<std::vector<std::string>> rows;
};
/// Writes these sheets as one XLSX file, and adds the file to `files` as `path`. The row of titles
/// is frozen, and all cells are text. Characters that XML cannot hold are left out. The same sheets
/// give the same bytes.
void write_sheets(const std::vector<PlainSheet>& sheets, const std::string& path, FileSet& files);

}  // namespace codau::exports
