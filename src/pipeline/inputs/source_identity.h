// pipeline/inputs/source_identity.h — detects whether a file has changed since it was hashed.
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

/// Returns the normal form of a path: absolute, without "." or "..", without a slash at its end.
/// Links are not resolved.
[[nodiscard]] std::string normalise_path(const std::filesystem::path& path);

/// Device, inode, size and times of a file. The identity changes when somebody writes to the file,
/// replaces it, links it, or changes its permissions.
using FileIdentity = store::FileStamp;

/// Returns the identity of an open file, or of the file at a path. Throws the Error of
/// cause_of_errno().
[[nodiscard]] FileIdentity read_identity(int descriptor);
[[nodiscard]] FileIdentity read_identity(const std::filesystem::path& file);

/// Returns the identities of `count` paths; nothing for a path if read_identity() fails. Two
/// threads share the work: a run that finds nothing new spends most of its time here.
[[nodiscard]] std::vector<std::optional<FileIdentity>> read_identities(
    std::size_t count, const std::function<std::string(std::size_t)>& path);

/// Returns true if two stamps of one path belong to the same file. The device number is ignored, as
/// it differs between machines that mount a network folder. Returns false if the change time of
/// `one` is unknown.
[[nodiscard]] bool is_same_identity(FileIdentity one, const FileIdentity& other);

/// Returns true if a file has been unchanged for more than two seconds, the coarsest tick of a
/// file-system clock (FAT). A later write then changes its times.
[[nodiscard]] bool is_at_rest(const FileIdentity& identity);

/// Hash and identity of a file at the time of hashing.
struct HashedFile {
  std::string sha256;
  FileIdentity identity;
  bool operator==(const HashedFile&) const = default;
};
/// Called with the bytes read so far and the size of the file. May throw.
using ByteProgress = std::function<void(std::uint64_t bytes, std::uint64_t all)>;
/// Returns the SHA-256 and the identity of a file. Calls `told` for progress. If `root` is not
/// empty, worker::open_below() opens the file and follows no link. Throws the errors of
/// worker::open_to_read(). Throws Error{Cause::kChanged} if the file was written to meanwhile.
[[nodiscard]] HashedFile hash_file(const std::filesystem::path& file, const ByteProgress& told = {},
                                   const std::filesystem::path& root = {});

/// Returns the SHA-256 of the first `bytes` of a file, or of the whole file if it is shorter.
/// Throws the errors of hash_file().
[[nodiscard]] std::string hash_beginning(const std::filesystem::path& file, std::uint64_t bytes);

/// Returns true if an open file is unchanged since it was hashed. Compares the identity first, and
/// the hash if the identity differs.
[[nodiscard]] bool is_unchanged(int descriptor, const HashedFile& hashed);

/// Opens a file for reading. Throws the errors of worker::open_to_read(), and
/// Error{Cause::kChanged} if the content differs from `hashed`.
[[nodiscard]] worker::Descriptor open_unchanged(const std::filesystem::path& file,
                                                const HashedFile& hashed);

}  // namespace codau::pipeline
