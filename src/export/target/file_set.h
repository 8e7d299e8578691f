// export/target/file_set.h — the files of one output, written and described.
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
  std::uint64_t bytes = 0, rows = 0;
  std::string sha256;
};

/// A value of a row that a format could not hold; listed in manifest.json.
struct Note {
  std::string path, table, row_id, field, code;
};

/// Throws Error{kOutput} EXPORT_MISMATCH unless both hashes are equal. `file`: for the message.
void check_same(const std::filesystem::path& file, std::string_view sha256,
                std::string_view expected);

/// Writes files under `root`, each atomically, and records their descriptions. Leaves an existing
/// file with the same bytes as it is. Throws Error{kOutput}.
class FileSet {
 public:
  /// `prefix` precedes every path: "" or "records/". With Durability::kTogether, files wait for
  /// keep().
  explicit FileSet(std::filesystem::path root, std::string prefix = {},
                   io::Durability durable = io::Durability::kNow);
  /// Writes a file and returns its description; `body` returns the number of its rows. Reads the
  /// file back before it appears: EXPORT_MISMATCH if its bytes are not those of `body`.
  const WrittenFile& write(const std::string& path,
                           const std::function<std::uint64_t(io::FileSink&)>& body);
  const WrittenFile& write(const std::string& path, std::string_view bytes);
  /// The same for a file that is not written from its first byte to its last. `body` also reads it
  /// back.
  const WrittenFile& write_part(const std::string& path,
                                const std::function<std::uint64_t(const io::AtomicFile&)>& body);
  /// Describes a file that other code has written at place_of(path).
  const WrittenFile& add(const std::string& path, std::uint64_t rows);

  /// Moves waiting files to their places; a waiting file that is never kept disappears.
  void keep() { waiting_.commit(); }

  void note(Note note) { notes_.push_back(std::move(note)); }

  [[nodiscard]] std::filesystem::path place_of(const std::string& path) const;
  [[nodiscard]] const std::vector<WrittenFile>& files() const noexcept { return files_; }
  [[nodiscard]] const std::vector<Note>& notes() const noexcept { return notes_; }

 private:
  const WrittenFile& keep_part(io::AtomicFile part, const std::string& path, WrittenFile file);

  std::filesystem::path root_;
  std::string prefix_;
  io::Durability durable_;
  io::AtomicFileBatch waiting_;
  std::vector<WrittenFile> files_;
  std::vector<Note> notes_;
};

}  // namespace codau::exports
