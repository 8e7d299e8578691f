// ocr/line_classification.h — recognises lines of an administrative page by their words, even if
// they are badly read. Numbers in brackets are boxes (ô) of the official layout (NĐ 30/2020, Phụ
// lục I). `key`: the make_fold_key() of a line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lines/read_line.h"

namespace codau::ocr {

/// Returns text::fold_key() of the text, with '/' for U+2044. Returns an empty text for bytes that
/// are no UTF-8.
[[nodiscard]] std::string make_fold_key(const ReadLine& line);
[[nodiscard]] std::string make_fold_key(const ReadWord& word);

/// True for the document number, "Số: 12/KH-…" (ô 3). The notation tells, because the number itself
/// may be handwritten and misread.
[[nodiscard]] bool is_number_line(std::string_view key);
/// True for place and date, "…, ngày 05 tháng 11 năm 2024" (ô 4), even if the day is blank.
[[nodiscard]] bool is_date_line(std::string_view key);
/// True for the subject of a letter, "V/v …" (ô 5b).
[[nodiscard]] bool is_subject_line(std::string_view key);
/// True for a secrecy or urgency mark, and for "DỰ THẢO" (draft) (ô 10a to 10c).
[[nodiscard]] bool is_secrecy_or_urgency(std::string_view key);
/// True for "Nơi nhận:" (recipients, ô 9b), even with one misread letter.
[[nodiscard]] bool is_recipients_title(std::string_view key);
/// Returns the index of the line of `body` that begins with this title; body.size() if no line
/// does.
[[nodiscard]] std::size_t find_closing_title(const ReadLines& body);
/// Returns the row at which a closing in two columns begins. This is above "Nơi nhận:", and above a
/// part of the signature that stands higher, but below the last line of text to the left. Returns
/// `top` if the left column begins with "Nơi nhận:", or lacks it. Its lines may have been cut out
/// of lines of the body.
[[nodiscard]] std::int32_t find_closing_begin(const ReadLines& left, const ReadLines& right,
                                              std::int32_t top);
/// True for a title of a column of a task table: "Nội dung", "Cơ quan chủ trì", "Thời gian".
[[nodiscard]] bool is_column_title(std::string_view key);
/// True for a page number: "2", "- 2 -", "Trang 2/5". False for dates and years, with which a
/// paragraph may end at the foot of a page.
[[nodiscard]] bool is_page_number(std::string_view key);
/// True for one to four digits and nothing else.
[[nodiscard]] bool is_digits(std::string_view text);
/// True for the overlay of an electronic signature: "Ký bởi: …", "Email: …", "Thời gian ký: …", or
/// a time with its zone.
[[nodiscard]] bool is_signature_overlay(std::string_view key);

/// True if one of the lines is the national motto, or the line of the Party that replaces it.
[[nodiscard]] bool has_motto(const ReadLines& lines);
/// True for two columns with issuer and motto; true for two columns with recipients and signature.
[[nodiscard]] bool is_header(const ReadLines& left, const ReadLines& right);
[[nodiscard]] bool is_closing(const ReadLines& left, const ReadLines& right);
/// True for two or more words of an arrival stamp: "ĐẾN", "Số", "Ngày", "Chuyển", "Lưu hồ sơ".
[[nodiscard]] bool is_arrival_stamp(const ReadLines& lines);

/// True for a line without any letter or digit of fair confidence: a stamp, a scrawl or dirt.
[[nodiscard]] bool is_noise(const ReadLine& line);
/// True for a text with at least one letter or digit.
[[nodiscard]] bool has_letters(std::string_view text);
/// True for a text of at least two characters with a letter or digit. A single letter may be dirt.
[[nodiscard]] bool is_word_like(std::string_view text);

}  // namespace codau::ocr
