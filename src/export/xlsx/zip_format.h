// export/xlsx/zip_format.h — the numbers and marks of ZIP. Source: APPNOTE.TXT of PKWARE, sections
// 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end of directory). ZIP64, for numbers that do
// not fit their fields: 4.3.14, 4.3.15 (end and locator), 4.5.3 (numbers).
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::exports {

inline constexpr std::string_view kLocalMark = "PK\x03\x04", kDirectoryMark = "PK\x01\x02",
                                  kEndMark = "PK\x05\x06", kLocatorMark = "PK\x06\x07",
                                  kLargeEndMark = "PK\x06\x06";
/// The value of a field that is too small: the number is stored elsewhere.
inline constexpr std::uint64_t kFull = 0xFFFFFFFF, kManyEntries = 0xFFFF;
/// The id of the extra field that holds such numbers.
inline constexpr std::uint64_t kLargeNumbers = 1;

}  // namespace codau::exports
