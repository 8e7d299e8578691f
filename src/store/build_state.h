// store/build_state.h — what a store knows of the making of a document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/printed_passage.h"

namespace codau::store {

/// As an earlier run has left it.
struct BuildState {
  std::string fingerprint;         ///< hash of what its rows were made from; empty if none
  bool has_sub_documents = false;  ///< other documents stand behind it in its file (13.11)
};

/// Of all that rows and files of a document were made from, and of its file of rows: by these it is
/// known when it comes out as it was.
struct BuildDigests {
  std::string answer, file;
  std::string changes = {};  ///< the mark of its changes.jsonl (has_digest_mark())
};

/// Whether a regular file, which may be damaged, is the one that was written. `mark`: its SHA-256,
/// or what an older codau kept instead: 32 digits by which only its size and end are known. A file
/// longer than any that codau writes (16 GiB) is not read. Throws Error{kInput} if the disk fails.
[[nodiscard]] bool has_digest_mark(const std::filesystem::path& file, const std::string& mark);

/// What tells whether the files of a document are those that were written.
struct KnownFiles {
  bool has_rows = false;                  ///< else only its pages were read
  std::string document_json;              ///< SHA-256 of its file of rows; empty: not known
  std::vector<PrintedPassage> printed;    ///< what stands in its text.txt
  std::vector<std::string> as_read = {};  ///< what stands in its ocr.txt, a page each
  std::string source = {};                ///< SHA-256 of its ocr.txt where that is its source
  std::string changes = {};               ///< the mark of its changes.jsonl; empty: not known
  /// The same of its searchable.pdf; nothing if none was made.
  std::optional<std::string> pdf = {};
  std::string original = {};  ///< SHA-256 of its original.pdf, if it has one
};

}  // namespace codau::store
