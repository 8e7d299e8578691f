// document/header/header.h — ô 1 to 5 and 7, 10, 11: what a document says about itself (standards
// section 3).
#pragma once

#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/header/header_input.h"
#include "document/layout/printed_line.h"
#include "document/sections/sections.h"
#include "document/tasks/document_context.h"

namespace codau::document {

struct HeaderReading {
  Header header;
  std::vector<std::string> flags;  ///< codes of standards 11 that the header alone decides
  Passage subject;                 ///< what Header::subject holds
};

/// The header fields from the lines of ô 1 to 7, and where those are silent from the preamble and
/// the appendix lines (3.7).
[[nodiscard]] HeaderReading read_header(const HeaderInput& input);

/// What the header tells the readers of agencies and deadlines. Names are looked up as of the day
/// of issue (7.3), else the last day that it can be, else the middle of the plan's year.
[[nodiscard]] DocumentContext make_context(const Lexicon& lexicon, const Header& header);

}  // namespace codau::document
