// text/normalise.h — normalises bytes of unknown origin to NFC and records every step as a change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

struct NormalisedText {
  std::string text;  ///< well-formed UTF-8, NFC
  std::vector<Change> changes;
  std::string encoding;  ///< utf-8 | utf-16 | that of most legacy words (text/legacy_encoding.h)
  bool is_encoding_unsure = false;  ///< a legacy encoding is likely, but unclear which
  bool had_nul = false;             ///< NUL characters were removed
};

/// Converts to NFC and changes nothing else; ill-formed bytes become U+FFFD changes. Law: NFC in
/// UTF-8 is unchanged; undo returns the input byte for byte.
[[nodiscard]] NormalisedText normalise_to_nfc(std::string_view bytes);

/// Does as normalise_to_nfc, and applies the character hygiene of standards 8.8:
/// 1. Look-alike letters (Ð ð Ɖ ƣ, Cyrillic and Greek among Latin) are replaced if the word is
///    Vietnamese with the intended letter.
/// 2. Zero-width characters next to European letters and soft hyphens inside a syllable are
///    removed.
/// 3. A combining mark after a blank joins the vowel before the blank if the result is a syllable:
///    "ho ̀a" becomes "hòa".
/// 4. Letters in dates become digits (date_digits.h).
/// Never applies NFKC; other white space is unchanged. Laws: undo returns the input byte for byte;
/// idempotent; lines, tabs and form feeds are unchanged.
[[nodiscard]] NormalisedText normalise(std::string_view bytes);

/// Does as normalise, after decoding passages in a legacy encoding (text/legacy_text.h). Law:
/// undo returns the input byte for byte.
[[nodiscard]] NormalisedText decode_text(std::string_view bytes);

/// Does as decode_text, for a whole .txt file. UTF-16 with a byte order mark is decoded, odd spaces
/// become U+0020, NUL is removed. Bytes that are not UTF-8 become U+FFFD. They count as damage up
/// to 2 % of the bytes, or up to one for two accented letters. Throws Error{Cause::kNotText} for
/// more damage, for more than 2 % NUL bytes, or for broken UTF-16. Law: undo returns the input byte
/// for byte.
[[nodiscard]] NormalisedText decode_text_file(std::string_view bytes);

}  // namespace codau::text
