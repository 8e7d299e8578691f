#include "export/postgres/postgres_statements.h"

#include <algorithm>

#include "export/delivery/delivered_digest.h"
#include "export/delivery/row_source.h"
#include "export/postgres/postgres_text.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::exports {
namespace {

using record::Column;
using record::ForeignKey;

/// The key of codau's advisory lock: "codau" in ASCII.
constexpr std::string_view kAdvisoryLockKey = "426903593333";
/// Sums are modulo 2^64, because the client sums in 64 bits.
constexpr std::string_view kHashModulus = "18446744073709551616";
constexpr std::string_view kInBatch = " IN (SELECT \"doc_id\" FROM pg_temp.\"batch\")";

std::string staging_name(const TargetTable& table) {
  return "pg_temp." + quote_sql_name(table.name);
}

std::string columns_of(const TargetTable& table, const std::string& prefix = {}) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ",";
    out += prefix + quote_sql_name(column.name);
  }
  return out;
}

std::string keys_of(const TargetTable& table, const std::string& prefix = {}) {
  std::string out;
  for (const std::string_view name : table.key) {
    if (!out.empty()) out += ",";
    out += prefix + quote_sql_name(name);
  }
  return out;
}

std::string same_key(const TargetTable& table) {
  std::string out;
  for (const std::string_view name : table.key) {
    if (!out.empty()) out += " AND ";
    out += "s." + quote_sql_name(name) + " = t." + quote_sql_name(name);
  }
  return out;
}

// ---- whose rows ----

std::string is_own(const LoadScope& scope, const std::string& row = "f") {
  return row + ".\"office\" = " + store::quote_text(scope.office);
}

/// Returns the documents whose own rows the office writes: `batch`, and the documents in `spared`.
std::string of_office(const std::string& row) {
  return row +
         ".\"doc_id\" IN (SELECT \"doc_id\" FROM pg_temp.\"batch\" UNION ALL SELECT "
         "\"doc_id\" FROM pg_temp.\"spared\")";
}

std::string key_in(const std::string& key, const std::string& rows) {
  return "t." + key + " IN (SELECT " + key + " FROM " + rows + ")";
}

/// Returns the condition for the rows `t` of the documents of this load.
std::string of_batch(const TargetTable& table) {
  if (table.ownership == RowOwnership::kToDocument) return "t.\"doc_id\"" + std::string(kInBatch);
  if (table.ownership == RowOwnership::kToDocuments) {
    return key_in(quote_sql_name(table.key.front()), "pg_temp.\"unclaimed\"");
  }
  const ForeignKey& key = store::get_parent_key(record::table(table.name));
  return "t." + quote_sql_name(key.column) + " IN (SELECT " + quote_sql_name(key.target) +
         " FROM codau." + quote_sql_name(key.table) + " WHERE \"doc_id\"" + std::string(kInBatch) +
         ")";
}

/// Notes the effect of a statement in `changes`; each returned row stands for one changed row.
std::string counted(const TargetTable& table, const std::string& statement,
                    const std::string& counts) {
  return "WITH done AS (" + statement + ")\nINSERT INTO pg_temp.\"changes\" SELECT " +
         store::quote_text(table.name) + "," + counts + " FROM done;\n";
}

/// Writes new and changed rows only. ON CONFLICT would lock an unchanged row, and so write to its
/// page. The order of the key lets the pages of the index be written in sequence.
std::string upsert(const TargetTable& table) {
  std::string values;
  for (const Column& column : table.columns) {
    if (std::ranges::find(table.key, column.name) != table.key.end()) continue;
    values += (values.empty() ? "" : ",") + quote_sql_name(column.name) + "=EXCLUDED." +
              quote_sql_name(column.name);
  }
  const std::string key = quote_sql_name(table.key.front());
  const bool is_shared = table.ownership == RowOwnership::kToDocuments;
  return counted(table,
                 "INSERT INTO " + qualify_table_name(table) + " AS old(" + columns_of(table) +
                     ")\nSELECT " + columns_of(table, "s.") + " FROM " + staging_name(table) +
                     " AS s LEFT JOIN " + qualify_table_name(table) + " AS t ON " +
                     same_key(table) + "\nWHERE t." + key + " IS NULL OR (" +
                     columns_of(table, "t.") + ") IS DISTINCT FROM (" + columns_of(table, "s.") +
                     ")" + (is_shared ? " AND NOT " + key_in(key, "pg_temp.\"kept\"") : "") +
                     "\nORDER BY " + keys_of(table, "s.") + "\nON CONFLICT (" + keys_of(table) +
                     ") DO " + (values.empty() ? "NOTHING" : "UPDATE SET " + values) +
                     "\nRETURNING (old.xmax = 0) AS fresh",
                 "count(*) FILTER (WHERE fresh),count(*) FILTER (WHERE NOT fresh),0");
}

