// restore/channel/keystrokes.h — decodes words that were typed with the keys of an input method
// while it was off: "vieetj" for "việt".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codau::restore {

/// The two common ways to type diacritics on a plain keyboard.
enum class InputMethod : std::uint8_t {
  kTelex,  ///< by letters
  kVni,    ///< by digits
};

/// A word that may be meant by typed characters. There are two kinds of keys. A tone key sets the
/// tone of the syllable. A shape key changes a letter: a to ă or â, e to ê, o to ô or ơ, u to ư, d
/// to đ.
struct KeySpelling {
  /// The word that is meant, in the spelling of to_model_spelling() (spelling.h): "hóa", not "hoá".
  std::u32string word;
  InputMethod input_method = InputMethod::kTelex;
  std::size_t tone_keys = 0;      ///< number of tone keys
  std::size_t shape_keys = 0;     ///< number of shape keys; with the tone keys at least one
  bool is_half_composed = false;  ///< some letters had diacritics already: "đâuf"
  bool is_abbreviation = false;   ///< `word` has no vowel, so it is no syllable: "hđnd"
  bool operator==(const KeySpelling&) const = default;
};

/// Returns the legal syllables, and the abbreviations with đ, that the keys of `word` spell, in no
/// particular order. Each character of the word is read as a letter or a key. A word with a digit
/// from 1 to 9 is read as VNI, any other word as Telex.
/// 1. Keys of Telex: s f r x j for the tones, w for ư ơ ă. A second a e o makes â ê ô, a second d
///    makes đ. A w before the first vowel is ư.
/// 2. Keys of VNI: 1 to 5 for the tones (sắc huyền hỏi ngã nặng), 6 for â ê ô, 7 for ơ ư, 8 for ă,
///    9 for đ.
/// 3. A tone or shape key may stand anywhere after its vowel. The key of đ stands after a d, or
///    anywhere in a word that begins with d.
/// 4. A Telex tone key may repeat the tone of a half composed word: "hànhf". A VNI digit may not,
///    because it marks a footnote: "hành2".
///
/// The result is empty if `word` has no key, or has fewer than 2 or more than 12 characters.
/// Correct Vietnamese words have no key, except for a few words with oo. For example, no Vietnamese
/// syllable has s, f, r, x or j after its vowel. Precondition: `word` is in lower case and NFC.
/// Law: if a legal syllable is typed by these rules with at least one key, the result has this
/// syllable.
[[nodiscard]] std::vector<KeySpelling> decode_keystrokes(std::u32string_view word);

}  // namespace codau::restore
