// export/tabular/csv_reader.h — reads CSV files record by record: files of an export
// (export/tabular/row_text.h), and files of a user.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/message.h"

namespace codau::exports {

/// Reads the records of a CSV file. Commas separate fields, and LF or CRLF ends a record. A field
/// may be quoted; in quotes, `""` is one quote. Fields are returned without their outer quotes, and
/// without the line end of the record. Malformed files are read, too: a quote may open or close
/// inside a field, and each CR outside quotes is dropped. Law: reading returns the values that
/// format_csv_line() wrote.
class CsvReader {
 public:
  /// Opens the file and skips its first `skip` bytes, such as a byte order mark. Throws
  /// Error{kOutput} if the file cannot be opened.
  explicit CsvReader(const std::filesystem::path& file, std::size_t skip = 0);
  /// Returns the fields of the next record; nothing at the end. An empty line is a record with one
  /// empty field.
  [[nodiscard]] std::optional<std::vector<std::string>> next();
  /// Returns the number (from 1) of the line with an opening quote without closing quote. Returns 0
  /// if next() has not met such a quote. The field of the quote extends to the end of the file.
  [[nodiscard]] std::size_t unclosed_quote_line() const noexcept { return unclosed_; }

 private:
  /// Reads a field. Returns whether the record has another field.
  bool read_field(std::string& field);
  std::ifstream stream_;
  std::size_t line_ = 1, unclosed_ = 0;
};

/// Reads a CSV file of a user, in the syntax of CsvReader. Skips a byte order mark at its
/// beginning. The constructor throws Error{kOutput} if the file cannot be opened.
class UserCsvReader {
 public:
  explicit UserCsvReader(const std::filesystem::path& file);
  /// Returns the fields of the next record; nothing at the end. Throws Error{kUsage} in the call
  /// after the first 10 million records, and for an opening quote without closing quote.
  [[nodiscard]] std::optional<std::vector<std::string>> next();
  /// Rejects the record that next() returned last: throws Error{kUsage}. The message has the file,
  /// the number of the record (from 1), and the reason `why`.
  [[noreturn]] void refuse(const Message& why) const;

 private:
  std::string name_;
  CsvReader reader_;
  std::size_t row_ = 0;
};

}  // namespace codau::exports
