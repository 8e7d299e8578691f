// export/pdf/own_layers.h — other words for the layers that codau gave to a PDF.
#pragma once

#include <string_view>
#include <vector>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// Replaces the layers that write_searchable_pdf() gave to the pages of `pages` in `pdf`, which it
/// wrote; a page without words loses its layer. Nothing else of it changes. Deterministic. Throws
/// as write_searchable_pdf().
void renew_layers(std::string_view pdf, const std::vector<PdfPage>& pages, io::FileSink& out);

}  // namespace codau::exports
