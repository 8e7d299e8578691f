// text/normalise.h — converts bytes of unknown origin to UTF-8 in NFC, and records the differences
// as changes (core/changes.h). normalise_to_nfc() changes least. Each later function may change
// more than the function before it. All except decode_text_file() accept any bytes. All
// may throw Error{kInput} for 2³¹ − 1 bytes or more.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "text/legacy_encoding.h"

namespace codau::text {

/// A normalised text. Law: undo(changes, text) is the input, byte for byte (core/changes.h).
struct NormalisedText {
  std::string text;             ///< well-formed UTF-8, NFC
  std::vector<Change> changes;  ///< from the input to `text`
  /// "utf-8", "utf-16", or the name of the legacy encoding that most decoded words have, such as
  /// "tcvn3" (LegacyEncoding).
  std::string encoding;
  /// More than 2 % of the examined words may be in a legacy encoding, but were not decoded
  /// (DecodedLegacyText::is_unsure in legacy_text.h).
  bool is_encoding_unsure = false;
  bool had_nul = false;  ///< decode_text_file() removed NUL characters
};

/// Replaces ill-formed bytes by U+FFFD and composes to NFC. Law: UTF-8 in NFC is unchanged.
[[nodiscard]] NormalisedText normalise_to_nfc(std::string_view bytes);

/// Does the same as normalise_to_nfc(), and corrects characters:
/// 1. Zero-width characters next to European letters are removed.
/// 2. Look-alikes become the letters that they look like: Ð Ɖ → Đ, Ƣ → Ư, and Cyrillic or Greek
///    letters among Latin ones. The word must then look Vietnamese, as a syllable or an
///    abbreviation in capitals does.
/// 3. Soft hyphens are removed from a word if this makes a syllable with diacritics.
/// 4. "ho ̀a" becomes "hòa": a combining mark after a space joins the vowel before the space if
///    this makes a syllable.
/// 5. Letters that stand for digits in dates become digits: "l5/6/2O25" (date_digits.h).
/// White space stays, except the space of item 4, and U+2000 and U+2001, which NFC itself replaces.
/// Source: section 8.8 of "standards", the reference of the domain (CONTRIBUTING.md). Laws:
/// idempotent; line feeds, tabs and form feeds are unchanged.
[[nodiscard]] NormalisedText normalise(std::string_view bytes);

/// Decodes the words that are in a legacy encoding (legacy_text.h), and then does the same as
/// normalise().
[[nodiscard]] NormalisedText decode_text(std::string_view bytes);
/// Does the same if the encoding of the text is known: each word is in UTF-8 or in `source`.
[[nodiscard]] NormalisedText decode_text(std::string_view bytes, LegacyEncoding source);

/// Decodes a whole .txt file:
/// 1. If the file has a byte order mark of UTF-16, decodes UTF-16, then does the same as
///    normalise().
/// 2. Otherwise does the same as decode_text(), and removes NUL characters.
/// 3. In both cases, replaces no-break spaces and spaces of unusual width (U+2000 to U+200A,
///    U+202F, U+205F, U+3000) by U+0020.
///
/// Throws Error{Cause::kNotText} if:
/// 1. UTF-16 is broken: an odd number of bytes, half a surrogate pair, or U+0000;
/// 2. any other file has more than 2 % NUL bytes;
/// 3. the text of any other file has too many U+FFFD. Their number is more than 2 % of its bytes,
///    and more than half the number of its letters with diacritics.
[[nodiscard]] NormalisedText decode_text_file(std::string_view bytes);

}  // namespace codau::text
