// store/pages/seen_input.h — files that runs were given and folders that they made, as they were
// then.
#pragma once

#include <cstdint>
#include <string>

namespace codau::store {

/// A file as it was when it was hashed: whoever writes to it, replaces or renames it changes this.
struct FileStamp {
  std::uint64_t device = 0, inode = 0, bytes = 0;
  std::int64_t modified = 0, changed = 0;  ///< nanoseconds since 1970
  bool operator==(const FileStamp&) const = default;
};

/// An input as an earlier run has seen it.
struct SeenInput {
  std::string file;  ///< absolute path
  std::string path;  ///< relative to the input that was given, by which people know it
  FileStamp stamp;
  std::string sha256;    ///< in hex
  bool is_past = false;  ///< the file has another content now
  /// PageStore::identity() of the output whose runs have seen it, where it came from there; empty:
  /// this output's own. A file of that path may be another one here.
  std::string origin = {};
  bool operator==(const SeenInput&) const = default;
};

/// The files of a document as a run has found them: who writes to one or moves it changes this.
struct SeenResults {
  std::uint64_t inode = 0;   ///< of the text
  std::int64_t changed = 0;  ///< nanoseconds since 1970
  std::string pdf;           ///< the same of the PDF, as text; empty without one
  bool operator==(const SeenResults&) const = default;
};

}  // namespace codau::store
