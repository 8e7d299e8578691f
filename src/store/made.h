// store/made.h — what a store knows of the making of a document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/printed.h"

namespace codau::store {

/// As an earlier run has left it.
struct Made {
  std::string fingerprint;   ///< hash of what its rows were made from; empty if none
  bool has_further = false;  ///< other documents stand behind it in its file (13.11)
};

/// Of all that rows and files of a document were made from, and of its file of rows: by these it is
/// known when it comes out as it was.
struct Digests {
  std::string answer, file;
  std::string changes = {};  ///< mark_of() its changes.jsonl
};

/// By its size and its end a file is told from one that is cut, or another's. `tail`: its last
/// kMarkTail bytes, or all.
inline constexpr std::size_t kMarkTail = 1024;
[[nodiscard]] std::string mark_of(std::uintmax_t bytes, std::string_view tail);

/// What tells whether the files of a document are those that were written.
struct KnownFiles {
  bool has_rows = false;                  ///< else only its pages were read
  std::string document_json;              ///< SHA-256 of its file of rows; empty: not known
  std::vector<Printed> printed;           ///< what stands in its text.txt
  std::vector<std::string> as_read = {};  ///< what stands in its ocr.txt, a page each
  std::string source = {};                ///< SHA-256 of its ocr.txt where that is its source
  std::string changes = {};               ///< mark_of() its changes.jsonl; empty: not known
  /// The same of its searchable.pdf; nothing where none was made.
  std::optional<std::string> pdf = {};
};

}  // namespace codau::store
