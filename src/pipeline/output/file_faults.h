// pipeline/output/file_faults.h — whether OUT/documents/<doc_id> holds what was written there.
#pragma once

#include <filesystem>
#include <string>

#include "store/build_state.h"

namespace codau::pipeline {

/// Files that are missing, empty as after a fault of the disk, or others than were written.
struct FileFaults {
  bool text = false;           ///< ocr.txt, text.txt: the document is read again
  bool document_json = false;  ///< the store has all that is in it
  bool changes = false;        ///< changes.jsonl: as text
  bool pdf = false;            ///< searchable.pdf, or the signed original.pdf: likewise
  /// text.txt begins and ends as it was written, but somebody has edited it, or it is damaged: no
  /// fault for who makes it again.
  bool edited = false;
  [[nodiscard]] bool has_any() const noexcept { return text || document_json || changes || pdf; }
  /// More than the store has.
  [[nodiscard]] bool has_unrecoverable() const noexcept { return text || changes || pdf; }
};

/// Reads all files through. A page without any text is no fault, nor are files nobody has asked
/// for. Of an older codau only the size and the end of changes.jsonl and the PDF are known.
[[nodiscard]] FileFaults find_file_faults(const std::filesystem::path& folder,
                                          const store::KnownFiles& known);
/// The same by their sizes alone, of a document whose rows were made (`has_rows`) or not yet.
[[nodiscard]] FileFaults find_faults_by_size(const std::filesystem::path& folder, bool has_rows);

/// Whether a file can be read and has this content (store::has_digest_mark()).
[[nodiscard]] bool has_digest(const std::filesystem::path& file, const std::string& sha256);

}  // namespace codau::pipeline
