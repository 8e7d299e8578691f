// document/header.h — ô 1 to 5 and 7, 10, 11: what a document says about itself (standards section
// 3).
#pragma once

#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/layout.h"
#include "document/sections.h"

namespace codau::document {

struct HeaderReading {
  Header header;
  std::vector<std::string> flags;  ///< codes of standards 11 that the header alone decides
};

/// The header fields from the lines of ô 1 to 7, and where those are silent from the preamble and
/// the appendix lines (3.7).
[[nodiscard]] HeaderReading read_header(const std::vector<Line>& lines,
                                        const std::vector<Node>& nodes);

}  // namespace codau::document
