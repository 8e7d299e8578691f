// document/layout/read_layout.h — the stage TextDocument → printed lines with their zones
// (standards, section 1).
#pragma once

#include <vector>

#include "core/values.h"
#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns the lines of a document in reading order. The document begins with line `first` of the
/// text.
[[nodiscard]] std::vector<PrintedLine> read_layout(const Lexicon& lexicon,
                                                   const TextDocument& document,
                                                   std::uint32_t first = 0);

}  // namespace codau::document
