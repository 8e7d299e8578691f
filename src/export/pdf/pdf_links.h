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

/// Returns a function that makes links from the file `workbook` to the PDFs in `store_folder`, the
/// output folder of `codau run`. The workbook need not exist yet. The links have one of two forms:
/// 1. Relative, if the workbook is inside `store_folder` or directly in its parent folder. Workbook
///    and `store_folder` can then be moved together.
/// 2. Otherwise absolute: "file:///…".
/// `results`: finds the PDFs in `store_folder`. The function keeps a copy of `results`. The
/// database connection of `results` must outlive the function.
[[nodiscard]] PdfLinks make_pdf_links(const store::ResultFiles& results,
                                      const std::filesystem::path& store_folder,
                                      const std::filesystem::path& workbook);

/// Returns the link from a file in `folder` to the file `to`, in the form that make_pdf_links()
/// chooses. Special characters are percent-encoded. Precondition: all three paths are absolute and
/// normal (without "." and ".."). Law: decoding the URL gives the path back.
[[nodiscard]] std::string make_file_link(const std::filesystem::path& to,
                                         const std::filesystem::path& folder,
                                         const std::filesystem::path& store_folder);

}  // namespace codau::exports
