#include "store/ddl.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"
#include "record/codes.h"
#include "store/flat_views.h"
#include "store/kept.h"
#include "store/review_queue.h"
#include "store/sqlite.h"

namespace codau::store {
namespace {

using record::Column;
using record::ForeignKey;
using record::Table;
using record::Type;

constexpr std::string_view kEnd = ") STRICT, WITHOUT ROWID";

/// All that a store knows besides the rows of the schema.
constexpr std::array<std::string_view, 21> kBooks{
    // What holds for the store as a whole: `search` (how its words were folded), `due` (work that
    // was begun).
    "CREATE TABLE state(name TEXT NOT NULL,value TEXT NOT NULL,PRIMARY KEY(name)) STRICT, WITHOUT "
    "ROWID",
    // The closed lists of the schema, <table>.<column>: a new code is an INSERT.
    "CREATE TABLE codes(list TEXT NOT NULL,code TEXT NOT NULL,PRIMARY KEY(list,code)) STRICT, "
    "WITHOUT ROWID",
    // What each document was made from, a digest of its rows, how many it adds to `totals`, digests
    // of what a worker sent of it and of its document.json, and by what its changes.jsonl is known.
    "CREATE TABLE made(doc_id TEXT NOT NULL,basis TEXT NOT NULL,digest TEXT,counts TEXT,"
    "answer TEXT,file TEXT,changes TEXT,"
    "PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    "CREATE TABLE totals(name TEXT NOT NULL,n INTEGER NOT NULL,PRIMARY KEY(name)) STRICT, WITHOUT "
    "ROWID",
    // Documents that were read and given up: secret, taken out, or without a page to read.
    "CREATE TABLE given_up(doc_id TEXT NOT NULL,why TEXT NOT NULL,PRIMARY KEY(doc_id)) STRICT, "
    "WITHOUT ROWID",
    // Of files that hold several documents, those behind the first, by the first; and whose number
    // and date each has, or nobody's.
    "CREATE TABLE further(first TEXT NOT NULL,doc_id TEXT NOT NULL,promulgator TEXT NOT NULL,"
    "PRIMARY KEY(first,doc_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX further_by_doc_id ON further(doc_id)",
    "CREATE INDEX further_by_promulgator ON further(promulgator)",
    // What is not done, by source.
    "CREATE TABLE rejects(file TEXT NOT NULL,seq INTEGER NOT NULL,reject TEXT NOT NULL,"
    "PRIMARY KEY(file,seq)) STRICT, WITHOUT ROWID",
    // By which documents find each other (record/xref.h), and keys about which something changed;
    // of each key a digest. is_own: Whose, KeyDue (store/xref_book.h).
    "CREATE TABLE xref_keys(doc_id TEXT NOT NULL,key TEXT NOT NULL,is_own INTEGER NOT NULL,"
    "PRIMARY KEY(doc_id,key,is_own)) STRICT, WITHOUT ROWID",
    "CREATE INDEX xref_keys_by_key ON xref_keys(key,is_own)",
    "CREATE TABLE xref_due(key TEXT NOT NULL,is_own INTEGER NOT NULL,PRIMARY KEY(key)) STRICT, "
    "WITHOUT ROWID",
    // Evidence and corrections, one value a document (store/provenance.h, store/readings.h).
    "CREATE TABLE provenance(doc_id TEXT NOT NULL,evidence TEXT NOT NULL,corrections TEXT NOT NULL,"
    "correction_ids BLOB NOT NULL,words TEXT NOT NULL,word_ids BLOB NOT NULL,"
    "PRIMARY KEY(doc_id)) STRICT",
    // Printed lines, for search.
    "CREATE TABLE printed(id INTEGER PRIMARY KEY,doc_id TEXT NOT NULL,seq INTEGER NOT NULL,"
    "page_no INTEGER,first_line INTEGER NOT NULL,text TEXT NOT NULL,UNIQUE(doc_id,seq)) STRICT",
    // Changes on their way to history.db.
    "CREATE TABLE feed(id INTEGER PRIMARY KEY,token TEXT NOT NULL,doc_id TEXT NOT NULL,"
    "change TEXT NOT NULL,rows TEXT NOT NULL) STRICT",
    // What people have set (record/human_edit.h).
    "CREATE TABLE human_edits(doc_id TEXT NOT NULL,seq INTEGER NOT NULL,edit TEXT NOT NULL,"
    "PRIMARY KEY(doc_id,seq)) STRICT, WITHOUT ROWID",
    // Files that people have divided, which each run asks for (Store::divisions).
    R"(CREATE INDEX human_edits_divide ON human_edits(doc_id,seq) WHERE edit GLOB '{"action":"divide",*')",
    // What keeps searchable PDFs from PDF/A-2b (export/pdf/pdf_a.h), codes with spaces between, and
    // by what each is known (store/made.h).
    "CREATE TABLE pdfs(doc_id TEXT NOT NULL,obstacles TEXT NOT NULL,mark TEXT NOT NULL DEFAULT '',"
    "PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    // By which name that no list has a document is found, and the names that people have confirmed
    // of which the rows know (store/name_index.h).
    "CREATE TABLE names(name_key TEXT NOT NULL,doc_id TEXT NOT NULL,PRIMARY KEY(name_key,doc_id))"
    " STRICT, WITHOUT ROWID",
    "CREATE INDEX names_by_doc_id ON names(doc_id)",
    "CREATE TABLE learnt(name TEXT NOT NULL,PRIMARY KEY(name)) STRICT, WITHOUT ROWID",
};

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

std::string in_codes(const std::string& name, const record::CodeList& codes) {
  std::string out = name + " IN (";
  std::string separator;
  for (const record::Code& one : codes) {
    out += separator + quoted_text(one.code);
    separator = ",";
  }
  return out + ")";
}

/// Where the codes of closed columns stand: in the table file itself, or in `codes` of a store.
enum class Codes : std::uint8_t { kInChecks, kInTable };

std::string check_of(const Column& column, Codes codes) {
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
      return column.codes == nullptr || codes == Codes::kInTable ? std::string{}
                                                                 : in_codes(name, *column.codes);
    case Type::kInt:
    case Type::kList:
      break;
  }
  return {};
}

std::string column_sql(const Column& column, Codes codes) {
  std::string out = quoted_name(column.name) + " " + std::string(sql_type(column.type));
  if (!column.nullable) out += " NOT NULL";
  const std::string check = check_of(column, codes);
  if (!check.empty()) out += " CHECK (" + check + ")";
  return out;
}

std::string columns_sql(const Table& table, Codes codes) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ",";
    out += column_sql(column, codes);
  }
  return out;
}

