// worker/mark_unread_ink.h — marks handwritten numbers and dates that were not read.
#pragma once

#include <vector>

#include "core/values.h"
#include "document/document.h"

namespace codau::worker {

/// Returns changes of text.after for the places of number, day and month (design section 5). The
/// changes have rule kInkRule. Only OCR pages are changed. The number of lines stays. A place is
/// changed as follows:
/// 1. If its value was not read, "[…]" replaces the words that were read there, which are a guess.
/// 2. If it has only blanks and dots, "[…]" is inserted if the page has unread ink there.
/// 3. A handwritten value that the witnesses chose (document/header/hand_witnesses.h) replaces a
///    different value that was read.
[[nodiscard]] std::vector<Change> mark_unread_ink(const RestoredDocument& text,
                                                  const document::Document& document);

}  // namespace codau::worker
