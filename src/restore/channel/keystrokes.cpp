#include "restore/channel/keystrokes.h"

#include <algorithm>
#include <utility>

#include "restore/text/letters.h"
#include "text/letters.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

using text::Letter;
using text::Tone;

constexpr std::size_t kShortest = 2, kLongest = 12;  ///< keys of a word: "nghieeengs" has ten

bool is_vowel(char32_t c) {
  return std::string_view("aeiouy").find(text::letter(c).bare) != std::string_view::npos;
}

Tone tone_of(char32_t key, Typing typing) {
  constexpr std::u32string_view kTelex = U"frxsj", kVni = U"23415";  // as Tone counts
  const std::size_t at = (typing == Typing::kTelex ? kTelex : kVni).find(key);
  return at == std::u32string_view::npos ? Tone::kNone : static_cast<Tone>(at + 1);
}

/// The letters so far.
struct Written {
  std::u32string letters;  ///< without tone
  Tone tone = Tone::kNone;
  std::size_t tone_keys = 0, shape_keys = 0;
  bool composed = false, vowel = false;
};

class Reader {
 public:
  Reader(std::u32string_view word, Typing typing) : word_(word), typing_(typing) {}

  std::vector<Spelling> run() {
    read(0, {});
    return std::move(out_);
  }

 private:
  void read(std::size_t at, const Written& written) {
    if (at == word_.size()) return finish(written);
    const char32_t key = word_[at];
    if (const Tone tone = tone_of(key, typing_); tone != Tone::kNone && written.vowel) {
      const bool may_repeat = written.composed && typing_ == Typing::kTelex;
      if (written.tone != Tone::kNone && (written.tone != tone || !may_repeat)) return;
      Written next = written;
      next.tone = tone;
      ++next.tone_keys;
      return read(at + 1, next);
    }
    if (typing_ == Typing::kTelex ? shape_by_letter(at, written) : shape_by_digit(at, written)) {
      return;
    }
    append(at, key, written);
  }

  void append(std::size_t at, char32_t key, Written written) {
    const Letter found = text::letter(key);
    if (!found || (found.tone != Tone::kNone && written.tone != Tone::kNone)) return;
    if (found.tone != Tone::kNone) written.tone = found.tone;
    written.composed = written.composed || key >= 0x80;
    written.vowel = written.vowel || is_vowel(key);
    written.letters += found.toneless;
    read(at + 1, written);
  }

  /// Returns true if the key can be nothing else.
  bool shape_by_letter(std::size_t at, const Written& written) {
    const char32_t key = word_[at];
    if (key == U'w') {
      if (written.vowel) {
        horn(at, written);
        breve(at, written);
      } else {
        Written next = written;  // "tw" is tư
        next.vowel = true;
        next.letters += U'ư';
        ++next.shape_keys;
        read(at + 1, next);
      }
      return true;
    }
    if (key == U'd') return bar(at, written);
    if (key == U'a' || key == U'e' || key == U'o') roof(at, key, written);
    return false;
  }

  bool shape_by_digit(std::size_t at, const Written& written) {
    switch (word_[at]) {
      case U'6':
        for (const char32_t vowel : {U'a', U'e', U'o'}) roof(at, vowel, written);
        return true;
      case U'7':
        horn(at, written);
        return true;
      case U'8':
        breve(at, written);
        return true;
      case U'9':
        return bar(at, written);
      default:
        return false;
    }
  }

  /// Continues with the letter at `place` changed to `letter`.
  void shaped(std::size_t at, Written written, std::size_t place, char32_t letter) {
    written.letters[place] = letter;
    ++written.shape_keys;
    read(at + 1, written);
  }

  /// Puts the bar on the d before, or on the first letter.
  bool bar(std::size_t at, const Written& written) {
    if (written.letters.empty()) return false;
    const std::size_t last = written.letters.size() - 1;
    const std::size_t place = written.letters[last] == U'd' ? last : 0;
    if (written.letters[place] != U'd') return false;
    shaped(at, written, place, U'đ');
    return true;
  }

  void roof(std::size_t at, char32_t vowel, const Written& written) {
    const std::size_t place = written.letters.find(vowel);
    if (place == std::u32string::npos) return;
    shaped(at, written, place, vowel == U'a' ? U'â' : vowel == U'e' ? U'ê' : U'ô');
  }

  void breve(std::size_t at, const Written& written) {
    const std::size_t place = written.letters.find(U'a');
    if (place != std::u32string::npos) shaped(at, written, place, U'ă');
  }

  /// Puts the horn on one vowel, or on both of uo. A second key may follow if the first has made
  /// ưo.
  void horn(std::size_t at, const Written& written) {
    const std::size_t pair = written.letters.find(U"uo");
    if (pair != std::u32string::npos) {
      Written both = written;
      both.letters[pair] = U'ư';
      shaped(at, both, pair + 1, U'ơ');
    }
    for (const char32_t vowel : {U'u', U'o'}) {
      const std::size_t place = written.letters.find(vowel);
      if (place != std::u32string::npos) shaped(at, written, place, vowel == U'u' ? U'ư' : U'ơ');
    }
  }

  void finish(const Written& written) {
    if (written.tone_keys + written.shape_keys == 0) return;
    if (!written.vowel) return add(written.letters, written);
    for (std::size_t i = 0; i < written.letters.size(); ++i) {
      if (written.tone != Tone::kNone && !is_vowel(written.letters[i])) continue;
      std::u32string syllable = written.letters;
      syllable[i] = text::with_tone(text::letter(syllable[i]), written.tone);
      const std::string utf8 = to_utf8(syllable);
      if (!text::is_legal_toned_syllable(utf8)) continue;
      add(to_utf32(model_word(utf8)), written);
      if (written.tone == Tone::kNone) return;
    }
  }

  void add(std::u32string syllable, const Written& written) {
    const Spelling spelling{std::move(syllable), typing_,          written.tone_keys,
                            written.shape_keys,  written.composed, !written.vowel};
    if (std::find(out_.begin(), out_.end(), spelling) == out_.end()) out_.push_back(spelling);
  }

  std::u32string_view word_;
  Typing typing_;
  std::vector<Spelling> out_;
};

}  // namespace

std::vector<Spelling> spelled_by_keys(std::u32string_view word) {
  if (word.size() < kShortest || word.size() > kLongest) return {};
  const bool digits =
      std::any_of(word.begin(), word.end(), [](char32_t c) { return c >= U'1' && c <= U'9'; });
  return Reader(word, digits ? Typing::kVni : Typing::kTelex).run();
}

}  // namespace codau::restore
