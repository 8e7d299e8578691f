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

/// Returns the text that `raw`, bytes of a file, stands for: "a &amp; b" in XML is "a & b". Returns
/// nothing if `raw` has an invalid escape, or an entity that XML does not define (&nbsp;).
[[nodiscard]] std::optional<std::string> unescape(std::string_view raw, Escaping escaping);

/// Returns the number of bytes of the first letter of `raw`: 5 for "&amp;b" in XML, 6 for "\u00e1b"
/// in JSON, 2 for "áb". Returns 0 if `raw` is empty. Special cases:
/// 1. An entity without `;` takes all bytes.
/// 2. The backslash of an invalid JSON escape counts alone: 1.
[[nodiscard]] std::size_t count_letter_bytes(std::string_view raw, Escaping escaping);

/// Returns the bytes that stand for `utf8` in the file. Law: unescape(escape(t, e), e) is t, for
/// any Escaping e and well-formed UTF-8 t without control characters.
[[nodiscard]] std::string escape(std::string_view utf8, Escaping escaping);

}  // namespace codau::markup
