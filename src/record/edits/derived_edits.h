// record/edits/derived_edits.h — what follows from what a person says of a task, or of a document's
// type.
#pragma once

#include <vector>

#include "record/edits/human_edit.h"
#include "text/lexicon.h"

namespace codau::record {

/// The edits that go with one. With one of deadline_raw, lead_raw or coop_raw of a task: what the
/// readers of the document make of the new text, in the rows of task_deadlines (and, where a person
/// has set it there before, in the task) or of task_agencies of that part; an agency that the
/// document does not have yet comes with the edit. With one of what a task has from its chosen
/// deadline (record/rows/deadline_fields.h): the same of that row. With a task that is added, whose
/// request is complete: its rows of both tables; a deadline that it says otherwise than by its text
/// is its only one. With the type of a document: its number in the law's list, and its name.
/// Nothing for any other edit, nor where the rows say something else than what stands there now:
/// they are of another text, or a person has set them. `records`: the present rows, by primary key,
/// without cross-references. Law: the edits of a value that stands there already are none.
[[nodiscard]] std::vector<EditRequest> derive_edits(const text::Lexicon& lexicon,
                                                    const Records& records,
                                                    const EditRequest& request);

}  // namespace codau::record
