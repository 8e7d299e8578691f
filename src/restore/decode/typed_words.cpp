#include "restore/decode/typed_words.h"

#include <algorithm>
#include <memory>
#include <string>

#include "restore/channel/keystrokes.h"
#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

// −log P(a word is left as keys), in nats, …
constexpr float kTypedLineCost = 2;    ///< … if most of the line is
constexpr float kUnambiguousCost = 7;  ///< … elsewhere, if it is hardly anything else
constexpr float kRareKeyCost = 8;      ///< … or has one key that seldom ends a foreign word: f, j
constexpr float kAmbiguousCost = 11;   ///< … or may be a foreign word or a name

/// Returns true for an English plural: "rooms", "boots".
bool is_plural(std::u32string_view word) {
  const bool twin = word.find(U"oo") != word.npos || word.find(U"ee") != word.npos;
  return word.back() == U's' && twin && word.find_first_of(U"wfrxj") == word.npos &&
         word.find(U"dd") == word.npos;
}

/// Returns true for a syllable that has marks and one digit after it: "dịch9", "nhân5". Outside
/// typed lines the digit is the mark of a footnote. Words like "trong5" may be trọng as well: their
/// neighbours tell.
bool is_footnoted(std::u32string_view word) {
  const char32_t last = word.back();
  const auto is_marked = [](char32_t c) { return c >= 0x80; };
  return last >= U'1' && last <= U'9' && std::any_of(word.begin(), word.end(), is_marked) &&
         text::is_legal_syllable(to_utf8(word.substr(0, word.size() - 1)));
}

bool are_unambiguous_keys(const KeySpelling& spelling, std::u32string_view word) {
  if (spelling.is_half_composed) return spelling.input_method == InputMethod::kTelex;
  if (spelling.tone_keys + spelling.shape_keys < 2) return false;
  return spelling.input_method == InputMethod::kVni || !is_plural(word);
}

float cost_of(const KeySpelling& spelling, std::u32string_view word) {
  if (are_unambiguous_keys(spelling, word)) return kUnambiguousCost;
  const bool rare_key = word.back() == U'f' || word.back() == U'j';
  return rare_key ? kRareKeyCost : kAmbiguousCost;
}

}  // namespace

std::vector<bool> find_typed_lines(std::span<const TypedWordCounts> lines) {
  constexpr std::size_t kMinUnambiguousWords = 2, kMaxWordsPerUnambiguous = 6;
  std::vector<bool> out(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TypedWordCounts around;
    for (std::size_t k = i > 0 ? i - 1 : 0; k < std::min(i + 2, lines.size()); ++k) {
      around.words += lines[k].words;
      around.unambiguous += lines[k].unambiguous;
    }
    const auto is_typed = [&](const TypedWordCounts& count) {
      return count.unambiguous >= kMinUnambiguousWords &&
             count.unambiguous * kMaxWordsPerUnambiguous >= count.words;
    };
    out[i] = is_typed(lines[i]) || is_typed(around);
  }
  return out;
}

const TypedWord& TypedWords::look_up(CandidateFinder& finder, WordType& type, bool in_typed_line) {
  auto& word = type.typed.at(in_typed_line ? 1 : 0);
  if (word == nullptr) {
    word = std::make_unique<const TypedWord>(spell(finder, type, in_typed_line));
  }
  return *word;
}

TypedWord TypedWords::spell(CandidateFinder& finder, WordType& type, bool in_typed_line) const {
  TypedWord out;
  if (type.is_protected || (type.is_abbreviation && !in_typed_line && type.seen.size() < 4))
    return out;
  if (!in_typed_line && is_footnoted(type.seen)) return out;
  const bool known = type.word != lm::kUnknown;
  const bool twin = type.seen.find(U"oo") != type.seen.npos;  // "coong" is rare, "công" is not
  out.is_syllable = text::is_legal_toned_syllable(to_utf8(type.seen));
  if (known && out.is_syllable && !twin) return out;
  for (const KeySpelling& spelling : decode_keystrokes(type.seen)) {
    const lm::WordId word = knowledge_.vocabulary.find(to_utf8(spelling.word));
    if (word == lm::kUnknown || (spelling.is_abbreviation && !in_typed_line)) continue;
    if (out.candidates.empty())
      out.candidates.push_back(finder.candidates(type, kCleanText).front());
    const bool is_unambiguous = are_unambiguous_keys(spelling, type.seen);
    out.candidates.push_back({word, in_typed_line ? kTypedLineCost : cost_of(spelling, type.seen)});
    out.is_half_composed = spelling.is_half_composed;
    out.is_unambiguous = out.is_unambiguous || (is_unambiguous && !known);
  }
  return out;
}

}  // namespace codau::restore
