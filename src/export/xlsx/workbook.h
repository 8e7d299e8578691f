// export/xlsx/workbook.h — writes rows as an XLSX file, one sheet for each table. Provenance tells
// how values were read (export/delivery/row_source.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/language.h"
#include "export/delivery/export_filter.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"
#include "export/xlsx/book.h"

namespace codau::exports {

/// Returns a refusal with the code CELL_TOO_LONG for a row with a text that no cell can hold. Such
/// a text has more than 32,767 UTF-16 code units after escape_cell() (export/delivery/cell_text.h).
/// Returns nothing for other rows. If `provenance` is false, columns of provenance do not count.
[[nodiscard]] std::optional<Refusal> find_cell_refusal(const record::Table& table,
                                                       const record::Row& row,
                                                       bool provenance = true);

/// Writes the tables of `rows` as sheets of one XLSX file at files.target_path(path), and adds the
/// file to `files`.
/// 1. Titles, order and widths of columns come from export/delivery/titles.h.
/// 2. The cell of a title has a comment: table and name of the column, its description, and the
///    meanings of its codes.
/// 3. The row of titles is frozen and has filters.
/// 4. Cells are text, so that no cell becomes a formula or a number. Exception: in columns with
///    SheetColumn::is_date, days from March 1900 on are dates.
/// 5. NULL is an empty cell. The values of a list are joined by '|'.
/// 6. A sheet has at most `sheet_rows` rows (2 or more), with the row of titles. A longer table
///    continues in another sheet.
/// 7. A row that find_cell_refusal() refuses is left out, with a note CELL_TOO_LONG in `files`.
/// 8. Controls that XML cannot hold are left out of their cell, with a note CTRL_CHAR in `files`.
/// The same rows give the same bytes. Throws Error{kOutput} if the file cannot be written, or would
/// have 4 GiB or more.
void write_workbook(const RowSource& rows, const std::string& path, FileSet& files,
                    Language language = Language::kVietnamese,
                    std::uint32_t sheet_rows = kMaxSheetRows);

/// A sheet of given texts.
struct PlainSheet {
  std::string name;                            ///< 1 to 31 characters, none of \ / ? * : [ ]
  std::vector<std::string> titles;             ///< the first row; not empty
  std::vector<std::string> comments;           ///< one for each title, in order; none is empty
  std::vector<std::vector<std::string>> rows;  ///< each with as many cells as `titles`
};
/// Writes these sheets as one XLSX file at files.target_path(path), and adds the file to `files`.
/// The row of titles is frozen, and all cells are text. Controls that XML cannot hold are left out
/// without a note. The same sheets give the same bytes. Throws Error{kOutput} if:
/// 1. the file cannot be written, or would have 4 GiB or more;
/// 2. a cell has more than 32,767 UTF-16 code units.
void write_sheets(const std::vector<PlainSheet>& sheets, const std::string& path, FileSet& files);

}  // namespace codau::exports
