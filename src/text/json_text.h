// text/json_text.h — JSON string escaping, and a size check for untrusted JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// Appends `utf8` to `out` as a JSON string with quotes. Escapes `"`, `\` and U+0000 to U+001F; all
/// other bytes stay as they are.
void append_json_string(std::string& out, std::string_view utf8);
/// Returns `utf8` as a JSON string: `say "a"` → `"say \"a\""`.
[[nodiscard]] std::string to_json_string(std::string_view utf8);

/// Returns true if untrusted JSON obeys two limits, so that the JSON parser (nlohmann) can parse it
/// safely:
/// 1. No array or object is inside more than `max_depth` others, because the parser is recursive.
/// 2. At most `max_commas` commas are outside strings, because the parser takes 16 bytes for each
///    value.
/// Call it before parsing. Accepts any bytes. For malformed JSON the result is unspecified; the
/// parser then rejects it.
[[nodiscard]] bool is_nested_within(std::string_view json, std::size_t max_depth,
                                    std::size_t max_commas = 4'000'000) noexcept;

}  // namespace codau::text
