#include "export/xlsx/zip_writer.h"

#include <zlib.h>

#include <algorithm>
#include <initializer_list>

#include "core/error.h"
#include "export/xlsx/zip_format.h"

namespace codau::exports {
namespace {

constexpr std::uint64_t kPlain = 20, kZip64 = 45, kUnix = 3U << 8U;  // versions; system

void put(std::string& bytes, std::uint64_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
}

/// Returns an extra field with the numbers whose own fields hold kFull; empty if there are none.
std::string large_numbers(std::initializer_list<std::uint64_t> numbers) {
  if (numbers.size() == 0) return {};
  std::string out;
  put(out, kLargeNumbers, 2);
  put(out, 8 * numbers.size(), 2);
  for (const std::uint64_t number : numbers) put(out, number, 8);
  return out;
}

/// Returns the common part of local header and directory: from the version needed to the length of
/// the extra field.
std::string common(std::string_view name, std::uint64_t size, std::uint32_t crc,
                   std::string_view extra) {
  constexpr std::uint64_t kStored = 0, kMidnight = 0, kFirstOf1980 = 0x21;
  std::string out;
  put(out, extra.empty() ? kPlain : kZip64, 2);
  put(out, 0, 2);
  put(out, kStored, 2);
  put(out, kMidnight, 2);
  put(out, kFirstOf1980, 2);
  put(out, crc, 4);
  put(out, std::min(size, kFull), 4);
  put(out, std::min(size, kFull), 4);
  put(out, name.size(), 2);
  put(out, extra.size(), 2);
  return out;
}

}  // namespace

void Crc32::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t piece = std::min<std::size_t>(bytes.size(), std::size_t{1} << 30U);
    value_ = static_cast<std::uint32_t>(
        ::crc32(value_, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(piece)));
    bytes.remove_prefix(piece);
  }
}

void ZipWriter::add(std::string_view name, std::uint64_t size, std::uint32_t crc,
                    const std::function<void(const std::function<void(std::string_view)>&)>& body) {
  constexpr std::uint64_t kReadable = std::uint64_t{0100644} << 16U;
  const bool is_large = size >= kFull, is_far = at_ >= kFull;
  const std::string sizes = is_large ? large_numbers({size, size}) : std::string();
  std::string local(kLocalMark);
  local.append(common(name, size, crc, sizes)).append(name).append(sizes);
  sink_.write(local);
  std::uint64_t written = 0;
  Crc32 sum;
  body([&](std::string_view bytes) {
    sum.add(bytes);
    written += bytes.size();
    sink_.write(bytes);
  });
  if (written != size || sum.value() != crc)
    throw Error(ErrorCode::kInternal, "an entry of a ZIP file is not what was told of it");
  directory_ += kDirectoryMark;
  const std::string extra = is_large && is_far ? large_numbers({size, size, at_})
                            : is_far           ? large_numbers({at_})
                                               : sizes;
  put(directory_, kUnix | (extra.empty() ? kPlain : kZip64), 2);
  directory_ += common(name, size, crc, extra);
  put(directory_, 0, 2);  // comment
  put(directory_, 0, 2);  // disk
  put(directory_, 0, 2);  // inner attributes
  put(directory_, kReadable, 4);
  put(directory_, std::min(at_, kFull), 4);
  directory_.append(name).append(extra);
  at_ += local.size() + size;
  ++entries_;
}

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  Crc32 sum;
  sum.add(bytes);
  add(name, bytes.size(), sum.value(), [&](const auto& take) { take(bytes); });
}

void ZipWriter::finish() {
  std::string end;
  const std::uint64_t size = directory_.size(), behind = at_ + size;
  if (entries_ >= kManyEntries || size >= kFull || at_ >= kFull) {
    constexpr std::uint64_t kRest = 44;  // remaining size of this record
    end += kLargeEndMark;
    put(end, kRest, 8);
    put(end, kUnix | kZip64, 2);
    put(end, kZip64, 2);
    put(end, 0, 8);  // disks
    put(end, entries_, 8);
    put(end, entries_, 8);
    put(end, size, 8);
    put(end, at_, 8);
    end += kLocatorMark;
    put(end, 0, 4);  // disk
    put(end, behind, 8);
    put(end, 1, 4);  // disks
  }
  end += kEndMark;
  put(end, 0, 4);  // disks
  put(end, std::min<std::uint64_t>(entries_, kManyEntries), 2);
  put(end, std::min<std::uint64_t>(entries_, kManyEntries), 2);
  put(end, std::min(size, kFull), 4);
  put(end, std::min(at_, kFull), 4);
  put(end, 0, 2);  // comment
  sink_.write(directory_);
  sink_.write(end);
}

}  // namespace codau::exports
