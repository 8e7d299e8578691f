// markup/escaping.h — escapes and unescapes text as XML, JSON or Markdown files demand.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "markup/chunk.h"

namespace codau::markup {

/// Returns true if `escaping` is that of a JSON string.
[[nodiscard]] constexpr bool is_json(Escaping escaping) {
  return escaping == Escaping::kJson || escaping == Escaping::kJsonAscii;
}

/// Returns `raw`, bytes of a file, with its escapes replaced by the characters that they mean:
/// "a & b" for "a &amp; b" in XML. Returns nothing if `raw` has an invalid escape, or an entity
/// that XML does not define (&nbsp;).
[[nodiscard]] std::optional<std::string> unescape(std::string_view raw, Escaping escaping);

/// Returns the number of bytes that the first code point of `raw` takes: 5 for "&amp;b" in XML, 6
/// for "\u00e1b" in JSON, 2 for "áb". Special cases:
/// 1. `raw` is empty: 0.
/// 2. `raw` begins with an entity without `;`: the size of `raw`.
/// 3. `raw` begins with an invalid escape of JSON: 1, the backslash.
[[nodiscard]] std::size_t count_letter_bytes(std::string_view raw, Escaping escaping);

/// Returns `utf8` with the escapes that `escaping` demands. Law: unescape(escape(t, e), e) is t,
/// for any Escaping e and any well-formed UTF-8 t without control characters.
[[nodiscard]] std::string escape(std::string_view utf8, Escaping escaping);

}  // namespace codau::markup
