#include "store/schema/ddl.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"
#include "record/schema/codes.h"
#include "store/database/sqlite.h"
#include "store/schema/flat_views.h"
#include "store/schema/physical_schema.h"
#include "store/schema/review_queue_view.h"

namespace codau::store {
namespace {

using record::Column;
using record::ColumnType;
using record::ForeignKey;
using record::Table;

constexpr std::string_view kTableEnd = ") STRICT, WITHOUT ROWID";

/// The tables of a store besides the tables of the schema.
constexpr std::array<std::string_view, 30> kStateTables{
    // State of the whole store: `search` (how words were folded), `open` (a run has begun), and
    // others.
    "CREATE TABLE state(name TEXT NOT NULL,value TEXT NOT NULL,PRIMARY KEY(name)) STRICT, WITHOUT "
    "ROWID",
    // The closed lists of the schema by <table>.<column>. An INSERT adds a new code.
    "CREATE TABLE codes(list TEXT NOT NULL,code TEXT NOT NULL,PRIMARY KEY(list,code)) STRICT, "
    "WITHOUT ROWID",
    // The columns that evidence and corrections refer to.
    "CREATE TABLE fields(number INTEGER PRIMARY KEY,table_name TEXT NOT NULL,field TEXT NOT NULL,"
    "UNIQUE(table_name,field)) STRICT",
    // Each distinct correction of a text once, since many words are corrected in the same way. ''
    // stands for NULL.
    "CREATE TABLE changes(number INTEGER PRIMARY KEY,before TEXT NOT NULL,after TEXT NOT NULL,rule"
    " TEXT NOT NULL,source TEXT NOT NULL,status TEXT NOT NULL,UNIQUE(before,after,rule,source,"
    "status)) STRICT",
    // For each document: the fingerprint of everything it was made from (basis), a digest of its
    // rows, and a digest of the worker's answer.
    "CREATE TABLE made(doc_id TEXT NOT NULL,basis TEXT NOT NULL,digest TEXT,answer TEXT,"
    "PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    // Numbers of rows and of review reasons: of each document, and of all documents together.
    "CREATE TABLE document_counts(doc_id TEXT NOT NULL,name TEXT NOT NULL,n INTEGER NOT NULL,"
    "PRIMARY KEY(doc_id,name)) STRICT, WITHOUT ROWID",
    "CREATE TABLE totals(name TEXT NOT NULL,n INTEGER NOT NULL,PRIMARY KEY(name)) STRICT, WITHOUT "
    "ROWID",
    // Documents that were read and given up: secret, removed, or without a readable page.
    "CREATE TABLE given_up(doc_id TEXT NOT NULL,why TEXT NOT NULL,PRIMARY KEY(doc_id)) STRICT, "
    "WITHOUT ROWID",
    // The further documents of a file, by its first document, and the document whose number and
    // date each has, if any.
    "CREATE TABLE further(first TEXT NOT NULL,doc_id TEXT NOT NULL,promulgator TEXT NOT NULL,"
    "PRIMARY KEY(first,doc_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX further_by_doc_id ON further(doc_id)",
    "CREATE INDEX further_by_promulgator ON further(promulgator)",
    // Failures of runs (rejects), by input file.
    "CREATE TABLE rejects(file TEXT NOT NULL,seq INTEGER NOT NULL,reject TEXT NOT NULL,"
    "PRIMARY KEY(file,seq)) STRICT, WITHOUT ROWID",
    // Keys by which documents find each other (record/citations/xref.h), and hashes of keys that
    // changed. The column is_own holds a KeyOwner or a KeyChange (store/citations/xref_index.h).
    "CREATE TABLE xref_keys(doc_id TEXT NOT NULL,key TEXT NOT NULL,is_own INTEGER NOT NULL,"
    "PRIMARY KEY(doc_id,key,is_own)) STRICT, WITHOUT ROWID",
    "CREATE INDEX xref_keys_by_key ON xref_keys(key,is_own)",
    "CREATE TABLE xref_due(key TEXT NOT NULL,is_own INTEGER NOT NULL,PRIMARY KEY(key)) STRICT, "
    "WITHOUT ROWID",
    // Printed lines for search.
    "CREATE TABLE printed(id INTEGER PRIMARY KEY,doc_id TEXT NOT NULL,seq INTEGER NOT NULL,"
    "page_no INTEGER,first_line INTEGER NOT NULL,text TEXT NOT NULL,UNIQUE(doc_id,seq)) STRICT",
    // Changes that history.db has not received yet.
    "CREATE TABLE feed(id INTEGER PRIMARY KEY,token TEXT NOT NULL,doc_id TEXT NOT NULL,"
    "change TEXT NOT NULL,rows TEXT NOT NULL) STRICT",
    // Edits of people (record/edits/human_edit.h).
    "CREATE TABLE human_edits(doc_id TEXT NOT NULL,seq INTEGER NOT NULL,edit TEXT NOT NULL,"
    "PRIMARY KEY(doc_id,seq)) STRICT, WITHOUT ROWID",
    // Files that people have divided; each run reads them (Store::divisions).
    R"(CREATE INDEX human_edits_divide ON human_edits(doc_id,seq) WHERE edit GLOB '{"action":"divide",*')",
    // Obstacles that keep searchable PDFs from PDF/A-2b (export/pdf/pdf_a.h), codes separated by
    // spaces, and the marks of the PDFs (store/documents/build_state.h).
    "CREATE TABLE pdfs(doc_id TEXT NOT NULL,obstacles TEXT NOT NULL,mark TEXT NOT NULL DEFAULT '',"
    "PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    // Documents by the names in them that no list contains, and the confirmed names that the rows
    // use (store/edits/name_index.h).
    "CREATE TABLE names(name_key TEXT NOT NULL,doc_id TEXT NOT NULL,PRIMARY KEY(name_key,doc_id))"
    " STRICT, WITHOUT ROWID",
    "CREATE INDEX names_by_doc_id ON names(doc_id)",
    // The names of the files of each document (store/results/result_files.h), and the folded stems
    // whose names have to change.
    "CREATE TABLE result_files(doc_id TEXT NOT NULL,stem TEXT NOT NULL,folded TEXT NOT NULL,"
    "name TEXT NOT NULL,was TEXT,is_made INTEGER NOT NULL,PRIMARY KEY(doc_id)) STRICT, WITHOUT "
    "ROWID",
    "CREATE INDEX result_files_by_folded ON result_files(folded)",
    "CREATE INDEX result_files_open ON result_files(was,is_made)"
    " WHERE was IS NOT NULL OR is_made = 0",
    "CREATE TABLE results_due(folded TEXT NOT NULL,PRIMARY KEY(folded)) STRICT, WITHOUT ROWID",
    // Texts as read, and their changes (store/documents/document_texts.h).
    "CREATE TABLE texts(doc_id TEXT NOT NULL,kind INTEGER NOT NULL,seq INTEGER NOT NULL,"
    "packed BLOB NOT NULL,PRIMARY KEY(doc_id,kind,seq)) STRICT",
    "CREATE TABLE learnt(name TEXT NOT NULL,PRIMARY KEY(name)) STRICT, WITHOUT ROWID",
    // The column `row` is the number of the row that evidence or a correction is about. A row
    // without a number is named by row_id (otherwise ''), and `row` is then the number of its
    // document. If `end` is NULL, a correction ends after `before`.
    "CREATE TABLE kept_evidence(row INTEGER NOT NULL,field INTEGER NOT NULL,row_id TEXT NOT NULL,"
    "page_no INTEGER,bbox TEXT,confidence REAL,basis TEXT NOT NULL,PRIMARY KEY(row,field,row_id))"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE kept_corrections(row INTEGER NOT NULL,field INTEGER NOT NULL,corr_id BLOB NOT"
    " NULL,row_id TEXT NOT NULL,change INTEGER NOT NULL,page_no INTEGER,start INTEGER NOT NULL,"
    "\"end\" INTEGER,confidence REAL NOT NULL,actor TEXT,at TEXT,PRIMARY KEY(row,field,corr_id))"
    " STRICT, WITHOUT ROWID",
};

const Table* find(TableSpan tables, std::string_view name) {
  const auto found = std::ranges::find(tables, name, &Table::name);
  return found == tables.end() ? nullptr : &*found;
}

const ForeignKey* find_parent_key(const Table& table) {
  const auto found = std::ranges::find_if(table.foreign_keys, [&](const ForeignKey& key) {
    return key.table != table.name && has_column(record::table(key.table), "doc_id");
  });
  return found == table.foreign_keys.end() ? nullptr : &*found;
}

bool is_referenced(const Table& table) {
  return std::ranges::any_of(record::schema(), [&](const Table& other) {
    return std::ranges::any_of(other.foreign_keys,
                               [&](const ForeignKey& key) { return key.table == table.name; });
  });
}

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::kInt:
    case ColumnType::kBool:
      return "INTEGER";
    case ColumnType::kReal:
      return "REAL";
    case ColumnType::kText:
    case ColumnType::kUuid:
    case ColumnType::kDate:
    case ColumnType::kJson:
    case ColumnType::kList:
      break;
  }
  return "TEXT";
}

std::string in_codes(const std::string& name, const record::CodeList& codes) {
  std::string out = name + " IN (";
  std::string separator;
  for (const record::CodeEntry& one : codes) {
    out += separator + quote_text(one.code);
    separator = ",";
  }
  return out + ")";
}

/// Where the codes of closed columns are: in CHECKs of the table file, or in the table `codes` of a
/// store.
enum class CodeLocation : std::uint8_t { kInChecks, kInTable };

std::string check_of(const Column& column, CodeLocation codes) {
  const std::string name = quote_name(column.name);
  switch (column.type) {
    case ColumnType::kBool:
      return name + " IN (0,1)";
    case ColumnType::kReal:
      return name + " BETWEEN 0 AND 1";
    case ColumnType::kJson:
      return name + " IS NULL OR json_valid(" + name + ")";  // SQLite 3.40: json_valid(NULL) is 0
    case ColumnType::kDate:
      return name + " GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'";
    case ColumnType::kUuid:
      return "length(" + name + ") = 36";
    case ColumnType::kText:
      return column.codes == nullptr || codes == CodeLocation::kInTable
                 ? std::string{}
                 : in_codes(name, *column.codes);
    case ColumnType::kInt:
    case ColumnType::kList:
      break;
  }
  return {};
}

std::string column_sql(const Column& column, CodeLocation codes) {
  std::string out = quote_name(column.name) + " " + std::string(sql_type(column.type));
  if (!column.nullable) out += " NOT NULL";
  const std::string check = check_of(column, codes);
  if (!check.empty()) out += " CHECK (" + check + ")";
  return out;
}

std::string columns_sql(const Table& table, CodeLocation codes) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ",";
    out += column_sql(column, codes);
  }
  return out;
}

