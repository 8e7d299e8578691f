// text/legacy_text.h — decodes the passages of a text that are in a legacy Vietnamese encoding
// from before Unicode.
#pragma once

#include <string>
#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

struct DecodedLegacyText {
  RewrittenText text;      ///< ill-formed bytes stay if no encoding explains them
  std::string encoding;    ///< of most converted words (text/legacy_encoding.h); empty if none was
  bool is_unsure = false;  ///< many words look legacy-encoded, but the encoding is unclear
};

/// Decodes the words that an encoding of text/legacy_encoding.h explains better than UTF-8 does.
/// Such words are raw bytes, or each byte was stored as one UTF-8 character ("KÕ ho¹ch"). Both
/// occur in text from old word processors and in PDF text layers. A hidden Markov model runs over
/// the words with coded bytes (text/legacy_encoding.h). A word is as likely as its decoded
/// syllables are Vietnamese. Encodings persist from word to word and rarely change within a line.
/// A word is converted if its posterior is at least 0.9. Text in other languages, damaged text and
/// single odd words therefore stay. Any bytes are accepted; white space is unchanged. Laws: undo
/// returns the input; ASCII and Vietnamese in UTF-8 are unchanged.
[[nodiscard]] DecodedLegacyText decode_legacy_text(std::string_view bytes);

}  // namespace codau::text
