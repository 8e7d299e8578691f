// document/header/drop_handwriting.h — number and day that a clerk put into the printed blanks by
// hand.
#pragma once

#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"

namespace codau::document {

/// Removes handwritten values from number and date, because the recogniser does not read
/// handwriting. A value is handwritten if:
/// - its ink is unlike type (OcrWord::is_handwritten),
/// - unread ink stands beside it (OcrWord::has_unread_ink_after),
/// - or it is a number that is half sure only beside its typed notation.
/// The number is removed, with NUMBER_BLANK; day and month become X, with DATE_PARTIAL (3.2, 3.5).
/// Precondition: the header is rated (checks.h).
void drop_handwriting(const RestoredDocument& input, Header& header,
                      std::vector<std::string>& flags);

}  // namespace codau::document
