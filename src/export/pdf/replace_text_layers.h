// export/pdf/replace_text_layers.h — replaces the text layers that codau made in a PDF. A text
// layer is the invisible text over the image of a page.
#pragma once

#include <string_view>
#include <vector>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// Writes `pdf` with new text layers for `pages`. `pdf`: a file from write_searchable_pdf() or
/// write_page_range(). A page of `pages` without lines only loses its layer. Nothing else changes,
/// and a claim of PDF/A stays. PdfPage::rotation must be that of the first layer. The same input
/// gives the same bytes. Throws as write_searchable_pdf().
void replace_text_layers(std::string_view pdf, const std::vector<PdfPage>& pages,
                         io::FileSink& out);

}  // namespace codau::exports
