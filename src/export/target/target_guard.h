// export/target/target_guard.h — protects stores and files of a user from being overwritten by an
// export.
// 1. A store (the folder that `codau run` writes, with codau.db) is never overwritten.
// 2. A file belongs to an earlier export if manifest.json of that export lists the file with the
//    SHA-256 that it still has. Such a file may be overwritten.
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

/// Returns the path to write to if `target` may be a link:
/// 1. If `target` is no link, or does not exist: `target`.
/// 2. If `target` is a link to a file, folder or device: the absolute path of this, after all
///    links. On a terminal, "/dev/stderr" gives "/dev/pts/0".
/// 3. If `target` is a link to a pipe or socket, which has no path: `target`. An example is
///    "/dev/stderr" in a pipeline.
/// Throws Error{kOutput} for a link that leads to nothing, or back to itself.
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
  /// Tells whether the file `file` has the SHA-256 that the manifest lists for `path`. Returns
  /// false if the manifest does not list `path`, or if `file` cannot be opened.
  [[nodiscard]] bool is_unchanged(const std::string& path, const std::filesystem::path& file) const;

 private:
  std::string format_;
  bool has_provenance_ = false;
  std::map<std::string, std::string> hashes_;  // by path
};

/// Tells whether `codau run` uses this name for a file or folder in a store. The names are
/// documents, records, manifest.json, rejects.jsonl and rejects.csv. Names that begin with
/// codau.db, pages.db, history.db or hand.db count, too.
[[nodiscard]] bool is_kept_by_run(std::string_view name);

/// Throws Error{kUsage} if `target`, which may not exist:
/// 1. is the codau.db of a store, known by its first bytes, or a folder with such a codau.db;
/// 2. is an entry of a folder with a codau.db, and has a name of is_kept_by_run();
/// 3. is below such an entry.
void refuse_store(const std::filesystem::path& target);

/// Throws Error{kUsage} unless an export may write the file `target`. An export may write:
/// 1. a missing file, or an empty file;
/// 2. an unchanged file of the earlier export: earlier.is_unchanged(path, target);
/// 3. with `force`, any other regular file.
/// Folders, devices, pipes and files of stores (refuse_store()) are always refused.
void refuse_foreign_file(const std::filesystem::path& target, const EarlierExport& earlier,
                         const std::string& path, bool force);

/// Throws Error{kUsage} with the message `remedy` unless a command may overwrite the log file
/// `log`. A command may overwrite:
/// 1. a missing file, or an empty file;
/// 2. a file for whose first line is_ours() returns true. The parameter of is_ours() is this line
///    without its line feed, cut after 4 MiB;
/// 3. a pipe, a terminal or a device. A folder is not refused, because opening it fails later.
/// Files of stores are always refused (refuse_store()).
void refuse_foreign_log(const std::filesystem::path& log,
                        const std::function<bool(std::string_view)>& is_ours,
                        const Message& remedy);

}  // namespace codau::exports
