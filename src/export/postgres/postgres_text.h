// export/postgres/postgres_text.h — writes rows in the text format of the SQL command COPY, and
// computes a digest of these rows. The server computes the same digest of the rows that it has, so
// that both can be compared. Provenance tells how values were read (export/delivery/row_source.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/postgres/postgres_schema.h"
#include "record/rows/records.h"

namespace codau::exports {

/// Returns JSON as jsonb of PostgreSQL prints it: {"b":1,"a":[2]} gives {"a": [2], "b": 1}. Keys
/// are sorted by length, then by bytes. Of several equal keys, only the last is kept. Returns
/// nothing for text that jsonb refuses: malformed JSON, U+0000, half of a surrogate pair. Laws:
/// idempotent; the result means the same value.
[[nodiscard]] std::optional<std::string> to_jsonb_text(std::string_view json);

/// Tells whether the values of a column are sent even without provenance. This is so if the column
/// holds no provenance, or must not be NULL. Without provenance, all other columns are sent as
/// NULL.
[[nodiscard]] bool is_always_sent(const record::Column& column);

/// Returns a refusal for the first value of a row that PostgreSQL cannot hold; nothing if
/// PostgreSQL can hold all values. The codes are:
/// 1. DATE_INVALID: a date that is not in the calendar;
/// 2. CTRL_CHAR: U+0000, ill-formed UTF-8, a malformed uuid, or JSON that to_jsonb_text() refuses.
/// If `provenance` is false, checks only the columns that are is_always_sent().
[[nodiscard]] std::optional<Refusal> find_postgres_refusal(const record::Table& table,
                                                           const record::Row& row,
                                                           bool provenance = true);

/// A digest of a set of rows, independent of their order. The text of a row has its values, with
/// U+001F between two values, and U+001E for NULL.
struct RowSetDigest {
  std::uint64_t rows = 0;  ///< number of rows
  /// Sum modulo 2^64 of one hash for each row: the first 60 bits of the SHA-256 of its text.
  std::uint64_t hashes = 0;
  bool operator==(const RowSetDigest&) const = default;
};

/// Writes the rows of one table as lines of COPY, one after another. Precondition:
/// find_postgres_refusal() refuses none of these rows. Law: splitting a line at tabs and undoing
/// the escapes gives the values back.
class CopyLineWriter {
 public:
  /// `table` must outlive this object. `provenance`: if false, writes NULL for all columns that are
  /// not is_always_sent().
  explicit CopyLineWriter(const TargetTable& table, bool provenance = true)
      : table_(table), provenance_(provenance) {}
  /// Returns the line of a row, with its line feed; valid until the next call. Precondition: `row`
  /// has the values of the columns of record::schema(). If the table has one more column
  /// (TargetTable::columns), `last_value` is its value: a doc_id or an office. Otherwise
  /// `last_value` is not used.
  [[nodiscard]] std::string_view make_line(const record::Row& row, std::string_view last_value);
  /// Returns the digest of all rows so far.
  [[nodiscard]] const RowSetDigest& digest() const noexcept { return digest_; }

 private:
  void add_value(const record::Value& value, record::ColumnType type);
  void add_text(std::string_view text, std::string_view in_digest);
  const TargetTable& table_;
  bool provenance_;
  std::string line_, digested_;
  RowSetDigest digest_;
};

/// Returns an SQL expression whose value is the text of a row, as in RowSetDigest. The SQL
/// statement hashes this text in UTF-8, and sums the hashes. `alias`: alias of `table` in the
/// statement.
[[nodiscard]] std::string make_digested_sql(const TargetTable& table, std::string_view alias);

}  // namespace codau::exports
