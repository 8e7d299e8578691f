// ocr/line_classification.h — what the lines of an administrative page say of their place on it (NĐ
// 30/2020, Phụ lục I), however badly they read. `key` is text::fold_key of a line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lines/read_line.h"

namespace codau::ocr {

/// The folded line; U+2044 is '/'. Empty for bytes that are no UTF-8.
[[nodiscard]] std::string make_fold_key(const ReadLine& line);
[[nodiscard]] std::string make_fold_key(const ReadWord& word);

/// "Số: 12/KH-…" (ô 3): by its notation, however badly the number itself reads that was written by
/// hand.
[[nodiscard]] bool is_number_line(std::string_view key);
/// "…, ngày 05 tháng 11 năm 2024" (ô 4), also with the day left blank.
[[nodiscard]] bool is_date_line(std::string_view key);
/// "V/v …" (ô 5b).
[[nodiscard]] bool is_subject_line(std::string_view key);
/// Secrecy and urgency marks, "DỰ THẢO" (ô 10a to 10c).
[[nodiscard]] bool is_secrecy_or_urgency(std::string_view key);
/// "Nơi nhận:" (ô 9b), though one letter is misread.
[[nodiscard]] bool is_recipients_title(std::string_view key);
/// The line of the body that begins with it; body.size() where there is none.
[[nodiscard]] std::size_t find_closing_title(const ReadLines& body);
/// The row where a closing in two columns begins, which may have been cut out of lines of the body
/// above it as well: over "Nơi nhận:", or over what of the signature stands higher, and under the
/// last line of print left of it. `top` where the left column begins with it, or has none.
[[nodiscard]] std::int32_t find_closing_begin(const ReadLines& left, const ReadLines& right,
                                              std::int32_t top);
/// "Nội dung", "Cơ quan chủ trì", "Thời gian": the title of a column of a task table begins so.
[[nodiscard]] bool is_column_title(std::string_view key);
/// Digits with what stands around a page number: "2", "- 2 -", "Trang 2/5"; no date or
/// year, which a paragraph may end with at the foot of a page.
[[nodiscard]] bool is_page_number(std::string_view key);
/// One to four digits and nothing else.
[[nodiscard]] bool is_digits(std::string_view text);
/// "Ký bởi: …", "Email: …", "Thời gian ký: …", a time with its zone: the overlay of an electronic
/// signature.
[[nodiscard]] bool is_signature_overlay(std::string_view key);

/// The national motto, or the Party's line in its place.
[[nodiscard]] bool has_motto(const ReadLines& lines);
/// Two columns that read as issuer and motto, or as recipients and signature.
[[nodiscard]] bool is_header(const ReadLines& left, const ReadLines& right);
[[nodiscard]] bool is_closing(const ReadLines& left, const ReadLines& right);
/// Two of the words of a stamp of incoming mail: "ĐẾN", "Số", "Ngày", "Chuyển", "Lưu hồ sơ".
[[nodiscard]] bool is_arrival_stamp(const ReadLines& lines);

/// No letter or digit that the engine believes: a stamp, a scrawl, dirt.
[[nodiscard]] bool is_noise(const ReadLine& line);
/// At least one, or a digit.
[[nodiscard]] bool has_letters(std::string_view text);
/// So, of two characters and more: a letter alone may be dirt.
[[nodiscard]] bool is_word_like(std::string_view text);

}  // namespace codau::ocr
