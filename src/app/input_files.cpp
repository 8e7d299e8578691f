#include "app/input_files.h"

#include <cerrno>
#include <utility>

#include "core/message.h"
#include "text/utf16.h"

namespace codau::app {

Error make_read_error(const std::string& name) {
  const int reason = errno;
  return {reason == ENOENT ? ErrorCode::kUsage : ErrorCode::kInput,
          name + ": " + describe_errno(reason)};
}

InputFiles::InputFiles(std::vector<std::string> names) : names_(std::move(names)) {
  if (names_.empty()) names_.emplace_back("-");
}

std::string InputFiles::name() const { return names_.front() == "-" ? "stdin" : names_.front(); }

std::size_t InputFiles::read(char* buffer, std::size_t size) {
  while (open_ || open_next()) {
    const std::size_t got = std::fread(buffer, 1, size, open_.get());
    if (got > 0 && std::exchange(is_new_, false)) refuse_utf16({buffer, got});
    if (got > 0) return got;
    if (std::ferror(open_.get()) != 0) throw make_read_error(names_[next_ - 1]);
    open_.reset();
  }
  return 0;
}

void InputFiles::refuse_utf16(std::string_view begin) const {
  const std::string_view encoding = text::detect_utf16(begin);
  if (encoding.empty()) return;
  const std::string& name = names_[next_ - 1];
  const std::string convert =
      "iconv -f " + std::string(encoding) + " -t UTF-8" + (name == "-" ? "" : " -- " + name);
  throw Error(
      ErrorCode::kUsage,
      (name == "-" ? both("đầu vào chuẩn", "standard input") : both(name, name)) + ": " +
          both("là văn bản UTF-16; hãy chuyển sang UTF-8 trước: " + convert + " | codau restore",
               "is UTF-16 text; turn it into UTF-8 first: " + convert + " | codau restore"));
}

bool InputFiles::open_next() {
  if (next_ == names_.size()) return false;
  const std::string& name = names_[next_++];
  open_.reset(name == "-" ? stdin : std::fopen(name.c_str(), "rbe"));
  if (!open_) throw make_read_error(name);
  is_new_ = true;
  return true;
}

}  // namespace codau::app
