#include "export/xlsx/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/xlsx/zip_format.h"
#include "io/files.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using Entry = ZipArchive::Entry;

constexpr std::size_t kLocalSize = 30, kDirectorySize = 46, kEndSize = 22, kOffsetAt = 42;
constexpr std::size_t kLocatorSize = 20, kLargeEndSize = 56;
constexpr std::size_t kPiece = std::size_t{64} << 10U;

[[noreturn]] void damaged(const fs::path& file) {
  throw Error(ErrorCode::kOutput,
              file.string() + ": " +
                  both("không phải tệp ZIP vừa ghi", "is not the ZIP file that was written"));
}

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

void put_number(std::string& bytes, std::size_t at, std::size_t width, std::uint64_t value) {
  for (std::size_t i = 0; i < width; ++i) {
    bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
  }
}

std::string read_at(std::ifstream& stream, const fs::path& file, std::uint64_t offset,
                    std::size_t size) {
  std::string bytes(size, '\0');
  stream.clear();
  stream.seekg(static_cast<std::streamoff>(offset));
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!stream) damaged(file);
  return bytes;
}

/// Returns the bytes of an entry from its local header to its end. Refuses an entry with a data
/// descriptor, which no known writer of these files uses.
std::uint64_t stored_size(std::ifstream& stream, const fs::path& file, const Entry& entry) {
  const std::string local = read_at(stream, file, entry.offset, kLocalSize);
  constexpr std::uint32_t kDescriptor = 8;
  if (!local.starts_with(kLocalMark) || (number(local, 6, 2) & kDescriptor) != 0) damaged(file);
  return kLocalSize + number(local, 26, 2) + number(local, 28, 2) + entry.packed;
}

/// The offset and the size of the directory.
struct Place {
  std::uint64_t at = 0, bytes = 0;
};

Place directory_of(std::ifstream& stream, const fs::path& file, std::uint64_t size) {
  if (size < kEndSize) damaged(file);
  const std::string end = read_at(stream, file, size - kEndSize, kEndSize);  // assumes no comment
  if (!end.starts_with(kEndMark)) damaged(file);
  const Place place{number(end, 16, 4), number(end, 12, 4)};
  const bool is_large =
      place.at == kFull || place.bytes == kFull || number(end, 10, 2) == kManyEntries;
  if (!is_large || size < kEndSize + kLocatorSize) return place;
  const std::string locator = read_at(stream, file, size - kEndSize - kLocatorSize, kLocatorSize);
  if (!locator.starts_with(kLocatorMark)) return place;
  const std::string large = read_at(stream, file, number(locator, 8, 8), kLargeEndSize);
  if (!large.starts_with(kLargeEndMark)) damaged(file);
  return {number(large, 48, 8), number(large, 40, 8)};
}

/// Reads the numbers that do not fit their fields from the extra field.
void read_large_numbers(Entry& entry, std::string_view extra, bool has_size) {
  constexpr std::size_t kHead = 4, kNumber = 8;
  while (extra.size() >= kHead) {
    const auto length = static_cast<std::size_t>(number(extra, 2, 2));
    const std::string_view field = extra.substr(kHead, length);
    if (number(extra, 0, 2) == kLargeNumbers) {
      std::size_t at = has_size ? kNumber : 0;
      for (std::uint64_t* const value : {&entry.packed, &entry.offset}) {
        if (*value != kFull || field.size() < at + kNumber) continue;
        *value = number(field, at, kNumber);
        at += kNumber;
      }
    }
    extra.remove_prefix(std::min(extra.size(), kHead + length));
  }
}

}  // namespace

ZipArchive::ZipArchive(fs::path file) : file_(std::move(file)) {
  std::ifstream stream(file_, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::uint64_t>(stream ? std::streamoff{stream.tellg()} : 0);
  const Place directory = directory_of(stream, file_, size);
  if (directory.bytes > size) damaged(file_);
  const std::string all =
      read_at(stream, file_, directory.at, static_cast<std::size_t>(directory.bytes));
  std::string_view left = all;
  while (!left.empty()) {
    if (left.size() < kDirectorySize || !left.starts_with(kDirectoryMark)) damaged(file_);
    const auto name = static_cast<std::size_t>(number(left, 28, 2));
    const auto extra = static_cast<std::size_t>(number(left, 30, 2));
    const std::size_t record = kDirectorySize + name + extra + number(left, 32, 2);
    if (left.size() < record) damaged(file_);
    Entry entry{std::string(left.substr(kDirectorySize, name)), number(left, kOffsetAt, 4),
                number(left, 20, 4), static_cast<std::uint16_t>(number(left, 10, 2)),
                std::string(left.substr(0, record))};
    read_large_numbers(entry, left.substr(kDirectorySize + name, extra),
                       number(left, 24, 4) == kFull);
    entries_.push_back(std::move(entry));
    left.remove_prefix(record);
  }
}

const Entry* ZipArchive::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &Entry::name);
  return found == entries_.end() ? nullptr : &*found;
}

