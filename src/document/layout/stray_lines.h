// document/layout/stray_lines.h — finds lines that are no text: page numbers, and specks read as
// letters (standards 1.6).
#pragma once

#include <vector>

#include "document/layout/printed_line.h"

namespace codau::document {

/// Sets LineZone::kAside for lines of the body of a text without pages, in two cases:
/// 1. A page number: a number alone on its line, one more than the last page number. About a page
/// of
///    text stands between the two. One number in between may be unread.
/// 2. A line of signs, with at most one letter, that is no list mark.
void mark_stray_lines(std::vector<PrintedLine>& lines);

}  // namespace codau::document
