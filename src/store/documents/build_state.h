// store/documents/build_state.h — what a store knows of the making of a document.
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

/// As an earlier run has left it.
struct BuildState {
  std::string fingerprint;         ///< hash of what its rows were made from; empty if none
  bool has_sub_documents = false;  ///< other documents stand behind it in its file (13.11)
  bool has_rows = false, is_restored = false;  ///< how far it was made
  std::string name = {};                       ///< of its files (store/results/result_files.h)
};

/// Whether a regular file, which may be damaged, is the one that was written. `mark`: its SHA-256,
/// or what an older codau kept instead: 32 digits by which only its size and end are known. A file
/// longer than any that codau writes (16 GiB) is not read. Throws Error{kInput} if the disk fails.
[[nodiscard]] bool has_digest_mark(const std::filesystem::path& file, const std::string& mark);

/// What tells whether the files of a document are those that were written.
struct KnownFiles {
  bool has_rows = false;                ///< else only its pages were read
  std::vector<PrintedPassage> printed;  ///< what stands in its text
  /// The mark of its searchable PDF (has_digest_mark()); nothing if none was made.
  std::optional<std::string> pdf = {};
  std::string original = {};  ///< SHA-256 of its signed PDF, if it has one
};

}  // namespace codau::store
