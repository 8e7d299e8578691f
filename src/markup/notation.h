// markup/notation.h — encodes and decodes text in the notation of a file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "markup/passage.h"

namespace codau::markup {

[[nodiscard]] constexpr bool is_json(Notation notation) {
  return notation == Notation::kJson || notation == Notation::kJsonAscii;
}

/// Returns the text that `raw` encodes; nothing if `raw` has an unknown entity or escape.
[[nodiscard]] std::optional<std::string> read_notation(std::string_view raw, Notation notation);

/// Returns the number of bytes of the first letter of `raw`: an entity, an escape, or the letter
/// itself. Returns 0 if `raw` begins with no letter.
[[nodiscard]] std::size_t letter_size(std::string_view raw, Notation notation);

/// Returns `utf8` in a notation. Law: read_notation(write_notation(t, n), n) is t, for well-formed
/// UTF-8 without control characters.
[[nodiscard]] std::string write_notation(std::string_view utf8, Notation notation);

}  // namespace codau::markup
