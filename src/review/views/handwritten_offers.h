// review/views/handwritten_offers.h — lists the possible values of a handwritten number or date.
#pragma once

#include <string_view>
#include <vector>

#include "core/ocr_page.h"
#include "review/views/alternatives.h"

namespace codau::review {

/// Returns the values that the handwriting network read on a page, in no order. The present value
/// of the document may be among them. `field`: "code_number" or "issued_date" of documents; other
/// fields have no values. A date is like "05/03/2024". The year comes from `edtf`
/// (documents.issued_edtf). A day or month that is not handwritten comes from `edtf`, too.
[[nodiscard]] std::vector<ValueAlternative> find_handwritten_values(const OcrPage& page,
                                                                    std::string_view field,
                                                                    std::string_view edtf);

}  // namespace codau::review
