// document/deadlines/deadline_matches.h — the deadlines found in a passage, and how neighbours
// combine.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/range.h"
#include "document/deadlines/deadline.h"
#include "document/words/passage.h"

namespace codau::document {

/// The deadlines found at some bytes of Passage::key; several if one pattern names several.
struct DeadlineMatch {
  ByteRange key;
  std::vector<Deadline> deadlines;
};

/// Returns true if a clause begins at byte `at`: at the start, after punctuation, or after the dash
/// of a list.
[[nodiscard]] bool is_clause_start(std::string_view key, std::uint32_t at);

/// Returns `picks`, which are in the order of the passage, with neighbours combined:
/// 1. a period before a date becomes its label (D22, D39);
/// 2. "định kỳ hằng quý, trước ngày 20 tháng cuối quý" is one deadline;
/// 3. "hằng tháng từ tháng 7" begins in July;
/// 4. "trước ngày 15/7 theo quy định" is due on the day.
[[nodiscard]] std::vector<DeadlineMatch> join_deadlines(std::vector<DeadlineMatch> picks,
                                                        const Passage& passage);

}  // namespace codau::document
