// export/postgres/postgres_schema.h — the schema `codau` of a PostgreSQL database (standards
// sections 9, 10). The schema has the published tables, and five tables for codau's own
// bookkeeping. The published tables are derived only from record::schema(). An office is the owner
// of a store; several offices may load into one database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// Tells how the rows of a table are found for a document.
enum class RowOwnership : std::uint8_t {
  kToDocument,  ///< by the column doc_id
  kToParent,    ///< by a foreign key to a table with doc_id (task_deadlines → tasks)
  /// By agency_claims: documents share rows (agencies).
  kToDocuments,
  kToOffice,  ///< by doc_id and office: each office has its own rows (sources)
};

/// A table of the target. Two tables have more columns than in record::schema():
/// 1. `evidence` has doc_id as an additional last column, because its rows name no document.
/// 2. `sources` has the office as an additional last column and in its key. Offices may name the
///    files of the same document differently.
struct TargetTable {
  std::string_view name;
  std::vector<record::Column> columns;
  /// Columns of the primary key.
  std::vector<std::string_view> key;
  /// Foreign keys that the target enforces. No enforced key leads to `documents`, so that tasks may
  /// exist without their document. A row of `documents` that is kept back keeps back no other table
  /// (standards section 11).
  std::vector<record::ForeignKey> foreign_keys;
  RowOwnership ownership = RowOwnership::kToDocument;
};

/// Returns the published tables in the order of record::schema(), parents before children. Views of
/// flat tables (store/flat_views.h) are created with these tables.
[[nodiscard]] const std::vector<TargetTable>& target_tables();
/// Returns the table `agency_claims`: the documents that name each row of `agencies`. Stores that
/// load into one database share the rows of `agencies`. A shared row has the spelling of the
/// document with the smallest doc_id, as within one store. A shared row is removed with its last
/// claim.
[[nodiscard]] const TargetTable& claims_table();
/// Returns the table `loads`: a row for each loaded document, with the number and the digest of its
/// rows. Rows of `sources` do not count.
[[nodiscard]] const TargetTable& loads_table();
/// Returns the table `delivered`: a row for each document and office, with the digest of the
/// delivered rows (export/delivery/delivered_digest.h).
/// 1. `loaded` is the digest that `loads` had after the delivery. If `loads` now has another
///    digest, somebody has loaded other rows since, and the entry no longer holds.
/// 2. `is_partial` tells whether rows were kept back.
/// The table is newer than the others, and is created if missing.
[[nodiscard]] const TargetTable& delivered_table();
/// Returns the table `offices`: a row for each document and office that has the document in its
/// store. All unnamed stores share the office "". The table is as new as `delivered`. A document
/// without a row was loaded before offices existed.
[[nodiscard]] const TargetTable& offices_table();

/// Returns `name` as a quoted SQL identifier.
[[nodiscard]] std::string quote_sql_name(std::string_view name);
/// Returns the quoted name of the table with its schema: codau."name".
[[nodiscard]] std::string qualify_table_name(const TargetTable& table);
/// Returns the SQL type of a column; text of keys is compared as bytes (COLLATE "C").
[[nodiscard]] std::string to_sql_type(const TargetTable& table, const record::Column& column);

/// Returns a digest of the SQL for views, indexes, comments, and tables added later. The comment of
/// the table codau.schema_version ends with this digest.
[[nodiscard]] const std::string& schema_digest();

/// Returns SQL that upgrades a database to the current version in the running transaction:
/// 1. In an empty schema, creates all tables.
/// 2. In an older schema, adds the missing tables, columns, checks, keys, indexes and comments.
/// 3. In a current schema, renews only the parts of schema_digest(), if their digest differs.
/// The SQL raises an exception if the target is of a newer version. It also does so for a table of
/// the same name that codau did not make. Tables, views, columns, indexes and grants that others
/// have added stay.
[[nodiscard]] std::string make_schema_sql();

}  // namespace codau::exports
