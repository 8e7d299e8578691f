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

/// An entry of a ZIP file. Its content is either `bytes`, or the beginning of the file `from`.
struct ZipEntry {
  std::string name;                 ///< relative path in ASCII, with '/' between folders
  std::string_view bytes = {};      ///< used if `from` is empty; must stay valid
  std::filesystem::path from = {};  ///< a file; empty: `bytes` is the content
  std::uint64_t size = 0;           ///< number of bytes to take from the file `from`
};

/// Writes `bytes` at `offset`, in bytes, of the new ZIP file. Returns 0, or the errno of a failure.
using WriteAt = std::function<int(std::uint64_t offset, std::string_view bytes)>;

/// Makes a ZIP file of `entries` in their order, without compression, and passes its bytes to
/// `write`. Messages show the path `shown_path`.
/// 1. Every entry has the time 1980-01-01 00:00, and is readable to all. The same entries give the
///    same bytes.
/// 2. The file is ZIP64 from 4 GiB or 65,535 entries on.
/// Precondition: `entries` is not empty. Throws Error{kOutput} if `write` fails, and by
/// refuse_changed() if a file `from` has fewer bytes than `size`.
void write_zip(const std::vector<ZipEntry>& entries, const std::filesystem::path& shown_path,
               const WriteAt& write);

/// Throws Error{kOutput} with the message that `file`, the content of an entry, has changed during
/// the export.
[[noreturn]] void refuse_changed(const std::filesystem::path& file);

/// A ZIP file, open for reading. All functions throw Error{kOutput} with the path if the file is
/// damaged.
class ZipFile {
 public:
  explicit ZipFile(std::filesystem::path file);
  /// Returns the names of the entries in their order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Passes the content of an entry to `take`, piece by piece. Checks the CRC-32 at the end.
  /// `entry`: index in names().
  void read(std::size_t entry, const std::function<void(std::string_view)>& take) const;

 private:
  friend void write_sorted_zip(const std::filesystem::path& packed,
                               const std::filesystem::path& target);
  [[noreturn]] void fail() const;
  std::filesystem::path file_;
  std::unique_ptr<zip, void (*)(zip*)> zip_;
};

/// Writes the entries of the ZIP file `packed` to `target`, sorted by name, with unchanged
/// compression. Replaces `target` atomically, after reading the new file back. Laws: `target` has
/// the same entries with the same content; sorting twice changes nothing. Throws Error{kOutput} if
/// `packed` is damaged, has 4 GiB or more, or has 65,535 entries or more, or if `target` cannot be
/// written.
void write_sorted_zip(const std::filesystem::path& packed, const std::filesystem::path& target);

}  // namespace codau::exports
