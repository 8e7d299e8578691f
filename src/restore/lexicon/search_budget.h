// restore/lexicon/search_budget.h — limits the steps of the lexicon searches for one window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::restore {

/// Limits the steps of all searches of a window. A step tries one letter of the dictionary
/// (vocabulary.h). Each segment of kSegmentBytes has its own steps for the words that first stand
/// there. Further steps come from a stock that all segments of the window share, so a segment of
/// garbage takes little from the others.
/// A search that found something counts only one step in kFoundStepsPerCharge. A word with near
/// neighbours in the lexicon is text, however damaged, and all of it is to be restored. Text
/// without such words costs at most a few times as much as other text of its length.
/// Steps are counted, never timed: the same text always gets the same result.
class SearchBudget {
 public:
  struct Limits {
    // Measured on the costliest text: text that recognisers mangled, 90 to 102 KB each. A word
    // takes 16,397 steps at most. Millions of steps for a segment, first searches that found
    // nothing, then the others: Tesseract's eng 0.2 and 0.7, GOCR 0.6 and 2.3, Ocrad 0.8 and 2.5.
    // In 60 KB of random capitals the searches that find nothing would take 36 million (153 in mode
    // damaged, others 74). With these limits such text takes at most ten times as long as real
    // text.
    std::size_t steps_per_word = 1U << 15U;
    std::size_t steps_per_segment = 1'500'000;
    std::size_t steps_per_window = 4'000'000;
  };
  static constexpr std::uint32_t kSegmentBytes = 4096;  ///< bytes
  /// Steps of a successful search that count as one. All these texts are then searched to their
  /// end.
  static constexpr std::size_t kFoundStepsPerCharge = 4;

  SearchBudget() : SearchBudget(Limits{}) {}
  explicit SearchBudget(const Limits& limits)
      : limits_(limits), shared_steps_(limits.steps_per_window) {}

  /// Returns the steps that one search may take for a word first met at byte `offset`. Returns 0 if
  /// fewer are left than a word can need.
  /// Law: searches that take no more than granted count, all together, at most steps_per_window,
  /// and steps_per_segment for each segment met.
  [[nodiscard]] std::size_t grant(std::uint32_t offset) const;
  void spend(std::uint32_t offset, std::size_t steps, bool has_found);
  [[nodiscard]] std::size_t spent() const;  ///< steps of all words, as counted

 private:
  Limits limits_;
  std::size_t shared_steps_;
  std::vector<std::size_t> segment_steps_;  ///< by segment: steps spent of its own
};

}  // namespace codau::restore
