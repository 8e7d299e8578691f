#include "app/restore_guard.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "export/parts.h"
#include "export/target_guard.h"
#include "restore/change_log.h"

namespace codau::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStandardInput = "/dev/stdin";
constexpr const char* kStandardOutput = "/dev/stdout";

std::vector<fs::path> inputs_of(const RestoreCommand& command) {
  std::vector<fs::path> inputs;
  for (const std::string& name : command.files) {
    inputs.emplace_back(name == "-" ? kStandardInput : name);
  }
  if (inputs.empty()) inputs.emplace_back(kStandardInput);
  if (!command.undo.empty()) inputs.emplace_back(command.undo);
  return inputs;
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw Error(ErrorCode::kUsage, path.string() + ": " + why);
}

/// A file that is read while it is written over; a terminal and /dev/null may be both.
bool is_one_file(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return fs::is_regular_file(one, error) && exports::is_same_file(one, other);
}

void check_changes(const RestoreCommand& command, const std::vector<fs::path>& inputs) {
  const fs::path log = command.changes;
  for (const fs::path& input : inputs) {
    if (is_one_file(input, log) || is_one_file(input, exports::part_path(log))) {
      refuse(log, both("là tệp đầu vào; ghi nhật ký vào tệp khác",
                       "is an input; write the change log to another file"));
    }
  }
  if (is_one_file(kStandardOutput, log)) {
    refuse(log, both("văn bản đã ghi vào tệp này; ghi nhật ký vào tệp khác",
                     "takes the text itself; write the change log to another file"));
  }
  std::error_code error;
  const fs::file_status status = fs::status(log, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    refuse(log, both("không phải tệp thường; ghi nhật ký vào tệp khác",
                     "is not a regular file; write the change log to another file"));
  }
  exports::refuse_foreign_log(
      log, [&](std::string_view line) { return command.force || restore::is_change(line); },
      both("tệp này không phải nhật ký thay đổi; chọn tệp khác, hoặc thêm --force để ghi đè",
           "is not a change log; name another file, or write over it with --force"));
}

}  // namespace

void refuse_overwriting(const RestoreCommand& command) {
  const std::vector<fs::path> inputs = inputs_of(command);
  for (const fs::path& input : inputs) {
    if (is_one_file(input, kStandardOutput)) {
      refuse(input, both("vừa là đầu vào vừa là đầu ra; ghi kết quả ra tệp khác",
                         "is input and output; write the result to another file"));
    }
  }
  if (!command.changes.empty()) check_changes(command, inputs);
}

}  // namespace codau::app
