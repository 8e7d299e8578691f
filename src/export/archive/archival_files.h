// export/archive/archival_files.h — what an archive's packaging tools take: metadata sheets, and
// PDFs named by the codes of their papers.
#pragma once

#include <optional>

#include "export/archive/archival_plan.h"
#include "export/delivery/delivery.h"
#include "export/pdf/paper_pdfs.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// FILE_CODE_MISSING for a document (a row of `documents`) that has no place.
[[nodiscard]] std::optional<Refusal> without_place(const ArchivalPlan& plan,
                                                   const record::Table& table,
                                                   const record::Row& row);

/// ho-so.xlsx with the sheets ho_so and van_ban (names of fields in row 1, all cells text),
/// <file>/<paper>.pdf, the searchable PDF of `pdfs`, and goc/<file>/<paper>.pdf where a signed
/// original lies beside it. What is missing is in kFaultsFile and in the notes of `files`. What was
/// written is read back.
void write_archival(const Delivery& delivery, const ArchivalPlan& plan, PaperPdfs& pdfs,
                    FileSet& files);

}  // namespace codau::exports
