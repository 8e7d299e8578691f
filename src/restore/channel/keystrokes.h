// restore/channel/keystrokes.h — decodes keys typed without an input method: "Vieetj", "d9a6u2".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codau::restore {

/// The two common ways to type Vietnamese on a plain keyboard: marks by letters, or by digits.
enum class InputMethod : std::uint8_t { kTelex, kVni };

/// A syllable, and the keys of a typed word that gave its marks. The shape of a letter is its mark
/// other than a tone: "ă", "ư", "đ".
struct KeySpelling {
  std::u32string syllable;  ///< lower case, NFC; open oa, oe, uy have the tone on the first vowel
  InputMethod input_method = InputMethod::kTelex;
  std::size_t tone_keys = 0, shape_keys = 0;  ///< numbers of keys; their sum is at least one
  bool is_half_composed = false;              ///< some letters had their marks already: "đâuf"
  bool is_abbreviation = false;               ///< no vowel, so no syllable: "hddnd"
  bool operator==(const KeySpelling&) const = default;
};

/// Returns the legal syllables, and abbreviations with đ, that the keys of `word` spell. A word
/// with a digit from 1 to 9 is read as VNI, any other as Telex. Each character is a letter or a
/// key. Keys:
/// 1. Telex: s f r x j for the tones, w for ư ơ ă, aa ee oo for â ê ô, dd for đ.
/// 2. VNI: 1 to 5 for the tones (sắc huyền hỏi ngã nặng), 6 7 8 for the shapes, 9 for đ.
/// Tone and shape keys may stand anywhere after their vowel, the key of đ anywhere after d. In
/// Telex a tone key may repeat a tone that the word already has ("hànhf"). In VNI such a digit is
/// the mark of a footnote ("hành2"). The result is always empty in two cases:
/// 1. The word has fewer than 2 or more than 12 characters.
/// 2. The word has no key. This holds for every Vietnamese word except a few with oo.
/// Precondition: `word` is in lower case and NFC.
/// Law: each typing of a legal syllable spells it.
[[nodiscard]] std::vector<KeySpelling> decode_keystrokes(std::u32string_view word);

}  // namespace codau::restore
