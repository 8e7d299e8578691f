#include "store/row_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "record/row_codec.h"

namespace codau::store {
namespace {

/// What is read for rows one after another, and for the head of one that stands alone.
constexpr std::size_t kReadAheadBytes = std::size_t{64} << 10U, kRowHeadBytes = 512;
constexpr std::size_t kHeldAside = std::size_t{4} << 20U;  // the tasks of a plan of 80 pages

}  // namespace

std::uint64_t RowSpoolFile::add(const record::Row& row) {
  const std::uint64_t place = bytes_.size(), size = record::compute_encoded_size(row);
  std::array<char, sizeof size> head{};
  std::memcpy(head.data(), &size, sizeof size);
  bytes_.add({head.data(), head.size()});
  if (size <= kReadAheadBytes) {
    bytes_.add(record::encode_row(row));
  } else {
    record::encode_row_to(row, [this](std::string_view piece) { bytes_.add(piece); });
  }
  return place;
}

/// `ahead`: at least so many are read where there are.
std::string_view RowSpoolFile::read(std::uint64_t at, std::size_t count, std::size_t ahead) {
  if (const std::string_view held = bytes_.view_in_memory(at); !held.empty())
    return held.substr(0, count);
  if (at < begin_ || at + count > begin_ + block_.size()) {
    block_ = bytes_.read(at, std::min(std::max(count, ahead), bytes_.size() - at));
    begin_ = at;
  }
  return std::string_view(block_).substr(at - begin_, count);
}

std::uint64_t RowSpoolFile::next(std::uint64_t place) {
  std::uint64_t size = 0;
  const std::size_t ahead = place == behind_ ? kReadAheadBytes : kRowHeadBytes;
  std::memcpy(&size, read(place, sizeof size, ahead).data(), sizeof size);
  return place + sizeof size + size;
}

record::Row RowSpoolFile::row(std::uint64_t place) {
  const std::uint64_t behind = next(place);
  const std::size_t ahead = place == behind_ ? kReadAheadBytes : 0;
  behind_ = behind;
  std::uint64_t at = place + sizeof behind;
  if (behind - at <= kReadAheadBytes)  // with its head, which next() looks at again
    return record::decode_row(read(place, behind - place, ahead).substr(sizeof behind));
  return record::decode_row(behind - at, [&](std::size_t count) {
    std::string piece = count <= kRowHeadBytes ? std::string(read(at, count, kRowHeadBytes))
                                               : bytes_.read(at, count);
    at += count;
    return piece;
  });
}

void RowBuffer::add(const record::Row& row) {
  bytes_ += record::compute_encoded_size(row) + row.size() * sizeof(record::Value);
  if (bytes_ <= kHeldAside) return held_.push_back(row);
  for (const record::Row& one : held_) places_.push_back(file_.add(one));
  places_.push_back(file_.add(row));
  held_ = {};
  bytes_ = 0;
}

record::Row RowBuffer::take(std::size_t i) {
  if (i >= places_.size()) return std::exchange(held_[i - places_.size()], {});
  return file_.row(places_[i]);
}

}  // namespace codau::store
