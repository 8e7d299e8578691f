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

/// Where a task stands: in a row of a table, or in labelled lines and sentences.
enum class TaskOrigin : std::uint8_t { kTable, kProse };

/// A task: a row of the table `tasks`, with its deadlines and agencies.
struct Task {
  TaskOrigin origin = TaskOrigin::kTable;
  std::uint32_t section = 0;   ///< index into Document::sections
  std::uint32_t appendix = 0;  ///< 0: none
  std::uint32_t table_no = 0;  ///< number of the table in the document, from 1; 0 for prose
  std::uint32_t row_no =
      /// number of the task in its appendix, or below its actor's section, from 1: part of its id
      0;
  /// prose: path of the section whose heading names the actor; part of the id
  std::string actor_path;
  TextField ordinal_raw;
  std::optional<std::string> ordinal_norm;
  TextField task_code;
  std::optional<std::uint32_t> parent_task;  ///< index into Document::tasks
  std::string group_path, group_text;  ///< "B/II", and the texts of the groups, joined by " / "
  TextField task_text, output, lead_raw, coop_raw, deadline_raw, budget_raw, note;
  std::optional<std::int64_t> budget_vnd;
  /// values of columns without a role, by title
  std::vector<std::pair<std::string, std::string>> extra;
  std::vector<Deadline> deadlines;      ///< never empty; one of kind kNone if the deadline is blank
  std::vector<AgencyMention> agencies;  ///< those that lead first, in printed order
  /// bytes of after.text of all its parts; a task over a page break has two
  std::vector<ByteRange> bytes;
  /// Codes of standards 11 that only the reader of the row or sentence can tell. Codes that follow
  /// from the members above are added by record/rows/task_rows.cpp.
  std::vector<std::string> reasons;
  bool operator==(const Task&) const = default;
};

}  // namespace codau::document
