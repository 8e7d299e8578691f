#include "io/temp_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "io/file_lock.h"

namespace codau::io {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".codau-part";
constexpr std::array kStopSignals{SIGINT, SIGTERM, SIGHUP};

// Temporary files of this process. Changed only while signals are blocked: the handler reads the
// list.
std::vector<std::string>& held_temp_files() {
  static std::vector<std::string> parts;
  return parts;
}

// Removes a link, which is nobody's temporary file. Keeps a file that is locked or cannot be
// opened: another process has it.
void remove_if_stale(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_symlink(fs::symlink_status(path, ignored))) {
    fs::remove(path, ignored);
    return;
  }
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return;
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && is_still_named(fd, path))
    fs::remove_all(path, ignored);
  ::close(fd);
}

int open_new(const fs::path& path, TempFile::Kind kind) {
  if (kind == TempFile::Kind::kFile) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  }
  if (::mkdir(path.c_str(), 0777) != 0) return -1;
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

// ---- in the signal handler: only system calls, no memory allocation ----

struct DirectoryEntry {  // linux_dirent64 of getdents64(2), up to its name
  std::uint64_t inode;
  std::int64_t next;
  unsigned short length;
  unsigned char kind;
  char name[1];
};

// NOLINTNEXTLINE(misc-no-recursion): folders of an export are three deep
void remove_at_once(int folder, const char* name) {
  if (::unlinkat(folder, name, 0) == 0 || errno != EISDIR) return;
  const int fd = ::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return;
  alignas(DirectoryEntry) std::array<char, 4096> entries;
  long got = 0;
  while ((got = ::syscall(SYS_getdents64, fd, entries.data(), entries.size())) > 0) {
    for (long at = 0; at < got;) {
      DirectoryEntry entry{};
      std::memcpy(&entry, entries.data() + at, offsetof(DirectoryEntry, name));
      const char* const inner = entries.data() + at + offsetof(DirectoryEntry, name);
      if (std::strcmp(inner, ".") != 0 && std::strcmp(inner, "..") != 0) remove_at_once(fd, inner);
      at += entry.length;
    }
  }
  ::close(fd);
  ::unlinkat(folder, name, AT_REMOVEDIR);
}

std::string& stop_message() {
  static std::string words;
  return words;
}

// Renames the file first, so that other threads, which keep writing, no longer find it. A write
// under way may still add a file to a folder that was just emptied: hence the repetitions.
void remove_from_others(const char* part) {
  constexpr int kMaxRemovals = 100;
  std::array<char, PATH_MAX> aside{};  // the path with one more dot before the name
  const char* const slash = std::strrchr(part, '/');
  const std::size_t name = slash == nullptr ? 0 : static_cast<std::size_t>(slash + 1 - part);
  const std::size_t length = std::strlen(part);
  if (length + 2 <= aside.size()) {
    std::memcpy(aside.data(), part, name);
    aside.at(name) = '.';
    std::memcpy(aside.data() + name + 1, part + name, length - name);
    if (::rename(part, aside.data()) == 0) part = aside.data();
  }
  for (int i = 0; i < kMaxRemovals && ::faccessat(AT_FDCWD, part, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
       ++i)
    remove_at_once(AT_FDCWD, part);
}

extern "C" void stop_at_once(int) {
  for (const std::string& part : held_temp_files()) remove_from_others(part.c_str());
  const std::string& said = stop_message();
  static_cast<void>(::write(STDERR_FILENO, said.data(), said.size()) < 0);
  ::_exit(static_cast<int>(ErrorCode::kInterrupted));
}

}  // namespace

fs::path temp_path(const fs::path& target) {
  return target.parent_path() / ("." + target.filename().string() + std::string(kSuffix));
}

void refuse_symlinked_folders(const fs::path& target) {
  constexpr auto kOutputFolders = std::to_array<std::string_view>(
      {"text", "pdf", "signed", "debug", "documents", "records", "exports", "lexicon"});
  std::error_code error;
  fs::path folder;
  bool is_in_output = false;
  for (const fs::path& part : target.parent_path()) {
    is_in_output =
        is_in_output || (std::ranges::find(kOutputFolders, part.native()) != kOutputFolders.end() &&
                         fs::exists(folder / "codau.db", error));
    folder /= part;
    if (!is_in_output || !fs::is_symlink(fs::symlink_status(folder, error))) continue;
    throw Error(ErrorCode::kOutput,
                folder.string() +
                    both(": là liên kết, mà codau không ghi qua liên kết trong thư mục kết quả; "
                         "xóa liên kết này rồi chạy lại",
                         ": is a link, and codau writes through no link in an output; remove the "
                         "link and run again"));
  }
}

TempFile::TempFile(const fs::path& target, Kind kind) : path_(temp_path(target)) {
  refuse_symlinked_folders(target);
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) throw make_write_error(target.parent_path().string(), error.value());
  const ScopedSignalBlock recorded;
  while (fd_ < 0) {
    remove_if_stale(path_);
    fd_ = open_new(path_, kind);
    if (fd_ < 0 && errno == EEXIST) {
      throw Error(ErrorCode::kOutput,
                  target.string() + ": " +
                      both("lệnh codau khác đang ghi; đợi lệnh đó xong",
                           "is being written by another codau process; wait until it ends"));
    }
    if (fd_ < 0) throw make_write_error(target.string(), errno);
    // Only a sweep can hold the lock, for a moment. If the file system has no locks, nothing is
    // swept.
    static_cast<void>(::flock(fd_, LOCK_EX) != 0);
    if (!is_still_named(fd_, path_)) ::close(std::exchange(fd_, -1));
  }
  held_temp_files().push_back(path_.string());
}

TempFile::~TempFile() {
  if (fd_ < 0) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  release();
}

TempFile::TempFile(TempFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

void TempFile::release() {
  const ScopedSignalBlock recorded;
  std::erase(held_temp_files(), path_.string());
  ::close(std::exchange(fd_, -1));
}

std::vector<fs::path> list_temp_files(const fs::path& folder) {
  std::error_code ignored;
  std::vector<fs::path> parts;
  for (fs::directory_iterator walk(folder, ignored), end; walk != end && !ignored;
       walk.increment(ignored)) {
    const std::string name = walk->path().filename().string();
    if (name.starts_with('.') && name.ends_with(kSuffix)) parts.push_back(walk->path());
  }
  return parts;
}

void remove_stale_temp_files(const fs::path& folder) {
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(folder, error))) return;
  for (const fs::path& part : list_temp_files(folder)) remove_if_stale(part);
}

void remove_temp_files_on_signal(std::string last_words) {
  stop_message() = std::move(last_words);
  static_cast<void>(held_temp_files());
  struct sigaction action {};
  action.sa_handler = stop_at_once;
  ::sigfillset(&action.sa_mask);
  for (const int number : kStopSignals) {
    struct sigaction before {};
    ::sigaction(number, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(number, &action, nullptr);
  }
}

ScopedSignalBlock::ScopedSignalBlock() {
  sigset_t stops;
  ::sigemptyset(&stops);
  for (const int number : kStopSignals) ::sigaddset(&stops, number);
  ::sigprocmask(SIG_BLOCK, &stops, &before_);
}

ScopedSignalBlock::~ScopedSignalBlock() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace codau::io
