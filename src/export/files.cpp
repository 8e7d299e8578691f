#include "export/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.h"

namespace codau::exports {
namespace {

constexpr std::size_t kGather = std::size_t{64} << 10U;

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw Error(ErrorCode::kOutput,
              path.string() + ": cannot be written: " + std::generic_category().message(error));
}

/// An open file descriptor.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// Removes the temporary unless it became the target.
class Temporary {
 public:
  explicit Temporary(std::filesystem::path path) : path_(std::move(path)) {}
  ~Temporary() {
    if (!kept_) ::unlink(path_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  void keep() { kept_ = true; }

 private:
  std::filesystem::path path_;
  bool kept_ = false;
};

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor open(folder, O_RDONLY | O_DIRECTORY);
  // Some network file systems refuse to sync a folder; the rename itself has been done by then.
  if (open.get() >= 0 && ::fsync(open.get()) != 0 && errno != EINVAL && errno != ENOTSUP) {
    fail(folder, errno);
  }
}

}  // namespace

FileSink::FileSink(int fd, std::filesystem::path name) : fd_(fd), name_(std::move(name)) {
  gathered_.reserve(kGather);
}

void FileSink::write(std::string_view bytes) {
  gathered_.append(bytes);
  if (gathered_.size() >= kGather) flush();
}

void FileSink::flush() {
  std::string_view left = gathered_;
  while (!left.empty()) {
    const ssize_t written = ::write(fd_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail(name_, errno);
    }
  }
  gathered_.clear();
}

void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body) {
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  make_folder(folder);
  const std::filesystem::path part = folder / ("." + target.filename().string() + ".part");
  {
    const Descriptor open(part, O_WRONLY | O_CREAT | O_TRUNC);
    if (open.get() < 0) fail(target, errno);
    Temporary temporary(part);
    FileSink sink(open.get(), target);
    body(sink);
    sink.flush();
    if (::fsync(open.get()) != 0) fail(target, errno);
    if (::rename(part.c_str(), target.c_str()) != 0) fail(target, errno);
    temporary.keep();
  }
  sync_folder(folder);
}

void write_atomically(const std::filesystem::path& target, std::string_view bytes) {
  write_atomically(target, [bytes](FileSink& sink) { sink.write(bytes); });
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, error.value());
}

}  // namespace codau::exports
