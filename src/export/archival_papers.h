// export/archival_papers.h — what an output has of a paper: its row, and the PDF that may leave.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "export/archival_sheets.h"
#include "store/reader.h"

namespace codau::exports {

/// Where they lie in `output`, the folder of the store; the second only where a signed original was
/// kept.
[[nodiscard]] std::filesystem::path searchable_pdf(const std::filesystem::path& output,
                                                   std::string_view doc_id);
[[nodiscard]] std::filesystem::path original_pdf(const std::filesystem::path& output,
                                                 std::string_view doc_id);

/// Of its first source.
[[nodiscard]] std::string source_path(const store::Reader& store, std::string_view doc_id);

/// `row`: of the table documents. A PDF is kShared where its file has pages of other documents,
/// which may have to stay, kDamaged where it does not begin and end as one.
[[nodiscard]] KnownPaper known_paper(const store::Reader& store,
                                     const std::filesystem::path& output, const PlacedPaper& place,
                                     std::string_view doc_id, const record::Row& row);

}  // namespace codau::exports
