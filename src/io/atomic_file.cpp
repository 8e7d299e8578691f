#include "io/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"

namespace codau::io {
namespace {

constexpr std::size_t kSinkBufferBytes = std::size_t{64} << 10U;

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw make_write_error(path.string(), error);
}

std::filesystem::path folder_of(const std::filesystem::path& target) {
  return target.has_parent_path() ? target.parent_path() : ".";
}

// Some network file systems refuse to sync a folder. The rename is done by then.
int sync_folder_errno(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return 0;
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  return error == EINVAL || error == ENOTSUP ? 0 : error;
}

void write_all(int fd, const std::filesystem::path& name, std::string_view left) {
  while (!left.empty()) {
    const ssize_t written = ::write(fd, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      throw BrokenPipe();
    } else if (errno != EINTR) {
      fail(name, errno);
    }
  }
}

/// A file open for reading. fd() is -1 if the file cannot be opened.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// Returns -1 if the file is not open or not a regular file.
  [[nodiscard]] std::int64_t size() const noexcept {
    struct stat status {};
    const bool is_file = fd_ >= 0 && ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode);
    return is_file ? std::int64_t{status.st_size} : -1;
  }
  [[nodiscard]] std::string_view next(std::string& room) const {
    ssize_t got = 0;
    do got = ::read(fd_, room.data(), room.size());
    while (got < 0 && errno == EINTR);
    return std::string_view(room).substr(0, got > 0 ? static_cast<std::size_t>(got) : 0);
  }

 private:
  int fd_;
};

/// Returns whether the target already has the bytes of the temporary file, durably. The target then
/// stays the same file.
bool has_same_bytes(const std::filesystem::path& target, const std::filesystem::path& part) {
  const OpenFile old(target), made(part);
  const std::int64_t size = old.size();
  if (size < 0 || size != made.size()) return false;
  std::string one(kSinkBufferBytes, '\0'), other(kSinkBufferBytes, '\0');
  std::int64_t same = 0;
  while (same < size) {
    const std::string_view a = old.next(one), b = made.next(other);
    if (a.empty() || a != b) return false;
    same += static_cast<std::int64_t>(a.size());
  }
  return ::fsync(old.fd()) == 0;
}

}  // namespace

FileSink::FileSink(int fd, std::filesystem::path name)
    : FileSink(
          [fd, name = std::move(name)](std::string_view bytes) { write_all(fd, name, bytes); }) {}

FileSink::FileSink(std::function<void(std::string_view)> take) : take_(std::move(take)) {
  gathered_.reserve(kSinkBufferBytes);
}

void FileSink::write(std::string_view bytes) {
  if (bytes.size() >= kSinkBufferBytes) {
    flush();
    return take_(bytes);
  }
  gathered_.append(bytes);
  if (gathered_.size() >= kSinkBufferBytes) flush();
}

void FileSink::flush() {
  if (!gathered_.empty()) take_(gathered_);
  gathered_.clear();
}

AtomicFile::AtomicFile(std::filesystem::path target)
    : target_(std::move(target)), temp_(target_, TempFile::Kind::kFile) {}

void AtomicFile::commit(Durability durable) {
  if (durable == Durability::kLater) {
    if (const int error = rename_to_target()) fail(target_, error);
    return;
  }
  AtomicFileBatch alone;
  alone.add(std::move(*this));
  alone.commit();
}

int AtomicFile::rename_to_target() {
  const ScopedSignalBlock moving;
  if (::rename(path().c_str(), target_.c_str()) != 0) return errno;
  temp_.release();
  return 0;
}

std::optional<Error> AtomicFileBatch::try_commit() {
  if (!failed_) failed_ = rename_to_target();
  files_.clear();
  return failed_;
}

void AtomicFileBatch::commit() {
  if (const auto error = try_commit()) throw Error(*error);
}

std::optional<Error> AtomicFileBatch::rename_to_target() {
  std::vector<AtomicFile> news;
  for (AtomicFile& file : files_) {
    if (!has_same_bytes(file.target_, file.path())) news.push_back(std::move(file));
  }
  files_ = std::move(news);
  for (const AtomicFile& file : files_)  // starts all writes before the first wait
    static_cast<void>(::sync_file_range(file.fd(), 0, 0, SYNC_FILE_RANGE_WRITE));
  for (const AtomicFile& file : files_) {
    if (::fsync(file.fd()) != 0) return make_write_error(file.target_.string(), errno);
  }
  std::set<std::filesystem::path> folders;
  const ScopedSignalBlock moving;
  for (AtomicFile& file : files_) {
    if (const int error = file.rename_to_target())
      return make_write_error(file.target_.string(), error);
    folders.insert(folder_of(file.target_));
  }
  for (const std::filesystem::path& folder : folders) {
    if (const int error = sync_folder_errno(folder))
      return make_write_error(folder.string(), error);
  }
  return std::nullopt;
}

void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body, Durability durable) {
  AtomicFile part(target);
  FileSink sink(part.fd(), target);
  body(sink);
  sink.flush();
  part.commit(durable);
}

void write_atomically(const std::filesystem::path& target, std::string_view bytes) {
  write_atomically(target, [bytes](FileSink& sink) { sink.write(bytes); });
}

int write_at(int fd, std::uint64_t at, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno != EINTR) return errno;
    if (written < 0) continue;
    at += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

void sync_file(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail(file, errno);
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error != 0) fail(file, error);
}

void sync_folder(const std::filesystem::path& folder) {
  if (const int error = sync_folder_errno(folder)) fail(folder, error);
}

void sync_files(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) fail(folder, errno);
  const int error = ::syncfs(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error != 0) fail(folder, error);
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::error_code ignored;
  if (error == std::errc::file_exists && std::filesystem::is_symlink(folder, ignored))
    throw make_write_error(
        folder.string(), both("liên kết trỏ tới thư mục không có", "the link leads to no folder"));
  if (error) fail(folder, error.value());
}

}  // namespace codau::io
