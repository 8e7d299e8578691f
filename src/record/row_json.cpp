#include "record/row_json.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "text/json_text.h"

namespace codau::record {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepth = 1;           // a list in a row
constexpr std::size_t kMostValues = 2'000;  // columns and codes: 45 and some hundred are the most

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  Json operator()(const Value& value) const {
    return value;
  }
};

bool is_list(const Json& json) {
  return json.is_array() &&
         std::ranges::all_of(json, [](const Json& item) { return item.is_string(); });
}

// Nothing where the value is not of the column's type.
std::optional<Value> value_of(const Column& column, const Json& json) {
  if (json.is_null()) return Value();
  switch (column.type) {
    case Type::kInt:
      if (!json.is_number_integer()) return std::nullopt;
      if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
      return json.get<std::int64_t>();
    case Type::kReal:
      return json.is_number() ? std::optional<Value>(json.get<double>()) : std::nullopt;
    case Type::kBool:
      return json.is_boolean() ? std::optional<Value>(json.get<bool>()) : std::nullopt;
    case Type::kList:
      if (!is_list(json)) return std::nullopt;
      return json.get<std::vector<std::string>>();
    default:
      return json.is_string() ? std::optional<Value>(json.get<std::string>()) : std::nullopt;
  }
}

}  // namespace

std::string row_line(const Table& table, const Row& row) {
  Json line = Json::array({table.name});
  for (const Value& value : row) line.push_back(std::visit(ToJson(), value));
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

bool add_row_line(std::string_view line, Records& records) {
  if (!text::nests_within(line, kDepth, kMostValues)) return false;
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_array() || json.empty() || !json[0].is_string()) return false;
  const auto tables = schema();
  const auto of = std::ranges::find(tables, json[0].get_ref<const std::string&>(), &Table::name);
  if (of == tables.end() || json.size() != of->columns.size() + 1) return false;
  Row row;
  row.reserve(of->columns.size());
  for (std::size_t i = 0; i < of->columns.size(); ++i) {
    auto value = value_of(of->columns[i], json[i + 1]);
    if (!value) return false;
    row.push_back(std::move(*value));
  }
  records[std::string(of->name)].push_back(std::move(row));
  return true;
}

std::string value_json(const Value& value) {
  return std::visit(ToJson(), value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Value> value_from_json(const Column& column, std::string_view json) {
  if (!text::nests_within(json, kDepth, kMostValues)) return std::nullopt;
  return value_of(column, Json::parse(json, nullptr, false));
}

}  // namespace codau::record
