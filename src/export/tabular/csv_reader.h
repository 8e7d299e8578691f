// export/tabular/csv_reader.h — CSV files as export/tabular/tables.h writes them, read record by
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

/// Fields parted by commas, quoted or not, records by LF or CRLF, after the first `skip` bytes.
/// Law: what csv_line() wrote is read back. Throws Error{kOutput} if the file cannot be read.
class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& file, std::size_t skip = 0);
  /// Nothing at the end.
  [[nodiscard]] std::optional<std::vector<std::string>> next();
  /// The line, from 1, of a quote that the file opens and never closes; 0 if there is none.
  [[nodiscard]] std::size_t unclosed_quote() const noexcept { return unclosed_; }

 private:
  /// Reads a field; whether another one follows in the record.
  bool read_field(std::string& field);
  std::ifstream stream_;
  std::size_t line_ = 1, unclosed_ = 0;
};

/// A CSV file that a user gives, with or without the mark of byte order.
class GivenCsv {
 public:
  explicit GivenCsv(const std::filesystem::path& file);
  /// As CsvReader. Throws Error{kUsage} after 10 million rows, and if a quote is never closed.
  [[nodiscard]] std::optional<std::vector<std::string>> next();
  /// Throws Error{kUsage} with the file, the number of the row that came last, and `why`.
  [[noreturn]] void refuse(const Message& why) const;

 private:
  std::string name_;
  CsvReader reader_;
  std::size_t row_ = 0;
};

}  // namespace codau::exports
