#include "export/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"

namespace codau::exports {
namespace {

constexpr std::size_t kGather = std::size_t{64} << 10U;

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw cannot_write(path.string(), error);
}

std::filesystem::path folder_of(const std::filesystem::path& target) {
  return target.has_parent_path() ? target.parent_path() : ".";
}

void put(int fd, const std::filesystem::path& name, std::string_view left) {
  while (!left.empty()) {
    const ssize_t written = ::write(fd, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      throw ClosedPipe();
    } else if (errno != EINTR) {
      fail(name, errno);
    }
  }
}

}  // namespace

FileSink::FileSink(int fd, std::filesystem::path name)
    : FileSink([fd, name = std::move(name)](std::string_view bytes) { put(fd, name, bytes); }) {}

FileSink::FileSink(std::function<void(std::string_view)> take) : take_(std::move(take)) {
  gathered_.reserve(kGather);
}

void FileSink::write(std::string_view bytes) {
  if (bytes.size() >= kGather) {
    flush();
    return take_(bytes);
  }
  gathered_.append(bytes);
  if (gathered_.size() >= kGather) flush();
}

void FileSink::flush() {
  if (!gathered_.empty()) take_(gathered_);
  gathered_.clear();
}

PartFile::PartFile(std::filesystem::path target)
    : target_(std::move(target)), part_(target_, Part::Kind::kFile) {}

void PartFile::keep(Durable durable) {
  if (durable == Durable::kNow && ::fsync(fd()) != 0) fail(target_, errno);
  const UnstoppedWhile moving;
  if (::rename(part_.path().c_str(), target_.c_str()) != 0) fail(target_, errno);
  part_.moved_away();
  if (durable == Durable::kNow) sync_folder(folder_of(target_));
}

void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body, Durable durable) {
  PartFile part(target);
  FileSink sink(part.fd(), target);
  body(sink);
  sink.flush();
  part.keep(durable);
}

void write_atomically(const std::filesystem::path& target, std::string_view bytes) {
  write_atomically(target, [bytes](FileSink& sink) { sink.write(bytes); });
}

void sync_file(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail(file, errno);
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error != 0) fail(file, error);
}

void sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  // Some network file systems refuse to sync a folder; the rename itself has been done by then.
  if (error != 0 && error != EINVAL && error != ENOTSUP) fail(folder, error);
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
  if (error) fail(folder, error.value());
}

}  // namespace codau::exports
