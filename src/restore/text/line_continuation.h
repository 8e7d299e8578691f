// restore/text/line_continuation.h — tells whether a line, or the rest of a line, continues a
// sentence.
#pragma once

#include <string_view>

#include "lm/context_format.h"

namespace codau::restore {

/// Returns true if `line` begins with a small letter, and so continues the sentence before.
/// Paragraphs, list items and table rows begin with a capital, a digit or a sign. The argument is
/// the line, or only its first word, in UTF-8 without leading spaces. Returns false for an empty
/// text.
[[nodiscard]] bool continues_sentence(std::string_view line) noexcept;

/// Returns true if the sentence goes on after the word that ends before byte `at` of `text`. Then a
/// "." or "?" at the end of this word is hardly punctuation. The sentence goes on if one of these
/// stands at byte `at`:
/// 1. one of the signs , ; : . )
/// 2. a space, and after it a small letter.
[[nodiscard]] bool sentence_goes_on(std::string_view text, std::size_t at) noexcept;

/// Returns true if a line continues the sentence before by the rule of the context model
/// (lm/context_model.h): its first word has no capital. The argument `first_word` has the capitals
/// of this word. Use the function only for the input of that model. Precondition: the first token
/// of the line is a word (TokenKind::kWord). Any other line, such as "2. Mục tiêu", does not
/// continue the sentence. For a damaged word, the result may differ from continues_sentence(). This
/// function returns true for "¢ủa" and "4n", and false for "tHÔNG"; continues_sentence() does the
/// opposite.
[[nodiscard]] constexpr bool continues_sentence_in_context(lm::Capitalisation first_word) noexcept {
  return first_word == lm::Capitalisation::kNone;
}

}  // namespace codau::restore
