// export/xlsx/zip_file.h — ZIP files, written and read by libzip.
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

/// An entry of a ZIP file. Its content is `bytes`, or the first `size` bytes of the file `from`.
struct ZipEntry {
  std::string name;  ///< relative, in ASCII, with '/' between folders
  std::string_view bytes = {};
  std::filesystem::path from = {};
  std::uint64_t size = 0;
};

/// Writes bytes at an offset of the file that is made. Returns an errno, or 0.
using WriteAt = std::function<int(std::uint64_t, std::string_view)>;

/// Writes entries in their order, without compression, all with the time 1980-01-01 00:00 and
/// readable to all. Files are copied piece by piece. The same entries give the same bytes. The file
/// is ZIP64 from 4 GiB or 65,535 entries on. Extra fields exist only if needed. `name` is for
/// messages. Precondition: there is an entry. Throws Error{kOutput} if the file cannot be written,
/// and as refuse_changed() if a file `from` has fewer bytes than `size`.
void write_zip(const std::vector<ZipEntry>& entries, const std::filesystem::path& name,
               const WriteAt& write);

/// Throws Error{kOutput}: the file has changed since the entry was planned.
[[noreturn]] void refuse_changed(const std::filesystem::path& file);

/// A ZIP file, open for reading. Throws Error{kOutput} with the path if it is damaged.
class ZipFile {
 public:
  explicit ZipFile(std::filesystem::path file);
  /// Returns the names of the entries in their order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Passes the content of an entry, piece by piece. Compares its CRC-32 at the end.
  void read(std::size_t entry, const std::function<void(std::string_view)>& take) const;

 private:
  friend void write_sorted_zip(const std::filesystem::path& packed,
                               const std::filesystem::path& target);
  [[noreturn]] void fail() const;
  std::filesystem::path file_;
  std::unique_ptr<zip, void (*)(zip*)> zip_;
};

/// Writes the entries of a ZIP file (not ZIP64) in the order of their names, as they are packed, to
/// `target` (atomically). Reads the new file back before it appears. Laws: the same entries with
/// the same content; sorting twice changes nothing. Throws Error{kOutput} if the file would need
/// ZIP64.
void write_sorted_zip(const std::filesystem::path& packed, const std::filesystem::path& target);

}  // namespace codau::exports
