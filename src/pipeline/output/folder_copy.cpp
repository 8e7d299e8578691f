#include "pipeline/output/folder_copy.h"

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
#include "store/serial_executor.h"
#include "worker/descriptor.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 4;  // documents/<doc_id>/debug/<page>

[[noreturn]] void refuse(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kOutput, path.string() + ": " + why);
}

[[noreturn]] void cannot_read(const fs::path& path, int error) {
  refuse(path, both("không đọc được", "cannot be read") + ": " + describe_errno(error));
}

/// The bytes, shared where the file system can.
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
  // Never through a link, and never waiting for the writer of a pipe.
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
  // Sooner than who makes it durable asks: the disk writes while rows are made.
  static_cast<void>(::sync_file_range(target.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
  const std::array<timespec, 2> times{status.st_atim, status.st_mtim};
  if (::futimens(target.get(), times.data()) != 0) throw make_write_error(to.string(), errno);
  return bytes;
}

/// Whether `to` is the same file now: one of this user's, whatever has come in the place of `from`
/// meanwhile. Another user's could be written to by that one.
bool link_one(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) != 0) return false;
  struct stat status {};
  if (::lstat(to.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid())
    return true;
  std::error_code error;
  fs::remove(to, error);
  return false;
}

std::uint64_t copy_into(const fs::path& from, const fs::path& to, FolderCopier::How how,
                        int depth) {
  std::uint64_t bytes = 0;
  std::error_code error;
  fs::directory_iterator entries(from, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    const fs::file_status status = entries->symlink_status(error);
    if (error) break;
    const fs::path target = to / path.filename();
    if (fs::is_regular_file(status)) {
      const bool is_linked = how == FolderCopier::How::kLinks && link_one(path, target);
      if (!is_linked) bytes += copy_one(path, target);
    } else if (fs::is_directory(status) && depth < kDeepest) {
      io::make_folder(target);
      bytes += copy_into(path, target, how, depth + 1);
    } else {
      refuse(path, both("không phải tệp do codau ghi ra (liên kết, ống dẫn hay thư mục lạ); hãy bỏ "
                        "đi rồi chạy lại",
                        "is no file that codau wrote (a link, a pipe or a folder too deep); remove "
                        "it and run again"));
    }
  }
  if (error) cannot_read(from, error.value());
  return bytes;
}

/// `aside`: where it becomes whole.
std::uint64_t copy_folder(const fs::path& from, const fs::path& to, const fs::path& aside,
                          FolderCopier::How how) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(from, error);
  if (status.type() == fs::file_type::not_found) return 0;
  if (error) cannot_read(from, error.value());
  if (!fs::is_directory(status))
    refuse(from, both("không phải thư mục do codau ghi ra; hãy bỏ đi rồi chạy lại",
                      "is no folder that codau wrote; remove it and run again"));
  const fs::path part = aside / to.filename();
  io::make_folder(part);
  const std::uint64_t bytes = copy_into(from, part, how, 1);
  remove_tree(to);
  fs::rename(part, to, error);
  if (error) throw make_write_error(to.string(), error.value());
  return bytes;
}

}  // namespace

struct FolderCopier::State {
  State(const fs::path& folder, How how_copied)
      : part(folder / "joining", io::TempFile::Kind::kFolder), how(how_copied) {}

  io::TempFile part;
  How how;
  std::atomic<std::uint64_t> bytes = 0;
  store::SerialExecutor executor;  // ends before the others do
};

FolderCopier::FolderCopier(const fs::path& folder, How how)
    : state_(std::make_unique<State>(folder, how)) {}

FolderCopier::~FolderCopier() = default;

void FolderCopier::add(fs::path from, fs::path to, std::function<void()> before) {
  state_->executor.add([state = state_.get(), from = std::move(from), to = std::move(to),
                        before = std::move(before)] {
    if (before) before();
    state->bytes += copy_folder(from, to, state->part.path(), state->how);
  });
}

std::uint64_t FolderCopier::bytes() const { return state_->bytes; }

void FolderCopier::wait() {
  state_->executor.wait();
  state_->bytes = 0;
}

}  // namespace codau::pipeline
