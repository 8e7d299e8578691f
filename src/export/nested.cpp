#include "export/nested.h"

#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "export/json_values.h"
#include "export/read_back.h"
#include "export/tables.h"
#include "record/row.h"

namespace codau::exports {
namespace {

using Json = nlohmann::json;
using record::Row;
using record::Table;

constexpr const char* kPath = "documents.jsonl";

/// Objects by the task they belong to, in the order of the store.
using ByTask = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string task_id_of(const Table& table, const Row& row) {
  return std::get<std::string>(record::value_of(table, row, "task_id"));
}

ByTask objects_of(const Delivery& delivery, std::string_view name, std::string_view doc_id) {
  const Table& table = record::table(name);
  ByTask out;
  delivery.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    out[task_id_of(table, row)].push_back(json_object(table, row));
  });
  return out;
}

std::string array_of(const std::vector<std::string>& objects) {
  std::string out = "[";
  for (const std::string& object : objects) out += (out.size() > 1 ? "," : "") + object;
  return out + "]";
}

/// An object with one more key.
std::string with(std::string object, std::string_view key,
                 const std::vector<std::string>& objects) {
  object.pop_back();
  return object + ",\"" + std::string(key) + "\":" + array_of(objects) + "}";
}

std::string line_of(const Delivery& delivery, const Row& document, std::string_view doc_id) {
  ByTask agencies = objects_of(delivery, "task_agencies", doc_id);
  ByTask deadlines = objects_of(delivery, "task_deadlines", doc_id);
  const Table& table = record::table("tasks");
  std::vector<std::string> tasks;
  delivery.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    const std::string id = task_id_of(table, row);
    tasks.push_back(
        with(with(json_object(table, row), "agencies", agencies[id]), "deadlines", deadlines[id]));
  });
  return with(json_object(record::table("documents"), document), "tasks", tasks) + "\n";
}

/// Takes the array `key` out of an object.
Json take_array(Json& object, const char* key) {
  Json array = object.is_object() && object.contains(key) ? object[key] : Json();
  if (array.is_array()) object.erase(key);
  return array;
}

/// Whether the arrays `key` of the tasks hold the rows of a table, each in its place.
bool are_children(const Delivery& delivery, std::string_view name, std::string_view doc_id,
                  std::map<std::string, Json>& by_task) {
  const Table& table = record::table(name);
  std::map<std::string, std::size_t> next;
  bool same = true;
  delivery.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    const std::string id = task_id_of(table, row);
    const Json& objects = by_task[id];
    const std::size_t at = next[id]++;
    same = same && at < objects.size() && is_json_of(table, row, objects[at].dump());
  });
  for (const auto& [id, objects] : by_task) same = same && objects.size() == next[id];
  return same;
}

bool is_line_of(const Delivery& delivery, const Row& document, std::string_view doc_id,
                const std::string& line) {
  Json object = Json::parse(line, nullptr, false);
  Json tasks = take_array(object, "tasks");
  if (!is_json_of(record::table("documents"), document, object.dump())) return false;
  const Table& table = record::table("tasks");
  std::map<std::string, Json> agencies, deadlines;
  std::size_t next = 0;
  bool same = true;
  delivery.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    if (!same || next == tasks.size()) {
      same = false;
      return;
    }
    Json& task = tasks[next++];
    agencies[task_id_of(table, row)] = take_array(task, "agencies");
    deadlines[task_id_of(table, row)] = take_array(task, "deadlines");
    same = is_json_of(table, row, task.dump());
  });
  return same && next == tasks.size() &&
         are_children(delivery, "task_agencies", doc_id, agencies) &&
         are_children(delivery, "task_deadlines", doc_id, deadlines);
}

}  // namespace

std::vector<std::string> nested_tables() {
  return {"documents", "tasks", "task_agencies", "task_deadlines"};
}

void write_nested(const Delivery& delivery, FileSet& files) {
  files.write(kPath, [&](FileSink& sink) {
    std::uint64_t count = 0;
    delivery.each_row(record::table("documents"), [&](const Row& row, std::string_view doc_id) {
      sink.write(line_of(delivery, row, doc_id));
      ++count;
    });
    return count;
  });
}

void check_nested(const Delivery& delivery, const FileSet& files) {
  const auto file = files.place_of(kPath);
  std::ifstream stream(file, std::ios::binary);
  std::string line;
  const Table& table = record::table("documents");
  check_rows(
      delivery.rows(), table, file,
      [&](const Row& row) {
        const auto doc_id = std::get<std::string>(record::value_of(table, row, "doc_id"));
        return std::getline(stream, line) && is_line_of(delivery, row, doc_id, line);
      },
      [&] { return !std::getline(stream, line); });
}

}  // namespace codau::exports