std::string foreign_key(std::string_view column, std::string_view table, std::string_view target) {
  return ",FOREIGN KEY(" + quote_name(column) + ") REFERENCES " + quote_name(table) + "(" +
         quote_name(target) + ") DEFERRABLE INITIALLY DEFERRED";
}

std::string create_table(const Table& table) {
  std::string keys;
  for (const ForeignKey& key : table.foreign_keys)
    keys += foreign_key(key.column, key.table, key.target);
  return "CREATE TABLE " + quote_name(table.name) + "(" +
         columns_sql(table, CodeLocation::kInChecks) + ",PRIMARY KEY(" + make_key_list(table) +
         ")" + keys + std::string(kTableEnd);
}

/// Returns the statement of a table of a store (store/schema/physical_schema.h).
std::string create_kept(const Table& table) {
  std::string columns = has_row_numbers(table) ? "row_number INTEGER PRIMARY KEY," : "", keys;
  for (const Column& column : table.columns) columns += make_stored_column(table, column) + ",";
  for (const ForeignKey& key : table.foreign_keys) {
    const Table& parent = record::table(key.table);
    keys += foreign_key(key.column, make_physical_name(parent),
                        is_number_key(key) ? "row_number" : key.target);
  }
  return "CREATE TABLE " + quote_name(make_physical_name(table)) + "(" + columns +
         (has_row_numbers(table) ? "UNIQUE(" : "PRIMARY KEY(") + make_key_list(table) + ")" + keys +
         (has_row_numbers(table) ? ") STRICT" : std::string(kTableEnd));
}

