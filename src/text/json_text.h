// text/json_text.h — JSON string escaping, and a nesting check for untrusted JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// Appends `utf8` to `out` as a quoted JSON string: raw UTF-8, with only `"`, `\` and U+0000–1F
/// escaped.
void append_json_string(std::string& out, std::string_view utf8);
[[nodiscard]] std::string to_json_string(std::string_view utf8);

/// Returns true if no array or object of `json` is inside more than `depth` others and `json` has
/// at most `values` commas. Call it before parsing untrusted JSON: parsed values are copied and
/// freed recursively and take 16 bytes each. Total: accepts any bytes; the result for malformed
/// JSON is unspecified, and the parser rejects such input.
[[nodiscard]] bool is_nested_within(std::string_view json, std::size_t depth,
                                    std::size_t values = 4'000'000) noexcept;

}  // namespace codau::text
