// export/xlsx/zip_format.h — the numbers and marks of ZIP: APPNOTE.TXT of PKWARE, sections 4.3.7
// (local header), 4.3.12 (directory), 4.3.16 (its end), and of ZIP64, for what their fields have no
// room for: 4.3.14, 4.3.15 (end and locator), 4.5.3 (numbers).
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::exports {

inline constexpr std::string_view kLocalMark = "PK\x03\x04", kDirectoryMark = "PK\x01\x02",
                                  kEndMark = "PK\x05\x06", kLocatorMark = "PK\x06\x07",
                                  kLargeEndMark = "PK\x06\x06";
/// A field that holds this has no room: the number stands elsewhere.
inline constexpr std::uint64_t kFull = 0xFFFFFFFF, kManyEntries = 0xFFFF;
/// The extra field with such numbers.
inline constexpr std::uint64_t kLargeNumbers = 1;

}  // namespace codau::exports
