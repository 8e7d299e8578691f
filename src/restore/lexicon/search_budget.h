// restore/lexicon/search_budget.h — limits the time of the dictionary searches (spelling_trie.h) in
// one window. A window is a text that is restored at once (repair/restore_window.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::restore {

/// Counts search steps and refuses searches after too many. A step tries one letter of the
/// dictionary; the start of a search counts as 256 steps. For each search the caller
/// 1. calls grant(), which returns the steps that the search may take;
/// 2. searches with at most so many steps;
/// 3. reports the number of steps by spend(). The caller reports them even if the result came from
///    a cache, so a cache changes no result.
///
/// The window is cut into segments of kSegmentBytes. Each segment has its own steps. When they are
/// used up, searches in the segment take steps from a reserve that all segments share. So a segment
/// of garbage takes little from the other segments.
///
/// Law: steps are counted, never timed, so the same text always gets the same result.
class SearchBudget {
 public:
  /// Numbers of steps. With these defaults damaged text is searched to its end. Random letters take
  /// at most ten times as long as text of their length (docs/experiments/restoration-speed.md).
  struct Limits {
    std::size_t steps_per_word = 1U << 15U;     ///< granted to one search
    std::size_t steps_per_segment = 1'500'000;  ///< own steps of a segment
    std::size_t shared_steps = 4'000'000;       ///< reserve of the window
  };
  static constexpr std::uint32_t kSegmentBytes = 4096;  ///< size of a segment
  /// A search that found a word costs only a quarter: spend() divides its steps by this number. A
  /// text with such words is no garbage, so it is restored even if it is badly damaged.
  static constexpr std::size_t kFoundStepsPerCharge = 4;

  SearchBudget() : SearchBudget(Limits{}) {}
  explicit SearchBudget(const Limits& limits)
      : limits_(limits), shared_steps_(limits.shared_steps) {}

  /// Returns the steps that one search may take: steps_per_word, or 0 if the segment and the
  /// reserve together have fewer left. The argument `offset` decides the segment: the first byte of
  /// the window at which the searched word occurs.
  [[nodiscard]] std::size_t grant(std::uint32_t offset) const;
  /// Charges a search that took `steps`. `offset`: as in grant(). `has_found`: the search found a
  /// word. Precondition: steps <= grant(offset).
  void spend(std::uint32_t offset, std::size_t steps, bool has_found);
  /// Returns the steps charged so far, in all segments and the reserve.
  /// Law: at most shared_steps, plus steps_per_segment for each segment with a search.
  [[nodiscard]] std::size_t spent() const;

 private:
  Limits limits_;
  std::size_t shared_steps_;                ///< left in the reserve
  std::vector<std::size_t> segment_steps_;  ///< by segment: charged to its own steps
};

}  // namespace codau::restore
