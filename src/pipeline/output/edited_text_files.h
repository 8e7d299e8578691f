// pipeline/output/edited_text_files.h — text, changes and printed lines of a document with what
// people have set (design section 3: what people set counts everywhere).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/atomic_file.h"
#include "record/edits/human_edit.h"
#include "record/rows/records.h"
#include "store/documents/document_texts.h"
#include "store/schema/printed_passage.h"
#include "store/store.h"

namespace codau::pipeline {

/// The text as it was read, the text, and the changes between them.
struct TextFiles {
  std::string found, text, changes;
  bool operator==(const TextFiles&) const = default;
};

/// Returns what the store has, and the file of the text; nothing if one of the three is missing.
[[nodiscard]] std::optional<TextFiles> read_text_files(
    const std::optional<store::DocumentTexts>& stored, const std::filesystem::path& text);

/// Returns the files with what people have set in place of what was read, and nothing of what they
/// have set no more (worker/late_changes.h). Nothing if the text is not what the changes say:
/// somebody has edited the file, whose work it is.
/// Laws: without edits the texts are those that a run has made; twice is once; undoing the changes
/// gives the text as it was read.
[[nodiscard]] std::optional<TextFiles> apply_human_changes(
    const TextFiles& files, const record::Records& records,
    std::span<const record::HumanEdit> edits);

/// Rows and edits of a document.
struct HumanEditState {
  const record::Records& records;
  std::span<const record::HumanEdit> edits;
};
/// The printed lines of a document whose text has changed, and its texts for the store.
struct RewrittenTexts {
  std::vector<store::PrintedPassage> printed;
  TextFiles texts;
};
/// Adds the file `text` to `files`, with the values that people have set `after` an act. `before`
/// and `printed` are the rows, edits and lines of the store, `stored` its texts. The file may be
/// newer than the store, if the command was killed. Returns nothing if neither needs a change.
/// Throws Error{kOutput}.
[[nodiscard]] std::optional<RewrittenTexts> rewrite_text(
    const std::filesystem::path& text, const std::optional<store::DocumentTexts>& stored,
    const HumanEditState& before, const HumanEditState& after,
    std::vector<store::PrintedPassage> printed, io::AtomicFileBatch& files);
/// Saves the text as it was read and the changes. Within the batch of the caller.
void save_texts(store::Store& store, std::string_view doc_id, const TextFiles& texts);

/// Returns the text as restoration has made it; nothing as above.
[[nodiscard]] std::optional<std::string> undo_late_changes(const TextFiles& files);

/// Returns the printed lines that stood in `before` as they stand in `after`, which has as many
/// lines. Those that are not found stay.
[[nodiscard]] std::vector<store::PrintedPassage> move_printed(
    std::vector<store::PrintedPassage> printed, const std::string& before,
    const std::string& after);

}  // namespace codau::pipeline
