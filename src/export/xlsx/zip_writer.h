// export/xlsx/zip_writer.h — a ZIP file whose entries are stored as they are, written in one
// stroke.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "io/files.h"

namespace codau::exports {

/// CRC-32 of what is given piece by piece.
class Crc32 {
 public:
  void add(std::string_view bytes);
  [[nodiscard]] std::uint32_t value() const noexcept { return value_; }

 private:
  std::uint32_t value_ = 0;
};

/// Entries in the order in which they come, all of 1980-01-01 00:00, readable to all: the same
/// entries give the same bytes. From 4 GiB or 65,535 entries on it is ZIP64; without extra fields
/// where these are not needed.
class ZipWriter {
 public:
  explicit ZipWriter(io::FileSink& sink) : sink_(sink) {}
  /// `body` gives its bytes to what it gets: so many, with this CRC-32, else Error{kInternal}.
  /// Precondition: `name` is relative, of ASCII, with '/' between folders.
  void add(std::string_view name, std::uint64_t size, std::uint32_t crc,
           const std::function<void(const std::function<void(std::string_view)>&)>& body);
  void add(std::string_view name, std::string_view bytes);
  /// The directory. Once, at the end.
  void finish();

 private:
  io::FileSink& sink_;
  std::string directory_;
  std::uint64_t at_ = 0;
  std::size_t entries_ = 0;
};

}  // namespace codau::exports
