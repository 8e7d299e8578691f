// review/views/handwritten_offers.h — the values that a handwritten number or date may have.
#pragma once

#include <string_view>
#include <vector>

#include "core/ocr_page.h"
#include "review/views/alternatives.h"

namespace codau::review {

/// Returns the values that the network for handwriting saw on a page, in no order, also the one
/// that the document has. `field`: "code_number" or "issued_date" of documents; any other field has
/// none. `edtf`: documents.issued_edtf, whose day and month the values of "issued_date" replace;
/// without year and month there are none. A value of "issued_date" is typed as "05/03/2024".
[[nodiscard]] std::vector<ValueAlternative> find_handwritten_values(const OcrPage& page,
                                                                    std::string_view field,
                                                                    std::string_view edtf);

}  // namespace codau::review
