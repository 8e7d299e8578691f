// pipeline/output/notes.h — makes messages for the user about inputs and documents that are no
// rejects, in Vietnamese and English.
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

/// Maximum number of entries that a message shows of a long list.
inline constexpr std::size_t kMaxShown = 5;

/// Reports inputs that were left out: hidden and system files, and results of codau.
[[nodiscard]] std::vector<Message> describe_left_out(const FoundInputs& found);

/// Reports changed files. The document of the earlier content still exists ("path → doc_id").
[[nodiscard]] std::vector<Message> describe_superseded(const std::vector<std::string>& replaced);
/// Reports that records/ is not written for a large output, and names the command that writes it.
[[nodiscard]] Message describe_large_output(const std::filesystem::path& out);
/// Reports the number of documents without rows, since a run ended early (--until).
[[nodiscard]] std::vector<Message> describe_only_read(std::uint64_t documents);
/// Reports paths of --metadata that match no input.
[[nodiscard]] std::vector<Message> describe_unknown_paths(const std::vector<std::string>& paths);
/// Reports the number of documents that --prune keeps, since they came from other outputs.
[[nodiscard]] std::vector<Message> describe_kept_for_others(std::size_t documents);
/// Reports documents that several outputs have with different pages, and no output completely
/// (doc_ids).
[[nodiscard]] std::vector<Message> describe_partly_read(const std::vector<std::string>& doc_ids);
/// Reports documents whose files are faulty in every output (doc_ids).
[[nodiscard]] std::vector<Message> describe_missing_files(const std::vector<std::string>& doc_ids);
/// Reports documents to which people gave different types in two outputs ("doc_id: one, other").
[[nodiscard]] std::vector<Message> describe_type_conflicts(
    const std::vector<std::string>& documents);
/// Reports files, and the pages ("a.pdf (3,5)") at which people set the start of a document and
/// none begins.
[[nodiscard]] std::vector<Message> describe_not_divided(const std::vector<std::string>& names);
/// Reports the edits in files whose division into documents changed.
[[nodiscard]] std::vector<Message> describe_carried_over(const CarriedEdits& edits);
/// Reports files that two outputs divide differently, by the doc_id of their first document.
[[nodiscard]] std::vector<Message> describe_division_conflicts(
    const std::vector<std::string>& doc_ids);
/// Reports that `out` was made with other word tables than `at_hand`, if so. Citations and human
/// edits are looked up in these tables. `its`: XrefIndex::lexicon().
[[nodiscard]] std::vector<Message> describe_other_lexicon(const std::filesystem::path& out,
                                                          const std::string& its,
                                                          const text::Lexicon& at_hand);
/// Reports sources whose documents a person has removed.
[[nodiscard]] std::vector<Message> describe_removed(const std::vector<std::string>& names);

}  // namespace codau::pipeline
