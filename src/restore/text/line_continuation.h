// restore/text/line_continuation.h — decides whether a line continues the sentence of the line
// before. All rooms of restore/ use these rules.
#pragma once

#include <string_view>

#include "lm/context_format.h"

namespace codau::restore {

/// Returns true if a line continues the sentence before, that is if it begins with a small letter.
/// Paragraphs, list items and table rows begin with a capital, a digit or a sign. The argument is
/// the line or its first word, in UTF-8, without spaces before it. An empty line gives false.
[[nodiscard]] bool continues_sentence(std::string_view line) noexcept;

/// Returns true if a line continues the sentence before by the rule of the context model
/// (lm/context_model.h): its first word has no capital. The two rules differ for damaged words
/// only: "¢ủa" and "4n" continue the sentence here, "tHÔNG" does not.
[[nodiscard]] constexpr bool continues_sentence_in_context(lm::Capitalisation first_word) noexcept {
  return first_word == lm::Capitalisation::kNone;
}

}  // namespace codau::restore
