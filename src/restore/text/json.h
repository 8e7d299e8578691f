// restore/text/json.h — appends members to the JSON objects of this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace codau::restore {

/// Appends `,"name":` and the value. The comma is left out after an opening brace.
void append_number(std::string& json, std::string_view name, std::uint64_t value);
/// Appends the value with one to four decimals: 1.0, 0.9987.
void append_share(std::string& json, std::string_view name, double value);
/// Appends a string. Bytes that are not UTF-8 become `name_hex` with hexadecimal digits.
void append_text(std::string& json, std::string_view name, std::string_view bytes);

}  // namespace codau::restore
