#include "export/tabular/data_package.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "export/delivery/titles.h"
#include "record/schema/codes.h"

namespace codau::exports {
namespace {

using Json = nlohmann::ordered_json;
using record::Column;
using record::ColumnType;
using record::Table;

Json codes_of(const record::CodeList& list) {
  Json out = Json::array();
  for (const record::CodeEntry& one : list) out.push_back(one.code);
  return out;
}

void add_type(Json& field, ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      field["type"] = "string";
      return;
    case ColumnType::kUuid:
      field["type"] = "string";
      field["format"] = "uuid";
      return;
    case ColumnType::kDate:
      field["type"] = "date";
      return;
    case ColumnType::kInt:
      field["type"] = "integer";
      return;
    case ColumnType::kReal:
      field["type"] = "number";
      return;
    case ColumnType::kBool:
      field["type"] = "boolean";
      field["trueValues"] = {"true"};
      field["falseValues"] = {"false"};
      return;
    case ColumnType::kJson:
      field["type"] = "any";  // an array in one column and an object in another
      return;
    case ColumnType::kList:
      field["type"] = "list";
      field["delimiter"] = "|";
      field["itemType"] = "string";
      return;
  }
}

Json field_of(const Column& column) {
  Json field{{"name", column.name}, {"title", find_title(column)}};
  add_type(field, column.type);
  field["description"] = column.about;
  Json constraints = Json::object();
  // An empty list is an empty cell, like NULL.
  if (!column.nullable && column.type != ColumnType::kList) constraints["required"] = true;
  if (column.codes != nullptr) constraints["enum"] = codes_of(*column.codes);
  if (!constraints.empty()) field["constraints"] = constraints;
  return field;
}

Json foreign_keys_of(const Table& table, const std::vector<PackagedCsv>& files) {
  Json out = Json::array();
  for (const record::ForeignKey& key : table.foreign_keys) {
    if (std::ranges::none_of(files, [&](const auto& f) { return f.table.name == key.table; })) {
      continue;
    }
    Json reference = Json::object();
    if (key.table != table.name) reference["resource"] = key.table;  // absent: the table itself
    reference["fields"] = {key.target};
    out.push_back({{"fields", {key.column}}, {"reference", reference}});
  }
  return out;
}

Json make_table_schema(const Table& table, const std::vector<PackagedCsv>& files) {
  Json fields = Json::array();
  for (const Column& column : table.columns) fields.push_back(field_of(column));
  Json out{{"$schema", "https://datapackage.org/profiles/2.0/tableschema.json"},
           {"fields", fields},
           {"missingValues", {""}},
           {"primaryKey", table.primary_key}};
  const Json keys = foreign_keys_of(table, files);
  if (!keys.empty()) out["foreignKeys"] = keys;
  return out;
}

Json resource_of(const PackagedCsv& file, const std::vector<PackagedCsv>& files) {
  return {{"$schema", "https://datapackage.org/profiles/2.0/dataresource.json"},
          {"name", file.table.name},
          {"path", file.path},
          {"type", "table"},
          {"format", "csv"},
          {"mediatype", "text/csv"},
          {"encoding", "utf-8"},
          {"bytes", file.bytes},
          {"hash", "sha256:" + file.sha256},
          {"dialect",
           {{"delimiter", ","},
            {"lineTerminator", "\n"},
            {"quoteChar", "\""},
            {"doubleQuote", true},
            {"header", true}}},
          {"schema", make_table_schema(file.table, files)}};
}

}  // namespace

std::string make_data_package(const std::vector<PackagedCsv>& files) {
  Json resources = Json::array();
  for (const PackagedCsv& file : files) resources.push_back(resource_of(file, files));
  const Json package{{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
                     {"name", "codau-records"},
                     {"version", record::kSchemaVersion},
                     {"resources", resources}};
  return package.dump(2) + "\n";
}

}  // namespace codau::exports
