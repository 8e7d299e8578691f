// export/searchable_pdf.h — page images as they came, with the restored words invisible at their boxes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/values.h"

namespace codau::exports {

/// A word of the restored text at its box in pixels of the page image (core/values.h: Box).
struct PdfWord {
  std::string text;
  Box box;
};
struct PdfPage {
  std::uint32_t number = 0;  ///< 1-based page of the source
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;
  std::vector<std::vector<PdfWord>> lines;  ///< reading order
};

/// Copies `source` (PDF: pages kept untouched, an earlier text layer that was not trusted left as it
/// is only if `page` says Origin::kLayer; TIFF, PNG, JPEG: image data embedded without a second lossy
/// step) and adds one invisible text layer per page; every character has its Unicode value.
/// Written beside `target` and renamed. Deterministic. Throws Error{kInput} or {kOutput}.
void write_searchable_pdf(const std::filesystem::path& source, const std::vector<PdfPage>& pages,
                          const std::filesystem::path& target);

}  // namespace codau::exports
