// pipeline/output/notes.h — what the user is told of inputs that are no rejects, in lines of both
// languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/run_hooks.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// Of a list that may be long so many are shown.
inline constexpr std::size_t kMaxShown = 5;

/// What was left out of the inputs.
[[nodiscard]] std::vector<Message> describe_left_out(const FoundInputs& found);

/// Files that had another content before, of which there still is a document ("path → doc_id").
[[nodiscard]] std::vector<Message> describe_superseded(const std::vector<std::string>& replaced);
/// That records/ is not written, and what writes it.
[[nodiscard]] Message describe_large_output(const std::filesystem::path& out);
/// Of documents of runs that were to go no further (--until): as many have no rows.
[[nodiscard]] std::vector<Message> describe_only_read(std::uint64_t documents);
/// Paths of --metadata that no input has.
[[nodiscard]] std::vector<Message> describe_unknown_paths(const std::vector<std::string>& paths);
/// Documents that --prune leaves to the outputs that they came from.
[[nodiscard]] std::vector<Message> describe_kept_for_others(std::size_t documents);
/// Documents of which several outputs have different pages, and none all (doc_ids).
[[nodiscard]] std::vector<Message> describe_partly_read(const std::vector<std::string>& doc_ids);
/// Documents of which no output has all files (doc_ids).
[[nodiscard]] std::vector<Message> describe_missing_files(const std::vector<std::string>& doc_ids);
/// Documents to which people gave different types in two outputs ("doc_id: one, other").
[[nodiscard]] std::vector<Message> describe_type_conflicts(
    const std::vector<std::string>& documents);
/// Files, and pages ("a.pdf (3,5)") on which people say that documents begin, and none does.
[[nodiscard]] std::vector<Message> describe_not_divided(const std::vector<std::string>& names);
/// What became of corrections in files that were divided anew.
[[nodiscard]] std::vector<Message> describe_carried_over(const CarriedEdits& edits);
/// Files that two outputs divide otherwise, by their first documents.
[[nodiscard]] std::vector<Message> describe_division_conflicts(
    const std::vector<std::string>& doc_ids);
/// That `out` was made by other tables of words than those at hand, if so: citations, and what
/// people set, are looked up in these. `its`: XrefIndex::lexicon().
[[nodiscard]] std::vector<Message> describe_other_lexicon(const std::filesystem::path& out,
                                                          const std::string& its,
                                                          const text::Lexicon& at_hand);
/// Sources whose documents a person has taken out.
[[nodiscard]] std::vector<Message> describe_removed(const std::vector<std::string>& names);

}  // namespace codau::pipeline
