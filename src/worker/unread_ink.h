// worker/unread_ink.h — number and day that were written by hand and not read.
#pragma once

#include <vector>

#include "core/values.h"
#include "document/document.h"

namespace codau::worker {

/// Returns changes of text.after that put "[…]" in place of words that were read where the document
/// has its number, day or month, if that was not read (design section 5): what stands there is ink,
/// and a guess. Only of pages that a recogniser read. A blank and dots stay. Rule kInkRule.
/// The number of lines stays.
[[nodiscard]] std::vector<Change> unread_ink(const RestoredDocument& text,
                                             const document::Document& document);

}  // namespace codau::worker
