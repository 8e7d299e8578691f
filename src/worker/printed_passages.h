// worker/printed_passages.h — splits the printed lines of a document into passages for the search
// index.
#pragma once

#include <vector>

#include "core/values.h"
#include "store/schema/printed_passage.h"

namespace codau::worker {

/// Splits a part of the text into passages. `part`: byte range that begins and ends at line
/// borders. Each page is one passage. A text without pages is split after the first empty line from
/// line 20 on, and after 60 lines at the latest. Empty passages are left out.
/// Law: the passages contain every printed line of the part, each with its number on the page or in
/// the text.
[[nodiscard]] std::vector<store::PrintedPassage> split_printed_passages(const TextDocument& text,
                                                                        ByteRange part);

}  // namespace codau::worker
