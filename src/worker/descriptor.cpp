#include "worker/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/error.h"

namespace codau::worker {

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

namespace {

// Without O_NONBLOCK, open() would wait for the writer of a pipe that has replaced the file.
constexpr int kToRead = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

[[noreturn]] void refuse(int error) {
  throw Error(cause_of_errno(error), std::generic_category().message(error));
}

Descriptor require_file(Descriptor opened) {
  struct stat status {};
  if (::fstat(opened.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(Cause::kNotAFile, "it is no regular file");
  }
  return opened;
}

}  // namespace

Descriptor open_to_read(const std::filesystem::path& file) {
  Descriptor opened(::open(file.c_str(), kToRead));
  if (!opened) refuse(errno);
  return require_file(std::move(opened));
}

Descriptor open_below(const std::filesystem::path& root, const std::filesystem::path& file) {
  const std::filesystem::path below = file.lexically_relative(root);
  Descriptor at(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!at) refuse(errno);
  if (below.empty() || below == ".") throw Error(Cause::kNotAFile, "it is not in the folder");
  for (auto part = below.begin(); part != below.end(); ++part) {
    if (*part == "..") throw Error(Cause::kNotAFile, "it is not in the folder");
    const bool is_last = std::next(part) == below.end();
    const int flags = is_last ? kToRead : O_PATH | O_DIRECTORY | O_CLOEXEC;
    at = Descriptor(::openat(at.get(), part->c_str(), flags | O_NOFOLLOW));
    if (!at && (errno == ELOOP || errno == ENOTDIR))  // ENOTDIR if the link leads to a folder
      throw Error(Cause::kNotAFile, "a link is not followed here");
    if (!at) refuse(errno);
  }
  return require_file(std::move(at));
}

}  // namespace codau::worker