std::string foreign_key(std::string_view column, std::string_view table, std::string_view target) {
  return ",FOREIGN KEY(" + quoted_name(column) + ") REFERENCES " + quoted_name(table) + "(" +
         quoted_name(target) + ") DEFERRABLE INITIALLY DEFERRED";
}

std::string create_table(const Table& table) {
  std::string keys;
  for (const ForeignKey& key : table.foreign_keys)
    keys += foreign_key(key.column, key.table, key.target);
  return "CREATE TABLE " + quoted_name(table.name) + "(" + columns_sql(table, Codes::kInChecks) +
         ",PRIMARY KEY(" + key_list(table) + ")" + keys + std::string(kEnd);
}

/// A table of a store: store/kept.h.
std::string create_kept(const Table& table) {
  std::string columns = is_numbered(table) ? "number INTEGER PRIMARY KEY," : "", keys;
  for (const Column& column : table.columns) columns += kept_column(table, column) + ",";
  for (const ForeignKey& key : table.foreign_keys) {
    const Table& parent = record::table(key.table);
    keys += foreign_key(key.column, kept_name(parent), is_numbered(parent) ? "number" : key.target);
  }
  return "CREATE TABLE " + quoted_name(kept_name(table)) + "(" + columns +
         (is_numbered(table) ? "UNIQUE(" : "PRIMARY KEY(") + key_list(table) + ")" + keys +
         (is_numbered(table) ? ") STRICT" : std::string(kEnd));
}

