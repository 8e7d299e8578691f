// document/layout/stray_lines.h — lines that are no text: page numbers and specks read as letters
// (standards section 1.6).
#pragma once

#include <vector>

#include "document/layout/printed_line.h"

namespace codau::document {

/// Marks as LineZone::kAside what stands alone between the lines of the body of a text without
/// pages: a number that goes on counting a page's worth of text behind the one before, and a line
/// of signs and one letter at most that is no enumerator.
void mark_stray_lines(std::vector<PrintedLine>& lines);

}  // namespace codau::document
