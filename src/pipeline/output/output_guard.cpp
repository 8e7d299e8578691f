#include "pipeline/output/output_guard.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "export/target/target_guard.h"
#include "pipeline/inputs/run_log.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

fs::path real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  // A missing folder was given as "folder/".
  return real.has_filename() ? real : real.parent_path();
}

/// Refuses to overwrite files that codau did not write. Other files of the folder stay as they are.
void check_out(const RunOptions& options) {
  std::error_code error;
  // The output may have only just been created.
  for (const char* const ours : {"codau.db", "pages.db", "codau.db.lock", "run.lock"}) {
    if (fs::exists(options.out / ours, error)) return;
  }
  for (fs::directory_iterator walk(options.out, error), end; walk != end && !error;
       walk.increment(error)) {
    const std::string name = walk->path().filename().string();
    if (!exports::is_kept_by_run(name)) continue;
    exports::refuse_overwrite(
        options.out,
        both("thư mục này có sẵn " + name +
                 " không do codau run ghi ra, mà codau run sẽ ghi vào đó; chọn thư mục khác",
             "holds " + name +
                 ", which codau run did not write and would write to; name another folder"));
  }
}

/// Refuses inputs that are results of codau.
void check_inputs(const RunOptions& options) {
  const fs::path out = real_path(options.out);
  for (const fs::path& input : options.inputs) {
    const fs::path inner = real_path(input).lexically_relative(out);
    if (inner.empty() || !exports::is_kept_by_run(inner.begin()->string())) continue;
    exports::refuse_overwrite(input,
                              both("nằm trong thư mục kết quả; chọn thư mục kết quả khác",
                                   "is a part of the output folder; name another output folder"));
  }
}

void check_log(const RunOptions& options) {
  if (options.log.empty()) return;
  for (const fs::path& input : options.inputs) {
    if (exports::is_same_file(input, options.log)) {
      exports::refuse_overwrite(options.log, both("là tệp đầu vào; ghi nhật ký vào tệp khác",
                                                  "is an input; write the log to another file"));
    }
  }
  const fs::path inner = real_path(options.log).lexically_relative(real_path(options.out));
  if (!inner.empty() && exports::is_kept_by_run(inner.begin()->string())) {
    exports::refuse_overwrite(
        options.log, both("là tên tệp mà codau run dùng trong thư mục kết quả; ghi nhật ký vào "
                          "tệp khác",
                          "is a name that codau run uses in its output; write the log to "
                          "another file"));
  }
  exports::refuse_foreign_log(options.log, is_log_line,
                              both("tệp này không phải nhật ký của codau; ghi vào tệp khác",
                                   "is not a log of codau; write the log to another file"));
}

}  // namespace

void check_output_places(const RunOptions& options) {
  check_out(options);
  check_inputs(options);
  check_log(options);
}

}  // namespace codau::pipeline
