// lm/ngram_model.h — an n-gram language model: the probability of a word after the words before it.
// A word is a Vietnamese syllable. The model is read in place from a memory-mapped file. All
// logarithms are natural.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "lm/ngram_format.h"

namespace codau::lm {

/// Number of a word in the vocabulary. Numbers 0 to 3 are no words but classes: each stands for all
/// tokens of a kind. The words follow, ascending by fold (letters without marks), then by spelling.
/// So words of one fold, such as "hạn" and "hân", have consecutive numbers.
using WordId = std::uint16_t;
inline constexpr WordId kUnknown = 0;        ///< all words that are not in the vocabulary
inline constexpr WordId kSentenceStart = 1;  ///< before the first word; never predicted
inline constexpr WordId kNumber = 2;         ///< all numbers
inline constexpr WordId kBreak = 3;          ///< the signs . ; : ! ? …
inline constexpr WordId kFirstWord = 4;      ///< the first word of the vocabulary

/// "No node" in State, and "no entry" in NgramLookup.
inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// The words before a position, as far as the model uses them: a plain value. A default State is
/// the beginning of a text. All others come from score() and next_state(). Equal states give every
/// word the same probability.
struct State {
  WordId word = kSentenceStart;  ///< the last word

  /// Nodes of the trie (ngram_format.h) for the last 2, 3 … words; nodes[0] is for 2 words. The
  /// trie has a node only for words that begin a longer n-gram. Otherwise the value is kNoNode.
  std::array<std::uint32_t, kMaxOrder - 2> nodes = no_nodes();
  constexpr bool operator==(const State& other) const {  // faster than comparing arrays as bytes
    bool same = word == other.word;
    for (std::size_t i = 0; i < nodes.size(); ++i) same = same && nodes[i] == other.nodes[i];
    return same;
  }
  static constexpr std::array<std::uint32_t, kMaxOrder - 2> no_nodes() {
    std::array<std::uint32_t, kMaxOrder - 2> out{};
    out.fill(kNoNode);
    return out;
  }
};

/// The result of NgramModel::score().
struct Transition {
  float log_prob = 0;  ///< log P(word | state)
  State next;          ///< the state after the word
};

/// The result of NgramModel::look_up() for one word.
struct NgramLookup {
  float log_prob = 0;  ///< log P(word | state)
  /// Entries of the trie for the n-grams of 2, 3 … words that end in this word; only for
  /// next_state().
  std::array<std::uint32_t, kMaxOrder - 2> entries = State::no_nodes();
};

/// The model. Immutable, except for copy_into_memory(); many threads may share it.
class NgramModel {
 public:
  /// Maps `path`, and checks its header, the sizes of its sections, and the contents of its small
  /// sections (those before kFirstLargeSection, ngram_format.h). Damage in a large section causes
  /// wrong scores, nothing worse; verify() finds it. Throws Error{kModel} with the file name if:
  /// 1. the file is missing, unfinished or truncated;
  /// 2. it is of another kind or version;
  /// 3. its header or a small section is damaged, or its sections contradict each other.
  explicit NgramModel(const char* path);
  ~NgramModel();
  NgramModel(NgramModel&&) noexcept;
  NgramModel& operator=(NgramModel&&) noexcept;

  /// Reads the whole file. Throws Error{kModel} with the file name if any section is damaged.
  void verify() const;
  /// Copies the file into memory that the children of a later fork() share (lm/mapped_file.h). Call
  /// it before other threads use the model.
  void copy_into_memory() noexcept;

  /// Returns the number of words of the vocabulary, including the classes.
  [[nodiscard]] std::uint32_t size() const noexcept;
  /// Returns the spelling of a word in UTF-8. Precondition: word < size().
  [[nodiscard]] std::string_view spelling(WordId word) const noexcept;

  /// Returns log P(word | state) and the state after the word. Precondition: word < size(), and
  /// word is not kSentenceStart.
  /// Laws: the probabilities of all words after a state sum to one, within the rounding of 8-bit
  /// codes; the next state depends only on the last kMaxOrder - 1 words.
  [[nodiscard]] Transition score(const State& state, WordId word) const noexcept;
  /// Does the same as score() for many words, each after the same state, but does not compute the
  /// next states. Writes the result for words[i] to out[i]. Faster than score(), above all if the
  /// words ascend. Precondition: `out` has as many elements as `words`, and each word is as in
  /// score().
  void look_up(const State& state, std::span<const WordId> words,
               std::span<NgramLookup> out) const noexcept;
  /// Returns the state after `word`. `lookup`: the result of look_up() for this word. Call it only
  /// for words after which further words will be scored.
  [[nodiscard]] State next_state(WordId word, const NgramLookup& lookup) const noexcept;
  /// Prefetches memory that look_up() reads for `state`. A hint; call it some time before
  /// look_up().
  void prefetch(const State& state) const noexcept;
  /// Returns log P(word) without context. Precondition: word < size().
  [[nodiscard]] float unigram_log_prob(WordId word) const noexcept;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace codau::lm
