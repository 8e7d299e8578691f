// text/legacy_text.h — finds and decodes the words of a text that are in a legacy encoding, a
// Vietnamese encoding from before Unicode (legacy_encoding.h).
#pragma once

#include <string>
#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// The result of decode_legacy_text().
struct DecodedLegacyText {
  /// The decoded text and its changes. The text is UTF-8, except for ill-formed bytes that no
  /// encoding explains.
  RewrittenText text;
  /// The name of the encoding that most decoded words have, by name_of(): "tcvn3"; empty if no word
  /// was decoded.
  std::string encoding;
  /// More than 2 % of the coded words are doubtful; decode_legacy_text() explains both.
  bool is_unsure = false;
};

/// Decodes the words that a legacy encoding explains better than UTF-8 does. Such words occur in
/// text from old word processors and in PDF text layers. They have one of two forms:
/// 1. raw bytes of the encoding;
/// 2. UTF-8 in which each character stands for one byte: "KÕ ho¹ch" for "Kế hoạch".
///
/// A coded word has a byte that may differ from ASCII (is_legacy_byte()). For each coded word, a
/// hidden Markov model computes the probabilities of UTF-8 and of each legacy encoding. An encoding
/// is likely if the decoded word is Vietnamese, and if the words around have the same encoding.
/// 1. A word is decoded if its encoding has a probability of at least 0.9. So text in other
///    languages, damaged text and single odd words stay.
/// 2. Any other coded word is doubtful if the probability of UTF-8 is below 0.5.
/// 3. Small letters that a TCVN3 font showed as capitals become capitals (FontCase).
///
/// Accepts any bytes; white space is unchanged. Throws Error{kInput} for 2³¹ − 1 bytes or more,
/// unless none of them may need decoding.
/// Laws: undo() of the changes returns the input; ASCII and Vietnamese in UTF-8 are unchanged.
[[nodiscard]] DecodedLegacyText decode_legacy_text(std::string_view bytes);

}  // namespace codau::text
