// text/json_text.h — JSON string escaping, and a size check for untrusted JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// Appends `utf8` to `out` as a JSON string with quotes. Escapes only `"`, `\` and U+0000–1F; all
/// other bytes stay as they are.
void append_json_string(std::string& out, std::string_view utf8);
/// Returns the same JSON string: `say "a"` → `"say \"a\""`.
[[nodiscard]] std::string to_json_string(std::string_view utf8);

/// Returns true if `json` is safe to parse. No array or object is then inside more than `max_depth`
/// others, and at most `max_commas` commas are outside strings. Call it before parsing untrusted
/// JSON: the parser copies and frees values recursively, and takes 16 bytes for each. Accepts any
/// bytes. For malformed JSON the result is unspecified, and the parser rejects it.
[[nodiscard]] bool is_nested_within(std::string_view json, std::size_t max_depth,
                                    std::size_t max_commas = 4'000'000) noexcept;

}  // namespace codau::text
