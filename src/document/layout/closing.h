// document/layout/closing.h — finds the closing of a document: the list of recipients (ô 9b) and
// the signature (ô 7; standards 3.9, 3.10).
#pragma once

#include <cstddef>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns true if the line begins a signature: "TM. ỦY BAN …", "KT. CHỦ TỊCH", "T/M BAN THƯỜNG
/// VỤ".
[[nodiscard]] bool is_authority_line(const Lexicon& lexicon, const Passage& line);
/// Returns true if the whole line is a position in capitals: "PHÓ CHỦ TỊCH", "GIÁM ĐỐC".
[[nodiscard]] bool is_position_line(const Lexicon& lexicon, const Passage& line);
/// Returns true if the whole line is a position, in capitals or not: "Phó Chủ tịch".
[[nodiscard]] bool is_office_line(const Lexicon& lexicon, const Passage& line);
/// Returns true if the line looks like the name of a person. A title or rank may stand before it,
/// and one or two strokes at its ends.
[[nodiscard]] bool is_person_line(const Lexicon& lexicon, const Passage& line);
/// Returns true if the line is a name in capitals that begins with a Vietnamese family name. Other
/// lines of a signature in capitals may look so; the caller excludes them.
[[nodiscard]] bool is_person_in_capitals(const Lexicon& lexicon, const Passage& line);
/// Returns true if the line begins the list of recipients.
[[nodiscard]] bool is_recipients_heading(const Passage& line);
/// Returns true if the line is the last item of a list of recipients: "Lưu: VT".
[[nodiscard]] bool is_archive_item(const Passage& line);

/// Returns true if the closing of the document begins at line `i`.
[[nodiscard]] bool is_closing_start(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                                    std::size_t i);

/// Sets the zones of ô 9b and ô 7 from line `i` on; a line with parts of both becomes two. Returns
/// the index of the first line after them.
std::size_t mark_closing(const Lexicon& lexicon, std::vector<PrintedLine>& lines, std::size_t i);

}  // namespace codau::document
