// document/header/issue_date.h — reads place and date of issue (ô 4; standards 3.5).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

/// Place and date of issue. `line`: both as printed. `edtf`: the date, with X for unknown digits.
struct IssueDate {
  TextField place, line, edtf;
  std::optional<Change> proposed;  ///< the digit that would make an impossible date possible (6.7)
  HeaderFlags flags;
};

/// Returns place and date from "<place>, ngày … tháng … năm …" in the head; without it, the date in
/// "(Kèm theo …)" below the title of an appendix (12.13). Parts that are not printed or not read
/// become X. No digit is guessed.
[[nodiscard]] IssueDate read_issue_date(const HeaderInput& input);

}  // namespace codau::document
