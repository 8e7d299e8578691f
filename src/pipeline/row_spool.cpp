#include "pipeline/row_spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <variant>

#include "core/error.h"
#include "core/message.h"
#include "export/files.h"
#include "record/row.h"
#include "record/row_json.h"
#include "record/schema.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeld = std::size_t{1} << 20U;  // of a table; a plan of 20 pages has less
/// Rows of a table that are kept as they are, some 2 MB of the widest: each is looked at ten times,
/// and to unpack it took a third of the time of a plan.
constexpr std::size_t kFew = 2000;
constexpr std::size_t kBlock = std::size_t{16} << 10U, kRow = 512;

/// A network file system has none without a name: there it has one for a moment, which a sweep of
/// parts knows (export/parts.h).
int open_nameless(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return fd;
  std::string name = (folder / ".spool-XXXXXX.codau-part").string();
  constexpr int kSuffix = 11;
  const int named = ::mkostemps(name.data(), kSuffix, O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

/// The one column of the key, where it is an id.
const record::Column* id_of(const record::Table& table) {
  if (table.primary_key.size() != 1) return nullptr;
  const auto column =
      std::ranges::find(table.columns, table.primary_key.front(), &record::Column::name);
  return column->type == record::Type::kUuid ? &*column : nullptr;
}

/// The digits of an id as bytes, which have the same order. What is no id is refused later
/// (record/validate.h).
std::array<unsigned char, 16> bytes_of(const record::Value& id) {
  std::array<unsigned char, 16> out{};
  const auto* const text = std::get_if<std::string>(&id);
  if (text == nullptr) return out;
  std::size_t digits = 0;
  for (const char c : *text) {
    if (c == '-' || digits == 2 * out.size()) continue;
    const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
    unsigned char& byte = out[digits++ / 2];
    byte = static_cast<unsigned char>(byte * 16 + digit);
  }
  return out;
}

/// Reads a spool, a block at a time where it goes on where it was.
class Reader {
 public:
  explicit Reader(const Spool& spool) : spool_(spool) {}

  std::string_view read(std::uint64_t at, std::size_t count) {
    if (const std::string_view held = spool_.held(at); !held.empty()) return held.substr(0, count);
    const std::uint64_t end = begin_ + block_.size();
    if (at < begin_ || at + count > end) {
      const bool goes_on = begin_ <= at && at <= end;
      const std::uint64_t wanted = std::max(count, goes_on ? kBlock : kRow);
      block_ = spool_.read(at, std::min(wanted, spool_.size() - at));
      begin_ = at;
    }
    return std::string_view(block_).substr(at - begin_, count);
  }

 private:
  const Spool& spool_;
  std::string block_;
  std::uint64_t begin_ = 0;
};

}  // namespace

Spool::~Spool() {
  if (fd_ >= 0) ::close(fd_);
}

Spool::Spool(Spool&& other) noexcept
    : folder_(std::move(other.folder_)),
      held_(std::move(other.held_)),
      in_file_(other.in_file_),
      fd_(std::exchange(other.fd_, -1)) {}

void Spool::add(std::string_view bytes) {
  held_ += bytes;
  if (held_.size() > kHeld) write_out();
}

void Spool::write_out() {
  if (fd_ < 0) {
    exports::make_folder(folder_);
    fd_ = open_nameless(folder_);
    if (fd_ < 0) throw cannot_write(folder_.string(), errno);
  }
  for (std::string_view left = held_; !left.empty();) {
    const ssize_t written = ::write(fd_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw cannot_write(folder_.string(), errno);
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  in_file_ += held_.size();
  held_.clear();
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

void TextSpool::add(std::string_view text) {
  bytes_.add(text);
  ends_.push_back(bytes_.size());
}

std::string TextSpool::text(std::size_t i) const {
  const std::uint64_t begin = i == 0 ? 0 : ends_[i - 1];
  return bytes_.read(begin, ends_[i] - begin);
}

RowSpool::RowSpool(const fs::path& folder) {
  for (const record::Table& table : record::schema()) tables_.emplace(table.name, Spool(folder));
}

void RowSpool::add(const record::Table& table, const record::Row& row) {
  ++size_;
  OfTable& to = tables_.find(table.name)->second;
  if (to.rows.size() == 0 && to.few.size() < kFew) {
    to.few.push_back(row);
    return;
  }
  for (const record::Row& one : std::exchange(to.few, {})) put(table, one, to);
  put(table, row, to);
}

void RowSpool::put(const record::Table& table, const record::Row& row, OfTable& to) {
  if (const record::Column* const id = id_of(table)) {
    const record::Value& value = row.at(static_cast<std::size_t>(id - table.columns.data()));
    to.places.push_back({bytes_of(value), to.rows.size()});
  }
  const std::string bytes = record::packed(row);
  const std::uint64_t size = bytes.size();
  std::array<char, sizeof size> head{};
  std::memcpy(head.data(), &size, sizeof size);
  to.rows.add({head.data(), head.size()});
  to.rows.add(bytes);
}

void RowSpool::each(const record::Table& table, const record::TakeRow& take) {
  OfTable& of = tables_.find(table.name)->second;
  const record::KeyOrder below(table);
  if (id_of(table) != nullptr && !std::ranges::is_sorted(of.few, below))
    std::ranges::stable_sort(of.few, below);
  for (const record::Row& row : of.few) take(row);
  Reader reader(of.rows);
  const auto take_at = [&](std::uint64_t at) {
    std::uint64_t size = 0;
    std::memcpy(&size, reader.read(at, sizeof size).data(), sizeof size);
    take(record::unpacked(reader.read(at + sizeof size, size)));
    return at + sizeof size + size;
  };
  if (!std::ranges::is_sorted(of.places)) std::ranges::sort(of.places);
  for (const Place& place : of.places) take_at(place.at);
  if (!of.places.empty()) return;
  for (std::uint64_t at = 0; at < of.rows.size();) at = take_at(at);
}

}  // namespace codau::pipeline