std::string create_claims(const Table& table) {
  return "CREATE TABLE " + quoted_name(claims_of(table)) + "(\"doc_id\" TEXT NOT NULL," +
         columns_sql(table, Codes::kInTable) + ",PRIMARY KEY(\"doc_id\"," + key_list(table) + ")" +
         std::string(kEnd);
}

/// A row whose closed column holds a code that `codes` does not have is refused.
std::string create_guard(const Table& table, std::string_view event) {
  std::string checks;
  for (const Column& column : table.columns) {
    if (column.codes == nullptr) continue;
    const std::string value = "NEW." + quoted_name(column.name);
    checks += (checks.empty() ? "" : " OR ") +
              ("(" + value +
               " IS NOT NULL AND NOT EXISTS(SELECT 1"
               " FROM codes WHERE list = " +
               quoted_text(list_of(table, column)) + " AND code = " + value + "))");
  }
  if (checks.empty()) return {};
  return "CREATE TRIGGER " + quoted_name(std::string(table.name) + "_codes_" + std::string(event)) +
         " BEFORE " + std::string(event) + " ON " + quoted_name(kept_name(table)) + " WHEN " +
         checks + " BEGIN SELECT RAISE(ABORT,'a code that is not in codes'); END";
}

std::string create_index(std::string_view table, std::string_view column,
                         std::string_view more = {}) {
  return "CREATE INDEX " + quoted_name(std::string(table) + "_by_" + std::string(column)) + " ON " +
         quoted_name(table) + "(" + quoted_name(column) + std::string(more) + ")";
}

/// Without these, replacing one document would scan every table: rows are found by doc_id, and
/// SQLite looks for the children of every row that goes.
void add_indexes(std::vector<std::string>& out, const Table& table, std::string_view name,
                 Owner owner) {
  std::vector<std::string_view> done{table.primary_key.front()};
  const auto add = [&](std::string_view column, std::string_view more = {}) {
    if (std::ranges::find(done, column) != done.end()) return;
    done.push_back(column);
    out.push_back(create_index(name, column, more));
  };
  if (owner == Owner::kColumn) add("doc_id", has_column(table, "seq") ? ",\"seq\"" : "");
  for (const ForeignKey& key : table.foreign_keys) add(key.column);
}

/// Where the rows that are searched stand: in a store, or alone in a table file.
enum class Rows : std::uint8_t { kKept, kAlone };

/// The text of `search` by row: what is indexed, and with it what has to be taken out again. 273
/// and 272 are đ and Đ, from which remove_diacritics takes nothing.
std::string create_search_text(Tables tables, Rows rows) {
  std::string arms;
  for (const Searchable& what : searchable()) {
    const Table* table = find(tables, what.table);
    if (table == nullptr) continue;
    std::string text;
    for (const std::string_view name : what.columns) {
      const Column& column = *std::ranges::find(table->columns, name, &Column::name);
      text +=
          (text.empty() ? "" : " || ") +
          ("coalesce(char(10) || " +
           (rows == Rows::kKept ? kept_value(*table, column) : "t." + quoted_name(name)) + ",'')");
    }
    const std::string key = "t." + quoted_name(table->primary_key.front());
    const std::string from = rows == Rows::kKept
                                 ? from_kept(*table)
                                 : " FROM search_rows AS r JOIN " + quoted_name(what.table) +
                                       " AS t ON " + key +
                                       " = r.row_id AND r.table_name = " + quoted_text(what.table);
    arms += (arms.empty() ? "" : " UNION ALL ") +
            ("SELECT " + std::string(rows == Rows::kKept ? "t.number" : "r.id") + " AS id,substr(" +
             text + ",2) AS text," + quoted_text(what.table) + " AS table_name," + key +
             " AS row_id,t.doc_id AS doc_id" + from);
  }
  if (arms.empty()) {
    arms = "SELECT 0 AS id,'' AS text,'' AS table_name,'' AS row_id,'' AS doc_id WHERE 0";
  }
  return "CREATE VIEW search_text AS SELECT "
         "id,text,replace(replace(text,char(273),'d'),char(272),'D') AS"
         " folded,table_name,row_id,doc_id FROM (" +
         arms + ")";
}

