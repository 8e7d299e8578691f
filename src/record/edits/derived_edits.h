// record/edits/derived_edits.h — finds the further edits that follow from an edit of a task, or of
// a document's type.
#pragma once

#include <vector>

#include "record/edits/human_edit.h"
#include "text/lexicon.h"

namespace codau::record {

/// Returns the edits that must accompany `request`. The argument `records` has the present rows,
/// sorted by primary key, without cross-references. The cases:
/// 1. The text deadline_raw of a task is set. The new text is read, and the rows of task_deadlines
///    are changed accordingly. A deadline column of the task that a person has set before is
///    changed, too.
/// 2. The text lead_raw or coop_raw of a task is set. The new text is read, and the rows of
///    task_agencies with that role are changed accordingly. The edit brings the rows of agencies
///    that are new to the document.
/// 3. A column is set that a task copies from its chosen deadline (record/rows/deadline_fields.h).
///    The same column of that deadline is set.
/// 4. A task is added by a complete request. Its rows of both tables are added. If its deadline
///    columns differ from its deadline text, the columns give the task's only deadline.
/// 5. The type of a document is set. Its number in the law's list and its name are set.
/// Returns nothing for any other edit. Rows whose values do not come from the present text stay.
/// Such rows belong to another text, or a person has set them.
/// Law: an edit that sets the present value derives no edits.
[[nodiscard]] std::vector<EditRequest> derive_edits(const text::Lexicon& lexicon,
                                                    const Records& records,
                                                    const EditRequest& request);

}  // namespace codau::record
