// pipeline/output/edited_text_files.h — applies human edits to the text of a document, its change
// log and its printed lines (design section 3: human edits apply everywhere).
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

/// The OCR text, the current text, and the changes that lead from one to the other.
struct TextFiles {
  std::string found, text, changes;
  bool operator==(const TextFiles&) const = default;
};

/// Returns the OCR text and changes of the store, with the content of the file `text`. Returns
/// nothing if one of the three is missing.
[[nodiscard]] std::optional<TextFiles> read_text_files(
    const std::optional<store::DocumentTexts>& stored, const std::filesystem::path& text);

/// Returns the files with the values of `edits` applied and values of withdrawn edits removed
/// (worker/late_changes.h). Returns nothing if `files.text` does not follow from the changes: a
/// person has then edited the file, and that work is kept.
/// Laws: without edits, the texts are those that a run has made. Applying the edits twice has the
/// effect of applying them once. Undoing the changes gives the OCR text.
[[nodiscard]] std::optional<TextFiles> apply_human_changes(
    const TextFiles& files, const record::Records& records,
    std::span<const record::HumanEdit> edits);

/// Rows and human edits of a document.
struct HumanEditState {
  const record::Records& records;
  std::span<const record::HumanEdit> edits;
};
/// The new texts and printed lines of a document whose text has changed, for the store.
struct RewrittenTexts {
  std::vector<store::PrintedPassage> printed;
  TextFiles texts;
};
/// Adds the new file `text` to `files` after an edit, and returns the new texts and printed lines.
/// Returns nothing if neither needs a change, or if a person has edited the file. Rows and edits
/// are given `before` and `after` the edit. The store has the texts `stored` and the lines
/// `printed`. The file may be newer than the store if the command was killed. Throws
/// Error{kOutput}.
[[nodiscard]] std::optional<RewrittenTexts> rewrite_text(
    const std::filesystem::path& text, const std::optional<store::DocumentTexts>& stored,
    const HumanEditState& before, const HumanEditState& after,
    std::vector<store::PrintedPassage> printed, io::AtomicFileBatch& files);
/// Saves the OCR text and the changes within the caller's batch.
void save_texts(store::Store& store, std::string_view doc_id, const TextFiles& texts);

/// Returns the text as restoration made it, without later changes. Returns nothing if `files.text`
/// does not follow from the changes.
[[nodiscard]] std::optional<std::string> undo_late_changes(const TextFiles& files);

/// Returns the printed lines with their wording in `after`. Both texts must have the same number of
/// lines. A line that is not found in `before` stays as it is.
[[nodiscard]] std::vector<store::PrintedPassage> move_printed(
    std::vector<store::PrintedPassage> printed, const std::string& before,
    const std::string& after);

}  // namespace codau::pipeline
