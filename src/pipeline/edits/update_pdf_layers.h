// pipeline/edits/update_pdf_layers.h — what people have set, in the layers of searchable PDFs.
#pragma once

#include <set>
#include <string>

#include "store/store.h"

namespace codau::pipeline {

/// Gives the searchable PDFs of these documents the words of their texts. Of a page with a text
/// layer of its own, only what people have set is put in. Nothing changes if there is no PDF, or if
/// nothing is known of its words. Throws Error{kOutput}.
void update_pdf_layers(store::Store& store, const std::set<std::string>& doc_ids);

}  // namespace codau::pipeline
