// export/postgres/postgres_text.h — writes rows in the text format of COPY (standards section 10),
// and computes their digest. The server computes the same digest from its own rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/postgres/postgres_schema.h"
#include "record/records.h"

namespace codau::exports {

/// Returns JSON as the type jsonb prints it. Keys are sorted by length and then by bytes, and a
/// space follows ':' and ','. The last of equal keys is kept.
/// Returns nothing for text that jsonb refuses: malformed JSON, U+0000, half a surrogate pair.
/// Laws: idempotent; the value is the same.
[[nodiscard]] std::optional<std::string> to_jsonb_text(std::string_view json);

/// Returns the first value of a row that PostgreSQL cannot hold:
/// 1. U+0000 or ill-formed UTF-8;
/// 2. a date that no calendar has;
/// 3. a malformed uuid;
/// 4. text that to_jsonb_text() refuses.
/// Returns nothing if all values are valid. Without `provenance`, checks only columns that are
/// always sent.
[[nodiscard]] std::optional<Refusal> find_postgres_refusal(const record::Table& table,
                                                           const record::Row& row,
                                                           bool provenance = true);

/// Tells whether a column is sent even without provenance (export/delivery/row_source.h). Without
/// provenance, the other columns are NULL.
[[nodiscard]] bool is_always_sent(const record::Column& column);

/// A digest of a set of rows, independent of their order.
struct RowSetDigest {
  std::uint64_t rows = 0;
  std::uint64_t hashes = 0;  ///< sum modulo 2^64 of the first 60 bits of the SHA-256 of each row
  bool operator==(const RowSetDigest&) const = default;
};

/// Writes rows of one table, one after another. Precondition: find_postgres_refusal() accepts the
/// rows. Law: splitting a line at tabs and undoing the escapes gives the values back.
class CopyLineWriter {
 public:
  /// `table` must outlive this object. Without `provenance`, columns that are not always sent are
  /// NULL.
  explicit CopyLineWriter(const TargetTable& table, bool provenance = true)
      : table_(table), provenance_(provenance) {}
  /// Returns the line of a row, with its line feed; valid until the next call. The target has one
  /// more column than the row if the table needs a doc_id or an office (TargetTable). That column
  /// gets `ours`.
  [[nodiscard]] std::string_view line(const record::Row& row, std::string_view ours);
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

/// Returns an SQL expression for the hashed text of a row. `alias`: the SQL alias of the row.
[[nodiscard]] std::string make_digested_sql(const TargetTable& table, std::string_view alias);

}  // namespace codau::exports
