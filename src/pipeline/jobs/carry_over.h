// pipeline/jobs/carry_over.h — moves human edits to the right documents after a file was divided
// differently.
#pragma once

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/sources.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

struct DocumentJob;  // pipeline/jobs/document_stage.h

/// Moves the human edits of a file to the documents that have their rows now
/// (record/edits/carry_edits.h). Applies to files that have, or had, several documents. `making`:
/// all documents of the file, as a worker made them. Returns the counts, or zeros if the documents
/// are the same as before. Throws Error{kInternal} for invalid rows, Error{kOutput}.
[[nodiscard]] CarriedEdits carry_over_edits(store::Store& store, const InputSource& source,
                                            DocumentJob& making, const text::Lexicon& lexicon);

}  // namespace codau::pipeline
