// export/tabular/csv_reader.h — reads CSV files, as export/tabular/tables.h writes them, record by
// record.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/message.h"

namespace codau::exports {

/// Reads fields separated by commas, quoted or not, and records ended by LF or CRLF, after the
/// first `skip` bytes. Law: reading returns the values that csv_line() wrote. Throws Error{kOutput}
/// if the file cannot be read.
class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& file, std::size_t skip = 0);
  /// Returns the next record; nothing at the end.
  [[nodiscard]] std::optional<std::vector<std::string>> next();
  /// Returns the line, from 1, of an opening quote that is never closed; 0 if every quote is
  /// closed.
  [[nodiscard]] std::size_t unclosed_quote() const noexcept { return unclosed_; }

 private:
  /// Reads a field; tells whether the record has another field.
  bool read_field(std::string& field);
  std::ifstream stream_;
  std::size_t line_ = 1, unclosed_ = 0;
};

/// A CSV file that a user gives, with or without a byte order mark.
class GivenCsv {
 public:
  explicit GivenCsv(const std::filesystem::path& file);
  /// Returns the next record as CsvReader. Throws Error{kUsage} after 10 million rows, and if a
  /// quote is never closed.
  [[nodiscard]] std::optional<std::vector<std::string>> next();
  /// Throws Error{kUsage} with the file, the number of the last row read, and `why`.
  [[noreturn]] void refuse(const Message& why) const;

 private:
  std::string name_;
  CsvReader reader_;
  std::size_t row_ = 0;
};

}  // namespace codau::exports
