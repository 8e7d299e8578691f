// tests/support/named_cells.h — rows whose columns are given by name, which is shorter in a test.
// An unknown column throws, which fails the test. codau itself names columns when it is compiled
// (record/schema/typed_row.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::testing {

/// The rows of the table of this name.
inline std::vector<record::Row>& rows_of(record::Records& records, std::string_view table) {
  return records[record::table(table).id];
}
inline const std::vector<record::Row>& rows_of(const record::Records& records,
                                               std::string_view table) {
  return records[record::table(table).id];
}

inline std::size_t index_of(const record::Table& table, std::string_view column) {
  const record::Column* const found = record::find_column(table, column);
  if (found == nullptr)
    throw std::out_of_range(std::string(table.name) + " has no column " + std::string(column));
  return static_cast<std::size_t>(found - table.columns.data());
}

inline const record::Value& value_of(const record::Table& table, const record::Row& row,
                                     std::string_view column) {
  return row.at(index_of(table, column));
}

/// Empty for NULL, and for a value that is no text.
inline std::string text_of(const record::Table& table, const record::Row& row,
                           std::string_view column) {
  const auto* const text = std::get_if<std::string>(&value_of(table, row, column));
  return text == nullptr ? std::string() : *text;
}

/// A new row. All columns start as NULL.
class NamedRow {
 public:
  explicit NamedRow(const record::Table& table) : table_(table), row_(table.columns.size()) {}
  NamedRow& set(std::string_view column, record::Value value) {
    row_[index_of(table_, column)] = std::move(value);
    return *this;
  }
  /// NULL for nothing.
  template <class T>
  NamedRow& set(std::string_view column, std::optional<T> value) {
    return set(column, record::to_value(std::move(value)));
  }
  [[nodiscard]] std::string text(std::string_view column) const {
    return text_of(table_, row_, column);
  }
  [[nodiscard]] record::Row take() { return std::move(row_); }

 private:
  const record::Table& table_;
  record::Row row_;
};

/// The cells of a row of a table; keeps references to both.
class NamedCells {
 public:
  NamedCells(const record::Table& table, record::Row& row) : table_(table), row_(row) {}
  /// Empty for NULL, as codes().
  [[nodiscard]] std::string text(std::string_view column) const {
    return text_of(table_, row_, column);
  }
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view column) const {
    const auto* const number = find<std::int64_t>(column);
    return number == nullptr ? std::nullopt : std::optional(*number);
  }
  [[nodiscard]] double real(std::string_view column, double otherwise) const {
    const auto* const real = find<double>(column);
    return real == nullptr ? otherwise : *real;
  }
  [[nodiscard]] bool truth(std::string_view column) const {
    const auto* const truth = find<bool>(column);
    return truth != nullptr && *truth;
  }
  [[nodiscard]] std::vector<std::string> codes(std::string_view column) const {
    const auto* const list = find<std::vector<std::string>>(column);
    return list == nullptr ? std::vector<std::string>() : *list;
  }
  void set(std::string_view column, record::Value value) {
    row_[index_of(table_, column)] = std::move(value);
  }
  /// NULL for nothing.
  template <class T>
  void set(std::string_view column, std::optional<T> value) {
    set(column, record::to_value(std::move(value)));
  }

 private:
  template <class T>
  [[nodiscard]] const T* find(std::string_view column) const {
    return std::get_if<T>(&value_of(table_, row_, column));
  }

  const record::Table& table_;
  record::Row& row_;
};

}  // namespace codau::testing
