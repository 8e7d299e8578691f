// export/postgres/postgres_schema.h — the schema `codau` of a PostgreSQL database (standards
// sections 9, 10). Terms:
// 1. Target: the database. It has the published tables of record::schema(), and five tables of
//    codau's own: agency_claims, loads, delivered, offices, schema_version.
// 2. Store: the output of `codau run`. Office: the owner of a store, by name. Several offices may
//    load their stores into one target. All unnamed stores share the office "".
// 3. Delivered rows go to the target. Rows that are kept back do not
//    (export/delivery/export_filter.h).
// 4. Claim: a document names a row of `agencies`, which several documents share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// Tells how the rows of a document are found in a table.
enum class RowOwnership : std::uint8_t {
  kToDocument,   ///< by the column doc_id
  kToParent,     ///< by a foreign key to a table with doc_id (task_deadlines → tasks)
  kToDocuments,  ///< by the claims in agency_claims, because documents share rows (agencies)
  kToOffice,     ///< by doc_id and office, because each office has its own rows (sources)
};

/// A table of the target.
struct TargetTable {
  std::string_view name;
  /// A published table has the columns of record::schema(). Two have one more, which is the last:
  /// 1. `evidence` has doc_id, because its rows name no document.
  /// 2. `sources` has office, also in its key, because offices may name the files of one document
  ///    differently.
  std::vector<record::Column> columns;
  std::vector<std::string_view> key;  ///< columns of the primary key
  /// Foreign keys that the target enforces. None leads to `documents`: tasks may be delivered
  /// although the row of their document is kept back.
  std::vector<record::ForeignKey> foreign_keys;
  RowOwnership ownership = RowOwnership::kToDocument;
};

/// Returns the published tables in the order of record::schema(), parents before children.
[[nodiscard]] const std::vector<TargetTable>& target_tables();
/// Returns the table `agency_claims`: a row for each claim, with agency_id and doc_id. A row of
/// `agencies` has the spelling of the claiming document with the smallest doc_id. The row is
/// removed with its last claim.
[[nodiscard]] const TargetTable& claims_table();
/// Returns the table `loads`: a row for each loaded document, with the number and the digest of its
/// rows in the target. Rows of `sources` and `agencies` do not count.
[[nodiscard]] const TargetTable& loads_table();
/// Returns the table `delivered`: a row for each document and office that has delivered the
/// document.
/// 1. `digest`: the digest of the delivered rows (export/delivery/delivered_digest.h).
/// 2. `loaded`: the digest that `loads` had after the delivery. NULL if the document has no rows,
///    or must be delivered again.
/// 3. `is_partial`: whether rows of the document were kept back.
/// An entry holds as long as `loads` still has the digest `loaded`. Else another load has changed
/// the rows, and the document must be delivered again.
[[nodiscard]] const TargetTable& delivered_table();
/// Returns the table `offices`: a row for each document and office that has the document in its
/// store. A document without a row counts as one of unnamed stores.
[[nodiscard]] const TargetTable& offices_table();

/// Returns `name` as a quoted SQL identifier.
[[nodiscard]] std::string quote_sql_name(std::string_view name);
/// Returns the quoted name of the table with its schema: codau."name".
[[nodiscard]] std::string qualify_table_name(const TargetTable& table);
/// Returns the SQL type of a column. Text of keys and of doc_id is compared as bytes (COLLATE "C").
[[nodiscard]] std::string to_sql_type(const TargetTable& table, const record::Column& column);

/// Returns a digest of the SQL that make_schema_sql() runs in a target of the current version: for
/// `delivered`, `offices`, views, indexes and comments. The comment of the table
/// codau.schema_version ends with the digest of the last run.
[[nodiscard]] const std::string& schema_digest();

/// Returns SQL that brings a target to the current version (record::kSchemaVersion) inside the
/// running transaction:
/// 1. No tables: creates the schema, all tables, indexes, comments and views (store/flat_views.h).
/// 2. Older version: adds missing tables and columns. The new columns may be NULL. Replaces checks
///    and foreign keys by those of today, which hold only for new rows (NOT VALID). Deletes all
///    rows of `delivered`, so that the next load sends all documents.
/// 3. Current version: renews the parts of schema_digest() if the digest differs.
/// In each case, creates `delivered` and `offices` if missing. A `delivered` without the column
/// office is dropped first, and a `sources` without that column gets it.
/// The SQL raises an exception for a target of a newer version. It does so, too, if schema_version
/// is missing, but another of codau's tables exists. Tables, views, columns, indexes and grants
/// that others have added stay.
[[nodiscard]] std::string make_schema_sql();

}  // namespace codau::exports
