// pipeline/inputs/source_identity.h — whether a file is still the one that was hashed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/pages/page_store.h"
#include "worker/descriptor.h"

namespace codau::pipeline {

/// The one way to write a path down: absolute, without "." or "..", no slash at its end. Links in
/// it stay as they are.
[[nodiscard]] std::string normalise_path(const std::filesystem::path& path);

/// What the system tells of a file: it changes when somebody writes to it or puts another in its
/// place, and also when somebody links it or changes its rights.
using FileIdentity = store::FileStamp;

/// Of an open file, and of a path. Both throw the Error of cause_of_errno().
[[nodiscard]] FileIdentity read_identity(int descriptor);
[[nodiscard]] FileIdentity read_identity(const std::filesystem::path& file);

/// Of `count` paths; none where read_identity() throws. Two threads ask: of many files the answers
/// are what a run waits for that finds nothing new.
[[nodiscard]] std::vector<std::optional<FileIdentity>> read_identities(
    std::size_t count, const std::function<std::string(std::size_t)>& path);

/// Whether two stamps of one path are of one file: all but the number of the device, which is
/// another one for each machine that a network folder is mounted on. False where nothing is known
/// of one.
[[nodiscard]] bool is_same_identity(FileIdentity one, const FileIdentity& other);

/// Whether a file has rested for so long that whoever writes to it again changes its times: two
/// seconds, the coarsest clock of a file system (FAT).
[[nodiscard]] bool is_at_rest(const FileIdentity& identity);

/// A file as it was when it was hashed.
struct HashedFile {
  std::string sha256;
  FileIdentity identity;
  bool operator==(const HashedFile&) const = default;
};
/// `told` hears how many bytes were read so far, of how many, and may throw. Throws as
/// worker::open_to_read(), or Error{Cause::kChanged} when it was written to meanwhile. `root`: the
/// file is opened by worker::open_below(), which follows no link; empty: links are followed.
using ByteProgress = std::function<void(std::uint64_t bytes, std::uint64_t all)>;
[[nodiscard]] HashedFile hash_file(const std::filesystem::path& file, const ByteProgress& told = {},
                                   const std::filesystem::path& root = {});

/// SHA-256 of the first `bytes` of a file, or of all of a shorter one. Throws as hash_file().
[[nodiscard]] std::string hash_beginning(const std::filesystem::path& file, std::uint64_t bytes);

/// True when an open file is still what was hashed: by its identity, else by its bytes.
[[nodiscard]] bool is_unchanged(int descriptor, const HashedFile& hashed);

/// The file, open for reading. Throws as worker::open_to_read(), or Error{Cause::kChanged} when
/// it is no longer what was hashed.
[[nodiscard]] worker::Descriptor open_unchanged(const std::filesystem::path& file,
                                                const HashedFile& hashed);

}  // namespace codau::pipeline
