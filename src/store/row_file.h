// store/row_file.h — rows that are needed again, and are too many for memory. Errors:
// Error{kOutput} with the folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/spool.h"
#include "record/records.h"

namespace codau::store {

/// Rows behind each other. Law: row(place) is the one of which add() said that place. A long row is
/// never in memory twice.
class RowSpoolFile {
 public:
  explicit RowSpoolFile(const std::filesystem::path& folder) : bytes_(folder) {}
  std::uint64_t add(const record::Row& row);
  [[nodiscard]] record::Row row(std::uint64_t place);
  /// The place behind that of a row.
  [[nodiscard]] std::uint64_t next(std::uint64_t place);
  /// That of the row which will be added.
  [[nodiscard]] std::uint64_t end() const noexcept { return bytes_.size(); }

 private:
  std::string_view read(std::uint64_t at, std::size_t count, std::size_t ahead);

  io::Spool bytes_;
  std::string block_;                     // read at last: rows are mostly wanted one after another
  std::uint64_t begin_ = 0, behind_ = 0;  // of the block; the place behind the row given at last
};

/// Rows that are needed in another order than they come: few of them in memory as they are, more
/// in a file. Law: take(i) is the i-th that was added.
class RowBuffer {
 public:
  explicit RowBuffer(const std::filesystem::path& folder) : file_(folder) {}
  void add(const record::Row& row);
  /// Once of each.
  [[nodiscard]] record::Row take(std::size_t i);

 private:
  RowSpoolFile file_;
  std::vector<std::uint64_t> places_;  // of those in the file, which come first
  std::vector<record::Row> held_;
  std::size_t bytes_ = 0;
};

}  // namespace codau::store