/// Removes rows that were not copied. Claims are removed before the rows that they claim; such a
/// row goes after its last claim. Rows of an office go with the office, or when it has others.
std::string remove_gone(const TargetTable& table, const LoadScope& scope) {
  const std::string is_copied =
      "EXISTS (SELECT FROM " + staging_name(table) + " AS s WHERE " + same_key(table) + ")";
  std::string which;
  switch (table.ownership) {
    case RowOwnership::kToDocuments:
      which = of_batch(table) + " AND NOT " +
              key_in(quote_sql_name(table.key.front()), qualify_table_name(claims_table()));
      break;
    case RowOwnership::kToOffice:
      which = "(" + of_office("t") +
              " OR t.\"doc_id\" IN (SELECT \"doc_id\" FROM pg_temp.\"left\"))\nAND (" +
              is_own(scope, "t") + " AND " + of_office("t") + " AND NOT " + is_copied +
              " OR NOT EXISTS (SELECT FROM " + qualify_table_name(offices_table()) +
              " AS f WHERE f.\"doc_id\" = t.\"doc_id\" AND f.\"office\" = t.\"office\"))";
      break;
    case RowOwnership::kToDocument:
    case RowOwnership::kToParent:
      which = of_batch(table) + "\nAND NOT " + is_copied;
      break;
  }
  return counted(
      table, "DELETE FROM " + qualify_table_name(table) + " AS t WHERE " + which + "\nRETURNING 1",
      "0,0,count(*)");
}

/// Returns the documents that have rows or deliveries in the target.
std::string known_documents() {
  return "(SELECT \"doc_id\" FROM " + qualify_table_name(loads_table()) +
         " UNION SELECT \"doc_id\" FROM " + qualify_table_name(delivered_table()) + ")";
}

/// Forgets deliveries of other stores. A shared row that loses a claim may now take its spelling
/// from a document of another store. That store must send the document again. Documents offered
/// here are sent if needed.
std::string forget_digests() {
  return "UPDATE " + qualify_table_name(delivered_table()) + " AS d SET \"loaded\" = NULL FROM " +
         qualify_table_name(claims_table()) +
         " AS c WHERE c.\"doc_id\" = d.\"doc_id\"\nAND c.\"agency_id\" IN (SELECT \"agency_id\" "
         "FROM "
         "pg_temp.\"unclaimed\") AND NOT d.\"doc_id\"" +
         std::string(kInBatch) +
         "\nAND NOT d.\"doc_id\" IN (SELECT \"doc_id\" FROM pg_temp.\"offered\");\n";
}

/// Fills `kept` with the shared rows whose smallest doc_id is of another store: they stay as they
/// are.
std::string find_kept() {
  return "INSERT INTO pg_temp.\"kept\" SELECT DISTINCT c.\"agency_id\" FROM " +
         qualify_table_name(claims_table()) +
         " AS c\nJOIN (SELECT \"agency_id\",min(\"doc_id\") AS \"doc_id\" FROM " +
         staging_name(claims_table()) +
         " GROUP BY 1) AS m\nON c.\"agency_id\" = m.\"agency_id\" AND c.\"doc_id\" < m.\"doc_id\" "
         "AND NOT c.\"doc_id\"" +
         std::string(kInBatch) + ";\n";
}

std::string remove_claims() {
  const TargetTable& claims = claims_table();
  return "WITH gone AS (DELETE FROM " + qualify_table_name(claims) + " AS t WHERE " +
         of_batch(claims) + "\nAND NOT EXISTS (SELECT FROM " + staging_name(claims) +
         " AS s WHERE " + same_key(claims) +
         ")\nRETURNING \"agency_id\")\nINSERT INTO pg_temp.\"unclaimed\" SELECT DISTINCT "
         "\"agency_id\" FROM gone;\n";
}

