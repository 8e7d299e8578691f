// export/archive/archival_papers.h — collects the facts of a paper: its row, scan and PDF.
#pragma once

#include <string>
#include <string_view>

#include "export/archive/archival_sheets.h"
#include "export/pdf/paper_pdfs.h"
#include "store/reader.h"

namespace codau::exports {

/// Returns the path of the first source file of a document; empty if the store has no source.
[[nodiscard]] std::string source_path(const store::Reader& store, std::string_view doc_id);

/// Returns the paper with its facts. `place`: its place in its file. `row`: its row of the table
/// `documents`. Throws as PaperPdfs::of().
[[nodiscard]] KnownPaper known_paper(const store::Reader& store, PaperPdfs& pdfs,
                                     const PlacedPaper& place, std::string_view doc_id,
                                     const record::Row& row);

}  // namespace codau::exports
