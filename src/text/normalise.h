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
  std::string encoding;  ///< utf-8 | utf-16 | tcvn3 | vni | viscii | cp1258 | utf-8-as-cp1252
};

/// Character hygiene of standards 8.8 and NFC: look-alikes (Ð ð Ɖ ƣ), odd spaces, zero-width
/// characters; ill-formed bytes are kept aside as U+FFFD changes. Never NFKC, never drops U+00AD.
/// Laws: undo gives the input back byte for byte; idempotent; lines, tabs and form feeds stay.
[[nodiscard]] Normalised normalise(std::string_view bytes);

/// As normalise, for a whole .txt file or the text layer of a page: UTF-8, UTF-16 with a byte order
/// mark, or a legacy encoding, also one that was read as Latin-1 and stored as UTF-8 ("KÕ ho¹ch").
/// Each candidate is scored by legal syllables among the words with marks (standards 8.8: ≥ 0.90,
/// and ≥ 0.15 above the next); UTF-8 scoring ≥ 0.5 is never re-decoded. Up to 2 % of bytes that are
/// not UTF-8 are damage, kept as U+FFFD. Throws Error{Cause::kNotText} for NUL bytes or bytes of no
/// known encoding. Law: undo gives the input back byte for byte.
[[nodiscard]] Normalised decode_text_file(std::string_view bytes);

}  // namespace codau::text
