// document/words/heading_words.h — recognises headings and openings by what they tell about the
// text below or after them (data/lexicon/headings.tsv). All functions return true for words such as
// the examples.
#pragma once

#include <cstdint>
#include <string_view>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// Headings of the part with the tasks: "III. TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ", even with
/// misread letters (5.1).
[[nodiscard]] bool is_scope_heading(const Lexicon& lexicon, const Passage& heading);
/// Headings above aims or the past, without duties: "MỤC TIÊU", "Kết quả".
[[nodiscard]] bool is_aims_heading(const Lexicon& lexicon, const Passage& heading);
/// Headings below which nothing is to be done, whatever labels stand there (13.10): "MỤC ĐÍCH, YÊU
/// CẦU".
[[nodiscard]] bool is_no_duty_heading(const Lexicon& lexicon, const Passage& heading);
/// Headings above aims that do not also name duties: "II. TÌNH HÌNH", not "Kết quả và nhiệm vụ".
[[nodiscard]] bool is_pure_aims_heading(const Lexicon& lexicon, const Passage& heading);
/// Headings above when, where and for whom, not above tasks: "2. Thời gian, địa điểm".
[[nodiscard]] bool is_frame_heading(const Lexicon& lexicon, const Passage& words);
/// The beginning of a preamble below the subject: "Thực hiện Kế hoạch số …", "Kính gửi: …". `key`:
/// folded.
[[nodiscard]] bool is_preamble_start(const Lexicon& lexicon, std::string_view key);
/// Words that only a sentence has: "có trách nhiệm", "phải".
[[nodiscard]] bool is_sentence(const Lexicon& lexicon, const Passage& words);
/// Remarks about the whole plan: "Trong quá trình thực hiện …", "(Chi tiết tại Phụ lục)".
[[nodiscard]] bool is_general_remark(const Lexicon& lexicon, const Passage& words);
/// The same for a line that begins a paragraph, whatever stands above it.
[[nodiscard]] bool is_closing_remark(const Lexicon& lexicon, const Passage& line);
/// The end of the body: "Trên đây là Kế hoạch …", even with specks between the words.
[[nodiscard]] bool is_body_end(const Lexicon& lexicon, const Passage& words);

/// The beginning of an item that gives no duty though it looks like one: "Căn cứ …", "Quyết định
/// này …". `key`: folded.
[[nodiscard]] bool is_statement(const Lexicon& lexicon, std::string_view key);

/// The enactment, which says who carries out the document: "… chịu trách nhiệm thi hành Quyết định
/// này".
[[nodiscard]] bool is_enactment(const Lexicon& lexicon, const Passage& words);

/// A request to the readers: "… kính đề nghị các đồng chí …". `key`: folded.
[[nodiscard]] bool is_reader_request(const Lexicon& lexicon, std::string_view key);

/// The kinds of text that may continue below a line that ends with "và", "của" or a comma.
enum class ContinuationKind : std::uint8_t {
  kOrgan,  ///< the name of an issuing organ
  kTitle,  ///< a title with its subject
  kUnits,  ///< names of agencies above a duty
  kText,   ///< a sentence: "…, kinh phí gồm"
};
[[nodiscard]] bool is_continued_below(const Lexicon& lexicon, const Passage& line,
                                      ContinuationKind what);

}  // namespace codau::document
