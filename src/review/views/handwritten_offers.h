// review/views/handwritten_offers.h — the values that a handwritten number or date may have.
#pragma once

#include <string_view>
#include <vector>

#include "core/ocr_page.h"
#include "review/views/alternatives.h"

namespace codau::review {

/// Returns the values that the network for handwriting saw on a page, in no order, also the one
/// that the document has. The `field` is "code_number" or "issued_date" of documents; any other
/// field has no values. A value of "issued_date" is typed as "05/03/2024". Its year is that of
/// `edtf` (documents.issued_edtf), as are a day or month that are not handwritten.
[[nodiscard]] std::vector<ValueAlternative> find_handwritten_values(const OcrPage& page,
                                                                    std::string_view field,
                                                                    std::string_view edtf);

}  // namespace codau::review
