#include "export/tabular/opensearch.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/tabular/row_text.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "text/json_text.h"

namespace codau::exports {
namespace {

using Json = nlohmann::ordered_json;
using record::Column;
using record::ColumnType;
using record::Row;
using record::Table;

constexpr std::size_t kMaxIdBytes = 512;
/// Texts that are only looked up as a whole.
constexpr std::array<std::string_view, 17> kKeywords{
    record::Documents::doc_id.name,        record::DocRefs::target_doc_id.name,
    record::Documents::source_sha256.name, record::Pages::image_sha256.name,
    record::Documents::code_number.name,   record::Documents::code_notation.name,
    record::Documents::type_code.name,     record::Documents::tt05_type.name,
    record::DocRefs::number.name,          record::DocRefs::notation.name,
    record::Tasks::ordinal_raw.name,       record::Tasks::ordinal_norm.name,
    record::Documents::issued_edtf.name,   record::Sections::path.name,
    record::Evidence::row_id.name,         record::Corrections::rule.name,
    record::Agencies::name_key.name};

std::string index_of(std::string_view table) { return "codau-" + std::string(table) + "-v1"; }

/// Returns the hash of an id that is too long for OpenSearch; other ids unchanged.
std::string short_id(const std::string& id) {
  return id.size() <= kMaxIdBytes ? id : record::sha256(id);
}

std::string id_of(const Table& table, const Row& row) { return short_id(row_id(table, row)); }

std::string action(std::string_view kind, std::string_view table, const std::string& id) {
  std::string out =
      R"({")" + std::string(kind) + R"(":{"_index":")" + index_of(table) + R"(","_id":)";
  text::append_json_string(out, id);
  return out + "}}\n";
}

std::string pair_of(const Table& table, const Row& row) {
  return action("index", table.name, id_of(table, row)) + format_jsonl_line(table, row);
}

Json type_of(const Column& column) {
  switch (column.type) {
    case ColumnType::kInt:
      return {{"type", "long"}};
    case ColumnType::kReal:
      return {{"type", "double"}};
    case ColumnType::kBool:
      return {{"type", "boolean"}};
    case ColumnType::kDate:
      return {{"type", "date"}, {"format", "strict_date"}};
    case ColumnType::kJson:
      return {{"type", "object"}, {"enabled", false}};  // stored unchanged, not searched
    case ColumnType::kUuid:
    case ColumnType::kList:
      return {{"type", "keyword"}};
    case ColumnType::kText:
      break;
  }
  if (column.codes != nullptr || std::ranges::find(kKeywords, column.name) != kKeywords.end()) {
    return {{"type", "keyword"}};
  }
  return {{"type", "text"},
          {"analyzer", "codau_folded"},
          {"fields", {{"keyword", {{"type", "keyword"}, {"ignore_above", 8191}}}}}};
}

std::string bulk_path(std::string_view name, int number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return "bulk/" + std::string(name) + "-" + digits + ".ndjson";
}

/// Writes the bulk files of one name; begins a new file when one is full.
class BulkWriter {
 public:
  BulkWriter(std::string_view name, FileSet& files, std::uint64_t most)
      : name_(name), files_(files), most_(most) {}
  void add(const std::string& pair) {
    if (!bytes_.empty() && bytes_.size() + pair.size() > most_) flush();
    bytes_ += pair;
    ++rows_;
  }
  void flush() {
    if (bytes_.empty()) return;
    files_.write(bulk_path(name_, ++number_), [&](io::FileSink& sink) {
      sink.write(bytes_);
      return rows_;
    });
    bytes_.clear();
    rows_ = 0;
  }

 private:
  std::string_view name_;
  FileSet& files_;
  std::uint64_t most_, rows_ = 0;
  std::string bytes_;
  int number_ = 0;
};

}  // namespace

void write_opensearch(const RowSource& rows, FileSet& files, std::uint64_t bulk_bytes) {
  for (const Table& table : rows.tables) {
    files.write("mapping/" + std::string(table.name) + ".json", make_opensearch_mapping(table));
    BulkWriter writer(table.name, files, bulk_bytes);
    rows.for_each_row(table, [&](const Row& row) { writer.add(pair_of(table, row)); });
    writer.flush();
  }
}

void write_deletions(const ChangeFeed& feed, const RowSource& rows, FileSet& files,
                     std::uint64_t bulk_bytes) {
  BulkWriter writer("deleted", files, bulk_bytes);
  feed.for_each_change([&](const RowChange& change) {
    if (change.op != "removed") return;
    if (std::ranges::find(rows.tables, change.table, &Table::name) == rows.tables.end()) return;
    writer.add(action("delete", change.table, short_id(std::string(change.row_id))));
  });
  writer.flush();
}

std::string make_opensearch_mapping(const Table& table) {
  Json properties = Json::object();
  for (const Column& column : table.columns) properties[std::string(column.name)] = type_of(column);
  const Json analyzer{
      {"type", "custom"}, {"tokenizer", "standard"}, {"filter", {"lowercase", "asciifolding"}}};
  const Json body{{"settings", {{"analysis", {{"analyzer", {{"codau_folded", analyzer}}}}}}},
                  {"mappings", {{"dynamic", "strict"}, {"properties", properties}}}};
  return body.dump(2) + "\n";
}

}  // namespace codau::exports
