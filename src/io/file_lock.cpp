#include "io/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "text/printable.h"

namespace codau::io {
namespace {

/// Never through a link: whoever may write to the folder would have us write to any file. What
/// somebody else has left, as another user who was stopped, is held as well when it can be read.
int open_lock(const std::filesystem::path& file) {
  constexpr int kSafeOpenFlags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | kSafeOpenFlags, 0666);
  if (fd >= 0 || errno != EACCES) return fd;
  const int to_read = ::open(file.c_str(), O_RDONLY | kSafeOpenFlags);
  if (to_read < 0) errno = EACCES;  // also where there is none, which could not be made
  return to_read;
}

/// Throws Error{kOutput} for anything but a file of that name alone.
void require_own(int fd, const std::filesystem::path& file) {
  struct stat status {};
  if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink <= 1) return;
  ::close(fd);
  throw Error(ErrorCode::kOutput, file.string() + ": " +
                                      both("không phải tệp khóa của codau; hãy chuyển đi chỗ khác",
                                           "is no lock of codau; move it away"));
}

/// " (1234@host)": the process that has signed it; empty if no process has.
std::string read_holder(const std::filesystem::path& path) {
  std::string name;
  std::getline(std::ifstream(path), name);
  constexpr std::size_t kMaxHolderBytes = 300;
  return name.empty() || name.size() > kMaxHolderBytes ? std::string{}
                                                       : " (" + text::make_printable(name) + ")";
}

constexpr std::chrono::milliseconds kMaxWait{2000}, kRetryInterval{5};

std::filesystem::path make_wish_path(const std::filesystem::path& lock) {
  return lock.string() + ".wanted";
}

/// Tells the holder of a lock that this process waits for it: locks a file beside the lock file,
/// together with all others who wait. The system ends the wish of a process that dies.
class Wish {
 public:
  explicit Wish(const std::filesystem::path& lock) : file_(make_wish_path(lock)) {}
  ~Wish() {
    if (fd_ < 0) return;
    if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) ::unlink(file_.c_str());  // the last who waits
    ::close(fd_);
  }
  Wish(const Wish&) = delete;
  Wish& operator=(const Wish&) = delete;
  /// A file that cannot be made is no fault: the holder then lets nobody go first.
  void announce() {
    if (fd_ >= 0 && is_still_named(fd_, file_)) return;
    if (fd_ >= 0) ::close(fd_);
    fd_ = open_lock(file_);
    if (fd_ >= 0 && ::flock(fd_, LOCK_SH | LOCK_NB) != 0) {
      ::close(fd_);  // the holder is looking: announced at the next attempt
      fd_ = -1;
    }
  }

 private:
  std::filesystem::path file_;
  int fd_ = -1;
};

Error make_lock_error(const std::filesystem::path& guarded, const std::filesystem::path& file) {
  return Error(ErrorCode::kOutput,
               guarded.string() + ": " +
                   both("lệnh codau khác đang chạy; đợi lệnh đó xong",
                        "is locked by another codau process; wait until it ends") +
                   read_holder(file));
}

}  // namespace

bool is_still_named(int fd, const std::filesystem::path& path) {
  struct stat held {};
  struct stat named {};
  return ::fstat(fd, &held) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

FileLock::FileLock(std::filesystem::path file, const std::filesystem::path& guarded,
                   std::chrono::milliseconds patience)
    : file_(std::move(file)) {
  const auto end = std::chrono::steady_clock::now() + patience;
  Wish wish(file_);
  while (true) {
    fd_ = open_lock(file_);
    if (fd_ < 0) {
      const int error = errno;
      std::error_code ignored;
      const bool is_its_own = error == ELOOP || std::filesystem::exists(file_, ignored);
      throw make_write_error((is_its_own ? file_ : guarded).string(), error);
    }
    require_own(fd_, file_);
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      ::close(fd_);
      if (error != EWOULDBLOCK) {
        throw make_write_error(guarded.string(), error);
      }
      if (std::chrono::steady_clock::now() < end) {
        wish.announce();
        std::this_thread::sleep_for(kRetryInterval);
        continue;
      }
      throw make_lock_error(guarded, file_);
    }
    if (is_still_named(fd_, file_)) break;
    ::close(fd_);
  }
  sign();
}

/// For whoever is refused meanwhile.
void FileLock::sign() const {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  const std::string name = std::to_string(::getpid()) + "@" + host.data() + "\n";
  if (::ftruncate(fd_, 0) == 0) static_cast<void>(::write(fd_, name.data(), name.size()) < 0);
}

FileLock::~FileLock() {
  ::unlink(file_.c_str());
  ::close(fd_);
}

bool is_lock_wanted(const std::filesystem::path& file) {
  const int fd =
      ::open(make_wish_path(file).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return false;
  const bool is_wanted = ::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(fd);
  return is_wanted;
}

void wait_until_unlocked(const std::filesystem::path& file, const std::filesystem::path& guarded) {
  const auto end = std::chrono::steady_clock::now() + kMaxWait;
  Wish wish(file);
  while (true) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) return;  // nobody holds it, or it cannot be had: FileLock says why
    const bool is_held = ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(fd);
    if (!is_held) return;
    if (std::chrono::steady_clock::now() >= end) throw make_lock_error(guarded, file);
    wish.announce();
    std::this_thread::sleep_for(kRetryInterval);
  }
}

}  // namespace codau::io
