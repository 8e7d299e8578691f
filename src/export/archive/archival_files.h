// export/archive/archival_files.h — writes the export format ho-so: a PDF for each paper, and a
// workbook with the values of fields. The packaging tools of an archive read these files. Terms:
// 1. A paper is a document of the store (the output folder of `codau run`). An archival file (hồ
//    sơ) is a set of papers that are kept together.
// 2. A field is a named value of a paper or of an archival file (export/archive/archival_fields.h).
// 3. The plan gives papers their places in archival files (export/archive/archival_plan.h).
// 4. A fault is something that must be added or corrected before an archive accepts the delivery.
#pragma once

#include <optional>

#include "export/archive/archival_plan.h"
#include "export/delivery/export_filter.h"
#include "export/pdf/paper_pdf_finder.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Returns a refusal with the code kFileCodeMissing if `row` is a row of the table `documents`, and
/// `plan` has no place for this paper. Otherwise returns nothing. A refusal is the reason why the
/// export leaves out a row.
[[nodiscard]] std::optional<Refusal> find_place_refusal(const ArchivalPlan& plan,
                                                        const record::Table& table,
                                                        const record::Row& row);

/// Writes the papers that `filter` delivers. Reads the written files back. The files are:
/// 1. ho-so.xlsx with the sheets ho_so (archival files) and van_ban (papers). Row 1 has the names
///    of the fields. All cells are text.
/// 2. CODE/ID.pdf: the searchable PDF (scan with text layer) of a paper, if `pdfs` finds one. CODE
///    is the code of its archival file, and ID is PlacedPaper::id().
/// 3. goc/CODE/ID.pdf: the PDF of the paper as received, if that was signed.
/// 4. con-thieu.csv: the list of faults (export/archive/fault_list.h).
/// Precondition: `filter` delivers no paper without a place in `plan`. To get such a filter, let
/// ExportFilterOptions::refuse call find_place_refusal() with this plan. Throws:
/// 1. Error{kOutput} if a file cannot be written, or differs when read back;
/// 2. Error{kOutput} if space or permission is lacking to cut the PDF of a paper out of a larger
///    scan (PaperPdfFinder::locate());
/// 3. Error{kInput} if a file cannot be read.
void write_archival_files(const ExportFilter& filter, const ArchivalPlan& plan,
                          PaperPdfFinder& pdfs, FileSet& files);

}  // namespace codau::exports
