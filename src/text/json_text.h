// text/json_text.h — a string as JSON has it, and how deep JSON of others goes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// Appends `utf8` to `out` in quotes: raw UTF-8, only `"`, `\` and U+0000–1F are escaped.
void append_json_string(std::string& out, std::string_view utf8);
[[nodiscard]] std::string json_string(std::string_view utf8);

/// True when no array or object of `json` lies in more than `depth` others, and it has at most
/// `values` commas: to be asked before JSON that somebody else wrote is parsed into values, which
/// are copied and freed recursively and take sixteen bytes for one. Total; of what is no JSON it
/// says something, and the parser the rest.
[[nodiscard]] bool nests_within(std::string_view json, std::size_t depth,
                                std::size_t values = 4'000'000) noexcept;

}  // namespace codau::text
