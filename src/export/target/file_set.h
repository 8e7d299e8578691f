// export/target/file_set.h — writes the files of one output and records their descriptions for the
// manifest.
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

/// The description of a file in manifest.json.
struct WrittenFile {
  std::string path;  ///< relative to the root of the set
  /// Size in bytes, and number of rows that the file holds.
  std::uint64_t bytes = 0, rows = 0;
  std::string sha256;
};

/// A value of a row that a format could not hold; listed in manifest.json.
struct ExportNote {
  /// `path`: the written file. `field`: the column. `code`: the reason, for example CTRL_CHAR.
  std::string path, table, row_id, field, code;
};

/// Throws Error{kOutput} (EXPORT_MISMATCH) unless both hashes are equal. `file`: for the message.
void check_hash(const std::filesystem::path& file, std::string_view sha256,
                std::string_view expected);

/// Writes files under `root`, each atomically (io/atomic_file.h), and describes them. A file that
/// already has the same bytes is not written again. Functions that write throw Error{kOutput}.
/// Returned descriptions are valid until the next file is added.
class FileSet {
 public:
  /// `prefix` precedes every path: "" or "records/". `durable`: with kTogether, files wait for
  /// commit().
  explicit FileSet(std::filesystem::path root, std::string prefix = {},
                   io::Durability durable = io::Durability::kNow);
  /// Writes a file and returns its description. `body` writes the bytes and returns the number of
  /// rows. Reads the file back before the file appears. Throws Error{kOutput} (EXPORT_MISMATCH) if
  /// the file has other bytes than `body` wrote.
  const WrittenFile& write(const std::string& path,
                           const std::function<std::uint64_t(io::FileSink&)>& body);
  /// Writes `bytes` in the same way; the number of rows is 0.
  const WrittenFile& write(const std::string& path, std::string_view bytes);
  /// Writes a file in any order of its bytes, and returns its description. The function `body`
  /// writes the bytes, checks the file by reading it back, and returns the number of rows.
  const WrittenFile& write_part(const std::string& path,
                                const std::function<std::uint64_t(const io::AtomicFile&)>& body);
  /// Describes a file that other code has written at target_path(path).
  const WrittenFile& add(const std::string& path, std::uint64_t rows);

  /// Moves the waiting files to their places. Waiting files disappear with this object unless
  /// commit() is called.
  void commit() { waiting_.commit(); }

  /// Records a value that a file could not hold.
  void note(ExportNote note) { notes_.push_back(std::move(note)); }

  /// Returns the place of a file: root, prefix and path.
  [[nodiscard]] std::filesystem::path target_path(const std::string& path) const;
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
