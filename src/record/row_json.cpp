#include "record/row_json.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.h"
#include "text/json_text.h"

namespace codau::record {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepth = 1;  // a list in a row

[[noreturn]] void refuse(std::string_view what) {
  throw Error(ErrorCode::kInternal, "a row in JSON: " + std::string(what));
}

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  Json operator()(const Value& value) const {
    return value;
  }
};

Value text_of(const Json& json) {
  if (!json.is_string()) refuse("a text is none");
  return json.get_ref<const std::string&>();
}

Value list_of(const Json& json) {
  const auto is_string = [](const Json& item) { return item.is_string(); };
  if (!json.is_array() || !std::ranges::all_of(json, is_string)) refuse("a list is none");
  return json.get<std::vector<std::string>>();
}

Value value_of(const Column& column, const Json& json) {
  if (json.is_null()) return {};
  switch (column.type) {
    case Type::kInt:
      if (!json.is_number_integer() ||
          (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)) {
        refuse("a whole number is none");
      }
      return json.get<std::int64_t>();
    case Type::kReal:
      if (!json.is_number()) refuse("a number is none");
      return json.get<double>();
    case Type::kBool:
      if (!json.is_boolean()) refuse("a truth value is none");
      return json.get<bool>();
    case Type::kList:
      return list_of(json);
    default:
      return text_of(json);
  }
}

}  // namespace

std::string row_line(const Table& table, const Row& row) {
  Json line = Json::array({table.name});
  for (const Value& value : row) line.push_back(std::visit(ToJson(), value));
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void add_row_line(std::string_view line, Records& records) {
  if (!text::nests_within(line, kDepth)) refuse("it nests too deeply");
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_array() || json.empty() || !json[0].is_string()) refuse("it is no row");
  const Table& of = table(json[0].get_ref<const std::string&>());
  if (json.size() != of.columns.size() + 1) refuse("a row of the wrong width");
  Row row;
  row.reserve(of.columns.size());
  for (std::size_t i = 0; i < of.columns.size(); ++i) {
    row.push_back(value_of(of.columns[i], json[i + 1]));
  }
  records[std::string(of.name)].push_back(std::move(row));
}

}  // namespace codau::record
