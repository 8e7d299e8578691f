// export/pdf/replace_text_layers.h — replaces the text layers that codau made in a PDF. A text
// layer is invisible text over the image of a page, so that the page can be searched.
#pragma once

#include <string_view>
#include <vector>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// Copies a PDF to `out`, with new text layers for some pages. `pdf`: the bytes of a file that
/// write_searchable_pdf() or write_page_range() wrote.
/// 1. PdfPage::number is the number of a page of `pdf`, from 1. Numbers outside `pdf` are ignored.
/// 2. A page of `pages` loses its old layer, and gets a new layer with PdfPage::lines. Without
///    lines, the page only loses its layer.
/// 3. All other pages keep their layers. Nothing else changes, and a claim of PDF/A stays.
/// The same input gives the same bytes. Precondition: PdfPage::rotation is the same as in the call
/// of write_searchable_pdf(), which turned the page by this angle. Throws Error{Cause::kDamaged}
/// for a broken PDF, Error{Cause::kEncrypted} if a password is needed, and Error{kOutput} if `out`
/// cannot be written.
void replace_text_layers(std::string_view pdf, const std::vector<PdfPage>& pages,
                         io::FileSink& out);

}  // namespace codau::exports
