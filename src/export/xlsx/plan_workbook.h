// export/xlsx/plan_workbook.h — writes the workbook for people: the tasks of all plans with their
// deadlines, the due days, and the documents. The workbook for programs, with all tables, is in
// export/xlsx/workbook.h.
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
  Language language = Language::kVietnamese;  ///< of titles, comments and names of codes
  /// Returns the URL of the PDF of a document, or an empty text (export/pdf/pdf_links.h).
  std::function<std::string(std::string_view doc_id)> link_to_pdf;
  std::uint32_t sheet_rows = kMaxSheetRows;  ///< SheetSettings::max_rows
};

/// Maximum rows that are sorted together, which bounds the memory.
inline constexpr std::size_t kMaxSortedRows = 20'000;

/// Writes an XLSX file at files.target_path(path), and adds it to `files`. Its sheets:
/// 1. "Kế hoạch": a row for each row of plan_tasks, with the most important columns;
/// 2. "Ngày đến hạn": a row for each row of due_dates;
/// 3. "Văn bản": a row for each row of documents.
/// Rows are sorted by day of issue or due day, kMaxSortedRows of them at a time. Codes are replaced
/// by their names. A cell whose value is to be reviewed is marked, and its comment has the reasons.
/// The cell of the review status has all reasons of the row. The last column names the scan, and
/// links to its PDF. A row with a text that no cell can hold is left out, with a note CELL_TOO_LONG
/// in `files`. The tables documents, sources, tasks, plan_tasks and due_dates must be in `rows`
/// (record/schema/flat_tables.h). The same rows and links give the same bytes. Memory grows with
/// the documents and the rows in review. Throws the errors of write_book().
void write_plan_workbook(const RowSource& rows, const PlanWorkbookSettings& settings,
                         const std::string& path, FileSet& files);

}  // namespace codau::exports
