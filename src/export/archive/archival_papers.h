// export/archive/archival_papers.h — what an output has of a paper: its row, and the PDF that may
// leave.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdfs.h"
#include "store/reader.h"

namespace codau::exports {

/// Of its first source.
[[nodiscard]] std::string source_path(const store::Reader& store, std::string_view doc_id);

/// `row`: of the table documents.
[[nodiscard]] KnownPaper known_paper(const store::Reader& store, PaperPdfs& pdfs,
                                     const PlacedPaper& place, std::string_view doc_id,
                                     const record::Row& row);

}  // namespace codau::exports
