#include "store/ddl.h"

#include <algorithm>

#include "core/error.h"
#include "store/sqlite.h"

namespace codau::store {
namespace {

using record::Column;
using record::ForeignKey;
using record::Table;
using record::Type;

constexpr std::string_view kEnd = ") STRICT, WITHOUT ROWID";

const Table* find(Tables tables, std::string_view name) {
  const auto found = std::ranges::find(tables, name, &Table::name);
  return found == tables.end() ? nullptr : &*found;
}

const ForeignKey* find_parent_key(Tables tables, const Table& table) {
  const auto found = std::ranges::find_if(table.foreign_keys, [&](const ForeignKey& key) {
    const Table* parent = find(tables, key.table);
    return parent != nullptr && parent->name != table.name && has_column(*parent, "doc_id");
  });
  return found == table.foreign_keys.end() ? nullptr : &*found;
}

bool is_referenced(Tables tables, const Table& table) {
  return std::ranges::any_of(tables, [&](const Table& other) {
    return std::ranges::any_of(other.foreign_keys,
                               [&](const ForeignKey& key) { return key.table == table.name; });
  });
}

std::string_view sql_type(Type type) {
  switch (type) {
    case Type::kInt:
    case Type::kBool:
      return "INTEGER";
    case Type::kReal:
      return "REAL";
    case Type::kText:
    case Type::kUuid:
    case Type::kDate:
    case Type::kJson:
    case Type::kList:
      break;
  }
  return "TEXT";
}

std::string in_codes(const std::string& name, std::string_view values) {
  std::string out = name + " IN (";
  for (std::size_t begin = 0; begin <= values.size();) {
    const std::size_t end = std::min(values.find('|', begin), values.size());
    out += (begin > 0 ? "," : "") + quoted_text(values.substr(begin, end - begin));
    begin = end + 1;
  }
  return out + ")";
}

std::string check_of(const Column& column) {
  const std::string name = quoted_name(column.name);
  switch (column.type) {
    case Type::kBool:
      return name + " IN (0,1)";
    case Type::kReal:
      return name + " BETWEEN 0 AND 1";
    case Type::kJson:
      return name + " IS NULL OR json_valid(" + name + ")";  // SQLite 3.40: json_valid(NULL) is 0
    case Type::kDate:
      return name + " GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'";
    case Type::kUuid:
      return "length(" + name + ") = 36";
    case Type::kText:
      return column.values.empty() ? std::string{} : in_codes(name, column.values);
    case Type::kInt:
    case Type::kList:
      break;
  }
  return {};
}

std::string column_sql(const Column& column) {
  std::string out = quoted_name(column.name) + " " + std::string(sql_type(column.type));
  if (!column.nullable) out += " NOT NULL";
  const std::string check = check_of(column);
  if (!check.empty()) out += " CHECK (" + check + ")";
  return out;
}

std::string columns_sql(const Table& table) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ",";
    out += column_sql(column);
  }
  return out;
}

std::string create_table(const Table& table, bool tagged) {
  std::string out = "CREATE TABLE " + quoted_name(table.name) + "(" + columns_sql(table);
  if (tagged) out += ",\"doc_id\" TEXT NOT NULL";
  out += ",PRIMARY KEY(" + key_list(table) + ")";
  for (const ForeignKey& key : table.foreign_keys) {
    out += ",FOREIGN KEY(" + quoted_name(key.column) + ") REFERENCES " + quoted_name(key.table) +
           "(" + quoted_name(key.target) + ") DEFERRABLE INITIALLY DEFERRED";
  }
  return out + std::string(kEnd);
}

std::string create_claims(const Table& table) {
  return "CREATE TABLE " + quoted_name("journal_" + std::string(table.name)) +
         "(\"doc_id\" TEXT NOT NULL," + columns_sql(table) + ",PRIMARY KEY(\"doc_id\"," +
         key_list(table) + ")" + std::string(kEnd);
}

std::string create_index(std::string_view table, std::string_view column,
                         std::string_view more = {}) {
  return "CREATE INDEX " + quoted_name(std::string(table) + "_by_" + std::string(column)) + " ON " +
         quoted_name(table) + "(" + quoted_name(column) + std::string(more) + ")";
}

/// Without these, replacing one document would scan every table: rows are found by doc_id, and
/// SQLite looks for the children of every row that goes.
void add_indexes(std::vector<std::string>& out, const Table& table, Owner owner) {
  std::vector<std::string_view> done{table.primary_key.front()};
  const auto add = [&](std::string_view column, std::string_view more = {}) {
    if (std::ranges::find(done, column) != done.end()) return;
    done.push_back(column);
    out.push_back(create_index(table.name, column, more));
  };
  if (owner == Owner::kColumn) add("doc_id", has_column(table, "seq") ? ",\"seq\"" : "");
  if (owner == Owner::kTag) add("doc_id");
  for (const ForeignKey& key : table.foreign_keys) add(key.column);
}

}  // namespace

