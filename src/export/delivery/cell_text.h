// export/delivery/cell_text.h — a text in a cell of a workbook (ECMA-376, part 1, 22.9.2.19
// ST_Xstring).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::exports {

/// Code points that XML 1.0 cannot hold, taken out: U+0000–1F but TAB, LF and CR, and U+FFFE–FFFF.
[[nodiscard]] std::string without_illegal(std::string_view utf8);
/// A literal `_xHHHH_` would be read as the character HHHH: its first `_` becomes `_x005F_`.
[[nodiscard]] std::string escape_cell(std::string_view utf8);
/// The text that a program reads from a cell. Law: unescape_cell(escape_cell(x)) == x.
[[nodiscard]] std::string unescape_cell(std::string_view cell);
/// The number by which a sheet knows a date (YYYY-MM-DD): 1 March 1900 is 61. Nothing for what is
/// no date, and before that day, where spreadsheets differ.
[[nodiscard]] std::optional<std::int32_t> sheet_day(std::string_view date);
/// Law: date_of_sheet_day(*sheet_day(x)) == x.
[[nodiscard]] std::string date_of_sheet_day(std::int32_t day);
/// Length as Excel counts it.
[[nodiscard]] std::size_t utf16_units(std::string_view utf8);

}  // namespace codau::exports
