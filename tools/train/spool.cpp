#include "train/spool.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "core/error.h"

namespace codau::train {

TemporaryFile::TemporaryFile(const std::string& folder) {
  std::string name = folder + "/codau-train-XXXXXX";
  const int file = ::mkstemp(name.data());
  if (file >= 0) {
    ::unlink(name.c_str());
    file_.reset(::fdopen(file, "w+b"));
  }
  if (!file_)
    throw Error(
        ErrorCode::kOutput,
        folder + ": " + both("không tạo được tệp tạm ở đó", "no temporary file can be made there"));
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);
}

void TemporaryFile::write(const void* data, std::size_t bytes) {
  if (std::fwrite(data, 1, bytes, file_.get()) != bytes) {
    throw Error(ErrorCode::kOutput, both("không ghi được tệp tạm; có thể hết dung lượng đĩa",
                                         "a temporary file cannot be written; is the disk full?"));
  }
}

std::size_t TemporaryFile::read(void* data, std::size_t bytes, std::size_t offset) const {
  std::size_t done = 0;
  while (done < bytes) {
    const ssize_t got = ::pread(::fileno(file_.get()), static_cast<char*>(data) + done,
                                bytes - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(ErrorCode::kInput, "a temporary file cannot be read");
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace codau::train
