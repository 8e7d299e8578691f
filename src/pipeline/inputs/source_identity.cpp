#include "pipeline/inputs/source_identity.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <ctime>
#include <functional>
#include <future>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  return static_cast<std::int64_t>(time.tv_sec) * kSecond + static_cast<std::int64_t>(time.tv_nsec);
}

Error changed(const std::filesystem::path& file) {
  return {Cause::kChanged, file.string() + ": it is not what it was"};
}

FileIdentity identity_in(int result, const struct stat& status) {
  if (result != 0) {
    const int error = errno;
    throw Error(cause_of_errno(error), std::generic_category().message(error));
  }
  return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
          nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

std::string sha256_of(int descriptor, std::uint64_t all, const ByteProgress& told) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  if (!told || all <= kPiece) return record::sha256_of_file(descriptor);
  return record::sha256_of_pieces([&](const auto& take) {
    std::string piece(kPiece, '\0');
    for (std::uint64_t at = 0;;) {
      const ssize_t got = ::pread(descriptor, piece.data(), piece.size(), static_cast<off_t>(at));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw Error(cause_of_errno(errno), std::generic_category().message(errno));
      if (got == 0) return;
      take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
      at += static_cast<std::uint64_t>(got);
      told(at, all);
    }
  });
}

// Returns true for an absolute path without empty, "." or ".." parts. Most of the many paths are
// such, so this check saves time.
bool is_plain(std::string_view path) {
  if (!path.starts_with('/') || path.ends_with('/')) return false;
  for (std::size_t at = 0; at != std::string_view::npos; at = path.find('/', at + 1)) {
    const std::string_view part = path.substr(at + 1, path.find('/', at + 1) - at - 1);
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

}  // namespace

std::string normalise_path(const std::filesystem::path& path) {
  if (is_plain(path.native())) return path.native();
  std::string out = std::filesystem::absolute(path).lexically_normal().string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

FileIdentity read_identity(int descriptor) {
  struct stat status {};
  return identity_in(::fstat(descriptor, &status), status);
}

FileIdentity read_identity(const std::filesystem::path& file) {
  struct stat status {};
  return identity_in(::stat(file.c_str(), &status), status);
}

std::vector<std::optional<FileIdentity>> read_identities(
    std::size_t count, const std::function<std::string(std::size_t)>& path) {
  std::vector<std::optional<FileIdentity>> out(count);
  const auto ask = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      struct stat status {};
      if (::stat(path(i).c_str(), &status) == 0) out[i] = identity_in(0, status);
    }
  };
  // If no thread can be started, get() does the second half.
  auto half = std::async(std::launch::async | std::launch::deferred, ask, count / 2, count);
  ask(0, count / 2);
  half.get();
  return out;
}

bool is_same_identity(FileIdentity one, const FileIdentity& other) {
  one.device = other.device;
  return one == other && one.changed != 0;
}

bool is_at_rest(const FileIdentity& identity) {
  constexpr std::int64_t kTicks = 2'000'000'000;
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now) - std::max(identity.modified, identity.changed) > kTicks;
}

HashedFile hash_file(const std::filesystem::path& file, const ByteProgress& told,
                     const std::filesystem::path& root) {
  const worker::Descriptor open =
      root.empty() ? worker::open_to_read(file) : worker::open_below(root, file);
  const FileIdentity before = read_identity(open.get());
  HashedFile hashed{sha256_of(open.get(), before.bytes, told), read_identity(open.get())};
  if (hashed.identity != before && !is_unchanged(open.get(), {hashed.sha256, before})) {
    throw changed(file);
  }
  return hashed;
}

std::string hash_beginning(const std::filesystem::path& file, std::uint64_t bytes) {
  const worker::Descriptor open = worker::open_to_read(file);
  return record::sha256_of_pieces([&](const std::function<void(std::string_view)>& take) {
    std::string piece(std::size_t{1} << 16U, '\0');
    for (std::uint64_t at = 0; at < bytes;) {
      const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), bytes - at));
      const ssize_t got = ::pread(open.get(), piece.data(), most, static_cast<off_t>(at));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw Error(cause_of_errno(errno), file.string());
      if (got == 0) return;
      take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
      at += static_cast<std::uint64_t>(got);
    }
  });
}

bool is_unchanged(int descriptor, const HashedFile& hashed) {
  if (read_identity(descriptor) == hashed.identity) return true;
  return record::sha256_of_file(descriptor) == hashed.sha256;
}

worker::Descriptor open_unchanged(const std::filesystem::path& file, const HashedFile& hashed) {
  worker::Descriptor open = worker::open_to_read(file);
  if (!is_unchanged(open.get(), hashed)) throw changed(file);
  return open;
}

}  // namespace codau::pipeline
