#include "lm/section_file.h"

#define XXH_INLINE_ALL  // header only: no library to link
#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "core/error.h"
#include "core/message.h"

namespace codau::lm {
namespace {

static_assert(std::endian::native == std::endian::little, "models are read in place");

}  // namespace

SectionFile::SectionFile(const std::string& path, const SectionFormat& format)
    : path_(path), format_(format), file_(path, std::string(format.what)) {
  const std::string_view bytes = file_.bytes();
  const std::string what(format.what);
  if (bytes.size() < 12 || bytes.substr(0, 8) == kUnfinishedMagic) {
    fail(both("mô hình chưa ghi xong; chép lại tệp",
              "the " + what + " is not finished; train or copy it again"));
  }
  if (bytes.substr(0, 8) != format.magic)
    fail(both("không phải mô hình của codau", "not a " + what + " of codau"));
  if (const auto version = read_value<std::uint32_t>(bytes.data(), 8); version != format.version) {
    fail(both("định dạng ", "format ") + std::to_string(version) +
         both(", chương trình này đọc định dạng ", ", this program reads format ") +
         std::to_string(format.version) +
         both("; dùng mô hình của cùng phiên bản", "; use the models of the same release"));
  }
  if (bytes.size() < format.header_bytes() ||
      read_value<std::uint64_t>(bytes.data(), format.size_offset()) != bytes.size()) {
    fail(
        both("tệp mô hình bị thiếu; chép lại tệp", "the " + what + " is truncated; copy it again"));
  }
  const std::size_t end = format.header_bytes() - 8;
  if (read_value<std::uint64_t>(bytes.data(), end) != XXH3_64bits(bytes.data(), end)) fail_header();
}

void SectionFile::fail(const Message& fault) const {
  throw Error(ErrorCode::kModel, path_ + ": " + fault);
}

void SectionFile::fail_header() const {
  fail(both("phần đầu của tệp mô hình bị hỏng; chép lại tệp",
            "the header of the " + std::string(format_.what) + " is damaged"));
}

std::uint32_t SectionFile::field(std::size_t i) const {
  return read_value<std::uint32_t>(file_.bytes().data(), 12 + 4 * i);
}

std::uint64_t SectionFile::table_entry(std::size_t i, std::size_t column) const {
  return read_value<std::uint64_t>(file_.bytes().data(),
                                   format_.table_offset() + 24 * i + 8 * column);
}

std::string_view SectionFile::section(std::size_t i) const {
  const std::uint64_t offset = table_entry(i, 0), size = table_entry(i, 1);
  const std::string_view bytes = file_.bytes();
  if (offset % format_.alignment != 0 || offset > bytes.size() || size > bytes.size() - offset) {
    fail_header();
  }
  return bytes.substr(offset, size);
}

// Reads in steps: a check of the whole file must not make the whole file resident.
std::uint64_t SectionFile::hash(std::string_view block) const {
  constexpr std::size_t kHashBytes = std::size_t{4} << 20U;
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  for (; !block.empty(); block.remove_prefix(std::min(block.size(), kHashBytes))) {
    XXH3_64bits_update(&state, block.data(), std::min(block.size(), kHashBytes));
    release();
  }
  return XXH3_64bits_digest(&state);
}

void SectionFile::verify(std::size_t end) const {
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view block = section(i);
    if (table_entry(i, 2) != hash(block)) {
      fail(both("tệp mô hình bị hỏng", "the " + std::string(format_.what) + " is damaged") +
           both(" (khối ", " (block ") + std::to_string(i) + ")");
    }
  }
}

}  // namespace codau::lm
