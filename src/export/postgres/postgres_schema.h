// export/postgres/postgres_schema.h — the schema `codau` of a PostgreSQL database. Terms:
// 1. Target: the database. It has the published tables of record::schema(), and five tables for
//    codau's own use: agency_claims, loads, delivered, offices, schema_version.
// 2. Store: the output folder of `codau run`. Office: the owner of a store, known by its name.
//    Several offices may load their stores into one target. All unnamed stores share the office "".
// 3. Delivered rows go to the target. Withheld rows do not (export/delivery/export_filter.h).
// 4. Claim: the statement that a document names a row of `agencies`. Several documents may name the
//    same row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema/schema.h"

namespace codau::exports {

/// How the rows of a document are found in a table, with an example.
enum class RowOwnership : std::uint8_t {
  kToDocument,   ///< by the column doc_id (tasks)
  kToParent,     ///< by a foreign key to a table with doc_id (task_deadlines, by tasks)
  kToDocuments,  ///< by claims, because several documents share a row (agencies)
  kToOffice,     ///< by doc_id and office, because each office has its own rows (sources)
};

/// A table of the target.
struct TargetTable {
  std::string_view name;
  /// Of a published table: the columns of record::schema(). Two tables have one more, the last:
  /// 1. `evidence` has doc_id, because its rows name no document.
  /// 2. `sources` has office, also in its key, because offices may name the files of one document
  ///    differently.
  std::vector<record::Column> columns;
  std::vector<std::string_view> key;  ///< columns of the primary key
  /// Foreign keys that the target enforces. Keys to `documents` are left out, because tasks may be
  /// delivered although the row of their document is withheld.
  std::vector<record::ForeignKey> foreign_keys;
  RowOwnership ownership = RowOwnership::kToDocument;
};

/// Returns the published tables in the order of record::schema(), parents before children.
[[nodiscard]] const std::vector<TargetTable>& target_tables();
/// Returns the table `agency_claims`: a row for each claim, with agency_id and doc_id. If documents
/// spell the name of an agency differently, the row in `agencies` has the spelling of the document
/// with the smallest doc_id. The row of an agency is removed with its last claim.
[[nodiscard]] const TargetTable& claims_table();
/// Returns the table `loads`: a row for each document with rows in the target, with the number and
/// the digest of these rows. Rows of `sources` and `agencies` do not count.
[[nodiscard]] const TargetTable& loads_table();
/// Returns the table `delivered`: a row for each document and office that has delivered the
/// document.
/// 1. `digest`: the digest that the office computed from its store before this delivery
///    (export/delivery/delivered_digest.h). If the next load computes another digest, it sends the
///    document again.
/// 2. `loaded`: the digest that `loads` had for the document after this delivery. NULL if the
///    document has no rows, or must be delivered again.
/// 3. `is_partial`: whether rows of the document were withheld.
/// The digest in `loads` is computed from the rows in the target. If it is no longer equal to
/// `loaded`, another load has changed the rows, and the document must be delivered again.
[[nodiscard]] const TargetTable& delivered_table();
/// Returns the table `offices`: a row for each document and each office that has the document in
/// its store. A document of the target without a row here belongs to the unnamed stores.
[[nodiscard]] const TargetTable& offices_table();

/// Returns `name` as a quoted SQL identifier.
[[nodiscard]] std::string quote_sql_name(std::string_view name);
/// Returns the quoted name of the table with its schema: codau."name".
[[nodiscard]] std::string qualify_table_name(const TargetTable& table);
/// Returns the SQL type of a column. Text of keys and of doc_id is compared as bytes (COLLATE "C").
[[nodiscard]] std::string to_sql_type(const TargetTable& table, const record::Column& column);

/// Returns a digest (64 hexadecimal digits) of two parts of make_schema_sql():
/// 1. the SQL that renews views, indexes and comments;
/// 2. the SQL that creates `delivered` and `offices` if they are missing, and adds the column
///    office to older tables.
/// When make_schema_sql() has run, the comment of the table codau.schema_version ends with this
/// digest.
[[nodiscard]] const std::string& schema_digest();

/// Returns SQL that brings a target to the current version (record::kSchemaVersion) inside the
/// running transaction:
/// 1. No tables: creates the schema, all tables, indexes, comments and views
/// (store/schema/flat_views.h).
/// 2. Older version: adds missing tables and columns. The new columns may be NULL. Replaces checks
///    and foreign keys by those of today, which hold only for new rows (NOT VALID). Deletes all
///    rows of `delivered`, so that the next load sends all documents.
/// 3. Current version: renews views, indexes and comments if the comment of the table
///    codau.schema_version has another digest than schema_digest().
/// In each case, the SQL creates the tables `delivered` and `offices` if they are missing. If older
/// tables `delivered` and `sources` lack the column office, the SQL replaces `delivered` by an
/// empty table, and adds the column to `sources`. Tables, views, columns, indexes and grants that
/// others have added stay. The SQL raises an exception in two cases:
/// 1. The target has a newer version.
/// 2. The table schema_version is missing, but a table with the name of another of codau's tables
///    exists.
[[nodiscard]] std::string make_schema_sql();

}  // namespace codau::exports