/// Returns the rows `t`, each with the `document` under which it is hashed. The document is empty
/// for rows that do not count in `loads`.
std::string hashed_rows(const TargetTable& table, const LoadScope& scope) {
  const std::string from = " FROM " + qualify_table_name(table) + " AS t";
  if (table.ownership == RowOwnership::kToOffice) {
    return "SELECT " + columns_of(table, "t.") + ",'' AS document" + from + " WHERE " +
           is_own(scope, "t") + " AND " + of_office("t");
  }
  if (table.ownership == RowOwnership::kToDocument) {
    return "SELECT " + columns_of(table, "t.") + ",t.\"doc_id\" AS document" + from + " WHERE " +
           of_batch(table);
  }
  if (table.ownership ==
      RowOwnership::kToDocuments) {  // rows of another store count as they were copied
    const std::string key = quote_sql_name(table.key.front()), columns = columns_of(table);
    return "SELECT " + columns + ",'' AS document" + from + " WHERE " +
           key_in(key, staging_name(table)) + " AND NOT " + key_in(key, "pg_temp.\"kept\"") +
           "\nUNION ALL SELECT " + columns + ",'' FROM " + staging_name(table) + " AS t WHERE " +
           key_in(key, "pg_temp.\"kept\"");
  }
  const ForeignKey& key = store::get_parent_key(record::table(table.name));
  return "SELECT " + columns_of(table, "t.") + ",p.\"doc_id\" AS document" + from + " JOIN codau." +
         quote_sql_name(key.table) + " AS p ON t." + quote_sql_name(key.column) + " = p." +
         quote_sql_name(key.target) + " WHERE p.\"doc_id\"" + std::string(kInBatch);
}

/// Sums 60 bits of the hash of each row, so that the order of rows does not matter.
std::string hash_rows(const TargetTable& table, const std::string& rows) {
  return "INSERT INTO pg_temp.\"digests\" SELECT " + store::quote_text(table.name) +
         ",document,count(*),sum(('x'||encode(substr(sha256(convert_to(" +
         make_digested_sql(table, "t") + ",'UTF8')),1,8),'hex'))::bit(60)::bigint)\nFROM (" + rows +
         ") AS t GROUP BY document;\n";
}

/// Returns the condition for copied rows `t` of documents outside this load.
std::string not_of_batch(const TargetTable& table) {
  const std::string others = "\"doc_id\" NOT" + std::string(kInBatch);
  if (table.ownership == RowOwnership::kToDocument) return "t." + others;
  const ForeignKey& key = store::get_parent_key(record::table(table.name));
  return "t." + quote_sql_name(key.column) + " IN (SELECT " + quote_sql_name(key.target) +
         " FROM pg_temp." + quote_sql_name(key.table) + " WHERE " + others + ")";
}

/// Returns the differences, without provenance, between copied rows and rows of the target, by
/// `document`. Only for the documents of a temporary table.
std::string differing_rows(const TargetTable& table, const std::string& documents) {
  std::string columns;
  for (const Column& column : table.columns) {
    if (is_always_sent(column)) columns += ",t." + quote_sql_name(column.name);
  }
  const std::string among = "\"doc_id\" IN (SELECT \"doc_id\" FROM pg_temp." + documents + ")";
  const auto rows = [&](const std::string& schema) {
    const std::string from = " FROM " + schema + quote_sql_name(table.name) + " AS t";
    if (table.ownership == RowOwnership::kToDocument)
      return "SELECT t.\"doc_id\" AS document" + columns + from + " WHERE t." + among;
    const ForeignKey& key = store::get_parent_key(record::table(table.name));
    return "SELECT p.\"doc_id\" AS document" + columns + from + " JOIN " + schema +
           quote_sql_name(key.table) + " AS p ON t." + quote_sql_name(key.column) + " = p." +
           quote_sql_name(key.target) + " WHERE p." + among;
  };
  const std::string sent = rows("pg_temp."), there = rows("codau.");
  return "(" + sent + " EXCEPT " + there + ")\nUNION ALL (" + there + " EXCEPT " + sent + ")";
}

/// Runs `act` on the documents of the temporary table whose rows differ, table by table. Does
/// nothing if the temporary table is empty.
std::string where_rows_differ(const std::string& documents, const std::string& act) {
  std::string out = "DO $codau$ BEGIN IF EXISTS (SELECT FROM pg_temp." + documents + ") THEN\n";
  for (const TargetTable& table : target_tables()) {
    if (is_provenance(record::table(table.name)) || table.ownership == RowOwnership::kToDocuments ||
        table.ownership == RowOwnership::kToOffice)
      continue;
    out += act + " (SELECT document FROM (" + differing_rows(table, documents) + ") AS d);\n";
  }
  return out;
}

