#include "pipeline/output/file_copy.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "pipeline/output/output_files.h"
#include "store/database/serial_executor.h"
#include "worker/descriptor.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kOutput, path.string() + ": " + why);
}

[[noreturn]] void cannot_read(const fs::path& path, int error) {
  refuse(path, both("không đọc được", "cannot be read") + ": " + describe_errno(error));
}

/// Copies the bytes, or shares the disk blocks if the file system can.
std::uint64_t copy_bytes(int from, int to, std::uint64_t size, const fs::path& target) {
  if (size == 0 || ::ioctl(to, FICLONE, from) == 0) return size;
  std::uint64_t done = 0;
  while (true) {
    constexpr std::size_t kPiece = std::size_t{1} << 24U;
    const ssize_t sent = ::sendfile(to, from, nullptr, kPiece);
    if (sent == 0) return done;
    if (sent < 0 && errno != EINTR) throw make_write_error(target.string(), errno);
    if (sent > 0) done += static_cast<std::uint64_t>(sent);
  }
}

std::uint64_t copy_one(const fs::path& from, const fs::path& to) {
  // Follows no link, and does not wait for the writer of a pipe.
  const worker::Descriptor source(
      ::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (source.get() < 0) cannot_read(from, errno);
  const worker::Descriptor target(
      ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (target.get() < 0) throw make_write_error(to.string(), errno);
  struct stat status {};
  if (::fstat(source.get(), &status) != 0) cannot_read(from, errno);
  constexpr off_t kLongest = off_t{16} << 30;  // no file of a document is longer
  if (status.st_size > kLongest)
    refuse(from, both("quá dài, không phải tệp do codau ghi ra; hãy bỏ đi rồi chạy lại",
                      "is too long for a file that codau wrote; remove it and run again"));
  const std::uint64_t bytes =
      copy_bytes(source.get(), target.get(), static_cast<std::uint64_t>(status.st_size), to);
  // Starts writing now, so that the disk works while rows are made.
  static_cast<void>(::sync_file_range(target.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
  const std::array<timespec, 2> times{status.st_atim, status.st_mtim};
  if (::futimens(target.get(), times.data()) != 0) throw make_write_error(to.string(), errno);
  return bytes;
}

/// Links `to` to `from`. Returns true if `to` is then a regular file of this user, as `from` may
/// have been replaced meanwhile. Another user could write to a file of their own later.
bool link_one(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) != 0) return false;
  struct stat status {};
  if (::lstat(to.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid())
    return true;
  std::error_code error;
  fs::remove(to, error);
  return false;
}

/// Replaces `to` by a copy, under a temporary name until the copy is complete.
std::uint64_t copy_file(const fs::path& from, const fs::path& to, FileCopier::How how) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(from, error);
  if (status.type() == fs::file_type::not_found) {
    remove_tree(to);
    return 0;
  }
  if (error) cannot_read(from, error.value());
  if (!fs::is_regular_file(status))
    refuse(from, both("không phải tệp do codau ghi ra (liên kết, ống dẫn hay thư mục lạ); hãy bỏ "
                      "đi rồi chạy lại",
                      "is no file that codau wrote (a link, a pipe or a folder); remove it and run "
                      "again"));
  io::refuse_symlinked_folders(to);
  io::make_folder(to.parent_path());
  const fs::path part = io::temp_path(to);
  remove_tree(part);
  const bool is_linked = how == FileCopier::How::kLinks && link_one(from, part);
  const std::uint64_t bytes = is_linked ? 0 : copy_one(from, part);
  fs::rename(part, to, error);
  if (error) throw make_write_error(to.string(), error.value());
  remove_tree(part);  // rename() keeps the temporary name if both names are the same file
  return bytes;
}

}  // namespace

struct FileCopier::State {
  explicit State(How how_copied) : how(how_copied) {}

  How how;
  std::atomic<std::uint64_t> bytes = 0;
  store::SerialExecutor executor;  // destroyed before the other members
};

FileCopier::FileCopier(How how) : state_(std::make_unique<State>(how)) {}

FileCopier::~FileCopier() = default;

void FileCopier::add(std::vector<Copy> files, std::function<void()> before) {
  state_->executor.add(
      [state = state_.get(), files = std::move(files), before = std::move(before)] {
        if (before) before();
        for (const Copy& one : files) {
          if (!one.from.empty()) state->bytes += copy_file(one.from, one.to, state->how);
        }
      });
}

std::uint64_t FileCopier::bytes() const { return state_->bytes; }

void FileCopier::wait() {
  state_->executor.wait();
  state_->bytes = 0;
}

}  // namespace codau::pipeline
