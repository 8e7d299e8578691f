// document/header/detect_secrecy.h — finds the secrecy of a document (ô 10a; standards 3.12,
// 13.15).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/layout/printed_line.h"
#include "text/secrecy_mark.h"

namespace codau::document {

/// The lines at the head of a page that may have marks of secrecy or urgency, without blank ones.
inline constexpr std::size_t kMaxMarkLines = 30;

/// Returns the strongest mark in the head of a document: in head, title and subject, and in capital
/// lines near them. At the head of a later page, where a second document may begin, only a certain
/// mark on a line of its own counts.
[[nodiscard]] text::SecrecyMark detect_secrecy(const std::vector<PrintedLine>& lines);

/// Returns the strongest mark on the pages of a file. Marks are looked for in the warnings of the
/// pages, in running heads, and in the lines of the first page as they were read.
[[nodiscard]] text::SecrecyMark detect_secrecy(const RestoredDocument& input);

/// Sets Header::secrecy and the flag SECRET, or the flag SECRET_SUSPECTED. Never lowers a level
/// that is set already.
void raise_secrecy(text::SecrecyMark mark, Header& header, std::vector<std::string>& flags);

}  // namespace codau::document