/// Updates row counts and key statistics, without which the planner guesses joins.
std::string analyse(const TargetTable& table) {
  return "ANALYZE " + staging_name(table) + "(" + keys_of(table) + ");\n";
}

std::string create_staging(const TargetTable& table) {
  std::string columns;
  for (const Column& column : table.columns) {
    columns += (columns.empty() ? "" : ",") + quote_sql_name(column.name) + " " +
               to_sql_type(table, column);
  }
  return "CREATE TEMP TABLE " + quote_sql_name(table.name) + "(" + columns + ") ON COMMIT DROP;\n";
}

// ---- whose documents ----

std::string not_offered(const std::string& row) {
  return "NOT " + row + ".\"doc_id\" IN (SELECT \"doc_id\" FROM pg_temp.\"offered\")";
}

std::string is_withheld(const std::string& row, const std::string& more = {}) {
  return "EXISTS (SELECT FROM pg_temp.\"withheld\" AS w WHERE w.id_sha256 = "
         "encode(sha256(convert_to(" +
         row + ".\"doc_id\",'UTF8')),'hex')" + more + ")";
}

std::string has_office(const std::string& which) {
  return "EXISTS (SELECT FROM " + qualify_table_name(offices_table()) +
         " AS f WHERE f.\"doc_id\" = k.\"doc_id\" AND " + which + ")";
}

std::string has_other_office(const LoadScope& scope) { return has_office("NOT " + is_own(scope)); }

/// Tells whether another named office has the document. An office that has just got a name was
/// among the unnamed ones.
std::string has_other_name(const LoadScope& scope) {
  return has_office("NOT " + is_own(scope) + " AND f.\"office\" <> ''");
}

/// Tells whether only this office has the document. A document without an office belongs to the
/// unnamed ones.
std::string is_of_scope(const LoadScope& scope) {
  return "NOT " + has_other_office(scope) +
         (scope.office.empty() ? "" : " AND " + has_office(is_own(scope)));
}

/// Tells whether a row of an unnamed office is of this output, or of one that will load it again.
std::string has_got_a_name(const LoadScope& scope) {
  if (scope.office.empty()) return "false";
  return "f.\"office\" = '' AND (f.\"doc_id\" IN (SELECT \"doc_id\" FROM pg_temp.\"offered\") OR " +
         is_withheld("f") + ")";
}

std::string asks_provenance(const std::string& row) {
  const std::string mark = store::quote_text(kPlainDigestSuffix);
  return row + ".\"digest\" <> '' AND right(" + row + ".\"digest\",length(" + mark + ")) <> " +
         mark;
}

/// Deletes the deliveries of offices that have left. If one had asked for provenance and no other
/// does, the target still has it. So the deliveries of the others no longer hold.
std::string forget_asked() {
  const std::string delivered = qualify_table_name(delivered_table());
  return "WITH gone AS (DELETE FROM " + delivered +
         " AS d USING pg_temp.\"left\" AS f WHERE d.\"doc_id\" = f.\"doc_id\" AND d.\"office\" = "
         "f.\"office\"\nRETURNING d.\"doc_id\",d.\"office\",d.\"digest\")\nUPDATE " +
         delivered +
         " AS d SET \"loaded\" = NULL FROM gone WHERE gone.\"doc_id\" = d.\"doc_id\" AND " +
         asks_provenance("gone") +
         "\nAND gone.\"office\" <> d.\"office\" AND NOT EXISTS (SELECT FROM " + delivered +
         " AS o WHERE o.\"doc_id\" = d.\"doc_id\" AND " + asks_provenance("o") +
         " AND NOT EXISTS (SELECT FROM pg_temp.\"left\" AS f WHERE f.\"doc_id\" = o.\"doc_id\" AND "
         "f.\"office\" = o.\"office\"));\n";
}

/// Tells whether a row of offices is of this office and no longer holds.
std::string has_left(const LoadScope& scope) {
  return is_own(scope) + " AND " + not_offered("f") +
         (scope.remove_foreign ? "" : " AND " + is_withheld("f"));
}

}  // namespace

