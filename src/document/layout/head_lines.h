// document/layout/head_lines.h — recognises single lines of the head of a document, even with
// misread letters (standards, section 3). `key`: Passage::key of the line, which is folded.
#pragma once

#include <optional>
#include <string_view>

#include "core/values.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// Returns the place of the name of the state, or of the Party at the end of a line (ô 1).
[[nodiscard]] std::optional<ByteRange> find_national_name(std::string_view key);
/// Returns the place of "Độc lập - Tự do - Hạnh phúc" (ô 1, second line).
[[nodiscard]] std::optional<ByteRange> find_motto(std::string_view key);
/// Returns the place of the first of both. The end of the state's name alone ("NGHĨA VIỆT NAM")
/// counts, too.
[[nodiscard]] std::optional<ByteRange> find_name_or_motto(std::string_view key);

/// Returns true for a line that has only ô 3: "Số: 15/HĐ-XD", even with a blank number.
[[nodiscard]] bool is_number_line(std::string_view key);
/// Returns true if a number is printed with its notation: "Số: 15/HĐ-XD", not "Số:    /HĐ-XD".
[[nodiscard]] bool has_number(std::string_view key);
/// Returns true for a line that has only a date, perhaps with its place: "Hà Nội, ngày 27 tháng 7
/// năm 2020".
[[nodiscard]] bool is_date_line(const Passage& line);
/// Returns true for a line that only ô 1 to 4 have: name, motto, number, place and date.
[[nodiscard]] bool is_head_line(std::string_view key);
/// Returns true for ô 3 or ô 4 with damaged digits, even without "Số": "Số 6.2 - CV/NXB",
/// "35-TTr/CTC", "Hà Nội, ngày43, tháng 10 năm 2017".
[[nodiscard]] bool is_damaged_head_line(const Lexicon& lexicon, std::string_view key);

/// Returns true if the line begins with "(Ban hành) kèm theo", in a bracket or not. A line break
/// may have cut it: "(Ban" at the end of the line before, "hành kèm theo" here.
[[nodiscard]] bool begins_promulgation(std::string_view key);
/// Returns the place of "(Ban hành kèm theo", with its bracket. The line may end before "kèm".
[[nodiscard]] std::optional<ByteRange> find_promulgation(std::string_view key);
/// Returns true for a line that has only the label of an appendix or a form: "Phụ lục I", "Mẫu số
/// 01".
[[nodiscard]] bool is_attachment_label(std::string_view key);

/// Returns true for a line that begins with "V/v …", the subject of a letter.
[[nodiscard]] bool begins_with_about(std::string_view key);
/// Returns the length in bytes of "V/v" in brackets or misread, at the beginning of a text: "(V/v
/// thực hiện", "V phát động", "Vív triển khai". 0 for any other text. Counts only below the number.
[[nodiscard]] std::size_t find_torn_about_end(std::string_view text);
/// Returns true for a line that names the addressee of a letter: "Kính gửi: …" (ô 9a).
[[nodiscard]] bool is_address_line(std::string_view key);

/// Returns true for a separator: dashes, underlines, dots or stars.
[[nodiscard]] bool is_separator_line(std::string_view key);

}  // namespace codau::document
