// text/legacy_encoding.h — the legacy encodings of Vietnamese text from before Unicode
// (standards 8.8).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

enum class LegacyEncoding : std::uint8_t {
  kTcvn3,         ///< TCVN 5712-1, the fonts .VnTime, …
  kVni,           ///< the fonts VNI-Times, …
  kViscii,        ///< RFC 1456
  kCp1258,        ///< Windows, with combining tones
  kUtf8AsCp1252,  ///< UTF-8 that was read as Windows-1252 and stored as UTF-8 again
  kCp1252,        ///< Windows-1252 or Latin-1: Western text
};
inline constexpr std::array kLegacyEncodings{
    LegacyEncoding::kTcvn3,  LegacyEncoding::kVni,          LegacyEncoding::kViscii,
    LegacyEncoding::kCp1258, LegacyEncoding::kUtf8AsCp1252, LegacyEncoding::kCp1252};

/// Returns the name that Change::rule uses: "tcvn3", "vni", "viscii", "cp1258", "utf-8-as-cp1252",
/// "cp1252".
[[nodiscard]] std::string_view name_of(LegacyEncoding encoding) noexcept;

/// Returns true if one of the encodings gives `byte` another meaning than ASCII. These are all
/// bytes from 0x80 up and some control characters at which TCVN and VISCII have capitals.
[[nodiscard]] bool is_legacy_byte(char byte) noexcept;

/// Decodes `bytes`, which contain no ASCII white space, and returns UTF-8 in NFC. Bytes that
/// Windows-1252 uses for quotes and dashes are read so, unless they are letters of a syllable. A
/// small letter of TCVN stays small, even if its font showed a capital. Total: bytes without a
/// meaning become the characters of Windows-1252.
[[nodiscard]] std::string decode_legacy_bytes(LegacyEncoding encoding, std::string_view bytes);

/// Returns the byte that a program read as `c` in Windows-1252 or Latin-1; nothing if no byte maps
/// to `c`. PDF programs may write another code point with the same glyph name. Four of these are
/// accepted, too:
/// 1. minus for soft hyphen;
/// 2. Greek mu for micro sign;
/// 3. bullet operator for middle dot;
/// 4. modifier macron for macron.
[[nodiscard]] std::optional<char> to_cp1252_byte(char32_t c) noexcept;

/// Evidence that a word (UTF-8, decoded from TCVN) was typed in a capitals font. The .VnTimeH fonts
/// show the bytes of small letters as capitals: "HOẠCH" was typed as "HOạCH" and "KẾ" as "Kế".
enum class FontCase : std::uint8_t {
  kSmall,     ///< has small ASCII letters: not a capitals font
  kEither,    ///< has no small ASCII letter: no evidence yet
  kCapitals,  ///< no small ASCII letter, a small marked one, a capital after the first
};
[[nodiscard]] FontCase detect_font_case(std::string_view word);

}  // namespace codau::text
