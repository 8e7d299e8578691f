// io/tar_file.h — writes and reads tar files (POSIX pax) by libarchive, plain or compressed by
// Zstandard. Entries are regular files; nothing is read from or written to the disk by their names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace codau::io {

/// The place and the size of an entry.
struct TarEntry {
  std::string path;            ///< any bytes without NUL, with '/' between folders
  std::uint64_t bytes = 0;     ///< size of the content
  std::int64_t modified = 0;   ///< modification time, in seconds since 1970
  bool is_plain_file = false;  ///< false: a folder, link, device, or file with holes
};

/// Writes a tar file. Equal entries give equal bytes: owner and permissions are always the same.
class TarWriter {
 public:
  enum class Packing : std::uint8_t { kPlain, kZstd };
  /// Writes to the open, empty file `fd`, which the caller closes. `name`: the file, for messages.
  TarWriter(int fd, std::filesystem::path name, Packing packing);
  ~TarWriter();
  TarWriter(const TarWriter&) = delete;
  TarWriter& operator=(const TarWriter&) = delete;

  /// Begins an entry. The entry before must have all of its bytes.
  void begin(const TarEntry& entry);
  /// Adds bytes to the entry. Precondition: the entry gets at most its size.
  void write(std::string_view bytes);
  /// Ends the tar file. Throws Error{kOutput}, as all functions do, if the file cannot be written.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads a tar file from its beginning to its end. The file is not trusted. All functions throw
/// Error{kInput} if it is damaged, or cannot be read.
class TarReader {
 public:
  /// Reads the open regular file `fd`, which the caller closes. `name`: the file, for messages.
  TarReader(int fd, std::filesystem::path name);
  ~TarReader();
  TarReader(const TarReader&) = delete;
  TarReader& operator=(const TarReader&) = delete;

  /// Returns the next entry; nothing at the end. Bytes of the entry before are skipped.
  [[nodiscard]] std::optional<TarEntry> next();
  /// Returns the next bytes of the entry, valid until the next call; empty at its end.
  [[nodiscard]] std::string_view read();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::io
