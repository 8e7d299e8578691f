// document/deadlines/deadline_matches.h — deadlines seen in a passage, and what those beside each
// other say together.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/range.h"
#include "document/deadlines/deadline.h"
#include "document/words/passage.h"

namespace codau::document {

/// A deadline seen at `key` bytes of a passage; several when one pattern names several.
struct DeadlineMatch {
  ByteRange key;
  std::vector<Deadline> deadlines;
};

/// True where a clause opens: at the start, behind punctuation, behind the dash of a list.
[[nodiscard]] bool is_clause_start(std::string_view key, std::uint32_t at);

/// What `picks`, in the order of the passage, say together: a period before a date labels it (D22,
/// D39), "định kỳ hằng quý, trước ngày 20 tháng cuối quý" is one deadline, "hằng tháng từ tháng 7"
/// begins there, "trước ngày 15/7 theo quy định" is due on the day.
[[nodiscard]] std::vector<DeadlineMatch> join_deadlines(std::vector<DeadlineMatch> picks,
                                                        const Passage& passage);

}  // namespace codau::document
