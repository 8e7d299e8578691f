// text/encoded_passages.h — finds the passages of a text that are in an encoding from before
// Unicode.
#pragma once

#include <string>
#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

struct DecodedPassages {
  Rewritten text;        ///< ill-formed bytes that nothing explains are still there
  std::string encoding;  ///< that of most converted words (text/legacy.h); empty if there are none
  bool unsure = false;   ///< many words look like a legacy encoding, but which is not clear
};

/// Decodes the words that the encodings of text/legacy.h explain better than UTF-8 does: as raw
/// bytes, or each byte stored as one character of UTF-8 ("KÕ ho¹ch"), as old documents leave word
/// processors and PDF text layers. A hidden chain over the words with marks: each word is as likely
/// as the syllables that it decodes to are Vietnamese, an encoding goes on from word to word and
/// rarely changes inside a line. Words are converted where the posterior is 0.9 or more, so text in
/// other languages, damaged text and single odd words stay. Any bytes are accepted; white space
/// stays. Laws: undo gives the input back; ASCII and Vietnamese in UTF-8 are unchanged.
[[nodiscard]] DecodedPassages decode_passages(std::string_view bytes);

}  // namespace codau::text
