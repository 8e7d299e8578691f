// export/xlsx/zip_file.h — writes and reads ZIP files by libzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;  // of libzip

namespace codau::exports {

/// An entry of a ZIP file. Its content is the first `size` bytes of the file `from`, or `bytes` if
/// `from` is empty.
struct ZipEntry {
  std::string name;  ///< relative, in ASCII, with '/' between folders
  std::string_view bytes = {};
  std::filesystem::path from = {};
  std::uint64_t size = 0;
};

/// Writes bytes at an offset of the new ZIP file. Returns an errno, or 0.
using WriteAt = std::function<int(std::uint64_t, std::string_view)>;

/// Writes entries in their order, without compression, through `write`. Every entry has the time
/// 1980-01-01 00:00 and is readable to all. Files are copied piece by piece. The same entries give
/// the same bytes. The file is ZIP64 from 4 GiB or 65,535 entries on. Extra fields exist only if
/// needed.
/// `name`: for messages. Precondition: `entries` is not empty. Throws Error{kOutput} if the file
/// cannot be written. Throws as refuse_changed() if a file `from` has fewer bytes than `size`.
void write_zip(const std::vector<ZipEntry>& entries, const std::filesystem::path& name,
               const WriteAt& write);

/// Throws Error{kOutput}: `file` has changed since its entry was planned.
[[noreturn]] void refuse_changed(const std::filesystem::path& file);

/// A ZIP file, open for reading. All functions throw Error{kOutput} with the path if the file is
/// damaged.
class ZipFile {
 public:
  explicit ZipFile(std::filesystem::path file);
  /// Returns the names of the entries in their order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Passes the content of an entry to `take`, piece by piece. `entry`: index in names().
  /// Compares the CRC-32 at the end.
  void read(std::size_t entry, const std::function<void(std::string_view)>& take) const;

 private:
  friend void write_sorted_zip(const std::filesystem::path& packed,
                               const std::filesystem::path& target);
  [[noreturn]] void fail() const;
  std::filesystem::path file_;
  std::unique_ptr<zip, void (*)(zip*)> zip_;
};

/// Writes the entries of the ZIP file `packed` to `target`, sorted by name and packed as before.
/// Replaces `target` atomically. Reads the new file back before it appears. Laws: the same entries
/// with the same content; sorting twice changes nothing. Throws Error{kOutput} if the file would
/// need ZIP64.
void write_sorted_zip(const std::filesystem::path& packed, const std::filesystem::path& target);

}  // namespace codau::exports
