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
  Candidate option;
};

/// The certain original of an abbreviation before a slash.
struct ShortForm {
  std::string_view behind;  ///< the text after the slash
  KnownAbbreviation known;
};

/// The candidates of a word typed without an input method.
struct TypedWord {
  /// The unchanged word comes first. Empty if the keys spell nothing, or are the mark of a
  /// footnote.
  std::vector<Candidate> options;
  bool telling = false;      ///< hardly a foreign word, a code or a footnote mark
  bool composed = false;     ///< some letters had their marks already
  bool is_syllable = false;  ///< the word unchanged is a syllable: "coong"
};

/// Counts windows, and replacements of channels.
using Stamp = std::uint64_t;

/// The steps that a search took of its budget.
struct Taken {
  std::uint32_t granted = 0;  ///< 0: never searched
  std::uint32_t steps = 0;
  bool has_found = false;
};

/// The result and the cost of a search. Both are the same whenever as many steps are granted, so
/// the next window need not search again. Results of one window only are stored apart.
template <typename T>
struct Searched {
  ChannelId channel = kCleanText;
  bool is_own = false;  ///< the last answer was `own`
  Taken taken;
  Stamp stamp = 0;  ///< stamp of the last answer
  T kept{};         ///< result for all windows
  T own{};          ///< result for a channel of one window, or without budget
};

/// A word as it stands in the text, looked up once for all its places.
struct WordType {
  std::u32string seen;      ///< lower case, not empty
  std::uint8_t gap = 0;     ///< as in Token
  Stamp window = 0;         ///< the last window that contains the word, …
  std::uint32_t place = 0;  ///< … first at this byte
  lm::WordId word = lm::kUnknown;
  FoldGroup fold;             ///< words that differ in marks only
  bool plain = true;          ///< letters only
  bool abbreviation = false;  ///< mostly capitals, and no word of the model
  Label label = Label::kNone;
  KnownAbbreviation in_code, in_text;
  KnownAbbreviation misread;              ///< in text, if Đ was read as another letter: "HPND"
  std::vector<ShortForm> before_slash;    ///< in "D/c"
  bool is_protected = false;              ///< a known abbreviation that is no syllable
  bool is_protected_in_capitals = false;  ///< also a syllable: "TU", "HU"
  std::vector<float> log_prob;            ///< by channel: log P(seen), words weighted by frequency.
  // By channel, if asked for: what a search adds to log_prob, and the candidates of the word.
  std::vector<Searched<float>> found;
  std::vector<std::unique_ptr<Searched<std::vector<Candidate>>>> options;  ///< observed first
  std::array<std::unique_ptr<const TypedWord>, 2> typed;  ///< by whether its line is typed
};

}  // namespace codau::restore
