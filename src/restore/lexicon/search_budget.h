// restore/lexicon/search_budget.h — limits the steps of the lexicon searches for one window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::restore {

/// Limits the steps of all searches of a window. A step tries one letter of the dictionary
/// (vocabulary.h). A segment is kSegmentBytes of the window. Searches take steps in this order:
/// 1. from the segment in which the word first occurs;
/// 2. from a reserve that all segments share, so a segment of garbage takes little from the others.
/// A search that found a word pays for only one step in kFoundStepsPerCharge. A token near a word
/// of the lexicon is text, however damaged, and shall be restored. Text without such tokens costs
/// at most a few times as much as other text of its length.
/// Law: steps are counted, never timed, so the same text always gets the same result.
class SearchBudget {
 public:
  struct Limits {
    // Measured on the costliest text, which recognisers mangled, 90 to 102 KB each. A word takes
    // 16,397 steps at most. Per segment, searches that found nothing took 0.2 million steps after
    // Tesseract's eng, 0.6 after GOCR and 0.8 after Ocrad. The other searches took 0.7, 2.3 and 2.5
    // million.
    // Without limits, 60 KB of random capitals would take 36 million steps in searches that find
    // nothing. In mode damaged these would take 153 million, and other searches 74 million. With
    // these limits such text takes at most ten times as long as real text.
    std::size_t steps_per_word = 1U << 15U;
    std::size_t steps_per_segment = 1'500'000;
    std::size_t steps_per_window = 4'000'000;
  };
  static constexpr std::uint32_t kSegmentBytes = 4096;  ///< bytes
  /// Steps of a successful search that are charged as one. With this value the measured texts above
  /// are searched to their end.
  static constexpr std::size_t kFoundStepsPerCharge = 4;

  SearchBudget() : SearchBudget(Limits{}) {}
  explicit SearchBudget(const Limits& limits)
      : limits_(limits), shared_steps_(limits.steps_per_window) {}

  /// Returns the steps that one search may take for a word that first occurs at byte `offset`. This
  /// is steps_per_word, or 0 if the segment and the reserve together have fewer steps left.
  /// Law: if searches keep to their grants, spent() is at most steps_per_window, plus
  /// steps_per_segment for each segment searched.
  [[nodiscard]] std::size_t grant(std::uint32_t offset) const;
  /// Charges a search that took `steps` for the word at byte `offset`. `has_found`: it found a
  /// word.
  void spend(std::uint32_t offset, std::size_t steps, bool has_found);
  [[nodiscard]] std::size_t spent() const;  ///< steps charged for all searches

 private:
  Limits limits_;
  std::size_t shared_steps_;
  std::vector<std::size_t> segment_steps_;  ///< by segment: steps charged to the segment itself
};

}  // namespace codau::restore
