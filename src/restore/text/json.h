// restore/text/json.h — appends members to JSON objects that are built as strings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace codau::restore {

// Each function appends `,"name":` and the value to `json`. The comma is left out if `json` is
// empty or ends with an opening brace. Precondition: `name` needs no escaping.

/// Appends an integer.
void append_number(std::string& json, std::string_view name, std::uint64_t value);
/// Appends `value` rounded to four decimals, without zeros at the end: 1.0, 0.5, 0.9987.
/// Precondition: `value` is from 0 to 1.
void append_share(std::string& json, std::string_view name, double value);
/// Appends `bytes` as a JSON string. If they are not UTF-8, the name gets the ending "_hex", and
/// the value is two hexadecimal digits for each byte.
void append_text(std::string& json, std::string_view name, std::string_view bytes);

}  // namespace codau::restore
