// document/sections/headings.h — which words behind a number are a heading, and which a sentence
// (13.4).
#pragma once

#include <cstdint>

#include "document/words/form_patterns.h"
#include "document/words/numbering.h"
#include "document/words/passage.h"

namespace codau::document {

/// True when the words behind a number of this form are a heading.
[[nodiscard]] bool is_heading(const Lexicon& lexicon, const Passage& words, NumberForm form,
                              bool has_children);

/// True when the words begin with what is to be done: "Chủ trì", "Xây dựng".
[[nodiscard]] bool begins_with_duty(const Lexicon& lexicon, const Passage& words);

/// Where the sentence behind a run-in heading begins ("Trạm Y tế: Kiểm tra …"); 0 for none.
[[nodiscard]] std::uint32_t find_run_in_sentence(const Lexicon& lexicon, const Passage& words,
                                                 NumberForm form);

/// A heading without the dots, colons and blanks at its end.
[[nodiscard]] Passage strip_heading_end(const Passage& heading);

/// True when the words end within a sentence: none of . ; : ! ? / closes them.
[[nodiscard]] bool is_sentence_open(const Passage& words);

}  // namespace codau::document
