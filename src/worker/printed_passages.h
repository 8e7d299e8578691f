// worker/printed_passages.h — the printed lines of a document as the store keeps them for search.
#pragma once

#include <vector>

#include "core/values.h"
#include "store/schema/printed_passage.h"

namespace codau::worker {

/// A passage for each page; a text without pages is cut behind an empty line once it has 20, and
/// behind 60 lines anyway. Empty ones are left out. `part` begins and ends with lines.
/// Law: the passages hold every line of the part, each at its number on the page or in the text.
[[nodiscard]] std::vector<store::PrintedPassage> split_printed_passages(const TextDocument& text,
                                                                        ByteRange part);

}  // namespace codau::worker
