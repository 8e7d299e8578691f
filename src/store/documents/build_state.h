// store/documents/build_state.h — how far a document was made by earlier runs, and how its files
// are recognised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/schema/printed_passage.h"

namespace codau::store {

/// The state in which an earlier run left a document.
struct BuildState {
  std::string fingerprint;         ///< hash of everything its rows were made from; empty if unknown
  bool has_sub_documents = false;  ///< other documents follow it in its file (13.11)
  bool has_rows = false, is_restored = false;  ///< stages that it has passed
  std::string name = {};                       ///< name of its files (store/results/result_files.h)
};

/// Tells whether a regular file, which may be damaged, is unchanged since codau wrote it. `mark`:
/// the SHA-256 of the file in hex. An older codau kept 32 digits instead, a digest of the size and
/// the end of the file. A file over 16 GiB is not read: codau writes none. Throws Error{kInput} if
/// the disk fails.
[[nodiscard]] bool has_digest_mark(const std::filesystem::path& file, const std::string& mark);

/// Marks that show whether the files of a document are unchanged.
struct KnownFiles {
  bool has_rows = false;                ///< false: only its pages were read
  std::vector<PrintedPassage> printed;  ///< lines of its text
  /// Mark of its searchable PDF for has_digest_mark(); nothing if none was made.
  std::optional<std::string> pdf = {};
  std::string original = {};  ///< SHA-256 of its signed PDF, if it has one
};

}  // namespace codau::store
