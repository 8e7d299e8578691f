// export/xlsx/plan_workbook.h — writes the workbook for people. It has the tasks of all plans with
// their deadlines, the days on which deadlines are due, and the documents. The workbook for
// programs, with all tables, is in export/xlsx/workbook.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/language.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"
#include "export/xlsx/book.h"

namespace codau::exports {

/// The settings of write_plan_workbook().
struct PlanWorkbookSettings {
  Language language = Language::kVietnamese;  ///< language of titles, comments and code names
  /// Returns the URL of the PDF of a document, or an empty text (export/pdf/pdf_links.h).
  std::function<std::string(std::string_view doc_id)> link_to_pdf;
  std::uint32_t sheet_rows = kMaxSheetRows;  ///< SheetSettings::max_rows
};

/// Maximum rows that are sorted together, which bounds the memory. A sheet with more rows is sorted
/// in parts of this size, one after another.
inline constexpr std::size_t kMaxSortedRows = 20'000;

/// Writes an XLSX file at files.target_path(path), and adds it to `files`. Its sheets:
/// 1. "Kế hoạch": a row for each row of plan_tasks, with the most important columns;
/// 2. "Ngày đến hạn": a row for each row of due_dates;
/// 3. "Văn bản": a row for each row of documents.
/// The table plan_tasks has a row for each deadline of each task. The table due_dates has a row for
/// each day on which a deadline is due (record/schema/flat_tables.h). Rows are sorted by day of
/// issue or due day (see kMaxSortedRows). Contents of cells:
/// 1. Codes are replaced by their names.
/// 2. A cell whose value a person must review is marked, and its comment has the reasons. The
///    comment of the review status has all reasons of the row.
/// 3. The last column names the scan, and links to its PDF.
/// 4. A row with a text that is too long for a cell is left out, with a note CELL_TOO_LONG in
///    `files`.
/// Precondition: `rows` has the tables documents, sources, tasks, plan_tasks and due_dates. The
/// same rows and links give the same bytes. Memory grows with the number of documents and of
/// rows in review. Throws Error{kOutput} if the file cannot be written, or would have 4 GiB or more
/// (write_book() of export/xlsx/book.h).
void write_plan_workbook(const RowSource& rows, const PlanWorkbookSettings& settings,
                         const std::string& path, FileSet& files);

}  // namespace codau::exports
