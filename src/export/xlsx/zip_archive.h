// export/xlsx/zip_archive.h — reads ZIP files, as far as needed to check and to sort the files of
// other programs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// A ZIP file, open for reading. Throws Error{kOutput} with the path if it is damaged.
class ZipArchive {
 public:
  struct Entry {
    std::string name;
    std::uint64_t offset = 0, packed = 0;  ///< of the local header; bytes as stored
    std::uint16_t method = 0;              ///< 0 stored, 8 deflated
    std::string directory;                 ///< its record in the central directory
  };
  explicit ZipArchive(std::filesystem::path file);
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }
  /// Returns the entry of that name; null if no entry has it.
  [[nodiscard]] const Entry* find(std::string_view name) const;
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

 private:
  std::filesystem::path file_;
  std::vector<Entry> entries_;
};

/// Reads the bytes of one entry, piece by piece.
class ZipEntryReader {
 public:
  ZipEntryReader(const ZipArchive& archive, const ZipArchive::Entry& entry);
  ~ZipEntryReader();
  ZipEntryReader(const ZipEntryReader&) = delete;
  ZipEntryReader& operator=(const ZipEntryReader&) = delete;
  /// Appends some bytes to `out`; returns false at the end.
  bool read(std::string& out);

 private:
  struct Inflater;
  std::unique_ptr<Inflater> inflater_;
};

/// Writes the entries of a ZIP file (not ZIP64) in the order of their names, unchanged, to `target`
/// (atomically). Laws: the same entries with the same bytes; sorting twice changes nothing. Throws
/// Error{kOutput} if the file would need ZIP64.
void write_sorted_zip(const std::filesystem::path& packed, const std::filesystem::path& target);

}  // namespace codau::exports
