// record/schema/row.h — a row filled by the names of its columns.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "record/schema/schema.h"

namespace codau::record {

/// NULL, bool, integer, real, text (also uuid, date, compact json), list of codes.
using Value =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;
/// As many values as the table has columns, in schema order.
using Row = std::vector<Value>;
/// Rows by table name; every table of schema() is present, rows sorted by primary key.
using Records = std::map<std::string, std::vector<Row>, std::less<>>;

/// Blank text is NULL everywhere (standards 9).
[[nodiscard]] Value to_text_value(std::string text);
[[nodiscard]] bool is_blank(std::string_view text);
/// Controls that no format can carry (CTRL_CHAR): all but tab and line feed.
[[nodiscard]] bool has_controls(std::string_view text);
[[nodiscard]] std::string strip_controls(std::string text);
template <std::integral Integer>
[[nodiscard]] Value to_int_value(const std::optional<Integer>& value) {
  if (!value) return {};
  return static_cast<std::int64_t>(*value);
}
/// Within [0, 1], with the four decimals that every format shows.
[[nodiscard]] Value to_real_value(std::optional<double> value);
[[nodiscard]] inline Value to_text_value(const std::optional<std::string>& text) {
  return to_text_value(text.value_or(""));
}

/// True for a date of which day, month and year are known.
[[nodiscard]] bool is_full_date(std::string_view edtf);

/// All columns start as NULL. Throws Error{kInternal} for a name that is no column.
class RowWriter {
 public:
  explicit RowWriter(const Table& table) : table_(table), row_(table.columns.size()) {}
  RowWriter& set(std::string_view column, Value value);
  /// Empty for NULL.
  [[nodiscard]] std::string text(std::string_view column) const;
  [[nodiscard]] Row take() { return std::move(row_); }

 private:
  const Table& table_;
  Row row_;
  std::size_t next_ = 0;  // columns are mostly set one after another
};

/// The value of a column. Throws Error{kInternal} for a name that is no column.
[[nodiscard]] const Value& value_of(const Table& table, const Row& row, std::string_view column);

/// The text there; empty for NULL and for what is no text.
[[nodiscard]] std::string text_of(const Table& table, const Row& row, std::string_view column);

/// A row of a table with its cells by name; keeps references to both.
class RowCells {
 public:
  RowCells(const Table& table, Row& row) : table_(table), row_(row) {}
  /// Empty for NULL.
  [[nodiscard]] std::string text(std::string_view column) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view column) const;
  [[nodiscard]] double real(std::string_view column, double otherwise) const;
  [[nodiscard]] bool truth(std::string_view column) const;
  [[nodiscard]] std::vector<std::string> codes(std::string_view column) const;
  void set(std::string_view column, Value value);

 private:
  const Table& table_;
  Row& row_;
};

/// The primary key, its parts joined by '|', as evidence and corrections name a row.
[[nodiscard]] std::string row_id(const Table& table, const Row& row);

/// Of what a row of evidence or corrections is about. Others may have the same.
[[nodiscard]] std::size_t hash_field(std::string_view table, std::string_view row_id,
                                     std::string_view field);

/// Review reasons and the status that follows from them, which a person's verdict outlives.
void set_reason_codes(RowCells& row, const std::vector<std::string>& codes);

/// Whether the primary key of a row is below that of another.
class PrimaryKeyLess {
 public:
  explicit PrimaryKeyLess(const Table& table);
  [[nodiscard]] bool operator()(const Row& a, const Row& b) const;

 private:
  std::vector<std::size_t> key_;  // places of its columns
};
/// Rows as every maker of records leaves them: by primary key.
void sort_by_key(const Table& table, std::vector<Row>& rows);
/// Rows of a store, which has them in the order of flat files, in that of their makers.
[[nodiscard]] Records sort_records_by_key(Records records);

}  // namespace codau::record
