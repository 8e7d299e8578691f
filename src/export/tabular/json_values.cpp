#include "export/tabular/json_values.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "export/tabular/tables.h"

namespace codau::exports {
namespace {

using Json = nlohmann::json;

struct Equals {
  const Json& json;
  record::Type type;
  bool operator()(std::monostate) const { return json.is_null(); }
  bool operator()(bool value) const { return json.is_boolean() && json.get<bool>() == value; }
  bool operator()(std::int64_t value) const {
    return json.is_number_integer() && json.get<std::int64_t>() == value;
  }
  bool operator()(double value) const {
    return json.is_number() && real_text(json.get<double>()) == real_text(value);
  }
  bool operator()(const std::string& text) const {
    if (type == record::Type::kJson) return json == Json::parse(text, nullptr, false);
    return json.is_string() && json.get_ref<const std::string&>() == text;
  }
  bool operator()(const std::vector<std::string>& codes) const { return json == Json(codes); }
};

}  // namespace

bool is_json_of(const record::Table& table, const record::Row& row, std::string_view json) {
  const Json object = Json::parse(json, nullptr, false);
  if (!object.is_object() || object.size() != table.columns.size()) return false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto found = object.find(table.columns[i].name);
    if (found == object.end() || !std::visit(Equals{*found, table.columns[i].type}, row[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace codau::exports
