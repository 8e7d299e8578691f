// markup/escaping.h — escapes and unescapes the text of a file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "markup/chunk.h"

namespace codau::markup {

/// Returns true for the escaping of a JSON string.
[[nodiscard]] constexpr bool is_json(Escaping escaping) {
  return escaping == Escaping::kJson || escaping == Escaping::kJsonAscii;
}

/// Returns the text that `raw`, bytes of a file, stands for. Returns nothing if `raw` has an
/// unknown entity or escape.
[[nodiscard]] std::optional<std::string> unescape(std::string_view raw, Escaping escaping);

/// Returns the number of bytes of the first letter of `raw`: of its entity, of its escape, or of
/// the letter itself. Returns 0 if `raw` is empty.
/// 1. An entity without `;` takes all bytes.
/// 2. The backslash of an invalid escape counts alone: 1.
[[nodiscard]] std::size_t count_letter_bytes(std::string_view raw, Escaping escaping);

/// Returns the bytes that stand for `utf8` in the file. Law: unescape(escape(t, n), n) is t, for
/// any escaping n and well-formed UTF-8 t without control characters.
[[nodiscard]] std::string escape(std::string_view utf8, Escaping escaping);

}  // namespace codau::markup
