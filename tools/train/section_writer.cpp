#include "train/section_writer.h"

#define XXH_INLINE_ALL  // header only: no library to link
#include <xxhash.h>

#include <cerrno>
#include <fstream>

#include "core/error.h"

namespace codau::train {

void write_sections(const std::string& path, const lm::SectionFormat& format,
                    std::initializer_list<std::uint32_t> fields, std::span<std::string> blocks) {
  const auto aligned = [&](std::size_t bytes) {
    return (bytes + format.alignment - 1) / format.alignment * format.alignment;
  };
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  std::string header(lm::kUnfinishedMagic);
  header.resize(aligned(format.header_bytes()));
  file.write(header.data(), static_cast<std::streamsize>(header.size()));
  std::string table;
  std::uint64_t offset = header.size();
  for (std::string& block : blocks) {
    put<std::uint64_t>(table, offset);
    put<std::uint64_t>(table, block.size());
    put<std::uint64_t>(table, XXH3_64bits(block.data(), block.size()));
    block.resize(aligned(block.size()));
    file.write(block.data(), static_cast<std::streamsize>(block.size()));
    offset += block.size();
  }
  header = format.magic;
  put(header, format.version);
  for (const std::uint32_t field : fields) put(header, field);
  put<std::uint64_t>(header, offset);
  header += table;
  put<std::uint64_t>(header, XXH3_64bits(header.data(), header.size()));
  file.flush();
  file.seekp(0);
  file.write(header.data(), static_cast<std::streamsize>(header.size()));
  file.close();
  if (!file) throw make_write_error(path, errno);
}

}  // namespace codau::train
