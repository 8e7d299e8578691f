// restore/lexicon/word_type.h — a distinct word of a text, with the results of all look-ups of the
// word. A word that occurs a hundred times is one WordType, so it is looked up once. WordCache
// (decode/word_cache.h) makes word types. CandidateFinder (decode/candidate_finder.h) and
// TypedWords (decode/typed_words.h) fill in their caches. All other code only reads word types.
// Terms:
// 1. The seen word is the word as it was read, perhaps damaged. An original is a true word.
// 2. A plain word has letters only, no digits and no signs (Token::is_plain in text/tokens.h).
// 3. The model is the n-gram language model.
// 4. A window is a text that is restored at once (repair/restore_window.h).
// 5. A channel is a kind of damage with its error model (knowledge.h). A channel may be adapted to
//    one window.
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

/// The certain original of an abbreviation that lost its diacritics: "HĐND" for "HDND"
/// (text/abbreviations.h).
struct KnownAbbreviation {
  /// The original; null if no original is certain. Points into Knowledge::abbreviations.
  const std::string* spelling = nullptr;
  Candidate candidate;  ///< `spelling` as a word of the model, at cost 0
};

/// The original of an abbreviation with a slash: "Đ" for the "D" of "D/c".
struct KnownSlashForm {
  std::string_view after_slash;  ///< `known` is valid only before a slash and this text: "c"
  KnownAbbreviation known;       ///< the original of the letters before the slash
};

/// The possible originals of a typed word. A typed word was typed while the input method was off,
/// so it shows the keys: "vieejt" for "việt" (channel/keystrokes.h). A typed line has many typed
/// words (find_typed_lines() in decode/typed_words.h).
struct TypedWord {
  /// The unchanged word first, then the words that its keys spell. Empty if the word cannot be a
  /// typed word, because:
  /// 1. its keys spell no word of the model, nor (in typed lines) an abbreviation;
  /// 2. it must stay unchanged (WordType::is_protected);
  /// 3. it is itself a legal syllable and a word of the model: "các". Words with "oo" are excepted:
  ///    "coong" may be a typed "công";
  /// 4. it is an abbreviation of fewer than four letters, or a syllable with a footnote mark
  ///    ("dịch9"). These are possible only in typed lines.
  std::vector<Candidate> candidates;
  bool is_unambiguous = false;    ///< the word can hardly be a foreign word or anything else
  bool is_half_composed = false;  ///< some letters had diacritics already: "đâuf"
  bool is_syllable = false;       ///< the unchanged word is a legal syllable: "coong"
};

// The cache types below serve CandidateFinder.
/// A stamp: the number of a window, or of a channel as it is used in a window. A window gets a new
/// stamp when it begins. A channel gets one when a window begins, and when it is adapted to the
/// window. A cached result with another stamp is out of date. WordCache::next_stamp() never returns
/// a stamp twice.
using CacheStamp = std::uint64_t;

/// The cost of one dictionary search. A step tries one letter (search_budget.h).
struct SearchCost {
  std::uint32_t granted = 0;  ///< number of allowed steps; 0: no search was made
  std::uint32_t steps = 0;    ///< number of steps that were taken
  bool has_found = false;     ///< the search ended within its steps, and found a candidate
};

/// The cached result of one dictionary search: for one word and one channel. `T`: type of the
/// result.
template <typename T>
struct CachedSearch {
  ChannelId channel = kCleanText;
  CacheStamp stamp = 0;           ///< stamp of the last request; the same stamp needs no new search
  bool is_window_result = false;  ///< the last request returned `window_result`
  /// The result for the channel as it was trained. All windows share this result.
  T shared_result{};
  SearchCost search_cost;  ///< cost of the search for `shared_result`
  /// The result for one window only. Used if the channel was adapted to the window. Also used if no
  /// search was made, because the search budget of the window was used up.
  T window_result{};
};

/// A distinct word, shared by all its occurrences in a window. Later windows may use it again.
/// Words are distinct if their letters, their case or `gap` differ.
struct WordType {
  /// The seen word in lower case; never empty. A plain word is spelled as to_model_spelling()
  /// returns it (text/spelling.h): "hóa" for "hoá".
  std::u32string seen;
  /// Position in the word at which a streak of the scanner hid print, as in Token::gap; 0: none.
  std::uint8_t gap = 0;
  CacheStamp window = 0;     ///< stamp of the last window that contains the word
  std::uint32_t offset = 0;  ///< byte of that window at which the word was first looked up
  bool is_plain = true;      ///< Token::is_plain of its first token in that window
  /// The number of `seen` in the model; kUnknown if the word is not plain. A Roman numeral with
  /// misread strokes ("I1I") has the number of the repaired numeral ("iii").
  lm::WordId word = lm::kUnknown;
  /// All words of the model that equal `seen` if diacritics are ignored. Empty for misread numerals
  /// and for words that are not plain.
  FoldGroup fold;
  /// True if the word is plain, has at least two capitals, is unknown to the model, and `fold` is
  /// empty.
  bool is_abbreviation = false;
  /// Likelihood that the word is a label or a quantity, such as "5A". kNone for plain words.
  LabelLikelihood label = LabelLikelihood::kNone;
  // The originals of the word as an abbreviation. They depend on the place of the word in the text.
  KnownAbbreviation in_code;       ///< in a document code
  bool is_proven_in_code = false;  ///< Abbreviations::is_proven_in_codes()
  KnownAbbreviation in_text;       ///< in running text
  KnownAbbreviation misread;       ///< in running text, if Đ was misread: "HĐND" for "HPND"
  std::vector<KnownSlashForm> slash_forms;  ///< before a slash: "Đ" for the "D" of "D/c"
  /// Listed in Knowledge::protected_words, and no syllable: "UBND". The word stays unchanged,
  /// except in headings that lost letters.
  bool is_protected = false;
  /// Listed in Knowledge::protected_words, and a syllable: "TU". The word stays unchanged in codes
  /// (Token::is_code_or_address). Elsewhere, it stays unchanged unless a neighbour is also a
  /// syllable in capitals.
  bool is_protected_in_capitals = false;
  /// The result of CandidateFinder::log_probs(). Empty before the first request.
  std::vector<float> log_prob;
  /// The results of CandidateFinder::search_gain(), one for each requested channel.
  /// CachedSearch::stamp is the stamp of a window, because this function uses channels as they were
  /// trained.
  std::vector<CachedSearch<float>> search_gains;
  /// The results of CandidateFinder::candidates(), one for each requested channel.
  /// CachedSearch::stamp is the stamp of a channel.
  std::vector<std::unique_ptr<CachedSearch<std::vector<Candidate>>>> candidates;
  /// The results of TypedWords::look_up(): element 0 outside typed lines, element 1 in typed lines.
  /// Null before the first request.
  std::array<std::unique_ptr<const TypedWord>, 2> typed;
};

}  // namespace codau::restore
