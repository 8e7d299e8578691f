// export/delivery/cell_text.h — text and dates in cells of a workbook (XLSX). Precondition of all
// functions: texts are well-formed UTF-8. Source: ECMA-376, part 1, 22.9.2.19 ST_Xstring.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::exports {

/// Returns the text without the code points that XML 1.0 cannot hold: U+FFFE, U+FFFF, and U+0000 to
/// U+001F except TAB, LF and CR.
[[nodiscard]] std::string strip_illegal_xml(std::string_view utf8);
/// Returns the text with each `_xHHHH_` escaped (H: a hexadecimal digit), because workbook programs
/// would read these seven characters as the one character U+HHHH. The first `_` becomes `_x005F_`:
/// "_x0041_" becomes "_x005F_x0041_". Law: a program that undoes the escapes reads `utf8`.
[[nodiscard]] std::string escape_cell(std::string_view utf8);
/// Returns the serial number of a date (YYYY-MM-DD) in a sheet: the days since 30 December 1899, so
/// that "1900-03-01" gives 61. Returns nothing for dates before 1 March 1900, because spreadsheets
/// disagree on them, and for texts that are no date.
[[nodiscard]] std::optional<std::int32_t> to_serial_date(std::string_view date);
/// Returns the length of the text in UTF-16 code units. Excel limits a cell to 32,767 of them.
[[nodiscard]] std::size_t count_utf16_units(std::string_view utf8);

}  // namespace codau::exports
