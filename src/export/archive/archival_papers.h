// export/archive/archival_papers.h — loads everything that an archive needs to know about a paper
// into a KnownPaper (export/archive/archival_sheets.h). A paper is a document of the store, the
// output folder of `codau run`. An archival file is a set of papers that are kept together.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdf_finder.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Returns the path of the first source file of a document, as the table `sources` has it. Empty if
/// the table has no row of the document.
[[nodiscard]] std::string find_source_path(const store::StoreReader& store,
                                           std::string_view doc_id);

/// Returns the paper `doc_id` with its source file, its PDF and the facts about its pages. A
/// missing or damaged PDF is no error (FoundPdf::state). Parameters:
/// 1. `pdfs`: finds the PDF, and cuts it out of the scan if the scan has several papers.
/// 2. `place`: the place of the paper in an archival file. Copied into the result.
/// 3. `row`: the row of the paper in the table `documents`. Copied into the result.
/// Throws Error{kOutput} if the PDF cannot be cut for lack of space or rights, and Error{kInput} if
/// the disk fails.
[[nodiscard]] KnownPaper load_known_paper(const store::StoreReader& store, PaperPdfFinder& pdfs,
                                          const PlacedPaper& place, std::string_view doc_id,
                                          const record::Row& row);

}  // namespace codau::exports