std::string begin_transaction_sql() {
  std::string out =
      "BEGIN;\n"
      "SET LOCAL client_min_messages = warning;\n"
      "SET LOCAL search_path = pg_catalog;\n"
      "SET LOCAL standard_conforming_strings = on;\n"
      "SET LOCAL \"DateStyle\" = 'ISO, YMD';\n"
      "SET LOCAL synchronous_commit = on;\n"  // reported rows are on disk
      "SET LOCAL row_security = off;\n"       // fail rather than hide rows
      "SET LOCAL work_mem = '64MB';\n"
      // Single rows are looked up: the tables are in memory or on a solid-state disk.
      "SET LOCAL random_page_cost = 1.1;\n"
      "DO $codau$ BEGIN\n";
  for (const auto& [limit, value] :
       {std::pair{"statement_timeout", "1h"}, std::pair{"lock_timeout", "10min"}}) {
    const std::string name = store::quote_text(limit);
    out += "IF current_setting(" + name + ") = '0' THEN PERFORM set_config(" + name + ",'" + value +
           "',true); END IF;\n";
  }
  return out + "END $codau$;\n";
}

std::string lock_loads_sql() {
  return "DO $codau$ BEGIN PERFORM pg_advisory_xact_lock(" + std::string(kAdvisoryLockKey) +
         "); END $codau$;\nSET CONSTRAINTS ALL IMMEDIATE;\n";
}

std::string create_offer_tables_sql() {
  return "CREATE TEMP TABLE \"offered\"(\"doc_id\" text COLLATE \"C\",\"digest\" text,"
         "\"is_partial\" boolean) ON COMMIT DROP;\n"
         "CREATE TEMP TABLE \"withheld\"(\"id_sha256\" text COLLATE \"C\",\"is_lost\" boolean)"
         " ON COMMIT DROP;\n"
         "CREATE TEMP TABLE \"batch\"(\"doc_id\" text COLLATE \"C\") ON COMMIT DROP;\n";
}

std::string batch_differing_sql(bool batch_all, const LoadScope& scope) {
  const std::string differs =
      "d.\"digest\" IS DISTINCT FROM o.\"digest\" OR d.\"loaded\" IS DISTINCT FROM "
      "l.\"digest\" OR o.\"digest\" = ''";
  return "ANALYZE pg_temp.\"offered\";\n"
         "INSERT INTO pg_temp.\"batch\" SELECT o.\"doc_id\" FROM pg_temp.\"offered\" AS o" +
         (batch_all ? ";\n"
                    : "\nLEFT JOIN " + qualify_table_name(delivered_table()) +
                          " AS d ON d.\"doc_id\" = o.\"doc_id\" AND " + is_own(scope, "d") +
                          " LEFT JOIN " + qualify_table_name(loads_table()) +
                          " AS l ON l.\"doc_id\" = o.\"doc_id\"\nWHERE " + differs + ";\n");
}

std::string count_foreign_sql(const LoadScope& scope) {
  return "SELECT coalesce(d.\"organ_name\",'?') AS organ,count(*) AS documents FROM " +
         known_documents() +
         " AS k LEFT JOIN codau.\"documents\" AS d ON d.\"doc_id\" = k.\"doc_id\"\nWHERE " +
         not_offered("k") + " AND NOT " + is_withheld("k") + " AND " + is_of_scope(scope) +
         " GROUP BY 1 ORDER BY 2 DESC,1";
}

std::string batch_gone_sql(const LoadScope& scope) {
  return "INSERT INTO pg_temp.\"batch\" SELECT \"doc_id\" FROM " + known_documents() +
         " AS k\nWHERE " + not_offered("k") + " AND (" + is_withheld("k", " AND NOT w.is_lost") +
         " OR " + is_withheld("k") + " AND NOT " + has_other_name(scope) +
         (scope.remove_foreign ? " OR " + is_of_scope(scope) : "") + ");\n";
}

std::string is_office_changed_sql(const LoadScope& scope) {
  return "SELECT EXISTS (SELECT FROM pg_temp.\"offered\" AS o WHERE NOT EXISTS (SELECT FROM " +
         qualify_table_name(offices_table()) + " AS f WHERE f.\"doc_id\" = o.\"doc_id\" AND " +
         is_own(scope) + ")) OR EXISTS (SELECT FROM " + qualify_table_name(offices_table()) +
         " AS f WHERE " + has_left(scope) + " OR " + has_got_a_name(scope) + ")";
}

