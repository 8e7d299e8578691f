// export/xlsx/workbook.h — rows as an XLSX file (standards section 10): one sheet for each table,
// text cells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/delivery/delivery.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum rows of a sheet, the row of titles included.
inline constexpr std::uint32_t kSheetRows = 1'048'576;

/// Returns the refusal CELL_TOO_LONG for a row with a text that no cell can hold: over 32,767
/// UTF-16 units. Without `provenance`, ignores columns of provenance.
[[nodiscard]] std::optional<Refusal> too_long_for_cell(const record::Table& table,
                                                       const record::Row& row,
                                                       bool provenance = true);

/// Writes files/<path>. Titles, order and widths of columns come from export/delivery/titles.h. The
/// comment of a title has the column's own name, its description, and the meaning of the codes in
/// the column. The first row is frozen and filters. All cells are text, so that nothing becomes a
/// formula, a number or a date. Only dates of flat tables are dates (text before March 1900). NULL
/// is an empty cell, and a list is joined by '|'. A table that fills a sheet continues in another.
/// Rows pass one by one. The same rows give the same bytes. Left out and noted in `files`: rows
/// that are too_long_for_cell(), and controls that XML cannot hold (CTRL_CHAR).
void write_workbook(const RowSource& rows, const std::string& path, FileSet& files,
                    std::uint32_t sheet_rows = kSheetRows);

/// A sheet with given titles, their comments, and rows with as many text cells as titles.
struct PlainSheet {
  std::string name;
  std::vector<std::string> titles, comments;
  std::vector<std::vector<std::string>> rows;
};
/// Writes files/<path> with these sheets, the first row frozen. Characters that XML cannot hold are
/// left out. The same sheets give the same bytes.
void write_sheets(const std::vector<PlainSheet>& sheets, const std::string& path, FileSet& files);

}  // namespace codau::exports
