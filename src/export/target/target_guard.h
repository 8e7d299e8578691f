// export/target/target_guard.h — protects files of a user, stores and inputs from being
// overwritten. Files are recognised by inode or content, not by name. A file belongs to codau if
// the manifest of an export lists its hash.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::exports {

/// Throws Error{kUsage}: `path` is not overwritten, with the reason `why`.
[[noreturn]] void refuse_overwrite(const std::filesystem::path& path, const Message& why);

/// Tells whether both paths lead to the same file: by device and inode, so also through links.
[[nodiscard]] bool is_same_file(const std::filesystem::path& one,
                                const std::filesystem::path& other);

/// Returns the file that the link `target` leads to. Returns any other `target` unchanged, and also
/// a link of the system to a pipe or terminal (/dev/stderr). Throws Error{kOutput} for a link that
/// leads nowhere.
[[nodiscard]] std::filesystem::path resolve_links(const std::filesystem::path& target);

/// The earlier export that a manifest.json describes. A file of the export belongs to codau as long
/// as the file has the hash in the manifest.
class EarlierExport {
 public:
  /// Reads the file `manifest`. Describes no export if the file is missing, or is not the manifest
  /// of an export.
  explicit EarlierExport(const std::filesystem::path& manifest);
  /// Tells whether the manifest describes an export.
  [[nodiscard]] bool has_manifest() const noexcept { return !format_.empty(); }
  /// Returns the format of the export; empty if the manifest describes no export.
  [[nodiscard]] const std::string& format() const noexcept { return format_; }
  /// Tells whether the export holds provenance (export/delivery/row_source.h).
  [[nodiscard]] bool has_provenance() const noexcept { return has_provenance_; }
  /// Tells whether the manifest lists the file `path`.
  [[nodiscard]] bool has_file(const std::string& path) const { return hashes_.contains(path); }
  /// Tells whether `file` still has the hash that the manifest lists for `path`.
  [[nodiscard]] bool has_unchanged(const std::string& path,
                                   const std::filesystem::path& file) const;

 private:
  std::string format_;
  bool has_provenance_ = false;
  std::map<std::string, std::string> hashes_;  // by path
};

/// Tells whether `codau run` uses this name for an entry of its output folder: databases,
/// documents, records, manifest.json, rejects.
[[nodiscard]] bool is_kept_by_run(std::string_view name);

/// Throws Error{kUsage} if `target`, existing or not:
/// 1. is a store, or a folder with a store;
/// 2. is an entry that `codau run` keeps in an output folder (is_kept_by_run());
/// 3. lies inside such an entry.
void refuse_store(const std::filesystem::path& target);

/// Throws Error{kUsage} if an export may not replace `target`:
/// 1. Stores, folders and devices are never replaced.
/// 2. A non-empty file is replaced only if `earlier` wrote the file as `path`, or with `force`.
void refuse_foreign_file(const std::filesystem::path& target, const EarlierExport& earlier,
                         const std::string& path, bool force);

/// Throws Error{kUsage} if a log may not replace `log`. A store is never replaced. A non-empty file
/// is replaced only if `is_ours` accepts its first line. A missing file, a pipe and a terminal are
/// accepted. `remedy`: for the message.
void refuse_foreign_log(const std::filesystem::path& log,
                        const std::function<bool(std::string_view)>& is_ours,
                        const Message& remedy);

}  // namespace codau::exports