void add_flat_views(std::vector<std::string>& out, Tables tables) {
  std::vector<FlatView> views = create_flat_views(tables, Dialect::kSqlite);
  if (!views.empty()) out.push_back(create_copies_index(Dialect::kSqlite));
  for (FlatView& view : views) out.push_back(std::move(view.sql));
}

}  // namespace

bool has_column(const Table& table, std::string_view name) {
  return std::ranges::find(table.columns, name, &Column::name) != table.columns.end();
}

Owner owner_of(Tables tables, const Table& table) {
  if (table.name == "evidence" || table.name == "corrections") return Owner::kPacked;
  if (has_column(table, "doc_id")) return Owner::kColumn;
  if (is_referenced(tables, table)) return Owner::kShared;
  return find_parent_key(tables, table) != nullptr ? Owner::kParent : Owner::kShared;
}

const ForeignKey& parent_key(Tables tables, const Table& table) {
  const ForeignKey* key = find_parent_key(tables, table);
  if (key == nullptr) throw Error(ErrorCode::kInternal, std::string(table.name) + " has no parent");
  return *key;
}

std::string kept_column(const Table& table, const Column& column) {
  if (number_key(table, column) == nullptr) return column_sql(column, Codes::kInTable);
  return quoted_name(column.name) + (column.nullable ? " INTEGER" : " INTEGER NOT NULL");
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

std::string claims_of(const Table& table) { return "journal_" + std::string(table.name); }

std::string select_claims(const Table& table) {
  return "SELECT " + quoted_name(table.primary_key.front()) + ",\"doc_id\" FROM " +
         quoted_name(claims_of(table)) + " ORDER BY 1, 2";
}

std::string list_of(const Table& table, const Column& column) {
  return std::string(table.name) + "." + std::string(column.name);
}

std::vector<std::string> create_statements(Tables tables) {
  std::vector<std::string> out;
  for (const std::string_view sql : kBooks) out.emplace_back(sql);
  for (const std::string_view sql : kCreateXrefFacts) out.emplace_back(sql);
  for (const Table& table : tables) {
    const Owner owner = owner_of(tables, table);
    if (owner == Owner::kPacked) continue;
    out.push_back(create_kept(table));
    if (owner != Owner::kShared) continue;
    out.push_back(create_claims(table));
    out.push_back(create_index(claims_of(table), table.primary_key.front()));
  }
  for (const Table& table : tables) {
    const Owner owner = owner_of(tables, table);
    if (owner != Owner::kPacked) add_indexes(out, table, kept_name(table), owner);
  }
  for (const Table& table : tables) {
    for (const char* const event : {"INSERT", "UPDATE"}) {
      const std::string guard = create_guard(table, event);
      if (!guard.empty() && owner_of(tables, table) != Owner::kPacked) out.push_back(guard);
    }
  }
  for (const Table& table : tables) {
    if (is_view(table)) out.push_back(create_view(table));
  }
  out.push_back(create_evidence_view(tables));
  out.push_back(create_corrections_view(tables));
  out.push_back(create_search_text(tables, Rows::kKept));
  if (std::string queue = create_review_queue(tables); !queue.empty())
    out.push_back(std::move(queue));
  add_flat_views(out, tables);
  return out;
}

std::vector<std::string> create_tables(Tables tables) {
  std::vector<std::string> out;
  for (const Table& table : tables) out.push_back(create_table(table));
  for (const Table& table : tables) {
    add_indexes(out, table, table.name,
                has_column(table, "doc_id") ? Owner::kColumn : Owner::kParent);
  }
  out.emplace_back(
      "CREATE TABLE search_rows(id INTEGER PRIMARY KEY,table_name TEXT NOT NULL,row_id TEXT NOT "
      "NULL) STRICT");
  out.push_back(create_search_text(tables, Rows::kAlone));
  add_flat_views(out, tables);
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
