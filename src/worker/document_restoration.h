// worker/document_restoration.h — restores the text of a file, and extracts the part of each
// document.
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

/// The original bytes of a .txt file, and the changes that decode them. Only for files whose text
/// differs from their bytes.
struct DecodedText {
  std::string found;
  std::vector<Change> changes;
};

/// A document before restoration. Without `decoded`, the text equals the bytes that were found.
struct UnrestoredDocument {
  TextDocument text;
  std::optional<DecodedText> decoded;
  std::vector<std::string> flags;  ///< ENCODING_UNSURE, CTRL_CHAR (text/normalise.h)
};
/// Makes a document from the OCR results of its pages.
[[nodiscard]] UnrestoredDocument make_document_from_pages(const std::vector<OcrPage>& pages);
/// Makes a document from the bytes of a .txt file. Throws Error{Cause::kNotText}.
[[nodiscard]] UnrestoredDocument make_document_from_text(std::string bytes);

/// A document before and after restoration, with all changes.
struct RestorationResult {
  RestoredDocument document;
  std::optional<DecodedText> decoded;  ///< the changes lead to `document.after.text`
  /// Encoded restoration (worker/restoration_codec.h); empty if a kept one was used.
  std::string kept;

  /// Returns the content of ocr.txt: the OCR text, or the original bytes of a .txt file.
  [[nodiscard]] const std::string& found() const {
    return decoded ? decoded->found : document.before.text;
  }
  /// Returns the changes from found() to `document.after.text`.
  [[nodiscard]] const std::vector<Change>& changes() const {
    return decoded ? decoded->changes : document.changes;
  }
};
/// Restores a document and returns the result. Works in windows that end at page breaks; plain text
/// is split by restore/api/stream.h. If `kept` is the encoded restoration of this text, it is used
/// and nothing is restored again.
/// Laws: undo(changes(), document.after.text) == found(). Restoring again with the returned `kept`
/// gives the same result.
[[nodiscard]] RestorationResult restore(const restore::Restorer& restorer, UnrestoredDocument read,
                                        std::string_view kept = {});

/// The part of a RestorationResult that belongs to one document: OCR text, restored text, and the
/// changes between them. The form feed after the last page is left out.
/// Laws: undo(changes, text) == found. Consecutive parts contain all changes.
struct DocumentText {
  std::string_view found, text;  ///< views into the RestorationResult
  std::vector<Change> changes;
};
/// Returns the part of one document. `of`: byte range of `document.after.text` that begins and ends
/// at line borders.
[[nodiscard]] DocumentText extract_document_text(const RestorationResult& text, ByteRange of);

/// Writes changes.jsonl: one line for each change (restore/api/change_log.h).
void write_changes(const std::vector<Change>& changes, io::FileSink& out);

}  // namespace codau::worker
