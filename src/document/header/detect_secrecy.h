// document/header/detect_secrecy.h — what a document says of its secrecy (ô 10a;
// standards 3.12, 13.15).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/layout/printed_line.h"
#include "text/secrecy_mark.h"

namespace codau::document {

/// Lines at the head of a page, blank ones not counted, that may bear marks of secrecy or urgency.
inline constexpr std::size_t kMaxMarkLines = 30;

/// The strongest mark in the head of `lines`, which are those of `text`: in the lines of head,
/// title and subject and in capital lines near them; at the head of each further page, where a
/// second document may begin, only a mark of its own line that is sure.
[[nodiscard]] text::SecrecyMark detect_secrecy(const std::vector<PrintedLine>& lines);

/// The strongest mark of what was found on the pages, restored or not: their warnings, their
/// running heads, and the lines of the first page as they were read.
[[nodiscard]] text::SecrecyMark detect_secrecy(const RestoredDocument& input);

/// Sets the level and the flag SECRET, or the flag SECRET_SUSPECTED; never weakens what is there.
void raise_secrecy(text::SecrecyMark mark, Header& header, std::vector<std::string>& flags);

}  // namespace codau::document
