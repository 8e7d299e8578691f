// restore/channel/keystrokes.h — decodes keys typed without an input method: "Vieetj", "d9a6u2".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codau::restore {

enum class InputMethod : std::uint8_t { kTelex, kVni };

/// A syllable and the keys that spell it.
struct KeySpelling {
  std::u32string syllable;  ///< lower case, NFC; the tone of open oa, oe, uy on the first vowel
  InputMethod input_method = InputMethod::kTelex;
  std::size_t tone_keys = 0, shape_keys = 0;  ///< their sum is at least one
  bool is_half_composed = false;              ///< some letters had their marks already: "đâuf"
  bool is_abbreviation = false;               ///< no vowel, so no syllable: "hddnd"
  bool operator==(const KeySpelling&) const = default;
};

/// Returns the legal syllables, and abbreviations with đ, that the keys of `word` spell. The word
/// is in lower case and NFC. Each of its characters is used once. Keys:
/// 1. Telex: s f r x j for the tones, w for ư ơ ă, aa ee oo for â ê ô, dd for đ.
/// 2. VNI: 1 to 5 for the tones (sắc huyền hỏi ngã nặng), 6 7 8 for the shapes, 9 for đ.
/// Tone and shape keys may stand anywhere after their vowel, the key of đ anywhere after d. In
/// Telex a tone that is there already may be typed again ("hànhf"). A digit after such a tone is
/// the mark of a footnote ("hành2"). The result is empty for a word without such a key: for every
/// Vietnamese word except a few with oo.
/// Law: each typing of a legal syllable spells it.
[[nodiscard]] std::vector<KeySpelling> decode_keystrokes(std::u32string_view word);

}  // namespace codau::restore
