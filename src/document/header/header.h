// document/header/header.h — reads the header of a document: ô 1 to 5, 7, 10 and 11 (standards,
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

/// The header, with facts that are not part of it.
struct HeaderReading {
  Header header;
  std::vector<std::string> flags;  ///< flags of standards 11 that the header alone decides
  Passage subject;                 ///< the words of Header::subject
};

/// Returns the header fields from the lines of ô 1 to 7. Fields that are missing there come from
/// the preamble and the lines of the appendix (3.7).
[[nodiscard]] HeaderReading read_header(const HeaderInput& input);

/// Returns what the header tells the readers of agencies and deadlines. Names are looked up as of
/// the day of issue (7.3). If it is unknown: the last possible day, or the middle of the plan's
/// year.
[[nodiscard]] DocumentContext make_context(const Lexicon& lexicon, const Header& header);

}  // namespace codau::document
