// pipeline/edits/learnt.h — OUT/lexicon/learnt: the names that people have confirmed, kept in an
// output.
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

/// Documents that carry a name that `names` has and the rows were not judged by, or the other way.
[[nodiscard]] std::vector<std::string> find_affected_documents(const store::Store& store,
                                                               const record::LearntNames& names);

/// Judges the rows of these documents anew and no others; nothing is read or restored for that.
/// What is written waits for the caller's commit(). `all`: rows came from elsewhere, so that all
/// that carry a name of `names` are judged. Returns the documents that changed.
std::vector<std::string> judge_names(store::Store& store, const text::Lexicon& lexicon,
                                     const record::LearntNames& names, bool all = false);

}  // namespace codau::pipeline