struct ZipEntryReader::Inflater {
  Inflater(const ZipArchive& archive, const Entry& entry)
      : file(archive.file()),
        stream(file, std::ios::binary),
        left(entry.packed),
        is_stored(entry.method == 0) {
    const std::uint64_t begin = entry.offset + stored_size(stream, file, entry) - entry.packed;
    stream.seekg(static_cast<std::streamoff>(begin));
    constexpr std::uint16_t kDeflated = 8;
    if (is_stored) return;
    // Negative window bits: the deflated bytes have no zlib header.
    if (entry.method != kDeflated || ::inflateInit2(&zip, -MAX_WBITS) != Z_OK) damaged(file);
  }
  ~Inflater() {
    if (!is_stored) ::inflateEnd(&zip);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool read(std::string& out) {
    if (ended || (is_stored && left == 0)) return false;
    if (zip.avail_in == 0) {
      const auto size = static_cast<std::streamsize>(std::min<std::uint64_t>(left, kPiece));
      stream.read(input.data(), size);
      if (!stream || size == 0) damaged(file);
      left -= static_cast<std::uint64_t>(size);
      if (is_stored) {
        out.append(input.data(), static_cast<std::size_t>(size));
        return true;
      }
      zip.next_in = reinterpret_cast<Bytef*>(input.data());
      zip.avail_in = static_cast<uInt>(size);
    }
    const std::size_t before = out.size();
    out.resize(before + 4 * kPiece);
    zip.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    zip.avail_out = static_cast<uInt>(4 * kPiece);
    const int code = ::inflate(&zip, Z_NO_FLUSH);
    out.resize(out.size() - zip.avail_out);
    if (code != Z_OK && code != Z_STREAM_END) damaged(file);
    ended = code == Z_STREAM_END;
    return true;
  }

  fs::path file;
  std::ifstream stream;
  std::uint64_t left;
  bool is_stored;
  std::array<char, kPiece> input{};
  z_stream zip{};
  bool ended = false;
};

ZipEntryReader::ZipEntryReader(const ZipArchive& archive, const Entry& entry)
    : inflater_(std::make_unique<Inflater>(archive, entry)) {}
ZipEntryReader::~ZipEntryReader() = default;
bool ZipEntryReader::read(std::string& out) { return inflater_->read(out); }

void write_sorted_zip(const fs::path& packed, const fs::path& target) {
  const ZipArchive archive(packed);
  std::vector<Entry> entries = archive.entries();
  std::ranges::sort(entries, {}, &Entry::name);
  std::ifstream stream(packed, std::ios::binary);
  if (entries.size() >= kManyEntries || fs::file_size(packed) >= kFull) {
    throw Error(ErrorCode::kOutput,
                target.string() + ": " +
                    both("quá lớn cho một tệp ZIP thường (4 GiB, 65.534 mục); hãy chọn --to csv",
                         "is too large for a plain ZIP file (4 GiB, 65,534 entries); choose --to "
                         "csv"));
  }
  io::write_atomically(target, [&](io::FileSink& sink) {
    std::uint64_t at = 0;
    std::string directory;
    for (Entry& entry : entries) {
      put_number(entry.directory, kOffsetAt, 4, at);
      directory += entry.directory;
      std::uint64_t left = stored_size(stream, packed, entry);
      at += left;
      for (std::uint64_t from = entry.offset; left > 0;) {
        const std::size_t piece = std::min<std::uint64_t>(left, kPiece);
        sink.write(read_at(stream, packed, from, piece));
        from += piece;
        left -= piece;
      }
    }
    std::string end(kEndSize, '\0');
    end.replace(0, kEndMark.size(), kEndMark);
    put_number(end, 8, 2, entries.size());
    put_number(end, 10, 2, entries.size());
    put_number(end, 12, 4, directory.size());
    put_number(end, 16, 4, at);
    sink.write(directory);
    sink.write(end);
  });
}

}  // namespace codau::exports
