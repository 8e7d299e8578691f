// lm/model.h — an n-gram model over syllables, read in place from a memory-mapped file.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

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
  std::uint32_t pair = kNoNode;    ///< the last two words, if some longer n-gram goes on from them
  std::uint32_t triple = kNoNode;  ///< the last three
  bool operator==(const State&) const = default;
};

struct Step {
  double log_prob = 0;  ///< natural log
  State next;
};

/// Immutable; share one by const reference between threads.
class Model {
 public:
  /// Maps `path` and checks all of it: sizes, checksums, ranges.
  /// Throws Error{kModel} naming the file when it is missing, unfinished, truncated, damaged, of
  /// another kind or of another version.
  explicit Model(const char* path);
  ~Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  [[nodiscard]] std::uint32_t size() const noexcept;
  /// Precondition: word < size().
  [[nodiscard]] std::string_view spelling(WordId word) const noexcept;

  /// P(word | state). Precondition: word < size(), word != kStart.
  /// Laws: over all words the probabilities of a state sum to one (within 8-bit quantisation);
  /// the next state is the one that the same last words give by any way.
  [[nodiscard]] Step score(const State& state, WordId word) const noexcept;
  /// P(word) without context, natural log.
  [[nodiscard]] double unigram(WordId word) const noexcept;

 private:
  struct Tables;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace codau::lm
