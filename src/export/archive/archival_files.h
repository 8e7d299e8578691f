// export/archive/archival_files.h — writes the format ho-so for the packaging tools of an archive:
// metadata sheets, and PDFs with the ids of their papers. Papers and archival files are explained
// in export/archive/archival_fields.h.
#pragma once

#include <optional>

#include "export/archive/archival_plan.h"
#include "export/delivery/export_filter.h"
#include "export/pdf/paper_pdf_finder.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Returns the refusal kFileCodeMissing if `row` is a row of `documents` without a place in an
/// archival file. Returns nothing for other rows and other tables.
[[nodiscard]] std::optional<Refusal> find_place_refusal(const ArchivalPlan& plan,
                                                        const record::Table& table,
                                                        const record::Row& row);

/// Writes the delivered papers, and reads the sheets and the PDFs back:
/// 1. ho-so.xlsx with the sheets ho_so (archival files) and van_ban (papers): field names in row 1,
///    all cells text;
/// 2. <code of the archival file>/<id of the paper>.pdf: the searchable PDF from `pdfs`, if
///    available;
/// 3. goc/<code of the archival file>/<id of the paper>.pdf: the signed original, if one was
///    received;
/// 4. kFaultListFile: the faults (export/archive/fault_list.h).
/// Precondition: `filter` refuses papers by find_place_refusal(), with the same plan. Throws
/// Error{kOutput} if a file cannot be written or differs when read back.
void write_archival_files(const ExportFilter& filter, const ArchivalPlan& plan,
                          PaperPdfFinder& pdfs, FileSet& files);

}  // namespace codau::exports
