// export/target/target_guard.h — protects files of a user and stores from being overwritten.
// 1. A store (the folder that `codau run` writes, with codau.db) is never overwritten.
// 2. A file belongs to an earlier export if manifest.json of that export lists the file with its
//    present hash.
// 3. All other files belong to the user.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::exports {

/// Throws Error{kUsage} with the message that `path` is not overwritten, and the reason `why`.
[[noreturn]] void refuse_overwrite(const std::filesystem::path& path, const Message& why);

/// Tells whether both paths lead to the same existing file, also through links (device and inode).
[[nodiscard]] bool is_same_file(const std::filesystem::path& one,
                                const std::filesystem::path& other);

/// Returns the path at the end of all links, which may be written to:
/// 1. If `target` is no link, or does not exist: `target`.
/// 2. If `target` is a link to a file, folder or device: the absolute path of its end. On a
///    terminal, /dev/stderr gives "/dev/pts/0".
/// 3. If `target` is a link to a pipe or socket, which has no path: `target`. An example is
///    /dev/stderr in a pipeline.
/// Throws Error{kOutput} for a link that leads nowhere or in a circle.
[[nodiscard]] std::filesystem::path resolve_links(const std::filesystem::path& target);

/// An earlier export, as its manifest.json describes it.
class EarlierExport {
 public:
  /// Reads the file `manifest`. If the file is missing or is not the manifest of an export, the
  /// object is empty: no format, no files.
  explicit EarlierExport(const std::filesystem::path& manifest);
  /// Tells whether the manifest describes an export.
  [[nodiscard]] bool has_manifest() const noexcept { return !format_.empty(); }
  /// Returns the format of the export ("csv"); empty without a manifest.
  [[nodiscard]] const std::string& format() const noexcept { return format_; }
  /// Tells whether the export has provenance, which tells how values were read.
  [[nodiscard]] bool has_provenance() const noexcept { return has_provenance_; }
  /// Tells whether the manifest lists a file. `path`: relative to the export, as in the manifest.
  [[nodiscard]] bool has_file(const std::string& path) const { return hashes_.contains(path); }
  /// Tells whether the file `file` has the hash that the manifest lists for `path`. Returns false
  /// if the manifest does not list `path`, or if `file` cannot be opened.
  [[nodiscard]] bool is_unchanged(const std::string& path, const std::filesystem::path& file) const;

 private:
  std::string format_;
  bool has_provenance_ = false;
  std::map<std::string, std::string> hashes_;  // by path
};

/// Tells whether `codau run` uses this name in its output folder: documents, records,
/// manifest.json, rejects.jsonl or rejects.csv. Names that begin with codau.db, pages.db or
/// history.db count, too.
[[nodiscard]] bool is_kept_by_run(std::string_view name);

/// Throws Error{kUsage} if `target`, existing or not:
/// 1. is the codau.db of a store, known by its first bytes, or a folder with a codau.db;
/// 2. is, or lies inside, an entry with a name of is_kept_by_run() in a folder with a codau.db.
void refuse_store(const std::filesystem::path& target);

/// Throws Error{kUsage} unless an export may write the file `target`. An export may write:
/// 1. a missing file, or an empty file;
/// 2. a file with the hash that `earlier` lists for `path` (EarlierExport::is_unchanged());
/// 3. with `force`, any other regular file.
/// Folders, devices, pipes and stores (refuse_store()) are always refused.
void refuse_foreign_file(const std::filesystem::path& target, const EarlierExport& earlier,
                         const std::string& path, bool force);

/// Throws Error{kUsage} with the message `remedy` unless a command may overwrite the log file
/// `log`. A command may overwrite:
/// 1. a missing file, or an empty file;
/// 2. a file whose first line is_ours() accepts. The line comes without its line feed, and is cut
///    at 4 MiB;
/// 3. pipes, terminals and devices. Folders pass, too; opening them fails later.
/// Stores are always refused (refuse_store()).
void refuse_foreign_log(const std::filesystem::path& log,
                        const std::function<bool(std::string_view)>& is_ours,
                        const Message& remedy);

}  // namespace codau::exports
