// record/follow_text.h — what follows from a text of a task that a person sets.
#pragma once

#include <vector>

#include "record/human_edit.h"
#include "text/lexicon.h"

namespace codau::record {

/// The edits that go with one of deadline_raw, lead_raw or coop_raw of a task: what the readers of
/// the document make of the new text. Of deadline_raw what the task says of its chosen deadline; of
/// the others the rows of task_agencies of that part (an agency that the document does not have yet
/// comes with the edit). Nothing for any other edit, nor where the rows say something else than the
/// text that stands there now: they are of another text, or a person has set them. `records`: the
/// present rows, by primary key, without cross-references. Law: the edits of a text that stands
/// there already are none.
[[nodiscard]] std::vector<EditRequest> follow_text(const text::Lexicon& lexicon,
                                                   const Records& records,
                                                   const EditRequest& request);

}  // namespace codau::record
