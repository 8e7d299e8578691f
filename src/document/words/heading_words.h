// document/words/heading_words.h — what headings and openings say of the words below or behind them
// (data/lexicon/headings.tsv).
#pragma once

#include <cstdint>
#include <string_view>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// "III. TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ", "TRÁCH NHIỆM THỰC HIỆN", letters of it misread
/// (5.1).
[[nodiscard]] bool is_scope_heading(const Lexicon& lexicon, const Passage& heading);
/// What is wished or has been, and no duties: "MỤC TIÊU", "Kết quả".
[[nodiscard]] bool is_aims_heading(const Lexicon& lexicon, const Passage& heading);
/// Nothing is to be done below it, whatever labels stand there (13.10): "MỤC ĐÍCH, YÊU CẦU".
[[nodiscard]] bool is_no_duty_heading(const Lexicon& lexicon, const Passage& heading);
/// Aims and no duties beside them: "II. TÌNH HÌNH", not "Kết quả và nhiệm vụ".
[[nodiscard]] bool is_pure_aims_heading(const Lexicon& lexicon, const Passage& heading);
/// When, where and for whom, and not what is done: "2. Thời gian, địa điểm".
[[nodiscard]] bool is_frame_heading(const Lexicon& lexicon, const Passage& words);
/// "Thực hiện Kế hoạch số …", "Kính gửi: …" below the subject; of folded words.
[[nodiscard]] bool is_preamble_start(const Lexicon& lexicon, std::string_view key);
/// Words that only a sentence has: "có trách nhiệm", "phải".
[[nodiscard]] bool is_sentence(const Lexicon& lexicon, const Passage& words);
/// "Trong quá trình thực hiện …", "(Chi tiết tại Phụ lục)": of the whole plan.
[[nodiscard]] bool is_general_remark(const Lexicon& lexicon, const Passage& words);
/// The same of a line that begins a paragraph, whatever stands above it.
[[nodiscard]] bool is_closing_remark(const Lexicon& lexicon, const Passage& line);
/// "Trên đây là Kế hoạch …", specks between the words: with it the body ends.
[[nodiscard]] bool is_body_end(const Lexicon& lexicon, const Passage& words);

/// "Căn cứ …", "Quyết định này …": an item that gives no duty though it begins like one; of folded
/// words.
[[nodiscard]] bool is_statement(const Lexicon& lexicon, std::string_view key);

/// "… chịu trách nhiệm thi hành Quyết định này": says who carries out the document.
[[nodiscard]] bool is_enactment(const Lexicon& lexicon, const Passage& words);

/// "… kính đề nghị các đồng chí …": of folded words.
[[nodiscard]] bool is_reader_request(const Lexicon& lexicon, std::string_view key);

/// What goes on below a line that ends with "và", "của", a comma.
enum class ContinuationKind : std::uint8_t {
  kOrgan,  ///< the name of an organ that issues
  kTitle,  ///< a title with its subject
  kUnits,  ///< names of agencies above a duty
  kText,   ///< a sentence: "…, kinh phí gồm"
};
[[nodiscard]] bool is_continued_below(const Lexicon& lexicon, const Passage& line,
                                      ContinuationKind what);

}  // namespace codau::document