std::string create_claims(const Table& table) {
  return "CREATE TABLE " + quote_name(make_claims_name(table)) + "(\"doc_id\" TEXT NOT NULL," +
         columns_sql(table, CodeLocation::kInTable) + ",PRIMARY KEY(\"doc_id\"," +
         make_key_list(table) + ")" + std::string(kTableEnd);
}

/// Returns a trigger that refuses a row if a closed column holds a code that `codes` lacks.
std::string create_guard(const Table& table, std::string_view event) {
  std::string checks;
  for (const Column& column : table.columns) {
    if (column.codes == nullptr) continue;
    const std::string value = "NEW." + quote_name(column.name);
    checks += (checks.empty() ? "" : " OR ") +
              ("(" + value +
               " IS NOT NULL AND NOT EXISTS(SELECT 1"
               " FROM codes WHERE list = " +
               quote_text(make_code_list_name(table, column)) + " AND code = " + value + "))");
  }
  if (checks.empty()) return {};
  return "CREATE TRIGGER " + quote_name(std::string(table.name) + "_codes_" + std::string(event)) +
         " BEFORE " + std::string(event) + " ON " + quote_name(make_physical_name(table)) +
         " WHEN " + checks + " BEGIN SELECT RAISE(ABORT,'a code that is not in codes'); END";
}

