// review/actions/reversible_edits.h — makes edits that add, split or merge tasks, and the edits
// that undo them. An edit is a change by a person, written as one line of JSON
// (record/edits/human_edit.h).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"

namespace codau::review {

/// Returns the beginning of an edit line. The caller appends the fields of the action and a closing
/// brace. The argument `row_id` is empty for a row to add, which has no id yet.
[[nodiscard]] std::string make_edit_line(std::string_view doc_id, std::string_view table,
                                         std::string_view row_id, std::string_view action);

/// The edits of one action on the tasks of a document, and the edits that undo the action. Either
/// all edits are made, or none. An added row has no id yet, so `back` cannot remove the row. The
/// caller adds make_removal_line() for this.
struct ReversibleEdits {
  /// Lines of edits: `edits` carry out the action, `back` undo it.
  std::vector<std::string> edits, back;
  /// A column in which two merged tasks have different values. The values are `first` and `second`.
  /// If `is_joined`, the merged task has both values; otherwise it has only `first`.
  struct Difference {
    std::string field, first, second;
    bool is_joined = false;
    bool operator==(const Difference&) const = default;
  };
  std::vector<Difference> differences = {};
  bool operator==(const ReversibleEdits&) const = default;
};

/// Names of the columns of a task whose values are in doubt (record/edits/review_doubts.h).
using OpenFields = std::set<std::string>;

/// Returns the edits that add a task with this text below the task `above`. The new task gets the
/// section, appendix, group and pages of `above`.
[[nodiscard]] ReversibleEdits add_task_below(const record::Row& above, std::string_view text);
/// Returns the edits that add the first task of a section.
[[nodiscard]] ReversibleEdits add_first_task(std::string_view doc_id, std::string_view section_id,
                                             std::string_view text);

/// Returns the edits that split a task in two. The task keeps the text `head`. A new task below has
/// the text `tail`, and the same leads, supports and deadline. Values that occur once stay with the
/// first task: number, output, budget, note. The argument `open` has the columns of `task` that are
/// in doubt. If the split changes their values, undoing puts them in doubt again.
[[nodiscard]] ReversibleEdits split_task(const record::Row& task, std::string_view head,
                                         std::string_view tail, const OpenFields& open);

/// Returns the edits that merge the task `next` into `task`:
/// 1. The text of `next` is appended to the text of `task`.
/// 2. Empty cells of `task`, such as the output, get the value of `next`. The values of a deadline
///    are taken only together.
/// 3. If leads, supports, outputs or notes differ, the task gets both values, with "; " between
///    them.
/// 4. If deadlines, budgets or codes differ, the value of `task` stays. The number of `task` stays,
///    too, and is not listed as a difference.
/// 5. The task `next` is rejected: `next` stays in the store, and goes into no export.
/// `open`: as in split_task().
[[nodiscard]] ReversibleEdits merge_tasks(const record::Row& task, const record::Row& next,
                                          const OpenFields& open);

/// Returns the edit line that removes an added row for good.
[[nodiscard]] std::string make_removal_line(std::string_view doc_id, std::string_view row_id);

}  // namespace codau::review
