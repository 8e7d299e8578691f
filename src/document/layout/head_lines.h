// document/layout/head_lines.h — what single lines of a head say, whatever a recogniser made of
// their letters (standards 3): all take folded text (Passage::key).
#pragma once

#include <optional>
#include <string_view>

#include "core/values.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// Ô 1: the name of the state, or of the Party at the end of a line.
[[nodiscard]] std::optional<ByteRange> find_national_name(std::string_view key);
/// Ô 1, below it: "Độc lập - Tự do - Hạnh phúc".
[[nodiscard]] std::optional<ByteRange> find_motto(std::string_view key);
/// One of both, the first, or the end of the state's name alone in a line ("NGHĨA VIỆT NAM").
[[nodiscard]] std::optional<ByteRange> find_name_or_motto(std::string_view key);

/// True for ô 3 alone in its line: "Số: 15/HĐ-XD", the number blank or not.
[[nodiscard]] bool is_number_line(std::string_view key);
/// True when a number is printed with its notation: "Số: 15/HĐ-XD", not "Số:    /HĐ-XD".
[[nodiscard]] bool has_number(std::string_view key);
/// True for a place and a date, or a date, alone in their line: "Hà Nội, ngày 27 tháng 7 năm 2020".
[[nodiscard]] bool is_date_line(const Passage& line);
/// True for a line that only ô 1 to 4 hold: name, motto, number, place and date.
[[nodiscard]] bool is_head_line(std::string_view key);
/// True for ô 3 or ô 4 with damaged digits, also without "Số": "Số 6.2 - CV/NXB", "35-TTr/CTC",
/// "Hà Nội, ngày43, tháng 10 năm 2017".
[[nodiscard]] bool is_damaged_head_line(const Lexicon& lexicon, std::string_view key);

/// True when the line begins with "(Ban hành) kèm theo", in a bracket or not, or with what a break
/// left of it: "(Ban" at its end, "hành kèm theo".
[[nodiscard]] bool begins_promulgation(std::string_view key);
/// Where "(Ban hành kèm theo" begins, with its bracket; the line may end before "kèm".
[[nodiscard]] std::optional<ByteRange> find_promulgation(std::string_view key);
/// True for the label of an appendix or a form, alone: "Phụ lục I", "Mẫu số 01".
[[nodiscard]] bool is_attachment_label(std::string_view key);

/// "V/v …": what a letter is about, at its beginning.
[[nodiscard]] bool begins_with_about(std::string_view key);
/// Returns the length in bytes of "V/v" in brackets or misread, at the beginning of a text: "(V/v
/// thực hiện", "V phát động", "Vív triển khai". 0 for any other text. Counts only below the number.
[[nodiscard]] std::size_t find_torn_about_end(std::string_view text);
/// True for a line that says whom a letter is to: "Kính gửi: …" (ô 9a).
[[nodiscard]] bool is_address_line(std::string_view key);

/// True for a rule: dashes, underlines, dots, stars.
[[nodiscard]] bool is_separator_line(std::string_view key);

}  // namespace codau::document
