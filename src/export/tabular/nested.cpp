#include "export/tabular/nested.h"

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "export/tabular/table_files.h"
#include "export/tabular/tables.h"
#include "record/row.h"

namespace codau::exports {
namespace {

using Schema = nlohmann::ordered_json;
using record::Row;
using record::Table;

constexpr const char* kPath = "documents.jsonl";

/// The arrays of a document, except its tasks.
struct Array {
  std::string_view key, table;
};
constexpr std::array kArrays{Array{"sections", "sections"}, Array{"recipients", "recipients"},
                             Array{"citations", "doc_refs"}};

/// Objects by the task that they belong to, in the order of the store.
using ByTask = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string task_id_of(const Table& table, const Row& row) {
  return std::get<std::string>(record::value_of(table, row, "task_id"));
}

std::string object_of(const ShownTable& shown, const Row& row) {
  return json_object(shown.table(), shown.of(row));
}

ByTask objects_of(const Delivery& delivery, const ShownTable& shown, std::string_view doc_id) {
  ByTask out;
  delivery.each_row_of(shown.whole(), doc_id, [&](const Row& row, std::string_view) {
    out[task_id_of(shown.whole(), row)].push_back(object_of(shown, row));
  });
  return out;
}

std::string array_of(const std::vector<std::string>& objects) {
  std::string out = "[";
  for (const std::string& object : objects) out += (out.size() > 1 ? "," : "") + object;
  return out + "]";
}

/// Adds a key to an object.
std::string with(std::string object, std::string_view key,
                 const std::vector<std::string>& objects) {
  object.pop_back();
  return object + ",\"" + std::string(key) + "\":" + array_of(objects) + "}";
}

std::string line_of(const Delivery& delivery, const NestedTables& tables, const Row& document,
                    std::string_view doc_id) {
  ByTask agencies = objects_of(delivery, tables.at("task_agencies"), doc_id);
  ByTask deadlines = objects_of(delivery, tables.at("task_deadlines"), doc_id);
  const ShownTable& shown = tables.at("tasks");
  std::vector<std::string> tasks;
  delivery.each_row_of(shown.whole(), doc_id, [&](const Row& row, std::string_view) {
    const std::string id = task_id_of(shown.whole(), row);
    tasks.push_back(
        with(with(object_of(shown, row), "agencies", agencies[id]), "deadlines", deadlines[id]));
  });
  std::string out = with(object_of(tables.at("documents"), document), "tasks", tasks);
  for (const Array& array : kArrays) {
    std::vector<std::string> objects;
    const ShownTable& one = tables.at(array.table);
    delivery.each_row_of(one.whole(), doc_id, [&](const Row& row, std::string_view) {
      objects.push_back(object_of(one, row));
    });
    out = with(std::move(out), array.key, objects);
  }
  return out + "\n";
}

// ---- the schema of a line ----

Schema schema_of(const ShownTable& shown) {
  Schema schema = Schema::parse(titled_schema(shown.table()));
  schema.erase("$schema");
  schema.erase("$id");
  return schema;
}

/// Adds a required key.
void add_array(Schema& object, std::string_view key, Schema items) {
  object["properties"][std::string(key)] = {{"type", "array"}, {"items", std::move(items)}};
  object["required"].push_back(key);
}

}  // namespace

NestedTables nested_tables(bool provenance) {
  NestedTables out;
  const auto add = [&](std::string_view name) {
    out.emplace(name, ShownTable(record::table(name), provenance));
  };
  for (const std::string_view name : {"documents", "tasks", "task_agencies", "task_deadlines"})
    add(name);
  for (const Array& array : kArrays) add(array.table);
  return out;
}

std::string nested_schema(const NestedTables& tables) {
  Schema task = schema_of(tables.at("tasks"));
  add_array(task, "agencies", schema_of(tables.at("task_agencies")));
  add_array(task, "deadlines", schema_of(tables.at("task_deadlines")));
  Schema out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
             {"$id", "urn:codau:schema:" + std::string(record::kSchemaVersion) + ":nested"}};
  out.update(schema_of(tables.at("documents")));
  add_array(out, "tasks", std::move(task));
  for (const Array& array : kArrays) add_array(out, array.key, schema_of(tables.at(array.table)));
  return out.dump(2) + "\n";
}

void write_nested(const Delivery& delivery, const NestedTables& tables, FileSet& files) {
  files.write(kPath, [&](io::FileSink& sink) {
    std::uint64_t count = 0;
    delivery.each_row(record::table("documents"), [&](const Row& row, std::string_view doc_id) {
      sink.write(line_of(delivery, tables, row, doc_id));
      ++count;
    });
    return count;
  });
}

}  // namespace codau::exports
