// export/target/target_folder.h — a folder that is replaced as a whole.
#pragma once

#include <filesystem>
#include <string_view>

#include "io/parts.h"

namespace codau::exports {

/// A folder in the making (io/parts.h), removed again unless it is kept. Throws
/// Error{kOutput} with path and cause; Error{kUsage} where `target` holds anything that no export
/// wrote (nothing of a user is ever removed), and, unless `force`, where it is an export in another
/// form than `format` or somebody has changed a file of it. Law: whatever stops it, `target` is the
/// old folder or the whole new one.
class TargetFolder {
 public:
  explicit TargetFolder(const std::filesystem::path& target, std::string_view format,
                        bool force = false);
  /// Where to write.
  [[nodiscard]] const std::filesystem::path& part() const noexcept { return part_.path(); }
  /// Takes the place of `target`, if that may still go. Once.
  void keep();

 private:
  std::filesystem::path target_;
  io::Part part_;
};

}  // namespace codau::exports
