// worker/one_document.h — the walk of one document: as read → restored → records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "io/atomic_file.h"
#include "record/records.h"
#include "restore/api/restorer.h"

namespace codau::worker {

/// The bytes of a .txt file that are another text than theirs, and what leads from one to the
/// other.
struct Decoded {
  std::string found;
  std::vector<Change> changes;
};

/// A document before restoration. Without `decoded` it was found as its text is.
struct AsRead {
  TextDocument text;
  std::optional<Decoded> decoded;
  std::vector<std::string> flags;  ///< ENCODING_UNSURE, CTRL_CHAR (text/normalise.h)
};
[[nodiscard]] AsRead from_pages(const std::vector<OcrPage>& pages);
/// Throws Error{Cause::kNotText}.
[[nodiscard]] AsRead from_text_file(std::string bytes);

struct RestoredText {
  RestoredDocument document;
  std::optional<Decoded> decoded;  ///< its changes lead to `document.after.text`
  std::string kept;                ///< worker/kept_restoration.h; empty where it was given

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
[[nodiscard]] RestoredText restore(const restore::Restorer& restorer, AsRead read,
                                   std::string_view kept = {});

/// What is one document's of them: its text, what that was found as, and what leads from one to the
/// other, without the form feed behind its last page.
/// Laws: undo(changes, text) == found; parts one behind the other have all changes.
struct TextPart {
  std::string_view found, text;  ///< of the RestoredText
  std::vector<Change> changes;
};
/// `of`: bytes of `document.after.text` that begin and end with lines.
[[nodiscard]] TextPart part_of(const RestoredText& text, ByteRange of);

/// changes.jsonl: one line a change (restore/api/change_log.h).
void write_changes(const std::vector<Change>& changes, io::FileSink& out);

}  // namespace codau::worker
