// export/pdf/own_layers.h — replaces the text layers that codau gave to a PDF.
#pragma once

#include <string_view>
#include <vector>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// Replaces the text layers of `pages` in `pdf`, a file from write_searchable_pdf(). A page without
/// words loses its layer. Nothing else changes. Deterministic. Throws as write_searchable_pdf().
void renew_layers(std::string_view pdf, const std::vector<PdfPage>& pages, io::FileSink& out);

}  // namespace codau::exports
