#include "restore/channel/keystrokes.h"

#include <algorithm>
#include <utility>

#include "restore/text/spelling.h"
#include "text/letters.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

using text::Letter;
using text::Tone;

constexpr std::size_t kMinKeys = 2, kMaxKeys = 12;  ///< keys of a word: "nghieeengs" has ten

bool is_vowel(char32_t c) {
  return std::string_view("aeiouy").find(text::letter(c).bare) != std::string_view::npos;
}

Tone tone_of(char32_t key, InputMethod input_method) {
  constexpr std::u32string_view kTelexTones = U"frxsj", kVniTones = U"23415";  // as Tone counts
  const std::size_t at = (input_method == InputMethod::kTelex ? kTelexTones : kVniTones).find(key);
  return at == std::u32string_view::npos ? Tone::kNone : static_cast<Tone>(at + 1);
}

/// The letters so far.
struct PartialSyllable {
  std::u32string letters;  ///< without tone
  Tone tone = Tone::kNone;
  std::size_t tone_keys = 0, shape_keys = 0;
  bool is_half_composed = false, vowel = false;
};

class KeystrokeDecoder {
 public:
  KeystrokeDecoder(std::u32string_view word, InputMethod input_method)
      : word_(word), input_method_(input_method) {}

  std::vector<KeySpelling> decode() {
    decode_from(0, {});
    return std::move(out_);
  }

 private:
  void decode_from(std::size_t at, const PartialSyllable& partial) {
    if (at == word_.size()) return finish(partial);
    const char32_t key = word_[at];
    if (const Tone tone = tone_of(key, input_method_); tone != Tone::kNone && partial.vowel) {
      const bool may_repeat = partial.is_half_composed && input_method_ == InputMethod::kTelex;
      if (partial.tone != Tone::kNone && (partial.tone != tone || !may_repeat)) return;
      PartialSyllable next = partial;
      next.tone = tone;
      ++next.tone_keys;
      return decode_from(at + 1, next);
    }
    if (input_method_ == InputMethod::kTelex ? add_shape_of_letter(at, partial)
                                             : add_shape_of_digit(at, partial)) {
      return;
    }
    append(at, key, partial);
  }

  void append(std::size_t at, char32_t key, PartialSyllable partial) {
    const Letter found = text::letter(key);
    if (!found || (found.tone != Tone::kNone && partial.tone != Tone::kNone)) return;
    if (found.tone != Tone::kNone) partial.tone = found.tone;
    partial.is_half_composed = partial.is_half_composed || key >= 0x80;
    partial.vowel = partial.vowel || is_vowel(key);
    partial.letters += found.toneless;
    decode_from(at + 1, partial);
  }

  /// Returns true if the key can be nothing else.
  bool add_shape_of_letter(std::size_t at, const PartialSyllable& partial) {
    const char32_t key = word_[at];
    if (key == U'w') {
      if (partial.vowel) {
        add_horn(at, partial);
        add_breve(at, partial);
      } else {
        PartialSyllable next = partial;  // "tw" is tư
        next.vowel = true;
        next.letters += U'ư';
        ++next.shape_keys;
        decode_from(at + 1, next);
      }
      return true;
    }
    if (key == U'd') return add_bar(at, partial);
    if (key == U'a' || key == U'e' || key == U'o') add_circumflex(at, key, partial);
    return false;
  }

  bool add_shape_of_digit(std::size_t at, const PartialSyllable& partial) {
    switch (word_[at]) {
      case U'6':
        for (const char32_t vowel : {U'a', U'e', U'o'}) add_circumflex(at, vowel, partial);
        return true;
      case U'7':
        add_horn(at, partial);
        return true;
      case U'8':
        add_breve(at, partial);
        return true;
      case U'9':
        return add_bar(at, partial);
      default:
        return false;
    }
  }

  /// Continues with the letter at `index` changed to `letter`.
  void replace_letter(std::size_t at, PartialSyllable partial, std::size_t index, char32_t letter) {
    partial.letters[index] = letter;
    ++partial.shape_keys;
    decode_from(at + 1, partial);
  }

  /// Puts the bar on the d before, or on the first letter.
  bool add_bar(std::size_t at, const PartialSyllable& partial) {
    if (partial.letters.empty()) return false;
    const std::size_t last = partial.letters.size() - 1;
    const std::size_t index = partial.letters[last] == U'd' ? last : 0;
    if (partial.letters[index] != U'd') return false;
    replace_letter(at, partial, index, U'đ');
    return true;
  }

  void add_circumflex(std::size_t at, char32_t vowel, const PartialSyllable& partial) {
    const std::size_t index = partial.letters.find(vowel);
    if (index == std::u32string::npos) return;
    replace_letter(at, partial, index, vowel == U'a' ? U'â' : vowel == U'e' ? U'ê' : U'ô');
  }

  void add_breve(std::size_t at, const PartialSyllable& partial) {
    const std::size_t index = partial.letters.find(U'a');
    if (index != std::u32string::npos) replace_letter(at, partial, index, U'ă');
  }

  /// Puts the horn on one vowel, or on both of uo. A second key may follow if the first has made
  /// ưo.
  void add_horn(std::size_t at, const PartialSyllable& partial) {
    const std::size_t pair = partial.letters.find(U"uo");
    if (pair != std::u32string::npos) {
      PartialSyllable both = partial;
      both.letters[pair] = U'ư';
      replace_letter(at, both, pair + 1, U'ơ');
    }
    for (const char32_t vowel : {U'u', U'o'}) {
      const std::size_t index = partial.letters.find(vowel);
      if (index != std::u32string::npos)
        replace_letter(at, partial, index, vowel == U'u' ? U'ư' : U'ơ');
    }
  }

  void finish(const PartialSyllable& partial) {
    if (partial.tone_keys + partial.shape_keys == 0) return;
    if (!partial.vowel) return add(partial.letters, partial);
    for (std::size_t i = 0; i < partial.letters.size(); ++i) {
      if (partial.tone != Tone::kNone && !is_vowel(partial.letters[i])) continue;
      std::u32string syllable = partial.letters;
      syllable[i] = text::with_tone(text::letter(syllable[i]), partial.tone);
      const std::string utf8 = to_utf8(syllable);
      if (!text::is_legal_toned_syllable(utf8)) continue;
      add(to_utf32(to_model_spelling(utf8)), partial);
      if (partial.tone == Tone::kNone) return;
    }
  }

  void add(std::u32string syllable, const PartialSyllable& partial) {
    const KeySpelling spelling{std::move(syllable),      input_method_,
                               partial.tone_keys,        partial.shape_keys,
                               partial.is_half_composed, !partial.vowel};
    if (std::find(out_.begin(), out_.end(), spelling) == out_.end()) out_.push_back(spelling);
  }

  std::u32string_view word_;
  InputMethod input_method_;
  std::vector<KeySpelling> out_;
};

}  // namespace

std::vector<KeySpelling> decode_keystrokes(std::u32string_view word) {
  if (word.size() < kMinKeys || word.size() > kMaxKeys) return {};
  const bool digits =
      std::any_of(word.begin(), word.end(), [](char32_t c) { return c >= U'1' && c <= U'9'; });
  return KeystrokeDecoder(word, digits ? InputMethod::kVni : InputMethod::kTelex).decode();
}

}  // namespace codau::restore
