// store/pages/seen_input.h — the state of input files and result files as a run has seen them.
#pragma once

#include <cstdint>
#include <string>

namespace codau::store {

/// Identifies the state of a file when it was hashed. It changes if somebody writes to the file,
/// replaces or renames it.
struct FileStamp {
  std::uint64_t device = 0, inode = 0, bytes = 0;
  std::int64_t modified = 0, changed = 0;  ///< nanoseconds since 1970
  bool operator==(const FileStamp&) const = default;
};

/// An input file as an earlier run has seen it.
struct SeenInput {
  std::string file;  ///< absolute path
  std::string path;  ///< relative to the given input, as people know the file
  FileStamp stamp;
  std::string sha256;    ///< in hex
  bool is_past = false;  ///< the file has other content now
  /// PageStore::identity() of the output whose runs have seen the file; empty for this output. The
  /// file of another output may differ from the file at the same path here.
  std::string origin = {};
  bool operator==(const SeenInput&) const = default;
};

/// Identifies the state of the result files of a document. It changes if somebody writes to a file
/// or moves it.
struct SeenResults {
  std::uint64_t inode = 0;   ///< of the text file
  std::int64_t changed = 0;  ///< nanoseconds since 1970
  std::string pdf;           ///< inode and time of the PDF, as text; empty without a PDF
  bool operator==(const SeenResults&) const = default;
};

}  // namespace codau::store
