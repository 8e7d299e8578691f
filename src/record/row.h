// record/row.h — a row filled by the names of its columns.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/records.h"
#include "record/schema.h"

namespace codau::record {

/// Blank text is NULL everywhere (standards 9).
[[nodiscard]] Value text_value(std::string text);
template <std::integral Integer>
[[nodiscard]] Value int_value(const std::optional<Integer>& value) {
  if (!value) return {};
  return static_cast<std::int64_t>(*value);
}
/// Within [0, 1].
[[nodiscard]] Value real_value(std::optional<double> value);
[[nodiscard]] inline Value text_value(const std::optional<std::string>& text) {
  return text_value(text.value_or(""));
}

/// True for a date of which day, month and year are known.
[[nodiscard]] bool is_full_date(std::string_view edtf);

/// All columns start as NULL. Throws Error{kInternal} for a name that is no column.
class RowWriter {
 public:
  explicit RowWriter(const Table& table) : table_(table), row_(table.columns.size()) {}
  RowWriter& set(std::string_view column, Value value);
  [[nodiscard]] Row take() { return std::move(row_); }

 private:
  const Table& table_;
  Row row_;
};

/// The value of a column. Throws Error{kInternal} for a name that is no column.
[[nodiscard]] const Value& value_of(const Table& table, const Row& row, std::string_view column);

}  // namespace codau::record
