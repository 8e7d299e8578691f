// A power cut, for tests/bench/faults.py: loaded into codau (LD_PRELOAD), it drops at the
// CODAU_CUT_AFTER-th change below the folder CODAU_CUT_ROOT all that nobody has synced, and kills
// the process. What a file holds is safe once the file is synced, its name once the folder is; as
// POSIX has it, and no file system promises less. With CODAU_CUT_SEED not 0 some of it stays: any
// of the unsynced writes, and the first of the unsynced changes of names. CODAU_CUT_GRAVE, a folder
// of the same file system, takes what was removed until its folder is synced, and `calls` with the
// number of changes of a process that came to its end.
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace {

template <class Function>
Function* real(const char* name, Function* /*its own declaration*/) {
  Function* function = nullptr;
  void* const symbol = ::dlsym(RTLD_NEXT, name);
  std::memcpy(&function, &symbol, sizeof function);
  return function;
}
#define REAL(name) real(#name, &::name)

std::string setting(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string target_of(const std::string& link) {
  std::string out(4096, '\0');
  const ssize_t size = ::readlink(link.c_str(), out.data(), out.size());
  out.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  return out;
}

std::string link_of(int fd) { return "/proc/self/fd/" + std::to_string(fd); }

struct Change {  // of a file: `before` stood at `at`, where `after` stands now
  off_t at, size_before, size_after;
  std::string before, after;
};
struct File {
  int fd = -1;  // never closed: that would give up the locks of the process
  std::vector<Change> unsynced;
};
struct Place {
  int folder = AT_FDCWD;  // never closed: it is the folder, whatever becomes of its name
  ino_t inode = 0;
  std::string name;
};
struct Move {  // of a name
  ino_t one, other;
  std::function<void()> undo;
};

class Disk {
 public:
  Disk() {
    if (!target_of("/proc/self/exe").ends_with("/codau")) return;
    root_ = setting("CODAU_CUT_ROOT");
    if (root_.empty()) return;
    root_ += '/';
    grave_ = REAL(open)(setting("CODAU_CUT_GRAVE").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    cut_after_ = std::strtoul(setting("CODAU_CUT_AFTER").c_str(), nullptr, 10);
    seed_ = static_cast<unsigned>(std::strtoul(setting("CODAU_CUT_SEED").c_str(), nullptr, 10));
    if (grave_ < 0) std::abort();
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk() {
    if (root_.empty()) return;
    const std::string calls = std::to_string(calls_);
    const int fd = ::openat(grave_, "calls", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    static_cast<void>(REAL(write)(fd, calls.data(), calls.size()));
    ::close(fd);
    root_.clear();
  }

  std::mutex mutex;

  /// Whether a name is below the root; what SQLite shares by memory is not on the disk at all.
  bool has(const std::string& path) const {
    return !root_.empty() && path.starts_with(root_) && !path.ends_with("-shm");
  }

  void count() {
    if (++calls_ == cut_after_) cut();
  }

  File* file_of(int fd) {
    if (root_.empty()) return nullptr;
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    const auto known = files_.find(status.st_ino);
    return known == files_.end() ? nullptr : &known->second;
  }

  /// A file that is about to be written.
  File& watch(const std::string& path) {
    const int fd = REAL(open)(path.c_str(), O_RDWR | O_CLOEXEC);
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0) std::abort();
    File& file = files_[status.st_ino];
    if (file.fd < 0) {
      file.fd = ::fcntl(fd, F_DUPFD_CLOEXEC, 500);  // out of the way of numbers that mean something
    }
    // `fd` itself stays open too: see File.
    return file;
  }

  static void note_write(File& file, off_t at, std::string after) {
    const off_t size = size_of(file.fd);
    const off_t end = at + static_cast<off_t>(after.size());
    file.unsynced.push_back(
        {at, size, std::max(size, end), bytes(file.fd, at, std::min(size, end)), std::move(after)});
  }
  static void note_size(File& file, off_t size) {
    const off_t before = size_of(file.fd);
    file.unsynced.push_back({size, before, size, bytes(file.fd, size, before), {}});
  }

  Place place_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    Place out;
    out.name = path.substr(slash + 1);
    const int fd = REAL(open)(path.substr(0, slash).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0) return out;
    out.inode = status.st_ino;
    const auto [folder, is_new] = folders_.try_emplace(status.st_ino, fd);
    if (!is_new) ::close(fd);
    out.folder = folder->second;
    return out;
  }

  void note_new(const std::string& path, int flags) {
    const Place at = place_of(path);
    moves_.push_back({at.inode, at.inode, [at, flags] {
                        REAL(unlinkat)(at.folder, at.name.c_str(), flags);
                      }});
  }
  /// Brings a name to the grave, or, where it keeps its name for now, what stands there.
  int bury(const std::string& path, bool stays) {
    const Place at = place_of(path);
    const std::string name = std::to_string(++buried_);
    const int done = stays ? ::linkat(at.folder, at.name.c_str(), grave_, name.c_str(), 0)
                           : ::renameat(at.folder, at.name.c_str(), grave_, name.c_str());
    if (done != 0) return done;
    moves_.push_back({at.inode, at.inode, [this, at, name] {
                        ::renameat(grave_, name.c_str(), at.folder, at.name.c_str());
                      }});
    return 0;
  }
  void note_move(const std::string& from, const std::string& to, unsigned flags) {
    const Place a = place_of(from), b = place_of(to);
    moves_.push_back({a.inode, b.inode, [a, b, flags] {
                        REAL(renameat2)(b.folder, b.name.c_str(), a.folder, a.name.c_str(), flags);
                      }});
  }

  void synced(int fd) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) return;
    if (S_ISDIR(status.st_mode)) {
      std::erase_if(moves_, [&](const Move& move) {
        return move.one == status.st_ino || move.other == status.st_ino;
      });
    } else if (const auto known = files_.find(status.st_ino); known != files_.end()) {
      known->second.unsynced.clear();
    }
  }
  bool has_open(int fd) const {
    if (root_.empty()) return false;
    const std::string path = target_of(link_of(fd));
    return has(path) || path + "/" == root_;
  }

 private:
  static off_t size_of(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 ? status.st_size : 0;
  }
  static std::string bytes(int fd, off_t from, off_t to) {
    std::string out(from < to ? static_cast<std::size_t>(to - from) : 0, '\0');
    if (!out.empty() && ::pread(fd, out.data(), out.size(), from) != to - from) std::abort();
    return out;
  }
  static void put(int fd, off_t at, const std::string& bytes, off_t size) {
    const auto length = static_cast<ssize_t>(bytes.size());
    if (REAL(pwrite)(fd, bytes.data(), bytes.size(), at) != length) std::abort();
    if (REAL(ftruncate)(fd, size) != 0) std::abort();
  }

  [[noreturn]] void cut() {
    std::mt19937 random(seed_);
    for (auto& [inode, file] : files_) {
      const std::vector<Change>& lost = file.unsynced;
      for (auto change = lost.rbegin(); change != lost.rend(); ++change)
        put(file.fd, change->at, change->before, change->size_before);
      for (const Change& change : lost) {
        if (seed_ == 0 || random() % 2 == 0) continue;
        const bool is_size = change.after.empty();
        put(file.fd, change.at, change.after,
            is_size ? change.size_after : std::max(change.size_after, size_of(file.fd)));
      }
    }
    const std::size_t kept = seed_ == 0 ? 0 : random() % (moves_.size() + 1);
    while (moves_.size() > kept) {
      moves_.back().undo();
      moves_.pop_back();
    }
    ::kill(::getpid(), SIGKILL);
    while (true) ::pause();
  }

  std::string root_;  // empty where nothing is watched
  int grave_ = -1;
  unsigned long calls_ = 0, cut_after_ = 0, buried_ = 0;
  unsigned seed_ = 0;
  std::map<ino_t, File> files_;
  std::map<ino_t, int> folders_;
  std::vector<Move> moves_;
};

Disk& disk() {
  static Disk one;
  return one;
}

/// An absolute path, whoever names it.
std::string absolute(int folder, const char* path) {
  if (*path == '/') return path;
  return target_of(folder == AT_FDCWD ? "/proc/self/cwd" : link_of(folder)) + "/" + path;
}

bool is_there(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_empty(const std::string& path) {
  DIR* const folder = ::opendir(path.c_str());
  if (folder == nullptr) return false;
  int names = 0;
  while (::readdir(folder) != nullptr) ++names;
  ::closedir(folder);
  return names <= 2;  // "." and ".."
}

int open_watched(const char* name, int flags, mode_t mode) {
  const auto open = REAL(open);
  const std::string path = absolute(AT_FDCWD, name);
  const bool writes = (flags & O_ACCMODE) != O_RDONLY && (flags & (O_PATH | O_DIRECTORY)) == 0;
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  if (!writes || !on.has(path)) return open(name, flags, mode);
  const bool was_there = is_there(path);
  if (was_there && (flags & O_TRUNC) != 0) {
    on.count();
    Disk::note_size(on.watch(path), 0);
  }
  if (!was_there && (flags & O_CREAT) != 0) on.count();
  const int fd = open(name, flags, mode);
  if (fd < 0) return fd;
  if (!was_there) on.note_new(path, 0);
  if (on.file_of(fd) == nullptr) on.watch(path);
  return fd;
}

ssize_t write_watched(int fd, const std::string& bytes, off_t at, bool moves) {
  Disk& on = disk();
  File* const file = on.file_of(fd);
  if (file != nullptr) {
    on.count();
    if (moves) {
      struct stat status {};
      ::fstat(fd, &status);
      at = (::fcntl(fd, F_GETFL) & O_APPEND) != 0 ? status.st_size : ::lseek(fd, 0, SEEK_CUR);
    }
    Disk::note_write(*file, at, bytes);
  }
  return moves ? REAL(write)(fd, bytes.data(), bytes.size())
               : REAL(pwrite)(fd, bytes.data(), bytes.size(), at);
}

int resize_watched(int fd, off_t size) {
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  if (File* const file = on.file_of(fd)) {
    on.count();
    Disk::note_size(*file, size);
  }
  return REAL(ftruncate)(fd, size);
}

int unlink_watched(const std::string& path) {
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  if (!on.has(path) || !is_there(path) || is_folder(path)) return REAL(unlink)(path.c_str());
  on.count();
  return on.bury(path, false);
}

int rmdir_watched(const std::string& path) {
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  if (!on.has(path) || !is_folder(path) || !is_empty(path)) return REAL(rmdir)(path.c_str());
  on.count();
  return on.bury(path, false);
}

int rename_watched(const std::string& from, const std::string& to, unsigned flags) {
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  const auto rename = REAL(renameat2);
  if (!on.has(from) || !on.has(to)) {
    return rename(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
  }
  on.count();
  // What stands there is undone last: it comes back when the new name has gone.
  if (flags == 0 && is_there(to) && !is_folder(to)) on.bury(to, true);
  const int done = rename(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
  if (done == 0) on.note_move(from, to, flags);
  return done;
}

int sync_watched(int fd, int (*sync)(int)) {
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  if (!on.has_open(fd) && on.file_of(fd) == nullptr) return sync(fd);
  on.count();
  on.synced(fd);  // the disk of a test need not spin
  return 0;
}

}  // namespace

extern "C" {
int open(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_watched(name, flags, mode);
}
int open64(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_watched(name, flags, mode);
}
ssize_t write(int fd, const void* data, size_t size) {
  const std::lock_guard lock(disk().mutex);
  return write_watched(fd, std::string(static_cast<const char*>(data), size), 0, true);
}
ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  const std::lock_guard lock(disk().mutex);
  return write_watched(fd, std::string(static_cast<const char*>(data), size), at, false);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  return pwrite(fd, data, size, at);
}
int ftruncate(int fd, off_t size) noexcept { return resize_watched(fd, size); }
int ftruncate64(int fd, off64_t size) noexcept { return resize_watched(fd, size); }
int fsync(int fd) { return sync_watched(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_watched(fd, REAL(fdatasync)); }
int unlink(const char* name) noexcept { return unlink_watched(absolute(AT_FDCWD, name)); }
int rmdir(const char* name) noexcept { return rmdir_watched(absolute(AT_FDCWD, name)); }
int unlinkat(int folder, const char* name, int flags) noexcept {
  const std::string path = absolute(folder, name);
  return (flags & AT_REMOVEDIR) != 0 ? rmdir_watched(path) : unlink_watched(path);
}
int remove(const char* name) noexcept {
  const std::string path = absolute(AT_FDCWD, name);
  return is_folder(path) ? rmdir_watched(path) : unlink_watched(path);
}
int rename(const char* from, const char* to) noexcept {
  return rename_watched(absolute(AT_FDCWD, from), absolute(AT_FDCWD, to), 0);
}
int renameat2(int one, const char* from, int other, const char* to, unsigned flags) noexcept {
  return rename_watched(absolute(one, from), absolute(other, to), flags);
}
int link(const char* from, const char* to) noexcept {
  const std::string path = absolute(AT_FDCWD, to);
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  const bool is_ours = on.has(path);
  if (is_ours) on.count();
  const int done = REAL(link)(from, to);
  if (done == 0 && is_ours) on.note_new(path, 0);
  return done;
}
int mkdir(const char* name, mode_t mode) noexcept {
  const std::string path = absolute(AT_FDCWD, name);
  Disk& on = disk();
  const std::lock_guard lock(on.mutex);
  const bool is_ours = on.has(path) && !is_there(path);
  if (is_ours) on.count();
  const int done = REAL(mkdir)(name, mode);
  if (done == 0 && is_ours) on.note_new(path, AT_REMOVEDIR);
  return done;
}
}
