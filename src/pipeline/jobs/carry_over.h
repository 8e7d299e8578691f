// pipeline/jobs/carry_over.h — what people have set in a file that is divided anew.
#pragma once

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/sources.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

struct DocumentJob;  // pipeline/jobs/document_stage.h

/// In a file that has several documents, or had, what people have set goes to those that have its
/// rows now (record/edits/carry_edits.h). Nothing is told of where they are the same as before.
/// `making` has all of them as a worker has made them. Throws Error{kInternal} for rows that are
/// none, Error{kOutput}.
[[nodiscard]] CarriedEdits carry_over_edits(store::Store& store, const InputSource& source,
                                            DocumentJob& making, const text::Lexicon& lexicon);

}  // namespace codau::pipeline
