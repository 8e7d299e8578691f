// export/postgres/postgres_text.h — rows as the text format of COPY (standards section 10), and
// their digest, which the server makes of its own rows in the same way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/delivery.h"
#include "export/postgres/postgres_schema.h"
#include "record/records.h"

namespace codau::exports {

/// JSON as jsonb prints it: keys by length and then by bytes, the last of equal keys, a space
/// behind ':' and ','. Nothing for what jsonb refuses: what is no JSON, U+0000, half a surrogate
/// pair.
/// Laws: idempotent; the value is the same.
[[nodiscard]] std::optional<std::string> jsonb_text(std::string_view json);

/// The first value of a row that PostgreSQL cannot hold: U+0000, bytes that are not UTF-8, a day
/// that is in no calendar, a malformed uuid or JSON. Without `provenance`, of what is sent then.
[[nodiscard]] std::optional<Refusal> refused_by_postgres(const record::Table& table,
                                                         const record::Row& row,
                                                         bool provenance = true);

/// Whether a column is sent without provenance, too: else it is NULL there, which a column may be
/// that says how a value was read.
[[nodiscard]] bool is_always_sent(const record::Column& column);

/// What two sets of rows have in common when they are equal, in whatever order.
struct RowsDigest {
  std::uint64_t rows = 0;
  std::uint64_t hashes = 0;  ///< sum modulo 2^64 of the first 60 bits of the SHA-256 of each row
  bool operator==(const RowsDigest&) const = default;
};

/// Writes rows of one table, one after another. Precondition: refused_by_postgres() has nothing
/// against them. Law: splitting a line at tabs and undoing the escapes gives the values back.
class CopyText {
 public:
  explicit CopyText(const TargetTable& table, bool provenance = true)
      : table_(table), provenance_(provenance) {}
  /// The line of a row, with its line feed; valid until the next call. `ours` is for tables that
  /// have a column of ours: the doc_id, or the office.
  [[nodiscard]] std::string_view line(const record::Row& row, std::string_view ours);
  /// Of all rows so far.
  [[nodiscard]] const RowsDigest& digest() const noexcept { return digest_; }

 private:
  void add_value(const record::Value& value, record::Type type);
  void add_text(std::string_view text, std::string_view in_digest);
  const TargetTable& table_;
  bool provenance_;
  std::string line_, digested_;
  RowsDigest digest_;
};

/// The text that a row is hashed as, in SQL, over the columns of `alias`.
[[nodiscard]] std::string digested_sql(const TargetTable& table, std::string_view alias);

}  // namespace codau::exports
