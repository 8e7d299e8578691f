#include "lm/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "core/message.h"

namespace codau::lm {

MappedFile::MappedFile(const std::string& path, const std::string& what) : data_(MAP_FAILED) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    throw Error(ErrorCode::kModel, path + ": " +
                                       both("không có hoặc không mở được tệp mô hình",
                                            "the " + what + " is missing or cannot be opened"));
  }
  struct stat info {};
  const bool regular = ::fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
  if (regular) {
    size_ = static_cast<std::size_t>(info.st_size);
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  }
  ::close(file);
  if (!regular || data_ == MAP_FAILED) {
    throw Error(ErrorCode::kModel,
                path + ": " + both("không phải tệp mô hình", "not a " + what + " file"));
  }
}

MappedFile::~MappedFile() { ::munmap(data_, size_); }

void MappedFile::release() const noexcept { (void)::madvise(data_, size_, MADV_DONTNEED); }

}  // namespace codau::lm
