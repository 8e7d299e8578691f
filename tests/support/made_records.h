// tests/support/made_records.h — rows of every published table, made up from a seed.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/rows/records.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::testing {

/// Records of one made-up document that fit record::schema(): types, codes, keys and parents hold.
/// Agencies are drawn from a few ids that all documents share, each document with its own spelling.
class RecordMaker {
 public:
  explicit RecordMaker(unsigned seed) : random_(seed) {}

  record::Records make(const std::string& doc_id) {
    record::Records out;
    for (const record::Table& table : record::schema()) {
      std::vector<record::Row>& rows = out[table.id];
      const std::size_t count = table.id == record::TableId::kDocuments ? 1 : below(6);
      for (std::size_t i = 1; i <= count; ++i) {
        if (!parents_exist(table, out)) break;
        rows.push_back(row(table, doc_id, i, out));
      }
      sort_by_key(table, rows);
    }
    return out;
  }

  /// Text with what hurts formats: quotes, commas, line ends, edge spaces, controls, marks.
  std::string text() {
    static const std::vector<std::string> kPieces{"Ủy ban nhân dân xã",
                                                  "đường",
                                                  " ",
                                                  "\"",
                                                  ",",
                                                  "\n",
                                                  "\r\n",
                                                  "\t",
                                                  "\\",
                                                  "'",
                                                  "|",
                                                  "=1+1",
                                                  "\x01",
                                                  "\x1f",
                                                  "\x7f",
                                                  "😀",
                                                  "Kế hoạch số 07/KH-UBND",
                                                  "-",
                                                  "\u2028",
                                                  "ễ",
                                                  "null",
                                                  "{}"};
    std::string out;
    for (std::size_t n = 1 + below(5); n > 0; --n) out += kPieces[below(kPieces.size())];
    return out;
  }

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

 private:
  static std::size_t index_of(const record::Table& table, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(table.columns, name, &record::Column::name) -
                                    table.columns.begin());
  }

  static bool parents_exist(const record::Table& table, const record::Records& made) {
    return std::ranges::all_of(table.foreign_keys, [&](const record::ForeignKey& key) {
      const record::Column& column = table.columns[index_of(table, key.column)];
      return column.nullable || !made[record::table(key.table).id].empty();
    });
  }

  static void sort_by_key(const record::Table& table, std::vector<record::Row>& rows) {
    const auto key = [&](const record::Row& row) {
      std::vector<record::Value> out;
      for (const std::string_view name : table.primary_key)
        out.push_back(row[index_of(table, name)]);
      return out;
    };
    std::ranges::sort(rows, {}, key);
    const auto same = [&](const record::Row& a, const record::Row& b) { return key(a) == key(b); };
    rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  }

  record::Row row(const record::Table& table, const std::string& doc_id, std::size_t number,
                  const record::Records& made) {
    record::Row out;
    for (const record::Column& column : table.columns) {
      out.push_back(value(table, column, doc_id, number, made));
    }
    if (table.name == "evidence" || table.name == "corrections") name_a_value(table, out, made);
    return out;
  }

  /// Evidence and corrections are about a value of a row of the document.
  void name_a_value(const record::Table& table, record::Row& row, const record::Records& made) {
    std::vector<std::pair<const record::Table*, const record::Row*>> rows;
    for (const record::Table& one : record::schema()) {
      if (one.id == record::TableId::kAgencies || &one == &table) continue;
      for (const record::Row& of : made[one.id]) rows.emplace_back(&one, &of);
    }
    const auto [of, about] = rows[below(rows.size())];
    row[index_of(table, "table_name")] = std::string(of->name);
    row[index_of(table, "row_id")] = record::row_id(*of, *about);
    row[index_of(table, "field")] = std::string(of->columns[below(of->columns.size())].name);
  }

  record::Value value(const record::Table& table, const record::Column& column,
                      const std::string& doc_id, std::size_t number, const record::Records& made) {
    const bool is_key =
        std::ranges::find(table.primary_key, column.name) != table.primary_key.end();
    if (column.name == "doc_id") return doc_id;
    for (const record::ForeignKey& key : table.foreign_keys) {
      if (key.column == column.name) return foreign(table, column, key, made);
    }
    if (table.name == "agencies" && is_key) {
      return record::make_uuid("agency|" + std::to_string(below(4)));
    }
    if (is_key && column.type == record::ColumnType::kUuid) {
      return record::make_uuid(std::string(table.name) + "|" + doc_id + "|" +
                               std::to_string(number));
    }
    if (column.type == record::ColumnType::kInt && (is_key || column.name == "seq")) {
      return static_cast<std::int64_t>(number);
    }
    if (column.nullable && below(3) == 0) return std::monostate{};
    return free_value(column);
  }

  record::Value foreign(const record::Table& table, const record::Column& column,
                        const record::ForeignKey& key, const record::Records& made) {
    const std::vector<record::Row>& rows = made[record::table(key.table).id];
    if (key.table == table.name || rows.empty() || (column.nullable && below(2) == 0)) {
      return std::monostate{};
    }
    return rows[below(rows.size())][index_of(record::table(key.table), key.target)];
  }

  record::Value free_value(const record::Column& column) {
    switch (column.type) {
      case record::ColumnType::kUuid:
        return record::make_uuid("free|" + std::to_string(below(1000)));
      case record::ColumnType::kDate:
        return std::string("2023-0") + std::to_string(1 + below(9)) + "-1" +
               std::to_string(below(10));
      case record::ColumnType::kInt:
        return static_cast<std::int64_t>(below(1000)) - 500;
      case record::ColumnType::kReal:
        return static_cast<double>(below(10001)) / 10000;
      case record::ColumnType::kBool:
        return below(2) == 0;
      case record::ColumnType::kJson:
        return std::string(R"([{"page":1,"x":2,"y":3,"w":4,"h":5}])");
      case record::ColumnType::kList:
        return below(2) == 0 ? std::vector<std::string>{}
                             : std::vector<std::string>{"PAGE_JOIN", "TASK_BARE"};
      case record::ColumnType::kText:
        break;
    }
    return column.codes == nullptr ? text() : code(*column.codes);
  }

  std::string code(const record::CodeList& list) {
    return std::string(list.codes[below(list.codes.size())].code);
  }

  std::mt19937 random_;
};

}  // namespace codau::testing
