// document/tasks/task.h — one task of a plan, from a row of a table or from a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/values.h"
#include "document/agencies/agency.h"
#include "document/deadlines/deadline.h"
#include "document/words/field.h"

namespace codau::document {

enum class TaskOrigin : std::uint8_t { kTable, kProse };

struct Task {
  TaskOrigin origin = TaskOrigin::kTable;
  std::uint32_t section = 0;   ///< index into Document::sections
  std::uint32_t appendix = 0;  ///< 0 = none
  std::uint32_t table_no = 0;  ///< 1-based in the document; 0 for prose
  std::uint32_t row_no =
      0;                   ///< k of the id: k-th task of that appendix, or under that actor section
  std::string actor_path;  ///< prose: path of the section whose heading is the actor; key of the id
  TextField ordinal_raw;
  std::optional<std::string> ordinal_norm;
  TextField task_code;
  std::optional<std::uint32_t> parent_task;  ///< index into Document::tasks
  std::string group_path, group_text;        ///< "B/II"; levels of text joined " / "
  TextField task_text, output, lead_raw, coop_raw, deadline_raw, budget_raw, note;
  std::optional<std::int64_t> budget_vnd;
  std::vector<std::pair<std::string, std::string>> extra;  ///< unknown columns by header text
  std::vector<Deadline> deadlines;                         ///< never empty (kind none if blank)
  std::vector<AgencyMention> agencies;                     ///< leads first, order as printed
  std::vector<ByteRange> bytes;  ///< of after.text: every piece (a page join makes two)
  /// Codes of standards 11 that only the reader of the row or sentence can tell; those of the
  /// fields above follow from them (record/rows/task_rows.cpp).
  std::vector<std::string> reasons;
  bool operator==(const Task&) const = default;
};

}  // namespace codau::document
