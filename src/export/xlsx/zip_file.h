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

/// An entry of a new ZIP file. Its content is `bytes` or, if `from` is given, the first `size`
/// bytes of the file `from`.
struct ZipEntry {
  std::string name;                 ///< relative path in ASCII, with '/' between folders
  std::string_view bytes = {};      ///< must stay valid until the ZIP file is written
  std::filesystem::path from = {};  ///< a file, or empty
  std::uint64_t size = 0;           ///< in bytes; only for `from`
};

/// A function that writes `bytes` into the new ZIP file. `offset`: in bytes from the beginning of
/// the file. Returns 0, or the errno of a failure.
using WriteAt = std::function<int(std::uint64_t offset, std::string_view bytes)>;

/// Makes a ZIP file of `entries` in their order, without compression, and passes its bytes to
/// `write`. `shown_path`: path of the ZIP file, for messages.
/// 1. Every entry has the time 1980-01-01 00:00, and is readable to all. The same entries give the
///    same bytes.
/// 2. The file is ZIP64 if it has 4 GiB or more, or 65,535 entries or more.
/// Precondition: `entries` is not empty. Throws Error{kOutput} if `write` fails, or if a file
/// `from` has fewer bytes than `size`.
void write_zip(const std::vector<ZipEntry>& entries, const std::filesystem::path& shown_path,
               const WriteAt& write);

/// Throws Error{kOutput}: `file`, the content of an entry, has changed during the export. For
/// callers that find this out before write_zip() does.
[[noreturn]] void refuse_changed(const std::filesystem::path& file);

/// A ZIP file, open for reading. All functions, also the constructor, throw Error{kOutput} with the
/// path if the file cannot be read or is damaged.
class ZipFile {
 public:
  explicit ZipFile(std::filesystem::path file);
  /// Returns the names of the entries in their order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Passes the content of an entry to `take`, piece by piece, and checks its CRC-32 at the end.
  /// `entry`: index in names(), from 0.
  void read(std::size_t entry, const std::function<void(std::string_view)>& take) const;

 private:
  friend void write_sorted_zip(const std::filesystem::path& packed,
                               const std::filesystem::path& target);
  [[noreturn]] void fail() const;
  std::filesystem::path file_;
  std::unique_ptr<zip, void (*)(zip*)> zip_;
};

/// Writes the entries of the ZIP file `packed` to the ZIP file `target`, sorted by name, with
/// unchanged compression. Reads the new file back before it replaces `target` atomically. Laws:
/// `target` has the same entries with the same content; sorting twice changes nothing. Throws
/// Error{kOutput} if `target` cannot be written, or if `packed` is damaged, has 4 GiB or more, or
/// has 65,535 entries or more.
void write_sorted_zip(const std::filesystem::path& packed, const std::filesystem::path& target);

}  // namespace codau::exports
