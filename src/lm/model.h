// lm/model.h — an n-gram model over syllables, read in place from a memory-mapped file.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "lm/format.h"

namespace codau::lm {

using WordId = std::uint16_t;

/// The classes at the head of every vocabulary; words follow, ascending by fold, then by spelling,
/// so that words of one fold have neighbouring ids.
inline constexpr WordId kUnknown = 0;
inline constexpr WordId kStart = 1;   ///< before the first word of a passage; never predicted
inline constexpr WordId kNumber = 2;  ///< any number
inline constexpr WordId kBreak = 3;   ///< . ; : ! ?
inline constexpr WordId kFirstWord = 4;

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// What the model remembers of the words so far: no more than it can use, so that two histories
/// which it cannot tell apart compare equal. A plain value.
struct State {
  WordId word = kStart;
  /// The last two, three … words, if some longer n-gram goes on from them.
  std::array<std::uint32_t, kMaxOrder - 2> nodes = none();
  constexpr bool operator==(const State& other) const {  // faster than comparing arrays as bytes
    bool same = word == other.word;
    for (std::size_t i = 0; i < nodes.size(); ++i) same = same && nodes[i] == other.nodes[i];
    return same;
  }
  static constexpr std::array<std::uint32_t, kMaxOrder - 2> none() {
    std::array<std::uint32_t, kMaxOrder - 2> out{};
    out.fill(kNoNode);
    return out;
  }
};

struct Step {
  float log_prob = 0;  ///< natural log
  State next;
};

/// P(word | state), and where the model has the word: all that its next state is made of.
struct Found {
  float log_prob = 0;  ///< natural log
  std::array<std::uint32_t, kMaxOrder - 2> entries = State::none();
};

/// Immutable; share one by const reference between threads.
class Model {
 public:
  /// Maps `path` and checks its header, its size and its small blocks; a damaged large block makes
  /// wrong scores but nothing worse, and verify() finds it. Throws Error{kModel} naming the file
  /// when it is missing, unfinished, truncated, of another kind or of another version.
  explicit Model(const char* path);
  ~Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  /// Reads and checks every block. Throws Error{kModel} naming the file.
  void verify() const;
  /// Copies the file into memory that children of a fork() share (lm/mapped_file.h).
  void copy_in() noexcept;

  [[nodiscard]] std::uint32_t size() const noexcept;
  /// Precondition: word < size().
  [[nodiscard]] std::string_view spelling(WordId word) const noexcept;

  /// P(word | state). Precondition: word < size(), word != kStart.
  /// Laws: over all words the probabilities of a state sum to one (within 8-bit quantisation);
  /// the next state is the one that the same last words give by any way.
  [[nodiscard]] Step score(const State& state, WordId word) const noexcept;
  /// The same for many words, `out` having as many places; fast where they ascend. next() makes a
  /// state of what was found: of many words few are gone on from.
  void find(const State& state, std::span<const WordId> words, std::span<Found> out) const noexcept;
  [[nodiscard]] State next(WordId word, const Found& found) const noexcept;
  /// What comes behind `state` will soon be asked for.
  void expect(const State& state) const noexcept;
  /// P(word) without context, natural log.
  [[nodiscard]] float unigram(WordId word) const noexcept;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace codau::lm
