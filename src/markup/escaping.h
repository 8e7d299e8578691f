// markup/escaping.h — escapes and unescapes the text of a file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "markup/chunk.h"

namespace codau::markup {

[[nodiscard]] constexpr bool is_json(Escaping escaping) {
  return escaping == Escaping::kJson || escaping == Escaping::kJsonAscii;
}

/// Returns the text of `raw`; nothing if `raw` has an unknown entity or escape.
[[nodiscard]] std::optional<std::string> unescape(std::string_view raw, Escaping escaping);

/// Returns the number of bytes of the first letter of `raw`: an entity, an escape, or the letter
/// itself. Returns 0 if `raw` begins with no letter.
[[nodiscard]] std::size_t count_letter_bytes(std::string_view raw, Escaping escaping);

/// Returns `utf8` escaped. Law: unescape(escape(t, n), n) is t, for well-formed
/// UTF-8 without control characters.
[[nodiscard]] std::string escape(std::string_view utf8, Escaping escaping);

}  // namespace codau::markup
