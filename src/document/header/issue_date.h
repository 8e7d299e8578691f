// document/header/issue_date.h — ô 4: place and date (standards 3.5).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

struct IssueDate {
  TextField place, line, edtf;
  std::optional<Change> proposed;  ///< a digit that would make the date one (6.7)
  HeaderFlags flags;
};

/// From "<place>, ngày … tháng … năm …" in the head, else the date in "(Kèm theo …)" below an
/// appendix title (12.13). What is not printed or not read is X; no digit is guessed from nothing.
[[nodiscard]] IssueDate read_issue_date(const HeaderInput& input);

}  // namespace codau::document
