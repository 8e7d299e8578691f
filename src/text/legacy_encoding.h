// text/legacy_encoding.h — decodes words in legacy encodings, the Vietnamese encodings from before
// Unicode. To find such words in a text, call decode_legacy_text() (legacy_text.h). Source: section
// 8.8 of "standards", the reference of the domain (CONTRIBUTING.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// A legacy encoding. The last two are not Vietnamese encodings, but occur in the same texts.
enum class LegacyEncoding : std::uint8_t {
  kTcvn3,         ///< TCVN3, also called ABC (TCVN 5712-1): text in fonts such as .VnTime
  kVni,           ///< VNI: text in fonts such as VNI-Times
  kViscii,        ///< VISCII (RFC 1456)
  kCp1258,        ///< Windows-1258, with combining tone marks
  kUtf8AsCp1252,  ///< UTF-8 whose bytes were read as Windows-1252
  kCp1252,        ///< Windows-1252 or Latin-1: Western text
};
/// All encodings, in the order of the enumerators.
inline constexpr std::array kLegacyEncodings{
    LegacyEncoding::kTcvn3,  LegacyEncoding::kVni,          LegacyEncoding::kViscii,
    LegacyEncoding::kCp1258, LegacyEncoding::kUtf8AsCp1252, LegacyEncoding::kCp1252};

/// Returns the name that Change::rule has for the encoding: "tcvn3", "vni", "viscii", "cp1258",
/// "utf-8-as-cp1252" or "cp1252".
[[nodiscard]] std::string_view name_of(LegacyEncoding encoding) noexcept;

/// Returns true if a legacy encoding may give the byte another meaning than ASCII does. This holds
/// for all bytes from 0x80 up, and for the control characters that are capitals in TCVN3 or VISCII.
[[nodiscard]] bool is_legacy_byte(char byte) noexcept;

/// Decodes a word, and returns UTF-8 in NFC. Accepts any bytes except ASCII white space.
/// 1. Some bytes are a letter in `encoding`, and a quotation mark, dot or dash in Windows-1252.
///    Such a byte becomes the letter only if the word is then a syllable; otherwise it becomes the
///    sign. For kUtf8AsCp1252, this rule applies only to words that are not valid UTF-8.
/// 2. A small letter of TCVN3 stays small, even in fonts that show it as a capital (FontCase,
///    below).
/// 3. Bytes without a meaning in `encoding` are decoded as Windows-1252.
[[nodiscard]] std::string decode_legacy_bytes(LegacyEncoding encoding, std::string_view bytes);

/// Returns the byte that stands for `c` in Windows-1252 or Latin-1; nothing if there is no such
/// byte. Some PDF programs write a similar character instead. So these are accepted, too, and
/// return the byte of the character that they replace:
/// 1. U+2212 minus: the byte of the soft hyphen;
/// 2. U+03BC Greek mu: the byte of the micro sign;
/// 3. U+2219 bullet operator: the byte of the middle dot;
/// 4. U+02C9 modifier macron: the byte of the macron.
[[nodiscard]] std::optional<char> to_cp1252_byte(char32_t c) noexcept;

/// Tells whether a word was typed in a capitals font. The capitals fonts of TCVN3, such as
/// .VnTimeH, show small letters as capitals: the page shows "HOẠCH", but the text has "HOạCH".
enum class FontCase : std::uint8_t {
  kSmall,   ///< Not a capitals font: the word has small ASCII letters ("Hoạch").
  kEither,  ///< Unknown: no evidence of kSmall or kCapitals ("Kế").
  /// A capitals font: the word has a capital after its first letter, and a small letter with
  /// diacritics ("HOạCH").
  kCapitals,
};
/// Returns the font that the letters of one word show. `word`: UTF-8, decoded from TCVN3.
[[nodiscard]] FontCase detect_font_case(std::string_view word);

}  // namespace codau::text
