// pipeline/edits/cross_references.h — resolves citations between the documents of a store
// (record/citations/xref.h) and writes the results into their rows.
#pragma once

#include <cstdint>
#include <filesystem>

#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// Selects the documents that get new citation keys from the lexicon. A run has the lexicon of the
/// archive: if that lexicon has changed, all documents get new keys. Other commands have only the
/// lexicon of the installation: they give keys to documents without keys. The next run replaces
/// such keys.
enum class XrefKeyScope : std::uint8_t { kNewDocuments, kAllDocuments };

/// Gives documents their keys and returns the documents whose citations have to be resolved.
[[nodiscard]] store::XrefWork prepare_xref_work(store::Store& store, const text::Lexicon& lexicon,
                                                XrefKeyScope keys = XrefKeyScope::kNewDocuments);

/// Resolves citations and writes the results into the rows. Call this when all documents are
/// stored. Reads only three groups of documents:
/// 1. documents that were added, changed or removed since the last call;
/// 2. documents that share a citation with these;
/// 3. documents that decide on these citations.
/// Law: the rows do not depend on the order or the history of the documents. After a change of the
/// lexicon, this holds from the next run on.
void write_cross_references(store::Store& store, const std::filesystem::path& out,
                            const text::Lexicon& lexicon,
                            XrefKeyScope keys = XrefKeyScope::kNewDocuments);

}  // namespace codau::pipeline
