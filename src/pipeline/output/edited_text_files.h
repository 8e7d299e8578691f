// pipeline/output/edited_text_files.h — text, changes and printed lines of a document with what
// people have set (design section 3: what people set counts everywhere).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/atomic_file.h"
#include "record/human_edit.h"
#include "record/records.h"
#include "store/printed_passage.h"

namespace codau::pipeline {

/// The contents of ocr.txt, text.txt and changes.jsonl.
struct TextFiles {
  std::string found, text, changes;
  bool operator==(const TextFiles&) const = default;
};

/// Reads the files of a folder; nothing if one is missing or not whole.
[[nodiscard]] std::optional<TextFiles> read_text_files(const std::filesystem::path& folder);

/// Returns the files with what people have set in place of what was read, and nothing of what they
/// have set no more (worker/late_changes.h). Nothing if text.txt is not what
/// changes.jsonl says: somebody has edited it, whose work it is.
/// Laws: without edits the files are those that a run has made; twice is once; undoing the changes
/// gives ocr.txt.
[[nodiscard]] std::optional<TextFiles> apply_human_changes(
    const TextFiles& files, const record::Records& records,
    std::span<const record::HumanEdit> edits);

/// Rows and edits of a document.
struct HumanEditState {
  const record::Records& records;
  std::span<const record::HumanEdit> edits;
};
/// The printed lines of a document whose text has changed, and the SHA-256 of its changes.jsonl.
struct RewrittenTexts {
  std::vector<store::PrintedPassage> printed;
  std::string changes;
};
/// Adds text.txt and changes.jsonl to `files`, with the values that people have set `after` an act.
/// `before` and `printed` are the rows, edits and lines of the store. The files in the folder may
/// be newer than the store, if the command was killed. Returns nothing if neither needs a change.
/// Throws Error{kOutput}.
[[nodiscard]] std::optional<RewrittenTexts> write_text_files(
    const std::filesystem::path& folder, const HumanEditState& before, const HumanEditState& after,
    std::vector<store::PrintedPassage> printed, io::AtomicFileBatch& files);

/// Returns the text as restoration has made it; nothing as above.
[[nodiscard]] std::optional<std::string> undo_late_changes(const TextFiles& files);

/// Returns the printed lines that stood in `before` as they stand in `after`, which has as many
/// lines. Those that are not found stay.
[[nodiscard]] std::vector<store::PrintedPassage> move_printed(
    std::vector<store::PrintedPassage> printed, const std::string& before,
    const std::string& after);

}  // namespace codau::pipeline
