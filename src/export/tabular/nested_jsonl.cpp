#include "export/tabular/nested_jsonl.h"

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "export/tabular/row_text.h"
#include "export/tabular/table_files.h"
#include "record/schema/find_cell.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

using Schema = nlohmann::ordered_json;
using record::Row;
using record::Table;

constexpr const char* kNestedFile = "documents.jsonl";

/// The arrays of a document, except its tasks.
struct Array {
  std::string_view key, table;
};
constexpr std::array kNestedArrays{Array{"sections", "sections"}, Array{"recipients", "recipients"},
                                   Array{"citations", "doc_refs"}};

/// Objects by the task that they belong to, in the order of the store.
using ByTask = std::map<std::string, std::vector<std::string>, std::less<>>;

/// `table`: tasks, or parts of them.
std::string task_id_of(const Table& table, const Row& row) {
  return record::find_cell_text(table, row, record::Tasks::task_id.name);
}

std::string object_of(const TableProjection& shown, const Row& row) {
  return format_json_object(shown.table(), shown.project(row));
}

ByTask objects_of(const ExportFilter& filter, const TableProjection& shown,
                  std::string_view doc_id) {
  ByTask out;
  filter.for_each_row_of(shown.whole(), doc_id, [&](const Row& row, std::string_view) {
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

std::string line_of(const ExportFilter& filter, const NestedTables& tables, const Row& document,
                    std::string_view doc_id) {
  ByTask agencies = objects_of(filter, tables.at("task_agencies"), doc_id);
  ByTask deadlines = objects_of(filter, tables.at("task_deadlines"), doc_id);
  const TableProjection& shown = tables.at("tasks");
  std::vector<std::string> tasks;
  filter.for_each_row_of(shown.whole(), doc_id, [&](const Row& row, std::string_view) {
    const std::string id = task_id_of(shown.whole(), row);
    tasks.push_back(
        with(with(object_of(shown, row), "agencies", agencies[id]), "deadlines", deadlines[id]));
  });
  std::string out = with(object_of(tables.at("documents"), document), "tasks", tasks);
  for (const Array& array : kNestedArrays) {
    std::vector<std::string> objects;
    const TableProjection& one = tables.at(array.table);
    filter.for_each_row_of(one.whole(), doc_id, [&](const Row& row, std::string_view) {
      objects.push_back(object_of(one, row));
    });
    out = with(std::move(out), array.key, objects);
  }
  return out + "\n";
}

// ---- the schema of a line ----

Schema make_row_schema(const TableProjection& shown) {
  Schema schema = Schema::parse(record::make_json_schema(shown.table()));
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

NestedTables make_nested_tables(bool provenance) {
  NestedTables out;
  const auto add = [&](std::string_view name) {
    out.emplace(name, TableProjection(record::table(name), provenance));
  };
  for (const std::string_view name : {"documents", "tasks", "task_agencies", "task_deadlines"})
    add(name);
  for (const Array& array : kNestedArrays) add(array.table);
  return out;
}

std::string make_nested_schema(const NestedTables& tables) {
  Schema task = make_row_schema(tables.at("tasks"));
  add_array(task, "agencies", make_row_schema(tables.at("task_agencies")));
  add_array(task, "deadlines", make_row_schema(tables.at("task_deadlines")));
  Schema out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
             {"$id", "urn:codau:schema:" + std::string(record::kSchemaVersion) + ":nested"}};
  out.update(make_row_schema(tables.at("documents")));
  add_array(out, "tasks", std::move(task));
  for (const Array& array : kNestedArrays)
    add_array(out, array.key, make_row_schema(tables.at(array.table)));
  return out.dump(2) + "\n";
}

void write_nested(const ExportFilter& filter, const NestedTables& tables, FileSet& files) {
  files.write(kNestedFile, [&](io::FileSink& sink) {
    std::uint64_t count = 0;
    filter.for_each_row(record::table(record::TableId::kDocuments),
                        [&](const Row& row, std::string_view doc_id) {
                          sink.write(line_of(filter, tables, row, doc_id));
                          ++count;
                        });
    return count;
  });
}

}  // namespace codau::exports
