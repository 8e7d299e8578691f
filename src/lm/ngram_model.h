// lm/ngram_model.h — an n-gram model over syllables, read in place from a memory-mapped file.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "lm/ngram_format.h"

namespace codau::lm {

using WordId = std::uint16_t;

/// The classes at the head of every vocabulary. Words follow, ascending by fold, then by spelling.
/// So words of one fold have neighbouring ids.
inline constexpr WordId kUnknown = 0;
/// Before the first word of a passage; never predicted.
inline constexpr WordId kSentenceStart = 1;
inline constexpr WordId kNumber = 2;  ///< any number
inline constexpr WordId kBreak = 3;   ///< . ; : ! ?
inline constexpr WordId kFirstWord = 4;

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// The history of words, as far as the model can use it. Two histories compare equal if the model
/// cannot distinguish between them. A plain value.
struct State {
  WordId word = kSentenceStart;
  /// The nodes of the last two, three … words; kNoNode if no longer n-gram continues them.
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

struct Transition {
  float log_prob = 0;  ///< natural log
  State next;
};

/// P(word | state), and the entries that next_state() makes the next state from.
struct NgramLookup {
  float log_prob = 0;  ///< natural log
  std::array<std::uint32_t, kMaxOrder - 2> entries = State::no_nodes();
};

/// Immutable; share by const reference between threads.
class NgramModel {
 public:
  /// Maps `path` and checks its header, its size and its small blocks. A damaged large block causes
  /// wrong scores, nothing worse; verify() finds the damage. Throws Error{kModel} with the file
  /// name if the file is missing, unfinished, truncated, of another kind or version.
  explicit NgramModel(const char* path);
  ~NgramModel();
  NgramModel(NgramModel&&) noexcept;
  NgramModel& operator=(NgramModel&&) noexcept;

  /// Reads and checks every block. Throws Error{kModel} with the file name.
  void verify() const;
  /// Copies the file into memory that children of a fork() share (lm/mapped_file.h).
  void copy_into_memory() noexcept;

  [[nodiscard]] std::uint32_t size() const noexcept;
  /// Returns the spelling. Precondition: word < size().
  [[nodiscard]] std::string_view spelling(WordId word) const noexcept;

  /// Returns log P(word | state) and the next state. Precondition: word < size(), word !=
  /// kSentenceStart.
  /// Laws: over all words the probabilities of a state sum to one (within 8-bit quantisation); the
  /// next state depends only on the last words, not on the way to it.
  [[nodiscard]] Transition score(const State& state, WordId word) const noexcept;
  /// Scores many words; `out` has as many elements as `words`. Fast if the words ascend. Most words
  /// need no next state, so next_state() makes it on request, from the result in `out`.
  void look_up(const State& state, std::span<const WordId> words,
               std::span<NgramLookup> out) const noexcept;
  [[nodiscard]] State next_state(WordId word, const NgramLookup& found) const noexcept;
  /// Prefetches the table entries that lead to the followers of `state`. The followers will be
  /// looked up soon.
  void prefetch(const State& state) const noexcept;
  /// Returns log P(word) without context, natural log.
  [[nodiscard]] float unigram_log_prob(WordId word) const noexcept;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace codau::lm
