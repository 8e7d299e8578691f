// restore/channel/keystrokes.h — what keys typed without an input method spell: "Vieetj", "d9a6u2".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codau::restore {

enum class Typing : std::uint8_t { kTelex, kVni };

/// A syllable and what spells it.
struct Spelling {
  std::u32string syllable;  ///< lower case, NFC; the tone of open oa, oe, uy on the first vowel
  Typing typing = Typing::kTelex;
  std::size_t tone_keys = 0, shape_keys = 0;  ///< at least one of all
  bool composed = false;                      ///< some letters had their marks already: "đâuf"
  bool abbreviation = false;                  ///< no vowel, so no syllable: "hddnd"
  bool operator==(const Spelling&) const = default;
};

/// The legal syllables, and abbreviations with đ, that the keys of `word` (lower case, NFC) spell,
/// all of its characters used, none twice; a tone that stands there already may be typed again in
/// Telex ("hànhf"), a digit behind it is the mark of a footnote ("hành2"). Telex: s f r x j for the
/// tones, w for ư ơ ă, aa ee oo, dd; VNI: 1 to 5 for the tones (sắc huyền hỏi ngã nặng), 6 7 8 for
/// the shapes, 9 for đ. Tone and shape keys may stand anywhere behind their vowel, the key of đ
/// anywhere behind d. Empty for a word that has no such key, so for every Vietnamese word but a few
/// with oo. Law: each typing of a legal syllable spells it.
[[nodiscard]] std::vector<Spelling> spelled_by_keys(std::u32string_view word);

}  // namespace codau::restore
