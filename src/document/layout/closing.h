// document/layout/closing.h — ô 9b and ô 7: the list of recipients and the signature
// (standards 3.9, 3.10).
#pragma once

#include <cstddef>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// True when the line opens a signature block: "TM. ỦY BAN …", "KT. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ".
[[nodiscard]] bool is_authority_line(const Lexicon& lexicon, const Passage& line);
/// True when the whole line is an office in capitals: "PHÓ CHỦ TỊCH", "GIÁM ĐỐC".
[[nodiscard]] bool is_position_line(const Lexicon& lexicon, const Passage& line);
/// True when the whole line is an office, in capitals or not: "Phó Chủ tịch".
[[nodiscard]] bool is_office_line(const Lexicon& lexicon, const Passage& line);
/// True when the line has the shape of a person's name, a title or rank before it and a stroke or
/// two at its ends apart.
[[nodiscard]] bool is_person_line(const Lexicon& lexicon, const Passage& line);
/// True when the line is a name in capitals that begins with a Vietnamese family name; what else
/// may stand in a signature in capitals is for the caller to exclude.
[[nodiscard]] bool is_person_in_capitals(const Lexicon& lexicon, const Passage& line);
/// True when the line opens the list of recipients.
[[nodiscard]] bool is_recipients_heading(const Passage& line);
/// True when the line is the last item of a list of recipients: "Lưu: VT".
[[nodiscard]] bool is_archive_item(const Passage& line);

/// True where the closing of the document begins.
[[nodiscard]] bool is_closing_start(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                                    std::size_t i);

/// Marks ô 9b and ô 7 from line `i`; lines that hold both are cut in two. Returns the first line
/// behind them.
std::size_t mark_closing(const Lexicon& lexicon, std::vector<PrintedLine>& lines, std::size_t i);

}  // namespace codau::document
