#include "lm/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>

#include "core/error.h"
#include "core/message.h"

namespace codau::lm {
namespace {

constexpr std::size_t kLargePageBytes = std::size_t{2} << 20U;  // on x86-64 and arm64 (4 KiB pages)

std::size_t round_up_to_pages(std::size_t size) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return (size + page - 1) / page * page;
}

/// Reserves `size` bytes, aligned to a large page. Returns MAP_FAILED if there is no memory.
void* reserve_aligned(std::size_t size) {
  void* const region =
      ::mmap(nullptr, size + kLargePageBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (region == MAP_FAILED) return region;
  auto* const begin = static_cast<char*>(region);
  const std::size_t before =
      (kLargePageBytes - reinterpret_cast<std::uintptr_t>(begin) % kLargePageBytes) %
      kLargePageBytes;
  if (before > 0) ::munmap(begin, before);
  if (before < kLargePageBytes) ::munmap(begin + before + size, kLargePageBytes - before);
  return begin + before;
}

}  // namespace

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
    const std::size_t pages = round_up_to_pages(size_);
    data_ = reserve_aligned(pages);
    if (data_ != MAP_FAILED &&
        ::mmap(data_, size_, PROT_READ, MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED) {
      ::munmap(data_, pages);
      data_ = MAP_FAILED;
    }
  }
  ::close(file);
  if (!regular || data_ == MAP_FAILED) {
    throw Error(ErrorCode::kModel,
                path + ": " + both("không phải tệp mô hình", "not a " + what + " file"));
  }
}

MappedFile::~MappedFile() { ::munmap(data_, size_); }

void MappedFile::release() const noexcept {
  if (!is_copy_) (void)::madvise(data_, size_, MADV_DONTNEED);
}

void MappedFile::copy_into_memory() noexcept {
  if (is_copy_) return;
  const std::size_t pages = round_up_to_pages(size_);
  void* const copy = reserve_aligned(pages);
  if (copy == MAP_FAILED) return;
  if (::mprotect(copy, pages, PROT_READ | PROT_WRITE) == 0) {
    (void)::madvise(copy, pages, MADV_HUGEPAGE);
    std::memcpy(copy, data_, size_);
    is_copy_ = ::mprotect(copy, pages, PROT_READ) == 0 &&
               ::mremap(copy, pages, pages, MREMAP_MAYMOVE | MREMAP_FIXED, data_) != MAP_FAILED;
  }
  if (!is_copy_) ::munmap(copy, pages);
}

}  // namespace codau::lm
