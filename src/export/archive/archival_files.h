// export/archive/archival_files.h — writes the format ho-so for the packaging tools of an archive:
// a workbook of metadata, and a PDF for each paper. A paper is a document of the store (the output
// folder of `codau run`). An archival file (hồ sơ) is a set of papers that are kept together.
#pragma once

#include <optional>

#include "export/archive/archival_plan.h"
#include "export/delivery/export_filter.h"
#include "export/pdf/paper_pdf_finder.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Returns a refusal with the code kFileCodeMissing if `row` is a row of `documents` that has no
/// place in `plan`. Returns nothing for other rows and other tables.
[[nodiscard]] std::optional<Refusal> find_place_refusal(const ArchivalPlan& plan,
                                                        const record::Table& table,
                                                        const record::Row& row);

/// Writes the papers that `filter` delivers, and reads the written files back:
/// 1. ho-so.xlsx with the sheets ho_so (archival files) and van_ban (papers): field names in row 1,
///    all cells text;
/// 2. <code of the archival file>/<id of the paper>.pdf: the searchable PDF that `pdfs` finds, if
///    any;
/// 3. goc/<code of the archival file>/<id of the paper>.pdf: the signed original, if one was
///    received;
/// 4. con-thieu.csv: the list of faults (export/archive/fault_list.h).
/// Precondition: `filter` refuses papers by find_place_refusal(), with the same plan
/// (ExportFilterOptions::refuse). Throws Error{kOutput} if a file cannot be written or differs when
/// read back, and the errors of PaperPdfFinder::locate().
void write_archival_files(const ExportFilter& filter, const ArchivalPlan& plan,
                          PaperPdfFinder& pdfs, FileSet& files);

}  // namespace codau::exports