bool has_column(const Table& table, std::string_view name) {
  return std::ranges::find(table.columns, name, &Column::name) != table.columns.end();
}

Owner owner_of(Tables tables, const Table& table) {
  if (has_column(table, "doc_id")) return Owner::kColumn;
  if (is_referenced(tables, table)) return Owner::kShared;
  return find_parent_key(tables, table) != nullptr ? Owner::kParent : Owner::kTag;
}

const ForeignKey& parent_key(Tables tables, const Table& table) {
  const ForeignKey* key = find_parent_key(tables, table);
  if (key == nullptr) throw Error(ErrorCode::kInternal, std::string(table.name) + " has no parent");
  return *key;
}

std::string key_list(const Table& table, std::string_view prefix) {
  std::string out;
  for (const std::string_view name : table.primary_key) {
    if (!out.empty()) out += ",";
    out += std::string(prefix) + quoted_name(name);
  }
  return out;
}

std::string column_list(const Table& table, std::string_view prefix) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ",";
    out += std::string(prefix) + quoted_name(column.name);
  }
  return out;
}

namespace {

/// `where` is compared with the document of the row; empty for all rows.
std::string select_rows(Tables tables, const Table& table, WithDocument with,
                        const std::string& where) {
  const auto order = [](const Table& by, const std::string& prefix) {
    std::string out;
    if (has_column(by, "doc_id")) out += prefix + "\"doc_id\",";
    if (has_column(by, "doc_id") && has_column(by, "seq")) out += prefix + "\"seq\",";
    return out;
  };
  std::string from = " FROM " + quoted_name(table.name) + " AS t";
  std::string by = order(table, "t.");
  const Owner owner = owner_of(tables, table);
  std::string document = owner == Owner::kShared ? "NULL" : "t.\"doc_id\"";
  if (owner == Owner::kParent) {
    document = "p.\"doc_id\"";
    const ForeignKey& key = parent_key(tables, table);
    from += " JOIN " + quoted_name(key.table) + " AS p ON t." + quoted_name(key.column) + " = p." +
            quoted_name(key.target);
    by = order(*find(tables, key.table), "p.");
  }
  if (!where.empty()) from += " WHERE " + document + where;
  return "SELECT " + column_list(table, "t.") + (with == WithDocument::kYes ? "," + document : "") +
         from + " ORDER BY " + by + key_list(table, "t.");
}

}  // namespace

std::string select_in_order(Tables tables, const Table& table, WithDocument with) {
  return select_rows(tables, table, with, "");
}

std::string select_of_document(Tables tables, const Table& table) {
  return select_rows(tables, table, WithDocument::kYes, " = ?1");
}

std::string select_claims(const Table& table) {
  return "SELECT " + quoted_name(table.primary_key.front()) + ",\"doc_id\" FROM " +
         quoted_name("journal_" + std::string(table.name)) + " ORDER BY 1, 2";
}

std::vector<std::string> create_statements(Tables tables) {
  std::vector<std::string> out{
      "CREATE TABLE journal_pages(sha256 TEXT NOT NULL,key TEXT NOT NULL,number INTEGER NOT NULL,"
      "json TEXT NOT NULL,PRIMARY KEY(sha256,key,number)" +
          std::string(kEnd),
      "CREATE TABLE journal_probes(sha256 TEXT NOT NULL,key TEXT NOT NULL,json TEXT NOT NULL,"
      "PRIMARY KEY(sha256,key)" +
          std::string(kEnd),
      "CREATE TABLE journal_documents(doc_id TEXT NOT NULL,fingerprint TEXT NOT NULL,"
      "PRIMARY KEY(doc_id)" +
          std::string(kEnd),
      "CREATE TABLE human_edits(doc_id TEXT NOT NULL,seq INTEGER NOT NULL,edit TEXT NOT NULL,"
      "PRIMARY KEY(doc_id,seq)" +
          std::string(kEnd),
  };
  for (const Table& table : tables) {
    out.push_back(create_table(table, owner_of(tables, table) == Owner::kTag));
    if (owner_of(tables, table) == Owner::kShared) {
      out.push_back(create_claims(table));
      out.push_back(create_index("journal_" + std::string(table.name), table.primary_key.front()));
    }
  }
  for (const Table& table : tables) add_indexes(out, table, owner_of(tables, table));
  return out;
}

std::vector<std::string> create_tables(Tables tables) {
  std::vector<std::string> out;
  for (const Table& table : tables) out.push_back(create_table(table, false));
  for (const Table& table : tables) {
    add_indexes(out, table, has_column(table, "doc_id") ? Owner::kColumn : Owner::kParent);
  }
  return out;
}

const std::vector<Searchable>& searchable() {
  static const std::vector<Searchable> kSearchable{
      {"sections", {"heading", "text"}},
      {"tasks", {"task_text", "output", "lead_raw", "coop_raw", "deadline_raw"}},
  };
  return kSearchable;
}

}  // namespace codau::store
