// pipeline/edits/learnt.h — loads, saves and applies the names that people have confirmed
// (OUT/lexicon/learnt).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "record/rows/learnt_names.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// Returns the names of OUT/lexicon/learnt: entries of the role learnt_name (text/lexicon.h).
/// Throws Error{kModel} that names the file and the line of a wrong entry.
[[nodiscard]] record::LearntNames load_learnt(const std::filesystem::path& out);

/// Writes OUT/lexicon/learnt/names.tsv whole or not at all. Throws Error{kOutput}.
void save_learnt(const std::filesystem::path& out, const record::LearntNames& names);

/// Returns the documents with a name that was added to `names`, or removed, since their rows were
/// last checked.
[[nodiscard]] std::vector<std::string> find_affected_documents(const store::Store& store,
                                                               const record::LearntNames& names);

/// Checks the rows of these documents against `names` again, and returns the changed documents.
/// Reads no page and restores no text. The caller commits. `all`: the rows come from another
/// output, so every document with a name of `names` is checked.
std::vector<std::string> judge_names(store::Store& store, const text::Lexicon& lexicon,
                                     const record::LearntNames& names, bool all = false);

}  // namespace codau::pipeline
