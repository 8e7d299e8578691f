// text/legacy_text.h — finds and decodes the words of a text that are in a legacy encoding, a
// Vietnamese encoding from before Unicode (legacy_encoding.h). Such words occur in text from old
// word processors and in PDF text layers. They have one of two forms:
// 1. raw bytes of the encoding;
// 2. UTF-8 in which each character stands for one byte: "KÕ ho¹ch" for "Kế hoạch".
//
// A line is suspect if it has ill-formed bytes, or control or Latin-1 characters that Vietnamese in
// UTF-8 does not use. Words are separated by white space. A word is examined if two things hold. It
// has a byte that is_legacy_byte() accepts, and a suspect line is at most 8 lines away. A hidden
// Markov model computes the probabilities that the word is in UTF-8 or in each legacy encoding. An
// encoding is likely if the decoded word is Vietnamese, and if the words around it have the same
// encoding. An examined word is:
// 1. decoded, if a legacy encoding has a probability of at least 0.9;
// 2. otherwise doubtful, if UTF-8 has a probability below 0.5.
// All words that are not decoded stay unchanged, such as words of other languages and damaged
// words.
#pragma once

#include <string>
#include <string_view>

#include "text/legacy_encoding.h"
#include "text/rewriter.h"

namespace codau::text {

/// The result of decode_legacy_text().
struct DecodedLegacyText {
  /// The text with its words decoded, and the changes. UTF-8, except for ill-formed bytes that no
  /// encoding explains.
  RewrittenText text;
  /// The encoding of most decoded words, by name_of(): "tcvn3"; empty if no word was decoded.
  std::string encoding;
  /// More than 2 % of the examined words are doubtful.
  bool is_unsure = false;
};

/// Decodes words by the rules above. Small letters that a TCVN3 font showed as capitals become
/// capitals (FontCase). Accepts any bytes; white space is unchanged. Throws Error{kInput} if a line
/// is suspect and the text has 2³¹ − 1 bytes or more.
/// Laws: undo() of the changes returns the input; ASCII and Vietnamese in UTF-8 are unchanged.
[[nodiscard]] DecodedLegacyText decode_legacy_text(std::string_view bytes);

/// Does the same if the encoding of the text is known. All lines are suspect, and a word is in
/// UTF-8 or in `source`. A word that may be both is in `source`, unless its neighbours are in
/// UTF-8.
[[nodiscard]] DecodedLegacyText decode_legacy_text(std::string_view bytes, LegacyEncoding source);

}  // namespace codau::text
