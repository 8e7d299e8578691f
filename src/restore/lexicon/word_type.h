// restore/lexicon/word_type.h — a distinct word of a text, with the cached results of its look-ups.
// Terms: a window is a text that is restored at once (repair/restore_window.h). A channel is a kind
// of damage (knowledge.h). A typed word was typed with the keys of an input method while it was
// off: "vieejt" for "việt" (channel/keystrokes.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "restore/lexicon/knowledge.h"
#include "restore/text/labels.h"

namespace codau::restore {

/// The original of an abbreviation that lost its diacritics, if it is certain
/// (text/abbreviations.h).
struct KnownAbbreviation {
  const std::string* spelling = nullptr;  ///< null if the original is not certain
  Candidate candidate;                    ///< `spelling` as a word of the model, at cost 0
};

/// The certain original of the letters before a slash: "Đ" for the D of "D/c".
struct KnownSlashForm {
  std::string_view after_slash;  ///< the text that must follow the slash: "c"
  KnownAbbreviation known;       ///< the original of the letters before the slash
};

/// The meanings of a word as a typed word.
struct TypedWord {
  /// The unchanged word, then the words that the keys spell. Empty if it cannot be a typed word:
  /// 1. Its keys spell no word of the model.
  /// 2. It is a protected word (WordType::is_protected).
  /// 3. It is a word of the model and a syllable with its tone, without "oo".
  /// 4. Outside lines of typed words: it is an abbreviation of fewer than four letters, or a marked
  ///    syllable with the digit of a footnote.
  std::vector<Candidate> candidates;
  bool is_unambiguous = false;    ///< hardly a foreign word or a code
  bool is_half_composed = false;  ///< some letters had diacritics already: "đâuf"
  bool is_syllable = false;       ///< unchanged, it is a syllable with its tone: "coong"
};

/// A number that is given out once (WordCache::next_stamp()). It identifies one window, or one
/// channel as one window uses it (CandidateFinder::use_channels()).
using CacheStamp = std::uint64_t;

/// The cost of a search, in steps (search_budget.h).
struct SearchCost {
  std::uint32_t granted = 0;  ///< steps allowed; 0: never searched
  std::uint32_t steps = 0;    ///< steps taken
  bool has_found = false;     ///< the steps sufficed, and the search found a candidate
};

/// The cached results T of the searches for one word and one channel.
template <typename T>
struct CachedSearch {
  ChannelId channel = kCleanText;  ///< the channel
  CacheStamp stamp = 0;            ///< of the last request; the same stamp gets the same result
  bool is_window_result = false;   ///< the result for `stamp` is `window_result`
  /// Result for the channel as it was learnt. It is the same in all windows, so it is searched
  /// once.
  T shared_result{};
  SearchCost search_cost;  ///< cost of the search for `shared_result`
  /// Result for a channel fitted to the window, or without a search if no step was granted.
  T window_result{};
};

/// A distinct word of the text, looked up once for all its occurrences. Words that differ in case
/// or gap are distinct.
struct WordType {
  std::u32string seen;  ///< lower case, not empty; a plain word as to_model_spelling() (spelling.h)
  std::uint8_t gap = 0;      ///< Token::gap
  CacheStamp window = 0;     ///< the last window that contains the word
  std::uint32_t offset = 0;  ///< byte of that window at which the word was first looked up
  bool is_plain = true;      ///< letters only (Token::is_plain)
  /// `seen` as a word of the model; kUnknown for a word that is not plain. For a numeral with
  /// misread strokes it is the repaired numeral: "iii" for "I1I".
  lm::WordId word = lm::kUnknown;
  /// The words that differ from `seen` in diacritics only, and `word`. Empty for a misread numeral
  /// and for a word that is not plain.
  FoldGroup fold;
  /// Plain, with at least two capitals, and without a word of the model of the same fold.
  bool is_abbreviation = false;
  LabelLikelihood label = LabelLikelihood::kNone;  ///< classify_label(); kNone for plain words
  KnownAbbreviation in_code;                       ///< the original inside a document code
  KnownAbbreviation in_text;                       ///< the original elsewhere
  KnownAbbreviation misread;  ///< the original elsewhere if Đ was misread: "HĐND" for "HPND"
  std::vector<KnownSlashForm> slash_forms;  ///< the originals if a slash follows: "D/c"
  bool is_protected = false;                ///< in Knowledge::protected_words, and no syllable
  bool is_protected_in_capitals = false;    ///< in that list, and a syllable: "TU", "HU"
  /// CandidateFinder::log_probs(), by ChannelId. Empty until requested.
  std::vector<float> log_prob;
  std::vector<CachedSearch<float>> search_gains;  ///< CandidateFinder::search_gain(), if requested
  /// CandidateFinder::candidates(), if requested. The unchanged word comes first.
  std::vector<std::unique_ptr<CachedSearch<std::vector<Candidate>>>> candidates;
  /// [0] outside, [1] inside lines of typed words. Null until requested.
  std::array<std::unique_ptr<const TypedWord>, 2> typed;
};

}  // namespace codau::restore
