// restore/lexicon/word_type.h — a distinct word of a text, and the cached results of its look-ups.
// A window is a piece of text that is restored at once (repair/restore_window.h).
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

/// The original of an abbreviation that lost its marks, if it is certain (text/abbreviations.h).
struct KnownAbbreviation {
  const std::string* spelling = nullptr;  ///< null if the original is not certain
  Candidate candidate;                    ///< `spelling` as a word of the model, at cost 0
};

/// The certain original of the letters before a slash: "Đ" for the D of "D/c".
struct KnownSlashForm {
  std::string_view after_slash;  ///< the text that must follow the slash: "c"
  KnownAbbreviation known;
};

/// The candidates of a word that may be keys typed without an input method ("vieejt" for "việt").
struct TypedWord {
  /// The unchanged word comes first. Empty in these cases:
  /// 1. The keys spell no word of the model.
  /// 2. The word is a protected or short abbreviation, a known syllable, or has a footnote mark.
  std::vector<Candidate> candidates;
  bool is_unambiguous = false;    ///< the keys are hardly a foreign word or a code
  bool is_half_composed = false;  ///< some letters had their marks already
  bool is_syllable = false;       ///< the word unchanged is a syllable with its tone: "coong"
};

/// The number of a state of the caches. It grows with each window and each replacement of channels.
using CacheGeneration = std::uint64_t;

/// The steps of a search (lexicon/search_budget.h).
struct SearchCost {
  std::uint32_t granted = 0;  ///< steps allowed; 0: never searched
  std::uint32_t steps = 0;    ///< steps taken
  bool has_found = false;     ///< the steps sufficed, and the search found a candidate
};

/// The cached result and cost of the search for one word and one channel. A new search with the
/// same channel and as many granted steps gives the same, so later windows do not search again.
/// Results that hold for one window only have a member of their own.
template <typename T>
struct CachedSearch {
  ChannelId channel = kCleanText;
  bool is_window_result = false;   ///< `window_result` holds the result of `generation`
  SearchCost search_cost;          ///< cost of the search for `shared_result`
  CacheGeneration generation = 0;  ///< that of the channel at the last request
  T shared_result{};               ///< for the unchanged channel: valid in all windows
  T window_result{};  ///< for a channel fitted to one window, or if no step was granted
};

/// A distinct word of the text, looked up once for all its occurrences.
struct WordType {
  /// Lower case, not empty. Plain words have the spelling of to_model_spelling() (letters.h).
  std::u32string seen;
  std::uint8_t gap = 0;            ///< Token::gap
  CacheGeneration window = 0;      ///< generation of the last window that contains the word
  std::uint32_t offset = 0;        ///< byte of the first occurrence looked up in that window
  lm::WordId word = lm::kUnknown;  ///< `seen` as a word of the model
  FoldGroup fold;                  ///< words that differ from `seen` in marks only
  bool is_plain = true;            ///< letters only
  /// At least two capitals; the model has no word with its fold.
  bool is_abbreviation = false;
  LabelLikelihood label = LabelLikelihood::kNone;  ///< classify_label(); kNone for plain words
  KnownAbbreviation in_code, in_text;              ///< the original in a document code, and in text
  KnownAbbreviation misread;  ///< the original in text if Đ was misread: "HĐND" for "HPND"
  std::vector<KnownSlashForm> slash_forms;  ///< the originals if a slash follows: "D/c"
  bool is_protected = false;                ///< in Knowledge::protected_words, and no syllable
  bool is_protected_in_capitals = false;    ///< in that list, and a syllable: "TU", "HU"
  /// By channel: log P(seen) over all words that it may be, weighted by frequency.
  std::vector<float> log_prob;
  std::vector<CachedSearch<float>> search_gains;  ///< WordTypes::search_gain(), if requested
  /// WordTypes::candidates(), if requested. The unchanged word comes first.
  std::vector<std::unique_ptr<CachedSearch<std::vector<Candidate>>>> candidates;
  /// As typed keys: [0] in other lines, [1] in lines of typed keys. Null until requested.
  std::array<std::unique_ptr<const TypedWord>, 2> typed;
};

}  // namespace codau::restore
