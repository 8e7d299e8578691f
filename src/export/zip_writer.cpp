#include "export/zip_writer.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "core/error.h"

namespace codau::exports {
namespace {

// APPNOTE.TXT of PKWARE, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (its end).
constexpr std::size_t kLocalSize = 30, kDirectorySize = 46, kEndSize = 22;
constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;  // more is ZIP64
constexpr std::size_t kMostEntries = std::numeric_limits<std::uint16_t>::max() - 1;

void put(std::string& bytes, std::uint64_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
}

/// What local header and directory have in common: from the version needed to the extra field.
std::string common(std::string_view name, std::uint64_t size, std::uint32_t crc) {
  constexpr std::uint64_t kVersion = 20, kStored = 0, kMidnight = 0, kFirstOf1980 = 0x21;
  std::string out;
  put(out, kVersion, 2);
  put(out, 0, 2);
  put(out, kStored, 2);
  put(out, kMidnight, 2);
  put(out, kFirstOf1980, 2);
  put(out, crc, 4);
  put(out, size, 4);
  put(out, size, 4);
  put(out, name.size(), 2);
  put(out, 0, 2);
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

void ZipSize::add(std::string_view name, std::uint64_t size) {
  bytes += size + kLocalSize + kDirectorySize + 2 * name.size();
  ++entries;
}

bool ZipSize::fits() const noexcept { return bytes + kEndSize <= kMost && entries <= kMostEntries; }

void ZipWriter::add(std::string_view name, std::uint64_t size, std::uint32_t crc,
                    const std::function<void(const std::function<void(std::string_view)>&)>& body) {
  constexpr std::uint64_t kUnix = 3U << 8U | 20U, kReadable = std::uint64_t{0100644} << 16U;
  const std::string facts = common(name, size, crc);
  std::string local = "PK\x03\x04" + facts;
  local += name;
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
  directory_ += "PK\x01\x02";
  put(directory_, kUnix, 2);
  directory_ += facts;
  put(directory_, 0, 2);  // comment
  put(directory_, 0, 2);  // disk
  put(directory_, 0, 2);  // inner attributes
  put(directory_, kReadable, 4);
  put(directory_, at_, 4);
  directory_ += name;
  at_ += local.size() + size;
  ++entries_;
}

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  Crc32 sum;
  sum.add(bytes);
  add(name, bytes.size(), sum.value(), [&](const auto& take) { take(bytes); });
}

void ZipWriter::finish() {
  std::string end = "PK\x05\x06";
  put(end, 0, 4);  // disks
  put(end, entries_, 2);
  put(end, entries_, 2);
  put(end, directory_.size(), 4);
  put(end, at_, 4);
  put(end, 0, 2);  // comment
  sink_.write(directory_);
  sink_.write(end);
}

}  // namespace codau::exports