std::string update_offices_sql(const LoadScope& scope) {
  const std::string offices = qualify_table_name(offices_table());
  return "INSERT INTO " + offices + " SELECT \"doc_id\"," + store::quote_text(scope.office) +
         " FROM pg_temp.\"offered\" ON CONFLICT DO NOTHING;\nWITH gone AS (DELETE FROM " + offices +
         " AS f WHERE " + has_left(scope) + " OR " + has_got_a_name(scope) + " OR f.\"doc_id\"" +
         std::string(kInBatch) + " AND " + not_offered("f") +
         " RETURNING f.\"doc_id\",f.\"office\")\nINSERT INTO pg_temp.\"left\" SELECT * FROM "
         "gone;\n" +
         forget_asked();
}

std::string unbatch_unchanged_sql(const LoadScope& scope) {
  return "INSERT INTO pg_temp.\"spared\" SELECT o.\"doc_id\" FROM pg_temp.\"offered\" AS o JOIN "
         "pg_temp.\"batch\" AS b USING (\"doc_id\")\nWHERE EXISTS (SELECT FROM " +
         qualify_table_name(delivered_table()) +
         " AS d WHERE d.\"doc_id\" = o.\"doc_id\" AND NOT " + is_own(scope, "d") + " AND " +
         asks_provenance("d") + ");\n" +
         where_rows_differ("\"spared\"", "DELETE FROM pg_temp.\"spared\" WHERE \"doc_id\" IN") +
         "DELETE FROM pg_temp.\"batch\" WHERE \"doc_id\" IN (SELECT \"doc_id\" FROM "
         "pg_temp.\"spared\");\nEND IF; END $codau$;\n";
}

std::string note_replaced_sql(const LoadScope& scope) {
  return "INSERT INTO pg_temp.\"held\" SELECT o.\"doc_id\" FROM pg_temp.\"offered\" AS o JOIN "
         "pg_temp.\"batch\" AS b USING (\"doc_id\") JOIN " +
         qualify_table_name(loads_table()) +
         " AS l USING (\"doc_id\")\nWHERE EXISTS (SELECT FROM " +
         qualify_table_name(offices_table()) + " AS f WHERE f.\"doc_id\" = o.\"doc_id\" AND NOT " +
         is_own(scope) + ") AND NOT EXISTS (SELECT FROM " + qualify_table_name(delivered_table()) +
         " AS d WHERE d.\"doc_id\" = o.\"doc_id\" AND " + is_own(scope, "d") +
         " AND d.\"loaded\" = l.\"digest\");\n" +
         where_rows_differ("\"held\"", "INSERT INTO pg_temp.\"replaced\"") +
         "END IF; END $codau$;\n";
}

std::string count_replaced_sql(const LoadScope& scope) {
  return "SELECT f.\"office\",count(*) AS documents FROM (SELECT DISTINCT \"doc_id\" FROM "
         "pg_temp.\"replaced\") AS r JOIN " +
         qualify_table_name(offices_table()) + " AS f USING (\"doc_id\")\nWHERE NOT " +
         is_own(scope) + " GROUP BY 1 ORDER BY 1";
}

std::string select_batch_sql() {
  return "SELECT b.\"doc_id\",o.\"doc_id\" IS NOT NULL FROM pg_temp.\"batch\" AS b LEFT JOIN "
         "pg_temp.\"offered\" AS o USING (\"doc_id\")";
}

std::string select_partial_sql(const LoadScope& scope) {
  return "SELECT d.\"doc_id\" FROM " + qualify_table_name(delivered_table()) +
         " AS d JOIN pg_temp.\"offered\" AS o USING (\"doc_id\") WHERE d.\"is_partial\" AND " +
         is_own(scope, "d") + " AND NOT d.\"doc_id\"" + std::string(kInBatch);
}

std::string select_claimed_sql() {
  return "SELECT DISTINCT \"agency_id\" FROM " + qualify_table_name(claims_table()) +
         " WHERE \"doc_id\"" + std::string(kInBatch);
}

