// document/header/handwriting.h — number and day that a clerk put into the printed blanks by hand.
#pragma once

#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"

namespace codau::document {

/// Takes out of number and date what was written by hand, since the recogniser reads no
/// handwriting: a word of a page whose ink is unlike type (OcrWord::by_hand), one beside ink that
/// was not read (OcrWord::unread_ink_after), or a number that is half sure only beside its typed
/// notation. The number goes, with NUMBER_BLANK; day and month become X, with DATE_PARTIAL
/// (3.2, 3.5). Precondition: the header is rated (checks.h).
void drop_handwriting(const RestoredDocument& input, Header& header,
                      std::vector<std::string>& flags);

}  // namespace codau::document
