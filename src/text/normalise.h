// text/normalise.h — converts bytes of unknown origin to UTF-8 in NFC, and records the differences
// as changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// A normalised text. apply(changes, input) is `text`, undo(changes, text) is the input
/// (core/changes.h).
struct NormalisedText {
  std::string text;  ///< well-formed UTF-8, NFC
  std::vector<Change> changes;
  std::string encoding;  ///< "utf-8", "utf-16" or DecodedLegacyText::encoding (legacy_text.h)
  bool is_encoding_unsure = false;  ///< DecodedLegacyText::is_unsure
  bool had_nul = false;             ///< NUL characters were removed
};

/// Converts UTF-8 to NFC and changes nothing else, except that ill-formed bytes become U+FFFD.
/// Laws: NFC in UTF-8 is unchanged; undo returns the input byte for byte.
[[nodiscard]] NormalisedText normalise_to_nfc(std::string_view bytes);

/// Converts UTF-8 to NFC as normalise_to_nfc does, and corrects characters (standards 8.8):
/// 1. Look-alike letters (Ð ð Ɖ ƣ, Cyrillic and Greek among Latin) are replaced if the word is
///    Vietnamese with the intended letters.
/// 2. Zero-width characters next to European letters are removed, and soft hyphens inside a
///    syllable.
/// 3. A combining mark after a space joins the vowel before the space if the result is a syllable:
///    "ho ̀a" becomes "hòa".
/// 4. Letters in dates become digits (date_digits.h).
/// Never applies NFKC; other white space is unchanged.
/// Laws: undo returns the input byte for byte; idempotent; lines, tabs and form feeds are
/// unchanged.
[[nodiscard]] NormalisedText normalise(std::string_view bytes);

/// Decodes passages in a legacy encoding (text/legacy_text.h), then corrects as normalise does.
/// Law: undo returns the input byte for byte.
[[nodiscard]] NormalisedText decode_text(std::string_view bytes);

/// Decodes a whole .txt file as decode_text does, with three additions:
/// 1. UTF-16 with a byte order mark is decoded; legacy encodings are not tried then.
/// 2. No-break spaces and the spaces of U+2000 to U+3000 become U+0020.
/// 3. NUL characters are removed.
/// Throws Error{Cause::kNotText} for more than 2 % NUL bytes, for broken UTF-16, or if U+FFFD shows
/// that the bytes are no text. The number of U+FFFD in the result must then exceed 2 % of its bytes
/// and half of the letters with marks.
/// Law: undo returns the input byte for byte.
[[nodiscard]] NormalisedText decode_text_file(std::string_view bytes);

}  // namespace codau::text
