// worker/document_restoration.h — the walk of one document: as read → restored → records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "io/atomic_file.h"
#include "record/rows/records.h"
#include "restore/api/restorer.h"

namespace codau::worker {

/// The bytes of a .txt file that are another text than theirs, and what leads from one to the
/// other.
struct DecodedText {
  std::string found;
  std::vector<Change> changes;
};

/// A document before restoration. Without `decoded` it was found as its text is.
struct UnrestoredDocument {
  TextDocument text;
  std::optional<DecodedText> decoded;
  std::vector<std::string> flags;  ///< ENCODING_UNSURE, CTRL_CHAR (text/normalise.h)
};
[[nodiscard]] UnrestoredDocument make_document_from_pages(const std::vector<OcrPage>& pages);
/// Throws Error{Cause::kNotText}.
[[nodiscard]] UnrestoredDocument make_document_from_text(std::string bytes);

struct RestorationResult {
  RestoredDocument document;
  std::optional<DecodedText> decoded;  ///< its changes lead to `document.after.text`
  std::string kept;                    ///< worker/restoration_codec.h; empty where it was given

  /// What ocr.txt holds: the text of the pages, or the very bytes of a .txt file.
  [[nodiscard]] const std::string& found() const {
    return decoded ? decoded->found : document.before.text;
  }
  /// From found() to `document.after.text`.
  [[nodiscard]] const std::vector<Change>& changes() const {
    return decoded ? decoded->changes : document.changes;
  }
};
/// Restored window by window; windows end at page borders, or as restore/api/stream.h cuts them;
/// not at all where `kept` is what an earlier restoration of this text was. Laws: undo(changes(),
/// document.after.text) == found(); the same with the `kept` that it gave.
[[nodiscard]] RestorationResult restore(const restore::Restorer& restorer, UnrestoredDocument read,
                                        std::string_view kept = {});

/// What is one document's of them: its text, what that was found as, and what leads from one to the
/// other, without the form feed behind its last page.
/// Laws: undo(changes, text) == found; parts one behind the other have all changes.
struct DocumentText {
  std::string_view found, text;  ///< of the RestorationResult
  std::vector<Change> changes;
};
/// `of`: bytes of `document.after.text` that begin and end with lines.
[[nodiscard]] DocumentText extract_document_text(const RestorationResult& text, ByteRange of);

/// changes.jsonl: one line a change (restore/api/change_log.h).
void write_changes(const std::vector<Change>& changes, io::FileSink& out);

}  // namespace codau::worker
