#include "store/database/stored_row.h"

#include <algorithm>
#include <cmath>

#include "record/schema/ids.h"
#include "store/database/list_text.h"

namespace codau::store {
namespace {

using record::ColumnType;
using record::Row;
using record::Value;

struct BindValue {
  Statement& statement;
  int index;
  void operator()(std::monostate) const { statement.bind_null(index); }
  void operator()(bool value) const { statement.bind(index, std::int64_t{value ? 1 : 0}); }
  void operator()(std::int64_t value) const { statement.bind(index, value); }
  void operator()(double value) const { statement.bind(index, std::round(value * 1e4) / 1e4); }
  void operator()(const std::string& text) const { statement.bind(index, text); }
  void operator()(const std::vector<std::string>& codes) const {
    statement.bind(index, join_list(codes));
  }
};

/// Returns a UUID as text; it is stored as text or as its bytes.
std::string read_uuid(std::string stored) {
  record::UuidBytes bytes{};
  if (stored.size() != bytes.size()) return stored;
  std::ranges::transform(stored, bytes.begin(),
                         [](char c) { return static_cast<unsigned char>(c); });
  return record::format_uuid(bytes);
}

Value read_value(const Statement& statement, int column, ColumnType type) {
  if (statement.is_null(column)) return std::monostate{};
  switch (type) {
    case ColumnType::kBool:
      return statement.integer(column) != 0;
    case ColumnType::kInt:
      return statement.integer(column);
    case ColumnType::kReal:
      return statement.real(column);
    case ColumnType::kList:
      return split_list(statement.text(column));
    case ColumnType::kUuid:
      return read_uuid(statement.text(column));
    case ColumnType::kText:
    case ColumnType::kDate:
    case ColumnType::kJson:
      break;
  }
  return statement.text(column);
}

}  // namespace

std::string make_placeholders(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ",?";
  return out;
}

void bind_value(Statement& statement, int index, const Value& value) {
  std::visit(BindValue{statement, index}, value);
}

Row read_row(const Statement& statement, const record::Table& table) {
  Row row;
  row.reserve(table.columns.size());
  for (const record::Column& column : table.columns) {
    row.push_back(read_value(statement, static_cast<int>(row.size()), column.type));
  }
  return row;
}

}  // namespace codau::store
