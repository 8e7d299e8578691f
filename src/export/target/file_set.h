// export/target/file_set.h — writes the files of an export or of a run into one folder. Keeps a
// description of each file for manifest.json, which lists the files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/atomic_file.h"

namespace codau::exports {

/// The description of a written file: an entry of `files` in manifest.json.
struct WrittenFile {
  std::string path;         ///< relative to the root folder of the FileSet; begins with its prefix
  std::uint64_t bytes = 0;  ///< size
  std::uint64_t rows = 0;   ///< number of rows in the file; 0 for a file without rows
  std::string sha256;       ///< lower-case hexadecimal
};

/// A value that a format could not hold, or another fault: an entry of `notes` in manifest.json.
/// Members that are unknown are empty.
struct ExportNote {
  std::string path;    ///< the written file
  std::string table;   ///< the table of the value
  std::string row_id;  ///< the key of its row
  std::string field;   ///< the column of the value
  std::string code;    ///< the reason: "CTRL_CHAR"
};

/// Throws Error{kOutput} unless both hashes are equal. The message has EXPORT_MISMATCH and `file`.
/// The argument `sha256` is the hash of the file as read back. The argument `expected` is the hash
/// of the written bytes.
void check_hash(const std::filesystem::path& file, std::string_view sha256,
                std::string_view expected);

/// Writes files below one folder, and collects their descriptions and notes. The place of a file is
/// the folder `root`, then `prefix` directly followed by the parameter `path`. For example, prefix
/// "records/" and path "a.csv" give root/records/a.csv.
/// 1. A file appears at its place only when it is complete (io/atomic_file.h).
/// 2. If the file at its place already has the new bytes, it is not replaced.
/// 3. Missing folders are made.
/// 4. A returned description is valid until the next file is written or added.
/// All write functions throw Error{kOutput} if the file cannot be written, and Error{kInput} if the
/// written file cannot be read back.
class FileSet {
 public:
  /// All functions below put `prefix`, for example "records/", before the parameter `path`. The
  /// parameter `durable` tells when written files begin to survive a power failure:
  /// 1. kNow: when the write function returns;
  /// 2. kLater: when the caller has called io::sync_files();
  /// 3. kTogether: after commit(), which also moves all files to their places.
  explicit FileSet(std::filesystem::path root, std::string prefix = {},
                   io::Durability durable = io::Durability::kNow);
  /// Writes a file, reads it back, and returns its description. `body` writes the bytes in order,
  /// and returns the number of rows. Throws also Error{kOutput} (EXPORT_MISMATCH) if the file has
  /// other bytes than `body` wrote.
  const WrittenFile& write(const std::string& path,
                           const std::function<std::uint64_t(io::FileSink&)>& body);
  /// Writes `bytes` in the same way; the number of rows is 0.
  const WrittenFile& write(const std::string& path, std::string_view bytes);
  /// Writes a file whose bytes come in any order, and returns its description. The function `body`
  /// writes the bytes into the open file, and returns the number of rows. It must itself read the
  /// bytes back and check them.
  const WrittenFile& write_seekable(
      const std::string& path, const std::function<std::uint64_t(const io::AtomicFile&)>& body);
  /// Adds a file that other code has written at target_path(path), and returns its description.
  /// `rows`: its number of rows. This function only reads and lists the file. The parameter
  /// `durable` and commit() have no effect on it. Either the other code makes the file durable, or
  /// the caller calls io::sync_files() later. Throws Error{kInput} if the file cannot be read.
  const WrittenFile& add(const std::string& path, std::uint64_t rows);

  /// With kTogether, moves all files of the write functions to their places; otherwise does
  /// nothing. Without this call, the destructor removes these files. Throws Error{kOutput} if a
  /// file cannot be moved.
  void commit() { waiting_.commit(); }

  /// Adds a note for the manifest.
  void note(ExportNote note) { notes_.push_back(std::move(note)); }

  /// Returns the place of a file.
  [[nodiscard]] std::filesystem::path target_path(const std::string& path) const;
  /// Returns the written and added files, in the order of the calls.
  [[nodiscard]] const std::vector<WrittenFile>& files() const noexcept { return files_; }
  [[nodiscard]] const std::vector<ExportNote>& notes() const noexcept { return notes_; }

 private:
  const WrittenFile& keep_part(io::AtomicFile part, const std::string& path, WrittenFile file);

  std::filesystem::path root_;
  std::string prefix_;
  io::Durability durable_;
  io::AtomicFileBatch waiting_;
  std::vector<WrittenFile> files_;
  std::vector<ExportNote> notes_;
};

}  // namespace codau::exports
