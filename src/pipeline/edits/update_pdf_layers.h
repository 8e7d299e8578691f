// pipeline/edits/update_pdf_layers.h — updates the text layers of searchable PDFs after human
// edits.
#pragma once

#include <set>
#include <string>

#include "store/store.h"

namespace codau::pipeline {

/// Writes the current words of these documents into the text layers of their searchable PDFs. On a
/// page with its own text layer, only human edits are added. Changes nothing if a document has no
/// PDF, or if the places of its words are unknown. Throws Error{kOutput}.
void update_pdf_layers(store::Store& store, const std::set<std::string>& doc_ids);

}  // namespace codau::pipeline
