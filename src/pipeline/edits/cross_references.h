// pipeline/edits/cross_references.h — what the documents of a store say about each other
// (record/citations/xref.h), written into their rows.
#pragma once

#include <cstdint>
#include <filesystem>

#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// Which documents get keys by the lexicon. A run has the lexicon of the archive: if the lexicon
/// has changed, all documents get new keys. Other commands have only the lexicon of the
/// installation: they give keys to documents without any, and the next run replaces these keys.
enum class XrefKeyScope : std::uint8_t { kNewDocuments, kAllDocuments };

/// What is due, after they have got them.
[[nodiscard]] store::XrefWork prepare_xref_work(store::Store& store, const text::Lexicon& lexicon,
                                                XrefKeyScope keys = XrefKeyScope::kNewDocuments);

/// Writes into the rows what documents say of each other. Call this when all documents are in. It
/// reads documents that came, changed or went since the last call, documents that share a citation
/// with them, and documents that decide on these. Law: the rows are the same whatever the order and
/// the history of the documents. After another lexicon, this holds from the next run on.
void write_cross_references(store::Store& store, const std::filesystem::path& out,
                            const text::Lexicon& lexicon,
                            XrefKeyScope keys = XrefKeyScope::kNewDocuments);

}  // namespace codau::pipeline
