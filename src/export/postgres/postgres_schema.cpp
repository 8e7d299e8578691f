#include "export/postgres/postgres_schema.h"

#include <algorithm>
#include <span>

#include "export/delivery/titles.h"
#include "record/schema/codes.h"
#include "record/schema/flat_tables.h"
#include "record/schema/ids.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"
#include "store/schema/flat_views.h"

namespace codau::exports {
namespace {

using record::Column;
using record::ColumnType;
using record::ForeignKey;

constexpr std::string_view kTargetVersion = record::kSchemaVersion;

constexpr Column kDocIdColumn = {"doc_id", ColumnType::kText, false,
                                 "Document: first 16 hex digits of the SHA-256 of its source."};
constexpr Column kOfficeColumn = {"office", ColumnType::kText, false,
                                  "Office whose output has it; empty: unnamed."};
/// The table whose rows each office has separately.
constexpr std::string_view kOfficeTable = "sources";

TargetTable target_of(const record::Table& table) {
  TargetTable out{table.name,
                  {table.columns.begin(), table.columns.end()},
                  {table.primary_key.begin(), table.primary_key.end()},
                  {},
                  RowOwnership::kToDocument};
  std::ranges::copy_if(table.foreign_keys, std::back_inserter(out.foreign_keys),
                       [](const ForeignKey& key) { return key.table != "documents"; });
  switch (store::find_row_owner(table)) {
    case store::RowOwner::kColumn:
      if (table.name != kOfficeTable) break;
      out.ownership = RowOwnership::kToOffice;
      out.columns.push_back(kOfficeColumn);
      out.key.insert(out.key.begin() + 1, kOfficeColumn.name);
      break;
    case store::RowOwner::kParent:
      out.ownership = RowOwnership::kToParent;
      break;
    case store::RowOwner::kAbout:
      if (!store::has_column(table, "doc_id")) out.columns.push_back(kDocIdColumn);
      break;
    case store::RowOwner::kShared:
      out.ownership = RowOwnership::kToDocuments;
      break;
  }
  return out;
}

bool is_key(const TargetTable& table, const Column& column) {
  return std::ranges::find(table.key, column.name) != table.key.end() || column.name == "doc_id";
}

std::string names(std::span<const std::string_view> columns) {
  std::string out;
  for (const std::string_view name : columns) {
    if (!out.empty()) out += ",";
    out += quote_sql_name(name);
  }
  return out;
}

std::string literal(std::string_view text) { return store::quote_text(text); }

/// Returns 'a','b' for the codes a and b.
std::string literals(const record::CodeList& codes) {
  std::string out;
  for (const record::CodeEntry& one : codes) out += (out.empty() ? "" : ",") + literal(one.code);
  return out;
}

std::string check_of(const Column& column) {
  const std::string name = quote_sql_name(column.name);
  if (column.type == ColumnType::kReal) return name + " BETWEEN 0 AND 1";
  if (column.codes == nullptr) return {};
  return name + " IN (" + literals(*column.codes) + ")";
}

struct Constraint {
  std::string name, rule;
};
/// Returns checks of codes and ranges, and foreign keys. codau owns their names, and may recreate
/// them when rules change.
std::vector<Constraint> constraints_of(const TargetTable& table) {
  std::vector<Constraint> out;
  const std::string prefix = std::string(table.name) + "_";
  for (const Column& column : table.columns) {
    const std::string check = check_of(column);
    if (check.empty()) continue;
    out.push_back({prefix + std::string(column.name) + "_check", "CHECK (" + check + ")"});
  }
  for (const ForeignKey& key : table.foreign_keys) {
    out.push_back({prefix + std::string(key.column) + "_fkey",
                   "FOREIGN KEY (" + quote_sql_name(key.column) + ") REFERENCES codau." +
                       quote_sql_name(key.table) + "(" + quote_sql_name(key.target) +
                       ") DEFERRABLE INITIALLY DEFERRED"});
  }
  return out;
}

std::string create_table(const TargetTable& table) {
  std::string out = "CREATE TABLE IF NOT EXISTS " + qualify_table_name(table) + "(\n";
  for (const Column& column : table.columns) {
    out += "  " + quote_sql_name(column.name) + " " + to_sql_type(table, column);
    out += column.nullable ? ",\n" : " NOT NULL,\n";
  }
  return out + "  PRIMARY KEY (" + names(table.key) + "));\n";
}

std::string add_constraints(const TargetTable& table) {
  std::string out;
  for (const Constraint& constraint : constraints_of(table)) {
    out += out.empty() ? "ALTER TABLE " + qualify_table_name(table) + "\n" : ",\n";
    out += "  ADD CONSTRAINT " + quote_sql_name(constraint.name) + " " + constraint.rule;
  }
  return out.empty() ? out : out + ";\n";
}

/// Returns SQL that adds the missing parts of an older table. Rows of another store have no value
/// in a new column until they are loaded again. They may also hold a removed code. So new columns
/// may be NULL, and rules hold only for new rows (NOT VALID).
std::string upgrade_table(const TargetTable& table) {
  const std::string alter = "ALTER TABLE " + qualify_table_name(table) + "\n";
  std::string columns, old_rules, new_rules;
  const auto add = [&](std::string& list, const std::string& clause) {
    list += (list.empty() ? alter + "  " : ",\n  ") + clause;
  };
  for (const Column& column : table.columns) {
    add(columns, "ADD COLUMN IF NOT EXISTS " + quote_sql_name(column.name) + " " +
                     to_sql_type(table, column));
  }
  for (const Constraint& constraint : constraints_of(table)) {
    add(old_rules, "DROP CONSTRAINT IF EXISTS " + quote_sql_name(constraint.name));
    add(new_rules,
        "ADD CONSTRAINT " + quote_sql_name(constraint.name) + " " + constraint.rule + " NOT VALID");
  }
  // Up to 1.1 no two agencies could share a name_key, even if their names differ in diacritics.
  if (table.ownership == RowOwnership::kToDocuments)
    add(old_rules,
        "DROP CONSTRAINT IF EXISTS " + quote_sql_name(std::string(table.name) + "_unique"));
  for (std::string* list : {&columns, &old_rules, &new_rules}) {
    if (!list->empty()) *list += ";\n";
  }
  return columns + old_rules + new_rules;
}

/// Creates an index on doc_id, and an index on each foreign key.
std::string create_indexes(const TargetTable& table) {
  std::vector<std::string_view> done{table.key.front()};
  std::string out;
  const auto add = [&](std::string_view column) {
    if (std::ranges::find(done, column) != done.end()) return;
    done.push_back(column);
    out += "CREATE INDEX IF NOT EXISTS " +
           quote_sql_name(std::string(table.name) + "_by_" + std::string(column)) + " ON " +
           qualify_table_name(table) + "(" + quote_sql_name(column) + ");\n";
  };
  for (const Column& column : table.columns) {
    if (column.name == "doc_id") add(column.name);
  }
  for (const ForeignKey& key : table.foreign_keys) add(key.column);
  return out;
}

std::string comments(const TargetTable& table) {
  std::string out;
  for (const Column& column : table.columns) {
    out += "COMMENT ON COLUMN " + qualify_table_name(table) + "." + quote_sql_name(column.name) +
           " IS " + literal(describe_column(column)) + ";\n";
  }
  return out;
}

std::string view_comments() {
  std::string out;
  for (const record::Table& flat : record::flat_tables()) {
    for (const Column& column : flat.columns) {
      for (const std::string& name : {quote_sql_name(flat.name) + "." + quote_sql_name(column.name),
                                      quote_sql_name(record::to_vietnamese_name(flat)) + "." +
                                          quote_sql_name(record::to_vietnamese_name(column))})
        out +=
            "COMMENT ON COLUMN codau." + name + " IS " + literal(describe_column(column)) + ";\n";
    }
  }
  return out;
}

std::vector<const TargetTable*> all_tables() {
  std::vector<const TargetTable*> out;
  for (const TargetTable& table : target_tables()) out.push_back(&table);
  out.push_back(&claims_table());
  out.push_back(&loads_table());
  return out;
}

std::string version_number(std::string_view text) {
  return "string_to_array(" + std::string(text) + ", '.')::int[]";
}

/// Finds the version of the target, in `present`; NULL before the first load.
std::string find_version(const std::string& younger, const std::string& always) {
  std::string ours;
  std::vector<const TargetTable*> tables = all_tables();
  tables.push_back(&delivered_table());
  tables.push_back(&offices_table());
  for (const TargetTable* table : tables) {
    ours += (ours.empty() ? "" : ",") + literal(table->name);
  }
  const std::string known = literal(kTargetVersion);
  return "IF to_regnamespace('codau') IS NULL THEN CREATE SCHEMA codau; END IF;\n"
         "IF to_regclass('codau.schema_version') IS NOT NULL THEN\n"
         "  SELECT version INTO STRICT present FROM codau.schema_version;\n"
         "ELSE\n"
         "  SELECT relname INTO foreign_table FROM pg_class\n"
         "    WHERE relnamespace = to_regnamespace('codau') AND relname IN (" +
         ours +
         ") ORDER BY relname LIMIT 1;\n"
         "  IF FOUND THEN\n"
         "    RAISE EXCEPTION 'the schema codau has a table % that codau did not make; move it "
         "away',\n      foreign_table;\n"
         "  END IF;\n"
         "END IF;\n"
         "IF present = " +
         known + " THEN\n" + younger +
         "IF right(coalesce(obj_description('codau.schema_version'::regclass),''),64) <> " +
         literal(schema_digest()) + " THEN\n" + always +
         "END IF;\nRETURN; END IF;\n"
         "IF " +
         version_number("present") + " > " + version_number(known) +
         " THEN\n"
         "  RAISE EXCEPTION 'the tables are of version %, this codau knows " +
         std::string(kTargetVersion) +
         "; use the newer codau', present;\n"
         "END IF;\n";
}

std::string lacks_office(const TargetTable& table) {
  const std::string relation = "to_regclass(" + literal(qualify_table_name(table)) + ")";
  return "IF " + relation +
         " IS NOT NULL AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = " + relation +
         " AND attname = " + literal(kOfficeColumn.name) + " AND NOT attisdropped) THEN\n";
}

/// Assigns older rows to the office that has the document, if it is the only one. Otherwise the
/// owner is unknown, and the first office that loads the document again replaces the rows.
std::string give_offices(const TargetTable& table) {
  const std::string alter = "ALTER TABLE " + qualify_table_name(table) + " ",
                    name = quote_sql_name(kOfficeColumn.name);
  return lacks_office(table) + alter + "ADD COLUMN " + name + " " +
         to_sql_type(table, kOfficeColumn) + ";\nUPDATE " + qualify_table_name(table) +
         " AS t SET " + name + " = coalesce((SELECT min(f.\"office\") FROM " +
         qualify_table_name(offices_table()) +
         " AS f WHERE f.\"doc_id\" = t.\"doc_id\" HAVING count(*) = 1),'');\n" + alter +
         "ALTER COLUMN " + name + " SET NOT NULL, DROP CONSTRAINT " +
         quote_sql_name(std::string(table.name) + "_pkey") + ", ADD PRIMARY KEY (" +
         names(table.key) + ");\nEND IF;\n";
}

std::string younger_tables() {
  // Drops a table without offices: its entries return when documents are delivered again.
  std::string out = lacks_office(delivered_table()) + "DROP TABLE " +
                    qualify_table_name(delivered_table()) + ";\nEND IF;\n";
  for (const TargetTable* const table : {&delivered_table(), &offices_table()})
    out += "IF to_regclass(" + literal(qualify_table_name(*table)) + ") IS NULL THEN\n" +
           create_table(*table) + comments(*table) + "END IF;\n";
  for (const TargetTable& table : target_tables()) {
    if (table.ownership == RowOwnership::kToOffice) out += give_offices(table);
  }
  return out;
}

std::string views_and_indexes() {
  std::string out;
  for (const TargetTable* table : all_tables()) out += create_indexes(*table) + comments(*table);
  out += store::make_copies_index("codau.\"documents\"") + ";\n";
  for (const store::FlatView& view :
       store::make_flat_views(record::schema(), store::Dialect::kPostgres))
    out += view.sql + ";\n";
  return out + view_comments();
}

}  // namespace

const std::vector<TargetTable>& target_tables() {
  static const std::vector<TargetTable> kTables = [] {
    std::vector<TargetTable> out;
    for (const record::Table& table : record::schema()) out.push_back(target_of(table));
    return out;
  }();
  return kTables;
}

const TargetTable& claims_table() {
  static const TargetTable kClaims{
      "agency_claims",
      {{"agency_id", ColumnType::kUuid, false, "Agency."}, kDocIdColumn},
      {"agency_id", "doc_id"},
      {{"agency_id", "agencies", "agency_id"}},
      RowOwnership::kToDocument};
  return kClaims;
}

const TargetTable& loads_table() {
  static const TargetTable kLoads{
      "loads",
      {kDocIdColumn,
       {"schema_version", ColumnType::kText, false, "Version of these tables when it was loaded."},
       {"row_count", ColumnType::kInt, false, "Rows of the document, without those of an office."},
       {"digest", ColumnType::kText, false, "Sum of the hashes of its rows."}},
      {"doc_id"},
      {},
      RowOwnership::kToDocument};
  return kLoads;
}

const TargetTable& delivered_table() {
  static const TargetTable kDelivered{
      "delivered",
      {kDocIdColumn,
       kOfficeColumn,
       {"digest", ColumnType::kText, false, "Digest of what was delivered of the document."},
       {"loaded", ColumnType::kText, true, "Its digest in loads then; NULL without rows."},
       {"is_partial", ColumnType::kBool, false, "Whether rows of the document were kept back."}},
      {"doc_id", "office"},
      {},
      RowOwnership::kToOffice};
  return kDelivered;
}

const TargetTable& offices_table() {
  static const TargetTable kOffices{"offices",
                                    {kDocIdColumn, kOfficeColumn},
                                    {"doc_id", "office"},
                                    {},
                                    RowOwnership::kToDocument};
  return kOffices;
}

std::string quote_sql_name(std::string_view name) { return store::quote_name(name); }

std::string qualify_table_name(const TargetTable& table) {
  return "codau." + quote_sql_name(table.name);
}

std::string to_sql_type(const TargetTable& table, const Column& column) {
  switch (column.type) {
    case ColumnType::kText:
      // Keys are compared as bytes: the order of a language takes twenty times as long.
      return is_key(table, column) ? "text COLLATE \"C\"" : "text";
    case ColumnType::kUuid:
      return "uuid";
    case ColumnType::kDate:
      return "date";
    case ColumnType::kInt:
      return "bigint";
    case ColumnType::kReal:
      return "double precision";
    case ColumnType::kBool:
      return "boolean";
    case ColumnType::kJson:
      return "jsonb";
    case ColumnType::kList:
      break;
  }
  return "text[]";
}

const std::string& schema_digest() {
  static const std::string kDigest = record::sha256(younger_tables() + views_and_indexes());
  return kDigest;
}

std::string make_schema_sql() {
  std::string create, upgrade, rules;
  for (const TargetTable* table : all_tables()) {
    create += create_table(*table);
    upgrade += upgrade_table(*table);
    rules += add_constraints(*table);
  }
  const std::string always = younger_tables() + views_and_indexes() +
                             "COMMENT ON TABLE codau.schema_version IS " +
                             literal("codau " + schema_digest()) + ";\n";
  return "DO $codau$\n"
         "DECLARE present text; foreign_table text;\n"
         "BEGIN\n" +
         find_version(younger_tables(), always) + create + younger_tables() +
         "IF present IS NULL THEN\n" + rules +
         "CREATE TABLE codau.schema_version(version text NOT NULL);\n"
         "INSERT INTO codau.schema_version VALUES (" +
         literal(kTargetVersion) + ");\nELSE\n" + upgrade + "DELETE FROM " +
         qualify_table_name(delivered_table()) +
         ";\n"  // new columns need values
         "UPDATE codau.schema_version SET version = " +
         literal(kTargetVersion) + ";\nEND IF;\n" + always + "END $codau$;\n";
}

}  // namespace codau::exports
