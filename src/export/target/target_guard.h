// export/target/target_guard.h — what may be written over: nothing of a user, no store, no input. A
// file is known by what it is, not by its name; what codau wrote, by what it says of itself.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::exports {

/// Throws Error{kUsage}: why `path` is not written over.
[[noreturn]] void refuse(const std::filesystem::path& path, const Message& why);

/// Whether both lead to one file, by device and inode: links of either kind, "x" and "./x".
[[nodiscard]] bool is_same_file(const std::filesystem::path& one,
                                const std::filesystem::path& other);

/// The file that a link leads to, else `target` itself: it is written, and the link stays. Throws
/// Error{kOutput} for a link that leads nowhere: the link may be the system's (/dev/stderr).
[[nodiscard]] std::filesystem::path behind_links(const std::filesystem::path& target);

/// What an earlier export says of itself in its manifest.json: a file is codau's while it has the
/// bytes that the manifest says it was written with.
class EarlierExport {
 public:
  /// Of the manifest at `manifest`; of nothing where none of an export is there.
  explicit EarlierExport(const std::filesystem::path& manifest);
  [[nodiscard]] bool is_there() const noexcept { return !format_.empty(); }
  [[nodiscard]] const std::string& format() const noexcept { return format_; }
  [[nodiscard]] bool has_provenance() const noexcept { return has_provenance_; }
  [[nodiscard]] bool names(const std::string& path) const { return hashes_.contains(path); }
  /// `file` is `path` of the export, and nobody has changed it since.
  [[nodiscard]] bool wrote(const std::string& path, const std::filesystem::path& file) const;

 private:
  std::string format_;
  bool has_provenance_ = false;
  std::map<std::string, std::string> hashes_;  // by path
};

/// Whether a run keeps something under this name in its output folder.
[[nodiscard]] bool is_kept_by_run(std::string_view name);

/// Throws Error{kUsage} where `target`, there already or not, is a store, an output folder, or lies
/// where a run keeps its own: what is_kept_by_run() names, in an output.
void refuse_store(const std::filesystem::path& target);

/// Throws Error{kUsage} where `target` is what no export may replace: a store, a folder, a device;
/// and, unless `force`, a file that is not empty and that `earlier` did not write as `path`.
void refuse_foreign_file(const std::filesystem::path& target, const EarlierExport& earlier,
                         const std::string& path, bool force);

/// Throws Error{kUsage} where `log` is a store, or a file that is not empty and whose first line is
/// none of ours; no file, a pipe and a terminal are good.
void refuse_foreign_log(const std::filesystem::path& log,
                        const std::function<bool(std::string_view)>& is_ours,
                        const Message& remedy);

}  // namespace codau::exports
