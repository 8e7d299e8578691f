// pipeline/source_identity.h — whether a file is still the one that was hashed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "worker/descriptor.h"

namespace codau::pipeline {

/// What the system tells of a file: it changes when somebody writes to it or puts another in its
/// place, and also when somebody links it or changes its rights.
struct FileIdentity {
  std::uint64_t device = 0, inode = 0, bytes = 0;
  std::int64_t modified = 0, changed = 0;  ///< nanoseconds since 1970
  bool operator==(const FileIdentity&) const = default;
};

/// Of an open file. Throws the Error of cause_of_errno().
[[nodiscard]] FileIdentity identity_of(int descriptor);

/// A file as it was when it was hashed.
struct HashedFile {
  std::string sha256;
  FileIdentity identity;
  bool operator==(const HashedFile&) const = default;
};
/// Throws as worker::open_to_read(), or Error{Cause::kChanged} when it was written to meanwhile.
[[nodiscard]] HashedFile hash_file(const std::filesystem::path& file);

/// True when an open file is still what was hashed: by its identity, else by its bytes.
[[nodiscard]] bool is_same(int descriptor, const HashedFile& hashed);

/// The file, open for reading. Throws as worker::open_to_read(), or Error{Cause::kChanged} when
/// it is no longer what was hashed.
[[nodiscard]] worker::Descriptor open_same(const std::filesystem::path& file,
                                           const HashedFile& hashed);

}  // namespace codau::pipeline
