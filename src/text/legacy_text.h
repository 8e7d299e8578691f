// text/legacy_text.h — decodes the passages of a text that are in a legacy encoding, a Vietnamese
// encoding from before Unicode (text/legacy_encoding.h).
#pragma once

#include <string>
#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// The result of decode_legacy_text().
struct DecodedLegacyText {
  RewrittenText text;  ///< ill-formed bytes stay if no encoding explains them
  /// Name of the encoding of most converted words; empty if no word was converted.
  std::string encoding;
  /// More than 2 % of the coded words have no clear encoding and are unlikely to be UTF-8.
  bool is_unsure = false;
};

/// Decodes the words that a legacy encoding explains better than UTF-8 does. Such words are raw
/// bytes, or each byte was stored as one UTF-8 character ("KÕ ho¹ch"). Both occur in text from old
/// word processors and in PDF text layers.
///
/// A hidden Markov model gives the probability of each encoding for each coded word. A coded word
/// has bytes with a meaning other than ASCII (is_legacy_byte()). An encoding is likely if the
/// decoded word is Vietnamese, and if the words around have the same encoding. A word is converted
/// if the probability of its encoding is at least 0.9. Text in other languages, damaged text and
/// single odd words therefore stay. Small letters that a TCVN font showed as capitals become
/// capitals. Any bytes are accepted; white space is unchanged.
/// Laws: undo() of the changes returns the input; ASCII and Vietnamese in UTF-8 are unchanged.
[[nodiscard]] DecodedLegacyText decode_legacy_text(std::string_view bytes);

}  // namespace codau::text