std::string create_index(std::string_view table, std::string_view column,
                         std::string_view more = {}) {
  return "CREATE INDEX " + quote_name(std::string(table) + "_by_" + std::string(column)) + " ON " +
         quote_name(table) + "(" + quote_name(column) + std::string(more) + ")";
}

/// Adds the indexes of a table. Without them, replacing one document would scan every table: rows
/// are found by doc_id, and SQLite looks for the children of every removed row.
void add_indexes(std::vector<std::string>& out, const Table& table, std::string_view name,
                 RowOwner owner) {
  std::vector<std::string_view> done{table.primary_key.front()};
  const auto add = [&](std::string_view column, std::string_view more = {}) {
    if (std::ranges::find(done, column) != done.end()) return;
    done.push_back(column);
    out.push_back(create_index(name, column, more));
  };
  if (owner == RowOwner::kColumn) add("doc_id", has_column(table, "seq") ? ",\"seq\"" : "");
  for (const ForeignKey& key : table.foreign_keys) add(key.column);
}

/// Returns the view with the text of each row for `search`. FTS5 reads it to index a row and to
/// remove it. 273 and 272 are đ and Đ, which remove_diacritics keeps.
std::string create_search_text(TableSpan tables) {
  std::string arms;
  for (const SearchableTable& what : searchable_tables()) {
    const Table* table = find(tables, what.table);
    if (table == nullptr) continue;
    std::string text;
    for (const std::string_view name : what.columns) {
      text +=
          (text.empty() ? "" : " || ") + ("coalesce(char(10) || t." + quote_name(name) + ",'')");
    }
    const std::string key = "t." + quote_name(table->primary_key.front());
    arms += (arms.empty() ? "" : " UNION ALL ") +
            ("SELECT r.id AS id,substr(" + text + ",2) AS text," + quote_text(what.table) +
             " AS table_name," + key + " AS row_id,t.doc_id AS doc_id FROM search_rows AS r JOIN " +
             quote_name(what.table) + " AS t ON " + key +
             " = r.row_id AND r.table_name = " + quote_text(what.table));
  }
  if (arms.empty()) {
    arms = "SELECT 0 AS id,'' AS text,'' AS table_name,'' AS row_id,'' AS doc_id WHERE 0";
  }
  return "CREATE VIEW search_text AS SELECT "
         "id,text,replace(replace(text,char(273),'d'),char(272),'D') AS"
         " folded,table_name,row_id,doc_id FROM (" +
         arms + ")";
}

}  // namespace

bool has_column(const Table& table, std::string_view name) {
  return std::ranges::find(table.columns, name, &Column::name) != table.columns.end();
}

RowOwner find_row_owner(const Table& table) {
  if (record::is_about_values(table)) return RowOwner::kAbout;
  if (has_column(table, "doc_id")) return RowOwner::kColumn;
  if (is_referenced(table)) return RowOwner::kShared;
  return find_parent_key(table) != nullptr ? RowOwner::kParent : RowOwner::kShared;
}

