// export/delivery/cell_text.h — a text in a cell of a workbook (ECMA-376, part 1, 22.9.2.19
// ST_Xstring).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::exports {

/// Returns the text without the code points that XML 1.0 cannot hold: U+FFFE–FFFF, and U+0000–1F
/// except TAB, LF and CR.
[[nodiscard]] std::string without_illegal(std::string_view utf8);
/// Escapes a literal `_xHHHH_`, which a program would read as the character HHHH: its first `_`
/// becomes `_x005F_`.
[[nodiscard]] std::string escape_cell(std::string_view utf8);
/// Returns the text that a program reads from a cell. Law: unescape_cell(escape_cell(x)) == x.
[[nodiscard]] std::string unescape_cell(std::string_view cell);
/// Returns the serial number of a date (YYYY-MM-DD) in a sheet: 1 March 1900 is 61. Returns nothing
/// for other texts, and for earlier dates, on which spreadsheets disagree.
[[nodiscard]] std::optional<std::int32_t> sheet_day(std::string_view date);
/// Returns the date of a serial number. Law: date_of_sheet_day(*sheet_day(x)) == x.
[[nodiscard]] std::string date_of_sheet_day(std::int32_t day);
/// Returns the length as Excel counts it, in UTF-16 units.
[[nodiscard]] std::size_t utf16_units(std::string_view utf8);

}  // namespace codau::exports
