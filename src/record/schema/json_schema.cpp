#include <nlohmann/json.hpp>

#include "record/schema/codes.h"
#include "record/schema/reasons.h"
#include "record/schema/schema.h"

namespace codau::record {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// Describes the items of a list: always review reasons, whose codes are closed (standards 11).
/// Title and description explain each code to people.
OrderedJson list_items() {
  OrderedJson codes = OrderedJson::array(), meanings = OrderedJson::array();
  for (const ReviewReason& reason : reasons()) {
    codes.push_back(reason.code);
    meanings.push_back(
        {{"const", reason.code}, {"title", reason.meaning_vi}, {"description", reason.meaning_en}});
  }
  return {{"type", "string"}, {"enum", codes}, {"oneOf", meanings}};
}

std::string_view text_pattern(const Column& column) {
  if (column.name.ends_with("doc_id")) return "^[0-9a-f]{16}$";
  if (column.name.ends_with("sha256")) return "^[0-9a-f]{64}$";
  return {};
}

void add_type(OrderedJson& out, const Column& column, OrderedJson names) {
  if (column.nullable) names.push_back("null");
  out["type"] = names.size() == 1 ? names.front() : names;
}

void add_text(OrderedJson& out, const Column& column) {
  add_type(out, column, {"string"});
  if (column.codes != nullptr) {
    OrderedJson codes = OrderedJson::array();
    for (const CodeEntry& one : *column.codes) codes.push_back(one.code);
    if (column.nullable) codes.push_back(nullptr);
    out["enum"] = codes;
    return;
  }
  out["minLength"] = 1;
  if (const auto pattern = text_pattern(column); !pattern.empty()) out["pattern"] = pattern;
}

OrderedJson property(const Column& column) {
  OrderedJson out = {{"description", column.about}};
  switch (column.type) {
    case ColumnType::kText:
      add_text(out, column);
      break;
    case ColumnType::kUuid:
      add_type(out, column, {"string"});
      out["format"] = "uuid";
      out["pattern"] = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
      break;
    case ColumnType::kDate:
      add_type(out, column, {"string"});
      out["format"] = "date";
      out["pattern"] = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
      break;
    case ColumnType::kInt:
      add_type(out, column, {"integer"});
      break;
    case ColumnType::kReal:
      add_type(out, column, {"number"});
      out["minimum"] = 0;
      out["maximum"] = 1;
      break;
    case ColumnType::kBool:
      add_type(out, column, {"boolean"});
      break;
    case ColumnType::kJson:
      add_type(out, column, {"array", "object"});
      break;
    case ColumnType::kList:
      add_type(out, column, {"array"});
      out["items"] = list_items();
      out["uniqueItems"] = true;
      break;
  }
  out["title"] = column.title_vi;
  return out;
}

}  // namespace

std::string make_json_schema(const Table& table) {
  OrderedJson properties = OrderedJson::object();
  OrderedJson required = OrderedJson::array();
  for (const Column& column : table.columns) {
    properties[std::string(column.name)] = property(column);
    required.push_back(column.name);
  }
  const OrderedJson out = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", "urn:codau:schema:" + std::string(kSchemaVersion) + ":" + std::string(table.name)},
      {"title", table.name},
      {"type", "object"},
      {"properties", properties},
      {"required", required},
      {"additionalProperties", false},
  };
  return out.dump(2) + "\n";
}

}  // namespace codau::record
