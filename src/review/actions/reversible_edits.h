// review/actions/reversible_edits.h — tasks that are added, parted and joined, as edits of people.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"

namespace codau::review {

/// The beginning of a line of edits, up to what the action asks for and '}'; of a row that is added
/// without its id.
[[nodiscard]] std::string make_edit_line(std::string_view doc_id, std::string_view table,
                                         std::string_view row_id, std::string_view action);

/// One act on rows of a document: lines of edits (record/edits/human_edit.h) that are made together
/// or not at all, and those that take them back. A row that is added has no id yet: who takes it
/// back removes that, too.
struct ReversibleEdits {
  std::vector<std::string> edits, back;
  /// Where two tasks that are joined say different things: the column, what the first says, and
  /// what the second. `is_joined`: it says both now; else what the first says.
  struct Difference {
    std::string field, first, second;
    bool is_joined = false;
    bool operator==(const Difference&) const = default;
  };
  std::vector<Difference> differences = {};
  bool operator==(const ReversibleEdits&) const = default;
};

/// The columns of a task whose values are in doubt (record/edits/review_doubts.h).
using OpenFields = std::set<std::string>;

/// A task of its own with this text: below `above`, whose section, appendix, group and pages it
/// has; without that, the first of its section.
[[nodiscard]] ReversibleEdits add_task_below(const record::Row& above, std::string_view text);
[[nodiscard]] ReversibleEdits add_first_task(std::string_view doc_id, std::string_view section_id,
                                             std::string_view text);

/// The task keeps `head`. `tail` becomes a task below it that has the same leads, supports and
/// deadline; what is said once (number, output, budget, note) stays with the first. What takes it
/// back opens those of the `open` values of the task again that it has set.
[[nodiscard]] ReversibleEdits split_task(const record::Row& task, std::string_view head,
                                         std::string_view tail, const OpenFields& open);

/// The text of `next` goes on that of `task`, and what `task` lacks (lead, output, the deadline as
/// a whole …) is taken from it. Leads, supports, outputs and notes that differ are put one behind
/// the other, "; " between them; of a deadline, a budget or a code that differs the first stays.
/// Numbers always differ. `next` is rejected: it is there still, and goes into no export.
/// `open` as for split_task().
[[nodiscard]] ReversibleEdits merge_tasks(const record::Row& task, const record::Row& next,
                                          const OpenFields& open);

/// The line that takes an added row away for good.
[[nodiscard]] std::string make_removal_line(std::string_view doc_id, std::string_view row_id);

}  // namespace codau::review
