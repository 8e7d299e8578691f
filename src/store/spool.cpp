#include "store/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/row_json.h"

namespace codau::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeld = std::size_t{1} << 20U;  // a plan of 20 pages has less of a table
/// What is read for rows one after another, and for the head of one that stands alone.
constexpr std::size_t kBlock = std::size_t{64} << 10U, kRow = 512;
constexpr std::size_t kHeldAside = std::size_t{4} << 20U;  // the tasks of a plan of 80 pages

/// A network file system has none without a name: there it has one for a moment, which a sweep of
/// parts knows (io/parts.h).
int open_nameless(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return fd;
  std::string name = (folder / ".spool-XXXXXX.codau-part").string();
  constexpr int kSuffix = 11;
  const int named = ::mkostemps(name.data(), kSuffix, O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

int open_in(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw cannot_write(folder.string(), error.value());
  const int fd = open_nameless(folder);
  if (fd < 0) throw cannot_write(folder.string(), errno);
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
  if (held_.size() + bytes.size() <= kHeld) {
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
    if (written < 0) throw cannot_write(folder_.string(), errno);
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
      if (got <= 0) throw cannot_write(folder_.string(), got < 0 ? errno : EIO);
      done += static_cast<std::size_t>(got);
    }
  }
  const std::uint64_t behind = at + out.size() - in_file_;
  if (out.size() < count) out += std::string_view(held_).substr(behind, count - out.size());
  return out;
}

std::uint64_t RowFile::add(const record::Row& row) {
  const std::uint64_t place = bytes_.size(), size = record::packed_size(row);
  std::array<char, sizeof size> head{};
  std::memcpy(head.data(), &size, sizeof size);
  bytes_.add({head.data(), head.size()});
  if (size <= kBlock) {
    bytes_.add(record::packed(row));
  } else {
    record::pack(row, [this](std::string_view piece) { bytes_.add(piece); });
  }
  return place;
}

/// `ahead`: at least so many are read where there are.
std::string_view RowFile::read(std::uint64_t at, std::size_t count, std::size_t ahead) {
  if (const std::string_view held = bytes_.held(at); !held.empty()) return held.substr(0, count);
  if (at < begin_ || at + count > begin_ + block_.size()) {
    block_ = bytes_.read(at, std::min(std::max(count, ahead), bytes_.size() - at));
    begin_ = at;
  }
  return std::string_view(block_).substr(at - begin_, count);
}

std::uint64_t RowFile::next(std::uint64_t place) {
  std::uint64_t size = 0;
  const std::size_t ahead = place == behind_ ? kBlock : kRow;
  std::memcpy(&size, read(place, sizeof size, ahead).data(), sizeof size);
  return place + sizeof size + size;
}

record::Row RowFile::row(std::uint64_t place) {
  const std::uint64_t behind = next(place);
  const std::size_t ahead = place == behind_ ? kBlock : 0;
  behind_ = behind;
  std::uint64_t at = place + sizeof behind;
  if (behind - at <= kBlock)  // with its head, which next() looks at again
    return record::unpacked(read(place, behind - place, ahead).substr(sizeof behind));
  return record::unpacked(behind - at, [&](std::size_t count) {
    std::string piece = count <= kRow ? std::string(read(at, count, kRow)) : bytes_.read(at, count);
    at += count;
    return piece;
  });
}

void RowsAside::add(const record::Row& row) {
  bytes_ += record::packed_size(row) + row.size() * sizeof(record::Value);
  if (bytes_ <= kHeldAside) return held_.push_back(row);
  for (const record::Row& one : held_) places_.push_back(file_.add(one));
  places_.push_back(file_.add(row));
  held_ = {};
  bytes_ = 0;
}

record::Row RowsAside::take(std::size_t i) {
  if (i >= places_.size()) return std::exchange(held_[i - places_.size()], {});
  return file_.row(places_[i]);
}

}  // namespace codau::store
