// worker/mark_unread_ink.h — number and day that were written by hand.
#pragma once

#include <vector>

#include "core/values.h"
#include "document/document.h"

namespace codau::worker {

/// Returns changes of text.after that put "[…]" in the places of number, day and month if these
/// were not read (design section 5). The mark replaces words that were read there, which are a
/// guess; it is inserted into blanks and dots if the page has unread ink there. A handwritten value
/// that the witnesses chose (document/header/hand_witnesses.h) replaces another that was read.
/// Changes only pages that a recogniser read. Rule kInkRule. The number of lines stays.
[[nodiscard]] std::vector<Change> mark_unread_ink(const RestoredDocument& text,
                                                  const document::Document& document);

}  // namespace codau::worker
