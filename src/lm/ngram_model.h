// lm/ngram_model.h — an n-gram language model: gives the probability of a word after the words
// before it. A word is one Vietnamese syllable, such as "hạn". It uses at most the four words
// before (kMaxOrder - 1). The model is a file that is read in place through a memory map
// (ngram_format.h). All logarithms are natural.
//
// A text is scored from its beginning: the State says which words came before. Two ways:
// 1. One word at a time: `Transition t = model.score(state, word); state = t.next;`.
// 2. Many candidates for one place: look_up() scores all of them after one state, which is faster.
//    Then next_state() gives the state after each candidate that is followed by another word.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "lm/ngram_format.h"

namespace codau::lm {

/// The number of a word in the vocabulary. The numbers 0 to 3 are classes: each stands for all
/// tokens of one kind. The numbers from kFirstWord on are words, sorted by fold, then by spelling.
/// The fold of a word is its letters without marks: "han" for "hạn" and "hân". So words of one fold
/// have consecutive numbers.
using WordId = std::uint16_t;
inline constexpr WordId kUnknown = 0;        ///< every word that is not in the vocabulary
inline constexpr WordId kSentenceStart = 1;  ///< stands before the first word; never predicted
inline constexpr WordId kNumber = 2;         ///< every number
inline constexpr WordId kBreak = 3;          ///< every sign that ends a clause: . ; : ! ? …
inline constexpr WordId kFirstWord = 4;      ///< the first word of the vocabulary

/// The absence of a trie node or entry, in the members that only the model reads.
inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// The words before a place of a text, as far as they matter to the model. State{} is the beginning
/// of a text; all other states come from score() and next_state(). Callers copy and compare states.
/// After equal states, every word has the same probability.
struct State {
  WordId word = kSentenceStart;  ///< the last word before the place
  /// Only for the model: nodes[i] is the trie node of the last i + 2 words. It is kNoNode if the
  /// model has no n-gram that begins with these words and is longer.
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

/// The result of NgramModel::score() for a word after a state.
struct Transition {
  float log_prob = 0;  ///< log P(word | state)
  State next;          ///< the state after the word
};

/// The result of NgramModel::look_up() for one of the words after a state.
struct NgramLookup {
  float log_prob = 0;  ///< log P(word | state)
  /// Only for next_state(): entries[i] is the trie entry of the n-gram of i + 2 words that ends
  /// with the word. It is kNoNode if the model lacks this n-gram.
  std::array<std::uint32_t, kMaxOrder - 2> entries = State::no_nodes();
};

/// The language model. Immutable, except for copy_into_memory(). Several threads may share one
/// object.
class NgramModel {
 public:
  /// Maps the file `path`. Checks the header, the sizes of all sections, and the content of the
  /// small sections, which are those before kFirstLargeSection (ngram_format.h). Damage in a large
  /// section is found only by verify(); until then it causes wrong probabilities, but no invalid
  /// memory access. Throws Error{kModel} with the file name if:
  /// 1. the file is missing, unfinished or truncated;
  /// 2. the file is of another kind or version;
  /// 3. the header or a small section is damaged, or the sections contradict each other.
  explicit NgramModel(const char* path);
  ~NgramModel();
  NgramModel(NgramModel&&) noexcept;
  NgramModel& operator=(NgramModel&&) noexcept;

  /// Checks all sections by reading the whole file. Throws Error{kModel} with the file name if a
  /// section is damaged.
  void verify() const;
  /// Copies the file into memory, which the child processes of a later fork() share
  /// (lm/mapped_file.h). Call this before other threads use the model.
  void copy_into_memory() noexcept;

  /// Returns the size of the vocabulary: the number of words and classes.
  [[nodiscard]] std::uint32_t size() const noexcept;
  /// Returns the spelling of a word, in UTF-8. Precondition: word < size().
  [[nodiscard]] std::string_view spelling(WordId word) const noexcept;

  /// Returns log P(word | state), and the state after the word. Preconditions: word < size();
  /// `word` is not kSentenceStart.
  /// Laws:
  /// 1. The probabilities of all words after one state sum to 1, except for rounding to 8-bit
  ///    codes.
  /// 2. The next state depends only on the last kMaxOrder - 1 words.
  [[nodiscard]] Transition score(const State& state, WordId word) const noexcept;
  /// Computes log P(words[i] | state) for each i, and writes the result to out[i]. All words follow
  /// the same state. Next states are not computed; next_state() does this for single words. Faster
  /// than score() for each word, above all if `words` ascend. Preconditions: `out` is as long as
  /// `words`; each word satisfies the preconditions of score().
  void look_up(const State& state, std::span<const WordId> words,
               std::span<NgramLookup> out) const noexcept;
  /// Returns the state after `word`. `lookup`: the result of look_up() for this word. Needed only
  /// if a further word is to be scored after `word`.
  [[nodiscard]] State next_state(WordId word, const NgramLookup& lookup) const noexcept;
  /// Prefetches the memory that look_up() will read for `state`. This is a hint to the processor.
  /// Call prefetch() some time before look_up().
  void prefetch(const State& state) const noexcept;
  /// Returns log P(word), which depends on no other word. Precondition: word < size().
  [[nodiscard]] float unigram_log_prob(WordId word) const noexcept;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace codau::lm
