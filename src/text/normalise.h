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
  std::string encoding;  ///< utf-8 | tcvn3 | vni | viscii | cp1258 | utf-8-as-cp1252
};

/// Character hygiene of standards 8.8 and NFC: look-alikes (Ð ð Ɖ ƣ), odd spaces, zero-width
/// characters; ill-formed bytes are kept aside as U+FFFD changes. Never NFKC, never drops U+00AD.
/// Laws: undo gives the input back byte for byte; idempotent; lines, tabs and form feeds stay.
[[nodiscard]] Normalised normalise(std::string_view bytes);

/// As normalise, for a whole .txt file that may be in a legacy encoding: each candidate is decoded
/// and scored by legal syllables (standards 8.8: ≥ 0.90 and ≥ 0.15 above the next); valid UTF-8
/// scoring ≥ 0.5 is never re-decoded. Throws Error{Cause::kNotText} for NUL bytes or bytes of no
/// known encoding.
[[nodiscard]] Normalised decode_text_file(std::string_view bytes);

}  // namespace codau::text
