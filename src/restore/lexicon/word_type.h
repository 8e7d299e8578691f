// restore/lexicon/word_type.h — a word as it stands in a text, and what was found for it.
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

/// What an abbreviation without its marks surely was.
struct KnownAbbreviation {
  const std::string* spelling = nullptr;  ///< null for none
  Candidate option;
};

/// The same of one before a slash.
struct ShortForm {
  std::string_view behind;  ///< the slash
  KnownAbbreviation known;
};

/// What a word can be if it was typed without an input method; the one as it is comes first.
struct TypedWord {
  /// Empty where the keys spell nothing, and where they are the mark of a footnote.
  std::vector<Candidate> options;
  bool telling = false;      ///< hardly a word of another language, a code or a footnote mark
  bool composed = false;     ///< some letters had their marks already
  bool is_syllable = false;  ///< as it stands: "coong"
};

/// Counts windows, and channels put in the place of others.
using Stamp = std::uint64_t;

/// What a search took of its budget.
struct Taken {
  std::uint32_t granted = 0;  ///< 0: it was never done
  std::uint32_t steps = 0;
  bool has_found = false;
};

/// What a search gave and took: the same whenever as much is granted, so that it need not be done
/// again in the next window. What is of one window only stands apart.
template <typename T>
struct Searched {
  ChannelId channel = kCleanText;
  bool is_own = false;  ///< of the last asking: the answer is `own`
  Taken taken;
  Stamp stamp = 0;  ///< of the last asking
  T kept{};         ///< what it gave
  T own{};          ///< what is given by a channel of one window, or for lack of budget
};

/// A word as it stands in the text, looked up once for all its places.
struct WordType {
  std::u32string seen;      ///< lower case, not empty
  std::uint8_t gap = 0;     ///< as Token has it
  Stamp window = 0;         ///< the last one that has it, where it …
  std::uint32_t place = 0;  ///< … first stands at this byte
  lm::WordId word = lm::kUnknown;
  FoldGroup fold;             ///< words that differ in marks only
  bool plain = true;          ///< letters only
  bool abbreviation = false;  ///< mostly capitals, and no word of the model
  Label label = Label::kNone;
  KnownAbbreviation in_code, in_text;
  KnownAbbreviation misread;              ///< in text, where Đ was read as another letter: "HPND"
  std::vector<ShortForm> before_slash;    ///< in "D/c"
  bool is_protected = false;              ///< a known abbreviation that can be no syllable
  bool is_protected_in_capitals = false;  ///< one that can be one: "TU", "HU"
  std::vector<float> log_prob;            ///< by channel: log P(seen), words weighted by frequency
  // By channel, those asked for: what a search adds to log_prob, and what the word can be.
  std::vector<Searched<float>> found;
  std::vector<std::unique_ptr<Searched<std::vector<Candidate>>>> options;  ///< observed one first
  std::array<std::unique_ptr<const TypedWord>, 2> typed;  ///< by whether much around it is
};

}  // namespace codau::restore
