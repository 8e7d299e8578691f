// restore/lexicon/word_type.h — a distinct word of a text, with the cached results of its look-ups.
// Terms:
// 1. A window is a text that is restored at once (repair/restore_window.h).
// 2. A channel is a kind of damage (knowledge.h).
// 3. A candidate is a possible true word for the word as it was read (candidate.h).
// 4. A typed word was typed with the keys of an input method while it was off: "vieejt" for "việt"
//    (channel/keystrokes.h). A typed line is a line with many typed words.
// 5. A plain word has only letters, no digits or signs.
// 6. The model is the n-gram language model (lm/ngram_model.h).
// 7. A toned syllable is a legal syllable with the tone mark that its ending may need: "các", not
//    "cac" (text/syllable.h).
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

/// The original of an abbreviation that lost its diacritics ("HĐND" for "HDND"), if the table of
/// abbreviations gives one (text/abbreviations.h).
struct KnownAbbreviation {
  const std::string* spelling = nullptr;  ///< null if the original is not certain
  Candidate candidate;                    ///< `spelling` as a word of the model, at cost 0
};

/// The original of the letters before a slash: "Đ" for the D of "D/c".
struct KnownSlashForm {
  std::string_view after_slash;  ///< `known` holds only if this text follows the slash: "c"
  KnownAbbreviation known;       ///< the original of the letters before the slash
};

/// The meanings of a word as a typed word.
struct TypedWord {
  /// The unchanged word, then the words that its keys spell. Empty if the word cannot be a typed
  /// word, for one of these reasons:
  /// 1. Its keys spell no word of the model. Abbreviations that they spell count in typed lines
  ///    only.
  /// 2. The word is protected (WordType::is_protected).
  /// 3. The unchanged word is a toned syllable and a word of the model. Excepted are words with
  ///    "oo", because such words are rare: "coong" may be a typed "công".
  /// 4. Outside typed lines: it is an abbreviation of under four letters.
  /// 5. Outside typed lines: it may be a syllable with diacritics and a footnote: "dịch9".
  std::vector<Candidate> candidates;
  bool is_unambiguous = false;    ///< hardly anything else, such as a foreign word or code
  bool is_half_composed = false;  ///< some letters had diacritics already: "đâuf"
  bool is_syllable = false;       ///< the unchanged word is a toned syllable: "coong"
};

/// A number by which a cached result that is out of date is recognised. Each window has a stamp. So
/// has each channel in a window; adapting the channel to the window gives it a new stamp
/// (CandidateFinder::use_channels()). A result is out of date if it has another stamp than the
/// window or channel for which it is requested. WordCache::next_stamp() never returns a stamp
/// twice.
using CacheStamp = std::uint64_t;

/// The time of a dictionary search, in steps (search_budget.h).
struct SearchCost {
  std::uint32_t granted = 0;  ///< steps allowed; 0: never searched
  std::uint32_t steps = 0;    ///< steps taken
  bool has_found = false;     ///< the steps sufficed, and the search found a candidate
};

/// The cached results T of the searches for one word and one channel.
template <typename T>
struct CachedSearch {
  ChannelId channel = kCleanText;
  CacheStamp stamp = 0;  ///< of the last request; a request with this stamp needs no search
  bool is_window_result = false;  ///< the last request got `window_result`, not `shared_result`
  /// Result for the channel as it was trained. It is the same in all windows, so it is searched
  /// once.
  T shared_result{};
  SearchCost search_cost;  ///< of the search for `shared_result`
  /// Result for one window only. Either the channel was adapted to the window, or no search was
  /// made, because the budget of the window was used up.
  T window_result{};
};

/// A distinct word of the text, looked up once for all its occurrences. Words that differ in case
/// or `gap` are distinct.
struct WordType {
  /// The word as read, in lower case; never empty. A plain word is in the spelling of
  /// to_model_spelling() (text/spelling.h): "hóa" for "hoá".
  std::u32string seen;
  std::uint8_t gap = 0;      ///< Token::gap: place of hidden print in the word; 0: none
  CacheStamp window = 0;     ///< stamp of the last window that contains the word
  std::uint32_t offset = 0;  ///< byte of that window at which the word was first looked up
  bool is_plain = true;      ///< Token::is_plain of its first token in that window
  /// `seen` as a word of the model; kUnknown for a word that is not plain. For a numeral with
  /// misread strokes, the repaired numeral: "iii" for "I1I".
  lm::WordId word = lm::kUnknown;
  /// All words of the model that have the letters of `seen`, with any diacritics. Empty for a
  /// misread numeral and for a word that is not plain.
  FoldGroup fold;
  /// Plain, with at least two capitals, unknown to the model, and `fold` is empty.
  bool is_abbreviation = false;
  /// Whether the word is a label or a quantity, such as "5A". kNone for plain words.
  LabelLikelihood label = LabelLikelihood::kNone;
  KnownAbbreviation in_code;  ///< the original inside a document code
  KnownAbbreviation in_text;  ///< the original elsewhere
  KnownAbbreviation misread;  ///< the original elsewhere if Đ was misread: "HĐND" for "HPND"
  std::vector<KnownSlashForm> slash_forms;  ///< the originals if a slash follows: "D/c"
  bool is_protected = false;                ///< in Knowledge::protected_words, and not a syllable
  bool is_protected_in_capitals = false;    ///< in Knowledge::protected_words, but a syllable: "TU"
  /// The result of CandidateFinder::log_probs(). Empty until requested.
  std::vector<float> log_prob;
  /// Results of CandidateFinder::search_gain(), one for each requested channel. Their stamps are
  /// those of windows, because they hold for channels as they were trained.
  std::vector<CachedSearch<float>> search_gains;
  /// Results of CandidateFinder::candidates(), one for each requested channel. Their stamps are
  /// those of channels.
  std::vector<std::unique_ptr<CachedSearch<std::vector<Candidate>>>> candidates;
  /// Its meanings as a typed word: [0] in a line with few typed words, [1] in a line with many.
  /// Null until requested.
  std::array<std::unique_ptr<const TypedWord>, 2> typed;
};

}  // namespace codau::restore
