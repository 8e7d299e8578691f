// restore/text/json.h — the parts of which the JSON of this room is put together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace codau::restore {

/// Appends `,"name":` (without the comma behind a bracket) and the value.
void append_number(std::string& json, std::string_view name, std::uint64_t value);
/// The value with at most four decimals, at least one: 1.0, 0.9987.
void append_share(std::string& json, std::string_view name, double value);
/// Bytes that are no UTF-8 as `name_hex` in hexadecimal digits.
void append_text(std::string& json, std::string_view name, std::string_view bytes);

}  // namespace codau::restore
