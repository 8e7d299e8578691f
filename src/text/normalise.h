// text/normalise.h — from bytes of unknown origin to NFC, every step a change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

struct Normalised {
  std::string text;  ///< well-formed UTF-8, NFC
  std::vector<Change> changes;
  std::string encoding;  ///< utf-8 | utf-16 | what most legacy words were in (text/legacy.h)
  bool encoding_unsure = false;  ///< a legacy encoding is likely, but which is not clear
  bool had_nul = false;          ///< NUL characters were left away
};

/// NFC and nothing else; ill-formed bytes are kept aside as U+FFFD changes.
/// Law: NFC in UTF-8 is unchanged; undo gives the input back byte for byte.
[[nodiscard]] Normalised as_nfc(std::string_view bytes);

/// As as_nfc, and character hygiene of standards 8.8: look-alikes in words that are Vietnamese with
/// the letter meant (Ð ð Ɖ ƣ, Cyrillic and Greek among Latin), zero-width characters beside letters
/// of Europe, soft hyphens inside a syllable. A combining mark behind a blank joins the vowel
/// before the blank if a syllable comes of it: "ho ̀a" is "hòa". Digits of dates as letters:
/// date_digits.h. Never NFKC; other white space stays. Laws: undo gives the input back byte for
/// byte; idempotent; lines, tabs and form feeds stay.
[[nodiscard]] Normalised normalise(std::string_view bytes);

/// As normalise, passages in a legacy encoding decoded before (text/encoded_passages.h).
/// Law: undo gives the input back byte for byte.
[[nodiscard]] Normalised decode_text(std::string_view bytes);

/// As decode_text, for a whole .txt file: also UTF-16 with a byte order mark, and every odd space
/// becomes U+0020, NUL goes. Up to 2 % of bytes that are not UTF-8 are damage, kept as
/// U+FFFD. Throws Error{Cause::kNotText} for more, for more NUL bytes than that, or bytes of no
/// known encoding. Law: undo gives the input back byte for byte.
[[nodiscard]] Normalised decode_text_file(std::string_view bytes);

}  // namespace codau::text
