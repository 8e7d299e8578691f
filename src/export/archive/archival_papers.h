// export/archive/archival_papers.h — collects the facts of a paper: its row, its source file, its
// pages and its PDF. A paper is a document of the store (the output folder of `codau run`) that
// belongs to an archival file, a set of papers that are kept together.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdf_finder.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Returns the stored path of the first source file of a document. Empty if the store has none.
[[nodiscard]] std::string find_source_path(const store::StoreReader& store,
                                           std::string_view doc_id);

/// Returns the facts of the paper `doc_id`. Parameters:
/// 1. `pdfs`: finds its PDF, and cuts it out of a scan of several papers.
/// 2. `place`: its place in an archival file.
/// 3. `row`: its row of the table `documents`.
/// Throws Error{kOutput} if its PDF cannot be cut for lack of space or rights, and Error{kInput} if
/// the disk fails.
[[nodiscard]] KnownPaper load_known_paper(const store::StoreReader& store, PaperPdfFinder& pdfs,
                                          const PlacedPaper& place, std::string_view doc_id,
                                          const record::Row& row);

}  // namespace codau::exports
