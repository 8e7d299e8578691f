// export/target/target_guard.h — protects files of a user, stores and inputs from being
// overwritten. Files are recognised by inode or content, not by name. A file of codau is identified
// by its manifest.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::exports {

/// Throws Error{kUsage} with the reason why `path` is not overwritten.
[[noreturn]] void refuse(const std::filesystem::path& path, const Message& why);

/// Tells whether both paths lead to one file, by device and inode: links of either kind, "x" and
/// "./x".
[[nodiscard]] bool is_same_file(const std::filesystem::path& one,
                                const std::filesystem::path& other);

/// Returns the file that a link leads to, else `target`. The file is written, and the link stays. A
/// link may be the system's (/dev/stderr). Throws Error{kOutput} for a link that leads nowhere.
[[nodiscard]] std::filesystem::path behind_links(const std::filesystem::path& target);

/// The earlier export that a manifest.json describes. A file belongs to codau as long as it has the
/// bytes recorded in the manifest.
class EarlierExport {
 public:
  /// Reads the file `manifest`; describes no export if it is missing or not a manifest of an
  /// export.
  explicit EarlierExport(const std::filesystem::path& manifest);
  [[nodiscard]] bool is_there() const noexcept { return !format_.empty(); }
  [[nodiscard]] const std::string& format() const noexcept { return format_; }
  [[nodiscard]] bool has_provenance() const noexcept { return has_provenance_; }
  [[nodiscard]] bool names(const std::string& path) const { return hashes_.contains(path); }
  /// Tells whether `file` is `path` of the export, and nobody has changed it since.
  [[nodiscard]] bool wrote(const std::string& path, const std::filesystem::path& file) const;

 private:
  std::string format_;
  bool has_provenance_ = false;
  std::map<std::string, std::string> hashes_;  // by path
};

/// Tells whether a run keeps something under this name in its output folder.
[[nodiscard]] bool is_kept_by_run(std::string_view name);

/// Throws Error{kUsage} if `target`, existing or not, is a store or an output folder. Also throws
/// if `target` is, or lies inside, an entry that a run keeps in its output (is_kept_by_run()).
void refuse_store(const std::filesystem::path& target);

/// Throws Error{kUsage} if an export may not replace `target`. No export may replace a store, a
/// folder or a device. Unless forced, it may not replace a non-empty file that `earlier` did not
/// write as `path`.
void refuse_foreign_file(const std::filesystem::path& target, const EarlierExport& earlier,
                         const std::string& path, bool force);

/// Throws Error{kUsage} if `log` is a store, or a non-empty file whose first line is not one of
/// codau's. A missing file, a pipe and a terminal are accepted.
void refuse_foreign_log(const std::filesystem::path& log,
                        const std::function<bool(std::string_view)>& is_ours,
                        const Message& remedy);

}  // namespace codau::exports
