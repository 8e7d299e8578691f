// markup/notation.h — letters as a file has them, and as they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "markup/passage.h"

namespace codau::markup {

/// The text that `raw` stands for; nothing where it has an entity or an escape that is unknown.
[[nodiscard]] std::optional<std::string> read_notation(std::string_view raw, Notation notation);

/// Law: read_notation(write_notation(t, n), n) is t, for well-formed UTF-8 without control
/// characters.
[[nodiscard]] std::string write_notation(std::string_view utf8, Notation notation);

}  // namespace codau::markup
