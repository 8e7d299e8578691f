// text/json_text.h — a string as JSON has it.
#pragma once

#include <string>
#include <string_view>

namespace codau::text {

/// Appends `utf8` to `out` in quotes: raw UTF-8, only `"`, `\` and U+0000–1F are escaped.
void append_json_string(std::string& out, std::string_view utf8);

}  // namespace codau::text
