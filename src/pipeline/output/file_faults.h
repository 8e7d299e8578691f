// pipeline/output/file_faults.h — checks whether the files of a document are those that codau
// wrote.
#pragma once

#include <filesystem>
#include <string>

#include "store/documents/build_state.h"
#include "store/results/result_files.h"

namespace codau::pipeline {

/// Faults of the files of a document. A file is faulty if it is missing, empty (as after a disk
/// fault), or different from the file that was written.
struct FileFaults {
  /// The text is faulty: the document has to be made again.
  bool text = false;
  /// The searchable PDF or the signed original is faulty: the document has to be made again.
  bool pdf = false;
  /// The text has its first and last passage, but differs between them: edited by a person, or
  /// damaged. This is no fault when the document is made again.
  bool edited = false;
  [[nodiscard]] bool has_any() const noexcept { return text || pdf; }
};

/// Reads all files of a document and returns their faults. A page without any text is no fault. A
/// missing PDF is no fault if none was requested. If an older codau left a PDF without a digest,
/// only its size and end are checked.
[[nodiscard]] FileFaults find_file_faults(const store::ResultPaths& paths,
                                          const store::KnownFiles& known);

/// Returns true if the file can be read and has this digest (store::has_digest_mark()).
[[nodiscard]] bool has_digest(const std::filesystem::path& file, const std::string& sha256);

}  // namespace codau::pipeline