const ForeignKey& get_parent_key(const Table& table) {
  const ForeignKey* key = find_parent_key(table);
  if (key == nullptr) throw Error(ErrorCode::kInternal, std::string(table.name) + " has no parent");
  return *key;
}

std::string make_stored_column(const Table& table, const Column& column) {
  if (find_number_key(table, column) == nullptr) return column_sql(column, CodeLocation::kInTable);
  return quote_name(column.name) + (column.nullable ? " INTEGER" : " INTEGER NOT NULL");
}

std::string make_key_list(const Table& table, std::string_view prefix) {
  std::string out;
  for (const std::string_view name : table.primary_key) {
    if (!out.empty()) out += ",";
    out += std::string(prefix) + quote_name(name);
  }
  return out;
}

std::string make_column_list(const Table& table, std::string_view prefix) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ",";
    out += std::string(prefix) + quote_name(column.name);
  }
  return out;
}

std::string make_claims_name(const Table& table) { return "journal_" + std::string(table.name); }

std::string make_claims_select(const Table& table) {
  return "SELECT " + quote_name(table.primary_key.front()) + ",\"doc_id\" FROM " +
         quote_name(make_claims_name(table)) + " ORDER BY 1, 2";
}

std::string make_code_list_name(const Table& table, const Column& column) {
  return std::string(table.name) + "." + std::string(column.name);
}

std::vector<std::string> make_store_statements() {
  const TableSpan tables = record::schema();
  std::vector<std::string> out;
  for (const std::string_view sql : kStateTables) out.emplace_back(sql);
  for (const std::string_view sql : kCreateXrefFacts) out.emplace_back(sql);
  for (const std::string_view sql : kCreateListTables) out.emplace_back(sql);
  for (const Table& table : tables) {
    const RowOwner owner = find_row_owner(table);
    if (owner == RowOwner::kAbout) continue;
    out.push_back(create_kept(table));
    if (owner != RowOwner::kShared) continue;
    out.push_back(create_claims(table));
    out.push_back(create_index(make_claims_name(table), table.primary_key.front()));
  }
  for (const Table& table : tables) {
    const RowOwner owner = find_row_owner(table);
    if (owner != RowOwner::kAbout) add_indexes(out, table, make_physical_name(table), owner);
  }
  for (const std::string_view sql : kCreateListIndexes) out.emplace_back(sql);
  for (const Table& table : tables) {
    if (find_row_owner(table) == RowOwner::kAbout) continue;
    for (const char* const event : {"INSERT", "UPDATE"}) {
      if (std::string guard = create_guard(table, event); !guard.empty())
        out.push_back(std::move(guard));
    }
  }
  for (const Table& table : tables) {
    if (is_view(table)) out.push_back(make_view_statement(table));
  }
  if (std::string queue = make_review_queue_view(tables); !queue.empty())
    out.push_back(std::move(queue));
  for (FlatView& view : make_flat_views(tables, Dialect::kSqlite))
    out.push_back(std::move(view.sql));
  return out;
}

std::vector<std::string> make_table_statements(TableSpan tables) {
  std::vector<std::string> out;
  for (const Table& table : tables) out.push_back(create_table(table));
  for (const Table& table : tables) {
    add_indexes(out, table, table.name,
                has_column(table, "doc_id") ? RowOwner::kColumn : RowOwner::kParent);
  }
  out.emplace_back(
      "CREATE TABLE search_rows(id INTEGER PRIMARY KEY,table_name TEXT NOT NULL,row_id TEXT NOT "
      "NULL) STRICT");
  out.push_back(create_search_text(tables));
  std::vector<FlatView> views = make_flat_views(tables, Dialect::kSqlite);
  if (!views.empty()) out.push_back(make_copies_index(quote_name("documents")));
  for (FlatView& view : views) out.push_back(std::move(view.sql));
  return out;
}

const std::vector<SearchableTable>& searchable_tables() {
  static const std::vector<SearchableTable> kSearchable{
      {"sections", {"heading", "text"}},
      {"tasks", {"task_text", "output", "lead_raw", "coop_raw", "deadline_raw"}},
  };
  return kSearchable;
}

}  // namespace codau::store
