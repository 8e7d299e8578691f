#include "app/restore_guard.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "export/target/target_guard.h"
#include "io/temp_file.h"
#include "restore/api/change_log.h"

namespace codau::app {
namespace {

namespace fs = std::filesystem;

/// A regular file by device and inode. Empty for terminals, pipes and devices, which may be input
/// and output.
using InodeIdentity = std::optional<std::pair<dev_t, ino_t>>;

InodeIdentity identify_regular_file(int result, const struct stat& status) {
  if (result != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return std::pair(status.st_dev, status.st_ino);
}

InodeIdentity identify_descriptor(int fd) {
  struct stat status {};
  return identify_regular_file(::fstat(fd, &status), status);
}

InodeIdentity identify_path(const fs::path& path) {
  struct stat status {};
  return identify_regular_file(::stat(path.c_str(), &status), status);
}

struct NamedInput {
  std::string name;
  InodeIdentity file;
};

std::vector<NamedInput> list_inputs(const RestoreCommand& command) {
  std::vector<std::string> names = command.files;
  if (names.empty()) names.emplace_back("-");
  if (!command.undo.empty()) names.push_back(command.undo);
  std::vector<NamedInput> inputs;
  for (const std::string& name : names) {
    const InodeIdentity file =
        name == "-" ? identify_descriptor(STDIN_FILENO) : identify_path(name);
    if (file) inputs.push_back({name, file});
  }
  return inputs;
}

void check_change_log(const RestoreCommand& command, const std::vector<NamedInput>& inputs) {
  const fs::path log = command.changes;
  std::error_code error;
  if (log.has_parent_path() && !fs::is_directory(log.parent_path(), error)) {
    exports::refuse_overwrite(log.parent_path(), both("không có thư mục này", "no such folder"));
  }
  const InodeIdentity file = identify_path(log), part = identify_path(io::temp_path(log));
  for (const NamedInput& input : inputs) {
    if (input.file == file || input.file == part) {
      exports::refuse_overwrite(log, both("là tệp đầu vào; ghi nhật ký vào tệp khác",
                                          "is an input; write the change log to another file"));
    }
  }
  if (file && identify_descriptor(STDOUT_FILENO) == file) {
    exports::refuse_overwrite(log,
                              both("văn bản đã ghi vào tệp này; ghi nhật ký vào tệp khác",
                                   "takes the text itself; write the change log to another file"));
  }
  const fs::file_status status = fs::status(log, error);
  if (fs::is_directory(status) || fs::is_block_file(status)) {
    exports::refuse_overwrite(log,
                              both("không phải tệp thường; ghi nhật ký vào tệp khác",
                                   "is not a regular file; write the change log to another file"));
  }
  exports::refuse_foreign_log(
      log, [&](std::string_view line) { return command.force || restore::may_be_change(line); },
      both("tệp này không phải nhật ký thay đổi; chọn tệp khác, hoặc thêm --force để ghi đè",
           "is not a change log; name another file, or write over it with --force"));
}

}  // namespace

void refuse_overwriting(const RestoreCommand& command) {
  const std::vector<NamedInput> inputs = list_inputs(command);
  const InodeIdentity output = identify_descriptor(STDOUT_FILENO);
  for (const NamedInput& input : inputs) {
    if (input.file == output) {
      exports::refuse_overwrite(input.name,
                                both("vừa là đầu vào vừa là đầu ra; ghi kết quả ra tệp khác",
                                     "is input and output; write the result to another file"));
    }
  }
  if (!command.changes.empty()) check_change_log(command, inputs);
}

}  // namespace codau::app
