// text/legacy.h — the encodings that Vietnamese was typed in before Unicode (standards 8.8).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

enum class Encoding : std::uint8_t {
  kTcvn3,         ///< TCVN 5712-1, the fonts .VnTime, …
  kVni,           ///< the fonts VNI-Times, …
  kViscii,        ///< RFC 1456
  kCp1258,        ///< Windows, with combining tones
  kUtf8AsCp1252,  ///< UTF-8 that was read as Windows-1252 and stored as UTF-8 again
  kCp1252,        ///< Windows-1252 or Latin-1: Western text
};
inline constexpr std::array kEncodings{Encoding::kTcvn3,        Encoding::kVni,
                                       Encoding::kViscii,       Encoding::kCp1258,
                                       Encoding::kUtf8AsCp1252, Encoding::kCp1252};

/// As Change::rule has it: "tcvn3", "vni", "viscii", "cp1258", "utf-8-as-cp1252", "cp1252".
[[nodiscard]] std::string_view name_of(Encoding encoding) noexcept;

/// True for the bytes that mean other characters than in ASCII, in one of the encodings: those from
/// 80 up and some control characters that TCVN and VISCII have capitals at.
[[nodiscard]] bool is_coded(char byte) noexcept;

/// The text of `bytes`, which hold no ASCII white space: UTF-8, NFC. Quotes and dashes that were
/// typed in Windows' own code around a word stay those; a small letter of TCVN that a font showed
/// as a capital stays small. Total: bytes without meaning become the characters of Windows-1252.
[[nodiscard]] std::string decode(Encoding encoding, std::string_view bytes);

/// The byte behind a character of text that was read as Windows-1252 or Latin-1; nothing where it
/// cannot have been. PDF programs name a glyph and then pick another code point of that name than
/// the font had: a minus for the soft hyphen, Greek mu for the micro sign.
[[nodiscard]] std::optional<char> byte_behind(char32_t c) noexcept;

/// The fonts .VnTimeH show the bytes of small letters as capitals, so that "HOẠCH" was typed as
/// "HOạCH" and "KẾ" as "Kế": how sure is it of a word (UTF-8, decoded from TCVN)?
enum class FontCase : std::uint8_t {
  kSmall,     ///< small letters of ASCII: typed in a font without capitals
  kEither,    ///< none of them, which says nothing yet
  kCapitals,  ///< none of them, and a capital behind the first letter, and a small one with marks
};
[[nodiscard]] FontCase font_case(std::string_view word);

}  // namespace codau::text
