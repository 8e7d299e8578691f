// pipeline/output/file_faults.h — whether the files of a document are those that were written.
#pragma once

#include <filesystem>
#include <string>

#include "store/documents/build_state.h"
#include "store/results/result_files.h"

namespace codau::pipeline {

/// Files that are missing, empty as after a fault of the disk, or others than were written.
struct FileFaults {
  bool text = false;  ///< the document is made again
  bool pdf = false;   ///< the searchable PDF, or the signed original: likewise
  /// The text begins and ends as it was written, but somebody has edited it, or it is damaged: no
  /// fault for who makes it again.
  bool edited = false;
  [[nodiscard]] bool has_any() const noexcept { return text || pdf; }
};

/// Reads all files through. A page without any text is no fault, nor are files nobody has asked
/// for. Of an older codau only the size and the end of the PDF are known.
[[nodiscard]] FileFaults find_file_faults(const store::ResultPaths& paths,
                                          const store::KnownFiles& known);

/// Whether a file can be read and has this content (store::has_digest_mark()).
[[nodiscard]] bool has_digest(const std::filesystem::path& file, const std::string& sha256);

}  // namespace codau::pipeline
