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

/// Returns JSON as PostgreSQL prints a value of type jsonb: {"b":1,"a":[2]} gives
/// {"a": [2], "b": 1}. Keys are sorted by length, then by bytes. Of several equal keys, only the
/// last is kept. Returns nothing for text that jsonb refuses: malformed JSON, U+0000, half of a
/// surrogate pair. Laws: idempotent; the result means the same value. Numbers that are not 64-bit
/// integers count as double.
[[nodiscard]] std::optional<std::string> to_jsonb_text(std::string_view json);

/// Tells whether the values of a column are sent to the server even if the user wants no
/// provenance. This is so if the column holds no provenance, or must not be NULL. All other columns
/// are then sent as NULL.
[[nodiscard]] bool is_always_sent(const record::Column& column);

/// Finds the first value of a row that PostgreSQL cannot hold. Returns the name of its column and a
/// code (Refusal in export/delivery/export_filter.h); nothing if PostgreSQL can hold all values.
/// The codes are:
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

/// Turns the rows of one table into lines of COPY, one after another, and computes their digest.
/// Precondition: find_postgres_refusal() returns nothing for each row. Law: splitting a line at
/// tabs and undoing the escapes gives the values back.
class CopyLineWriter {
 public:
  /// `table` must outlive this object. `provenance`: if false, writes NULL for all columns for
  /// which is_always_sent() is false.
  explicit CopyLineWriter(const TargetTable& table, bool provenance = true)
      : table_(table), provenance_(provenance) {}
  /// Returns the line of a row, with its line feed; valid until the next call. Also adds the row to
  /// digest(). Precondition: `row` has the values of the columns of record::schema(). Two tables
  /// have one more column in PostgreSQL (TargetTable::columns). For these, `last_value` is the
  /// value of this column: a doc_id or an office. For all other tables, `last_value` is not used.
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

/// Returns an SQL expression whose value is the text of a row, as in RowSetDigest. The caller puts
/// the expression into a statement that hashes this text in UTF-8. The statement sums the hashes as
/// RowSetDigest::hashes does. The argument `alias` is the alias of `table` in this statement.
[[nodiscard]] std::string make_digested_sql(const TargetTable& table, std::string_view alias);

}  // namespace codau::exports
