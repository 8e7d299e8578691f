// export/archive/archival_files.h — the delivery for the packaging tools of an archive: metadata
// sheets, and PDFs named by the ids of their papers. A file (hồ sơ) groups papers (documents).
#pragma once

#include <optional>

#include "export/archive/archival_plan.h"
#include "export/delivery/export_filter.h"
#include "export/pdf/paper_pdf_finder.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Returns the refusal FILE_CODE_MISSING if `row` is a document without a place in a file. Returns
/// nothing for rows of other tables.
[[nodiscard]] std::optional<Refusal> find_place_refusal(const ArchivalPlan& plan,
                                                        const record::Table& table,
                                                        const record::Row& row);

/// Writes the delivery, and reads the sheets and the PDFs back:
/// 1. ho-so.xlsx with the sheets ho_so and van_ban: field names in row 1, all cells text;
/// 2. <file>/<paper>.pdf: the searchable PDF from `pdfs`;
/// 3. goc/<file>/<paper>.pdf: the signed original, if one was received.
/// Lists faults in kFaultListFile and in the notes of `files`. Throws Error{kOutput} if a file
/// cannot be written or differs when read back.
void write_archival_files(const ExportFilter& filter, const ArchivalPlan& plan,
                          PaperPdfFinder& pdfs, FileSet& files);

}  // namespace codau::exports