std::string create_staging_sql() {
  std::string out =
      "CREATE TEMP TABLE \"kept\"(\"agency_id\" uuid) ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"unclaimed\"(\"agency_id\" uuid) ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"left\"(\"doc_id\" text COLLATE \"C\",\"office\" text COLLATE \"C\")"
      " ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"spared\"(\"doc_id\" text COLLATE \"C\") ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"held\"(\"doc_id\" text COLLATE \"C\") ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"replaced\"(\"doc_id\" text COLLATE \"C\") ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"changes\"(table_name text,inserted bigint,updated bigint,"
      "removed bigint) ON COMMIT DROP;\n"
      "CREATE TEMP TABLE \"digests\"(table_name text,doc_id text COLLATE \"C\",row_count bigint,"
      "hashes numeric) ON COMMIT DROP;\n";
  for (const TargetTable& table : target_tables()) out += create_staging(table);
  return out + create_staging(claims_table()) + create_staging(loads_table()) +
         create_staging(delivered_table());
}

std::string make_staging_target(const TargetTable& table) {
  return staging_name(table) + "(" + columns_of(table) + ")";
}

std::string remove_unbatched_sql() {
  std::string out;
  const auto& tables = target_tables();
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {  // children first
    if (table->ownership == RowOwnership::kToDocuments ||
        table->ownership == RowOwnership::kToOffice)
      continue;
    const std::string rows =
        " FROM " + staging_name(*table) + " AS t WHERE " + not_of_batch(*table);
    out += hash_rows(*table, "SELECT " + columns_of(*table, "t.") + ",'' AS document" + rows) +
           "DELETE" + rows + ";\n";
  }
  return out;
}

std::string merge_staged_sql(const LoadScope& scope) {
  std::string out =
      "ANALYZE pg_temp.\"batch\";\nANALYZE pg_temp.\"offered\";\n" + analyse(claims_table());
  for (const TargetTable& table : target_tables()) out += analyse(table);
  out += "DELETE FROM " + staging_name(claims_table()) + " AS t WHERE NOT " +
         key_in("\"agency_id\"", "pg_temp.\"agencies\"") + ";\n" + find_kept();
  for (const TargetTable& table : target_tables()) out += upsert(table);
  out += upsert(claims_table()) + remove_claims() + forget_digests();
  const auto& tables = target_tables();
  for (auto table = tables.rbegin(); table != tables.rend(); ++table)
    out += remove_gone(*table, scope);
  return out;
}

std::string record_load_sql(const LoadScope& scope) {
  std::string out;
  for (const TargetTable& table : target_tables())
    out += hash_rows(table, hashed_rows(table, scope));
  out += "INSERT INTO " + make_staging_target(loads_table()) + " SELECT doc_id," +
         store::quote_text(record::kSchemaVersion) + ",sum(row_count),mod(sum(hashes)," +
         std::string(kHashModulus) +
         ")::text\n"
         "FROM pg_temp.\"digests\" WHERE doc_id <> '' GROUP BY doc_id;\n";
  out += upsert(loads_table()) + remove_gone(loads_table(), scope);
  out += "INSERT INTO " + make_staging_target(delivered_table()) + " SELECT o.\"doc_id\"," +
         store::quote_text(scope.office) +
         ",o.\"digest\",l.\"digest\",o.\"is_partial\" FROM pg_temp.\"offered\" AS o LEFT JOIN " +
         qualify_table_name(loads_table()) + " AS l USING (\"doc_id\")\nWHERE " + of_office("o") +
         ";\n";
  return out + upsert(delivered_table()) + remove_gone(delivered_table(), scope);
}

std::string select_digest_sql(const TargetTable& table) {
  return "SELECT coalesce(sum(row_count),0),coalesce(mod(sum(hashes)," + std::string(kHashModulus) +
         "),0) FROM pg_temp.\"digests\" WHERE table_name = " + store::quote_text(table.name);
}

std::string analyse_table_sql(const TargetTable& table) {
  return "ANALYZE " + qualify_table_name(table) + ";\n";
}

std::string select_changes_sql() {
  std::string order;
  for (const TargetTable& table : target_tables()) {
    order += (order.empty() ? "(" : ",(") + std::to_string(order.size()) + "," +
             store::quote_text(table.name) + ")";
  }
  return "SELECT t.name AS table_name,coalesce(sum(inserted),0) AS inserted,"
         "coalesce(sum(updated),0) AS updated,coalesce(sum(removed),0) AS removed\nFROM (VALUES " +
         order +
         ") AS t(n,name) LEFT JOIN pg_temp.\"changes\" AS c ON c.table_name = t.name\n"
         "GROUP BY t.n,t.name ORDER BY t.n";
}

}  // namespace codau::exports
