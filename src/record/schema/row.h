// record/schema/row.h — rows of the published tables as C++ values. record/schema/typed_row.h names
// their columns.
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

/// One cell: NULL, a bool, an integer, a real number, a text, or a list of codes. Uuid, date and
/// compact JSON are texts.
using Value =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;
/// The values of one row: one for each column of the table, in the order of the schema.
using Row = std::vector<Value>;
/// Rows grouped by table. The rows of each table are sorted by primary key.
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

/// Returns the value, or NULL if the optional is empty.
template <class T>
[[nodiscard]] Value to_value(std::optional<T> value) {
  return value ? Value(std::move(*value)) : Value();
}

/// Returns the text; nothing if the text is blank. Blank texts are NULL in all tables (standards
/// 9).
[[nodiscard]] std::optional<std::string> to_text_value(std::string text);
[[nodiscard]] inline std::optional<std::string> to_text_value(
    const std::optional<std::string>& text) {
  return to_text_value(text.value_or(""));
}
/// Returns whether the text is empty or has only spaces, tabs, line feeds, form feeds and carriage
/// returns.
[[nodiscard]] bool is_blank(std::string_view text);
/// Returns whether the text has control characters that no export format can hold (CTRL_CHAR).
/// These are U+007F and all below U+0020 except tab and line feed.
[[nodiscard]] bool has_controls(std::string_view text);
/// Returns the text without these control characters.
[[nodiscard]] std::string strip_controls(std::string text);
/// Returns the value clamped to [0, 1] and rounded to four decimals, as every format shows real
/// numbers.
[[nodiscard]] std::optional<double> to_real_value(std::optional<double> value);

/// Returns whether an EDTF date has a known day, month and year.
[[nodiscard]] bool is_full_date(std::string_view edtf);

/// Returns the id of a row: the parts of its primary key, joined by '|'. Evidence and corrections
/// refer to rows by these ids.
[[nodiscard]] std::string row_id(const Table& table, const Row& row);

/// Hashes table, row and field of a value (record/schema/field_key.h). Two values may have the same
/// hash.
[[nodiscard]] std::size_t hash_field(std::string_view table, std::string_view row_id,
                                     std::string_view field);

/// Compares two rows of a table by primary key: returns whether the key of `a` is less than the key
/// of `b`.
class PrimaryKeyLess {
 public:
  explicit PrimaryKeyLess(const Table& table);
  [[nodiscard]] bool operator()(const Row& a, const Row& b) const;

 private:
  std::vector<std::size_t> key_;  // indexes of the key's columns in a row
};
/// Sorts the rows of a table by primary key. Functions that make records leave the rows in this
/// order.
void sort_by_key(const Table& table, std::vector<Row>& rows);
/// Returns the records with each table sorted by primary key. A store returns its rows in the order
/// of flat files instead.
[[nodiscard]] Records sort_records_by_key(Records records);

}  // namespace codau::record
