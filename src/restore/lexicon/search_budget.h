// restore/lexicon/search_budget.h — limits the steps of the lexicon searches for one window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::restore {

/// Limits the steps of all searches of a window. A step tries one letter of the dictionary
/// (lexicon.h). Each stretch of kStretch bytes has its own steps for the words that first stand
/// there. Further steps come from a stock that all stretches of the window share, so a stretch of
/// garbage takes little from its surroundings.
/// A search that found something counts only one step in kOfFound. A word with near neighbours in
/// the lexicon is text, however damaged, and all of it is to be restored. Text without such words
/// costs at most a few times as much as other text of its length.
/// Steps are counted, never timed: the same text always gets the same result.
class SearchBudget {
 public:
  struct Limits {
    // Measured on the costliest text: text that recognisers mangled, 90 to 102 KB each. A word
    // takes 16,397 steps at most. Millions of steps for a stretch, first searches that found
    // nothing, then the others: Tesseract's eng 0.2 and 0.7, GOCR 0.6 and 2.3, Ocrad 0.8 and 2.5.
    // In 60 KB of random capitals the searches that find nothing would take 36 million (153 in mode
    // damaged, others 74). With these limits such text takes at most ten times as long as real
    // text.
    std::size_t word = 1U << 15U;
    std::size_t stretch = 1'500'000;
    std::size_t window = 4'000'000;
  };
  static constexpr std::uint32_t kStretch = 4096;  ///< bytes
  /// Steps of a successful search that count as one. All these texts are then searched to their
  /// end.
  static constexpr std::size_t kOfFound = 4;

  SearchBudget() : SearchBudget(Limits{}) {}
  explicit SearchBudget(const Limits& limits) : limits_(limits), shared_(limits.window) {}

  /// Returns the steps that one search may take for a word first met at byte `place`. Returns 0 if
  /// fewer are left than a word can need.
  /// Law: searches that take no more than granted count, all together, at most `window` and
  /// `stretch` for each stretch met.
  [[nodiscard]] std::size_t grant(std::uint32_t place) const;
  void spend(std::uint32_t place, std::size_t steps, bool has_found);
  [[nodiscard]] std::size_t spent() const;  ///< steps of all words, as counted

 private:
  Limits limits_;
  std::size_t shared_;
  std::vector<std::size_t> own_;  ///< by stretch: steps spent of its own
};

}  // namespace codau::restore
