#include "io/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.h"

namespace codau::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBytesInMemory = std::size_t{1}
                                          << 20U;  // a plan of 20 pages has less of a table

/// Opens a file without a name. A network file system has no such files: there the file has a name
/// for a moment, one that a sweep of parts knows (io/temp_file.h).
int open_nameless(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return fd;
  std::string name = (folder / ".spool-XXXXXX.codau-part").string();
  constexpr int kSuffixBytes = 11;
  const int named = ::mkostemps(name.data(), kSuffixBytes, O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

int open_in(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw make_write_error(folder.string(), error.value());
  const int fd = open_nameless(folder);
  if (fd < 0) throw make_write_error(folder.string(), errno);
  return fd;
}

}  // namespace

Spool::~Spool() {
  if (fd_ >= 0) ::close(fd_);
}

Spool::Spool(Spool&& other) noexcept
    : folder_(std::move(other.folder_)),
      held_(std::move(other.held_)),
      in_file_(other.in_file_),
      fd_(std::exchange(other.fd_, -1)) {}

Spool& Spool::operator=(Spool&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(held_, other.held_);
  std::swap(in_file_, other.in_file_);
  std::swap(fd_, other.fd_);
  return *this;
}

void Spool::add(std::string_view bytes) {
  if (held_.size() + bytes.size() <= kMaxBytesInMemory) {
    held_ += bytes;
    return;
  }
  write_out(held_);
  held_.clear();
  write_out(bytes);
}

void Spool::write_out(std::string_view bytes) {
  if (fd_ < 0) fd_ = open_in(folder_);
  in_file_ += bytes.size();
  for (std::string_view left = bytes; !left.empty();) {
    const ssize_t written = ::write(fd_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw make_write_error(folder_.string(), errno);
    left.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string Spool::read(std::uint64_t at, std::size_t count) const {
  std::string out;
  if (at < in_file_) {
    out.resize(std::min<std::uint64_t>(count, in_file_ - at));
    for (std::size_t done = 0; done < out.size();) {
      const ssize_t got =
          ::pread(fd_, out.data() + done, out.size() - done, static_cast<off_t>(at + done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) throw make_write_error(folder_.string(), got < 0 ? errno : EIO);
      done += static_cast<std::size_t>(got);
    }
  }
  const std::uint64_t behind = at + out.size() - in_file_;
  if (out.size() < count) out += std::string_view(held_).substr(behind, count - out.size());
  return out;
}

}  // namespace codau::io
