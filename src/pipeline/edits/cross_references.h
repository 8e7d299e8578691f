// pipeline/edits/cross_references.h — what the documents of a store say about each other
// (record/xref.h), written into their rows.
#pragma once

#include <cstdint>
#include <filesystem>

#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// Which documents get keys by the lexicon: a run gives all theirs anew where it is another one;
/// who only has that of the installation leaves those that have some, and what it gives by that
/// one is given anew by whoever has the lexicon of the others.
enum class XrefKeyScope : std::uint8_t { kNewDocuments, kAllDocuments };

/// What is due, after they have got them.
[[nodiscard]] store::XrefWork prepare_xref_work(store::Store& store, const text::Lexicon& lexicon,
                                                XrefKeyScope keys = XrefKeyScope::kNewDocuments);

/// To be called when all documents are in. Rows then depend on which documents the store has, and
/// on nothing that was there before; the rest of a document is left alone. Looked at are documents
/// that came, changed or went since the last call, those that share a citation with them, and those
/// that decide on these. Law: whatever the order and history of the documents, the rows are the
/// same; also where some were told by another lexicon, as soon as a run has told all by its own.
void write_cross_references(store::Store& store, const std::filesystem::path& out,
                            const text::Lexicon& lexicon,
                            XrefKeyScope keys = XrefKeyScope::kNewDocuments);

}  // namespace codau::pipeline
