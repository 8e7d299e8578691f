// restore/lexicon/search_budget.h — how many steps the searches for the words of one window may
// take.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::restore {

/// A step is one letter of the dictionary tried (lexicon.h). Each stretch of text of kStretch bytes
/// has steps of its own for the words that first stand there, and what they need beyond these comes
/// from those that the window has for all: what is no text takes little from the text around it. Of
/// a search that found something only one step in kOfFound counts: what has words near it is text,
/// however damaged, and any amount of that is to be restored, while text of words that are none
/// costs at most some times what other text of its length does. Counted, never timed, so that the
/// same text always gets the same.
class SearchBudget {
 public:
  struct Limits {
    // Measured on text that recognisers mangled, the costliest there is: a word takes 16,397 steps
    // at most; of 90 to 102 KB each, searches that found nothing and others, in millions for a
    // stretch: Tesseract's eng 0.2 and 0.7, GOCR 0.6 and 2.3, Ocrad 0.8 and 2.5. Of 60 KB of
    // random capitals those that find nothing would take 36 million (153 in mode damaged, others
    // 74): with these limits at most ten times the time of text.
    std::size_t word = 1U << 15U;
    std::size_t stretch = 1'500'000;
    std::size_t window = 4'000'000;
  };
  static constexpr std::uint32_t kStretch = 4096;  ///< bytes
  /// Steps of a search that found, counted as one: so all these texts are searched to their end.
  static constexpr std::size_t kOfFound = 4;

  SearchBudget() : SearchBudget(Limits{}) {}
  explicit SearchBudget(const Limits& limits) : limits_(limits), shared_(limits.window) {}

  /// What one search for a word first met at byte `place` may take; 0 where less is left than a
  /// word can need. Law: searches that take no more than granted count, all together, at most
  /// `window` and `stretch` for each stretch met.
  [[nodiscard]] std::size_t grant(std::uint32_t place) const;
  void spend(std::uint32_t place, std::size_t steps, bool has_found);
  [[nodiscard]] std::size_t spent() const;  ///< of all words, as counted

 private:
  Limits limits_;
  std::size_t shared_;
  std::vector<std::size_t> own_;  ///< by stretch: spent of its own
};

}  // namespace codau::restore
