// export/archive/archival_papers.h — collects the facts of a paper (a document of the store): its
// row, its source file, its pages and its PDF.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdf_finder.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Returns the path of the first source file of a document; empty if the store has no source.
[[nodiscard]] std::string find_source_path(const store::StoreReader& store,
                                           std::string_view doc_id);

/// Returns the facts of a paper. `place`: its place in its archival file. `row`: its row of the
/// table `documents`. Throws as PaperPdfFinder::locate().
[[nodiscard]] KnownPaper load_known_paper(const store::StoreReader& store, PaperPdfFinder& pdfs,
                                          const PlacedPaper& place, std::string_view doc_id,
                                          const record::Row& row);

}  // namespace codau::exports
