// export/xlsx/zip_writer.h — writes a ZIP file of stored entries in one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "io/files.h"

namespace codau::exports {

/// Computes the CRC-32 of bytes that arrive in pieces.
class Crc32 {
 public:
  void add(std::string_view bytes);
  [[nodiscard]] std::uint32_t value() const noexcept { return value_; }

 private:
  std::uint32_t value_ = 0;
};

/// Writes entries in the order of their calls, all with the time 1980-01-01 00:00 and readable to
/// all. The same entries give the same bytes. The file is ZIP64 from 4 GiB or 65,535 entries on.
/// Extra fields exist only if needed.
class ZipWriter {
 public:
  explicit ZipWriter(io::FileSink& sink) : sink_(sink) {}
  /// Adds an entry. `body` passes its bytes to its argument. Throws Error{kInternal} unless the
  /// bytes have this size and this CRC-32. Precondition: `name` is relative, in ASCII, with '/'
  /// between folders.
  void add(std::string_view name, std::uint64_t size, std::uint32_t crc,
           const std::function<void(const std::function<void(std::string_view)>&)>& body);
  void add(std::string_view name, std::string_view bytes);
  /// Writes the directory. Call once, at the end.
  void finish();

 private:
  io::FileSink& sink_;
  std::string directory_;
  std::uint64_t at_ = 0;
  std::size_t entries_ = 0;
};

}  // namespace codau::exports
