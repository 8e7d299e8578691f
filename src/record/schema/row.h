// record/schema/row.h — rows as values. record/schema/typed_row.h names their columns.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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
/// Rows by table, those of a table sorted by primary key.
class Records {
 public:
  [[nodiscard]] std::vector<Row>& operator[](TableId id) {
    return rows_.at(static_cast<std::size_t>(id));
  }
  [[nodiscard]] const std::vector<Row>& operator[](TableId id) const {
    return rows_.at(static_cast<std::size_t>(id));
  }
  bool operator==(const Records&) const = default;

 private:
  std::array<std::vector<Row>, kTableCount> rows_;
};

/// NULL for nothing.
template <class T>
[[nodiscard]] Value to_value(std::optional<T> value) {
  return value ? Value(std::move(*value)) : Value();
}

/// Blank text is NULL everywhere (standards 9).
[[nodiscard]] std::optional<std::string> to_text_value(std::string text);
[[nodiscard]] inline std::optional<std::string> to_text_value(
    const std::optional<std::string>& text) {
  return to_text_value(text.value_or(""));
}
[[nodiscard]] bool is_blank(std::string_view text);
/// Controls that no format can carry (CTRL_CHAR): all but tab and line feed.
[[nodiscard]] bool has_controls(std::string_view text);
[[nodiscard]] std::string strip_controls(std::string text);
/// Within [0, 1], with the four decimals that every format shows.
[[nodiscard]] std::optional<double> to_real_value(std::optional<double> value);

/// True for a date of which day, month and year are known.
[[nodiscard]] bool is_full_date(std::string_view edtf);

/// The primary key, its parts joined by '|', as evidence and corrections name a row.
[[nodiscard]] std::string row_id(const Table& table, const Row& row);

/// Of what a row of evidence or corrections is about. Others may have the same.
[[nodiscard]] std::size_t hash_field(std::string_view table, std::string_view row_id,
                                     std::string_view field);

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
