// restore/lexicon/word_type.h — a word as it stands in a text, and its search results.
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

/// The certain original of an abbreviation without its marks.
struct KnownAbbreviation {
  const std::string* spelling = nullptr;  ///< null if unknown
  Candidate candidate;
};

/// The certain original of an abbreviation before a slash.
struct KnownSlashForm {
  std::string_view after_slash;  ///< the text after the slash
  KnownAbbreviation known;
};

/// The candidates of a word typed without an input method.
struct TypedWord {
  /// The unchanged word comes first. Empty if the keys spell nothing, or are the mark of a
  /// footnote.
  std::vector<Candidate> candidates;
  bool is_unambiguous = false;    ///< hardly a foreign word, a code or a footnote mark
  bool is_half_composed = false;  ///< some letters had their marks already
  bool is_syllable = false;       ///< the word unchanged is a syllable: "coong"
};

/// Counts windows, and replacements of channels.
using CacheGeneration = std::uint64_t;

/// The steps that a search took of its budget.
struct SearchCost {
  std::uint32_t granted = 0;  ///< 0: never searched
  std::uint32_t steps = 0;
  bool has_found = false;
};

/// The result and the cost of a search. Both are the same whenever as many steps are granted, so
/// the next window need not search again. Results of one window only are stored apart.
template <typename T>
struct CachedSearch {
  ChannelId channel = kCleanText;
  bool is_window_result = false;  ///< the last answer was `window_result`
  SearchCost search_cost;
  CacheGeneration generation = 0;  ///< generation of the last answer
  T shared_result{};               ///< result for all windows
  T window_result{};               ///< result for a channel of one window, or without budget
};

/// A word as it stands in the text, looked up once for all its places.
struct WordType {
  std::u32string seen;         ///< lower case, not empty
  std::uint8_t gap = 0;        ///< as in Token
  CacheGeneration window = 0;  ///< the last window that contains the word, …
  std::uint32_t offset = 0;    ///< … first at this byte
  lm::WordId word = lm::kUnknown;
  FoldGroup fold;                ///< words that differ in marks only
  bool is_plain = true;          ///< letters only
  bool is_abbreviation = false;  ///< mostly capitals, and no word of the model
  LabelLikelihood label = LabelLikelihood::kNone;
  KnownAbbreviation in_code, in_text;
  KnownAbbreviation misread;                ///< in text, if Đ was read as another letter: "HPND"
  std::vector<KnownSlashForm> slash_forms;  ///< in "D/c"
  bool is_protected = false;                ///< a known abbreviation that is no syllable
  bool is_protected_in_capitals = false;    ///< also a syllable: "TU", "HU"
  std::vector<float> log_prob;  ///< by channel: log P(seen), words weighted by frequency.
  // By channel, if asked for: what a search adds to log_prob, and the candidates of the word.
  std::vector<CachedSearch<float>> search_gains;
  /// Observed first.
  std::vector<std::unique_ptr<CachedSearch<std::vector<Candidate>>>> candidates;
  std::array<std::unique_ptr<const TypedWord>, 2> typed;  ///< by whether its line is typed
};

}  // namespace codau::restore
