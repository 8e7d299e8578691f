// worker/one_document.h — the walk of one document: as read → restored → records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/files.h"
#include "record/records.h"
#include "restore/restorer.h"

namespace codau::worker {

/// A document before restoration. `found` is what ocr.txt holds: the text of the pages, or the very
/// bytes of a .txt file, from which `decoding` leads to `text`.
struct AsRead {
  TextDocument text;
  std::string found;
  std::vector<Change> decoding;
  std::vector<std::string> flags;  ///< ENCODING_UNSURE, CTRL_CHAR (text/normalise.h)
};
[[nodiscard]] AsRead from_pages(const std::vector<OcrPage>& pages);
/// Throws Error{Cause::kNotText}.
[[nodiscard]] AsRead from_text_file(std::string bytes);

/// `changes` lead from AsRead::found to `document.after.text`.
struct RestoredText {
  RestoredDocument document;
  std::string found;
  std::vector<Change> changes;
  std::string kept;  ///< worker/kept_restoration.h; empty where it was given
};
/// Restored window by window; windows end at page borders, or as restore/stream.h cuts them; not
/// at all where `kept` is what an earlier restoration of this text was.
/// Laws: undo(changes, document.after.text) == found; the same with the `kept` that it gave.
[[nodiscard]] RestoredText restore(const restore::Restorer& restorer, AsRead read,
                                   std::string_view kept = {});

/// changes.jsonl: one line a change (restore/change_log.h).
void write_changes(const std::vector<Change>& changes, exports::FileSink& out);

}  // namespace codau::worker
