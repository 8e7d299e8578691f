// export/pdf/pdf_links.h — links from a workbook to the searchable PDFs of documents.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "store/results/result_files.h"

namespace codau::exports {

/// Returns the URL of the searchable PDF of a document; an empty text if there is no such file.
using PdfLinks = std::function<std::string(std::string_view doc_id)>;

/// Returns the links from the file `workbook` to the PDFs in `store_folder`, the output folder of
/// `codau run`. If the workbook is in the output folder or beside it, links are relative, so that
/// both can be moved together. Otherwise they begin with "file:///".
/// `results`: of that folder; its connection must outlive the links.
[[nodiscard]] PdfLinks make_pdf_links(const store::ResultFiles& results,
                                      const std::filesystem::path& store_folder,
                                      const std::filesystem::path& workbook);

/// Returns the link from a file in `folder` to the file `to`, as make_pdf_links() does. Both paths
/// and `store_folder` are absolute. Law: decoding the URL gives the path back.
[[nodiscard]] std::string make_file_link(const std::filesystem::path& to,
                                         const std::filesystem::path& folder,
                                         const std::filesystem::path& store_folder);

}  // namespace codau::exports
