// document/sections/headings.h — distinguishes headings from sentences after a number
// (standards 13.4).
#pragma once

#include <cstdint>

#include "document/words/form_patterns.h"
#include "document/words/numbering.h"
#include "document/words/passage.h"

namespace codau::document {

/// Returns true if the words after a number of this form are a heading.
[[nodiscard]] bool is_heading(const Lexicon& lexicon, const Passage& words, NumberForm form,
                              bool has_children);

/// Returns true if the words begin with a duty: "Chủ trì", "Xây dựng".
[[nodiscard]] bool begins_with_duty(const Lexicon& lexicon, const Passage& words);

/// Returns the byte at which the sentence after a run-in heading begins ("Trạm Y tế: Kiểm tra …");
/// 0 if there is no such heading.
[[nodiscard]] std::uint32_t find_run_in_sentence(const Lexicon& lexicon, const Passage& words,
                                                 NumberForm form);

/// Returns the heading without dots, colons and spaces at its end.
[[nodiscard]] Passage strip_heading_end(const Passage& heading);

/// Returns true if the words end inside a sentence: without one of . ; : ! ? / at their end.
[[nodiscard]] bool is_sentence_open(const Passage& words);

}  // namespace codau::document
