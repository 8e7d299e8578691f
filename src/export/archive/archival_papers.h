// export/archive/archival_papers.h — collects the facts of a paper: its row, its source file, its
// pages and its PDF. A paper is a document of the store, the output folder of `codau run`.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdf_finder.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Returns the path of the first source file of a document, as the store has it. Empty if the store
/// knows no source file of the document.
[[nodiscard]] std::string find_source_path(const store::StoreReader& store,
                                           std::string_view doc_id);

/// Returns the facts of a paper, given its row of the table `documents`. The parameter `place` is
/// its place in an archival file, a set of papers that are kept together. Throws Error{kOutput} if
/// a PDF cannot be cut for lack of space or rights, and Error{kInput} if the disk fails.
[[nodiscard]] KnownPaper load_known_paper(const store::StoreReader& store, PaperPdfFinder& pdfs,
                                          const PlacedPaper& place, std::string_view doc_id,
                                          const record::Row& row);

}  // namespace codau::exports
