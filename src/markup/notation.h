// markup/notation.h — letters as a file has them, and as they are.
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

/// The text that `raw` stands for; nothing where it has an entity or an escape that is unknown.
[[nodiscard]] std::optional<std::string> read_notation(std::string_view raw, Notation notation);

/// How many bytes of `raw` say its first letter: an entity, an escape, or the letter itself. 0 for
/// none.
[[nodiscard]] std::size_t letter_size(std::string_view raw, Notation notation);

/// Law: read_notation(write_notation(t, n), n) is t, for well-formed UTF-8 without control
/// characters.
[[nodiscard]] std::string write_notation(std::string_view utf8, Notation notation);

}  // namespace codau::markup
