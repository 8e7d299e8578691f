#include "record/row.h"

#include <algorithm>

#include "core/error.h"

namespace codau::record {
namespace {

std::size_t index_of(const Table& table, std::string_view column) {
  const auto found = std::ranges::find(table.columns, column, &Column::name);
  if (found == table.columns.end()) {
    throw Error(ErrorCode::kInternal,
                std::string(table.name) + " has no column " + std::string(column));
  }
  return static_cast<std::size_t>(found - table.columns.begin());
}

}  // namespace

Value text_value(std::string text) {
  if (text.find_first_not_of(" \t\n\f\r") == std::string::npos) return {};
  return text;
}

Value real_value(std::optional<double> value) {
  if (!value) return {};
  return std::clamp(*value, 0.0, 1.0);
}

bool is_full_date(std::string_view edtf) {
  return edtf.size() == 10 && edtf.find('X') == std::string_view::npos;
}

RowWriter& RowWriter::set(std::string_view column, Value value) {
  row_[index_of(table_, column)] = std::move(value);
  return *this;
}

const Value& value_of(const Table& table, const Row& row, std::string_view column) {
  return row[index_of(table, column)];
}

}  // namespace codau::record
