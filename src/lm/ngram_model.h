// lm/ngram_model.h — an n-gram model over syllables, read in place from a memory-mapped file. All
// logarithms are natural.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "lm/ngram_format.h"

namespace codau::lm {

/// Number of a word in the vocabulary. The first four are the classes below. Words follow,
/// ascending by fold (letters without marks), then by spelling. So words of one fold have
/// neighbouring ids.
using WordId = std::uint16_t;
inline constexpr WordId kUnknown = 0;  ///< any word that the vocabulary does not have
/// Before the first word of a passage; never predicted.
inline constexpr WordId kSentenceStart = 1;
inline constexpr WordId kNumber = 2;     ///< any number
inline constexpr WordId kBreak = 3;      ///< . ; : ! ?
inline constexpr WordId kFirstWord = 4;  ///< the first word that is no class

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// The words before a position, as far as the model uses them. Equal states give every word the
/// same probability. A plain value.
struct State {
  WordId word = kSentenceStart;  ///< the last word
  /// The nodes (ngram_format.h) of the last two words, of the last three words, and so on. The
  /// value is kNoNode if no longer n-gram of the model begins with these words.
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
  /// Entries of the n-grams of 2, 3 … words that end in this word; for next_state() only.
  std::array<std::uint32_t, kMaxOrder - 2> entries = State::no_nodes();
};

/// Immutable; share by const reference between threads.
class NgramModel {
 public:
  /// Maps `path` and checks its header, its sizes and its small sections. Damage in a large section
  /// causes wrong scores, nothing worse; verify() finds it. Throws Error{kModel} with the file name
  /// if:
  /// 1. the file is missing, unfinished or truncated;
  /// 2. it is of another kind or version;
  /// 3. its header or a small section is damaged.
  explicit NgramModel(const char* path);
  ~NgramModel();
  NgramModel(NgramModel&&) noexcept;
  NgramModel& operator=(NgramModel&&) noexcept;

  /// Reads the whole file. Throws Error{kModel} with the file name if any section is damaged.
  void verify() const;
  /// Copies the file into memory that children of a fork() share (lm/mapped_file.h).
  void copy_into_memory() noexcept;

  /// Returns the number of words of the vocabulary, with the classes.
  [[nodiscard]] std::uint32_t size() const noexcept;
  /// Returns the spelling of a word in UTF-8. Precondition: word < size().
  [[nodiscard]] std::string_view spelling(WordId word) const noexcept;

  /// Returns log P(word | state) and the next state. Precondition: word < size(), word !=
  /// kSentenceStart.
  /// Laws: over all words the probabilities of a state sum to one (within 8-bit quantisation); the
  /// next state depends only on the last words, not on the way to it.
  [[nodiscard]] Transition score(const State& state, WordId word) const noexcept;
  /// Scores many words, each after the same state. Fast if the words ascend. Precondition: `out`
  /// has as many elements as `words`; each word is as in score().
  void look_up(const State& state, std::span<const WordId> words,
               std::span<NgramLookup> out) const noexcept;
  /// Returns the state after `word`. `found` is the result of look_up() for this word. It is a
  /// function of its own, since most words need no next state.
  [[nodiscard]] State next_state(WordId word, const NgramLookup& found) const noexcept;
  /// Prefetches memory that look_up() reads for `state`. Call it some time before look_up().
  void prefetch(const State& state) const noexcept;
  /// Returns log P(word) without context. Precondition: word < size().
  [[nodiscard]] float unigram_log_prob(WordId word) const noexcept;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace codau::lm
