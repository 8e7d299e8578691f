// export/archive/archival_papers.h — the row of a paper in an output, and its PDF for delivery.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdfs.h"
#include "store/reader.h"

namespace codau::exports {

/// Returns the path of the first source of a document.
[[nodiscard]] std::string source_path(const store::Reader& store, std::string_view doc_id);

/// Returns a paper with its facts. `row`: its row of the table `documents`.
[[nodiscard]] KnownPaper known_paper(const store::Reader& store, PaperPdfs& pdfs,
                                     const PlacedPaper& place, std::string_view doc_id,
                                     const record::Row& row);

}  // namespace codau::exports
