// restore/text/line_continuation.h — decides whether a line continues the sentence of the line
// before. No other file decides this.
#pragma once

#include <string_view>

#include "lm/context_format.h"

namespace codau::restore {

/// Returns true if a line continues the sentence before: its first character is a small letter. The
/// argument `line` is its first word or all of it. A capital, a digit, a sign and an empty line
/// begin anew. Paragraphs, list items and table rows begin so, and few lines of running text do.
/// Precondition: UTF-8.
[[nodiscard]] bool continues_sentence(std::string_view line) noexcept;

/// Returns the same as the context model learnt it: a line goes on if its first word has no capital
/// at all. The two functions differ in damaged words only: "¢ủa" and "4n" go on, "tHÔNG" does not.
[[nodiscard]] constexpr bool continues_sentence_in_context(lm::Capitalisation first_word) noexcept {
  return first_word == lm::Capitalisation::kNone;
}

}  // namespace codau::restore
