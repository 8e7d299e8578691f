// source/assemble_pdf.h — joins pages of several files to a new PDF.
#pragma once

#include <string>
#include <vector>

#include "core/page_kind.h"
#include "source/source_file.h"

namespace codau::image {

/// Returns a PDF of the pages in the given order.
/// 1. Pages of a PDF keep their contents unchanged. Links to other pages, forms and bookmarks are
///    dropped.
/// 2. Pages of other files become pages as ImagePdfWriter makes them, without loss.
/// 3. The same files and pages give the same bytes.
/// Throws Error{Cause::kDamaged} if a page does not exist or its PDF cannot be read,
/// Error{Cause::kEncrypted}, and the errors of ImagePdfWriter.
[[nodiscard]] std::string assemble_pdf(const std::vector<SourceFile>& files,
                                       const std::vector<PagePlace>& pages);

}  // namespace codau::image
