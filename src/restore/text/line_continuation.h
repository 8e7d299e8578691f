// restore/text/line_continuation.h — decides whether a line continues the sentence of the line
// before. No other file decides this.
#pragma once

#include <string_view>

#include "lm/context_format.h"

namespace codau::restore {

/// Returns true if a line continues the sentence before: its first character is a small letter. The
/// argument `line` is the first word of the line, or the whole line. A capital, a digit, a sign or
/// an empty line gives false. Paragraphs, list items and table rows begin so; few lines of running
/// text do. Precondition: UTF-8.
[[nodiscard]] bool continues_sentence(std::string_view line) noexcept;

/// Returns true if a line continues the sentence before by the rule that the context model learnt:
/// its first word has no capital. Differs from continues_sentence() in damaged words only: "¢ủa"
/// and "4n" continue here, "tHÔNG" does not.
[[nodiscard]] constexpr bool continues_sentence_in_context(lm::Capitalisation first_word) noexcept {
  return first_word == lm::Capitalisation::kNone;
}

}  // namespace codau::restore
