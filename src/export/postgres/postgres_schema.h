// export/postgres/postgres_schema.h — the schema `codau` of a PostgreSQL database (standards
// sections 9, 10). It has the published tables and codau's own five books. The published tables are
// derived only from record::schema().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// The way to find the rows of a document in a table.
enum class Belongs : std::uint8_t {
  kToDocument,   ///< the table has doc_id
  kToParent,     ///< by its foreign key to a table with doc_id (task_deadlines → tasks)
  kToDocuments,  ///< shared rows of several documents (agencies), claimed in agency_claims
  kToOffice,     ///< by doc_id and office: the files of each office (sources)
};

/// A table of the target. Evidence names no document, and so has doc_id as an additional last
/// column. Sources have the office as an additional last column and as a part of their key. Offices
/// may file the same document under different names.
struct TargetTable {
  std::string_view name;
  std::vector<record::Column> columns;
  std::vector<std::string_view> key;
  /// Foreign keys that the target enforces. No key leads to `documents`: a withheld row of a
  /// document keeps back nothing else (standards section 11). So tasks may exist without their
  /// document.
  std::vector<record::ForeignKey> foreign_keys;
  Belongs belongs = Belongs::kToDocument;
};

/// Returns the tables of record::schema() in that order, parents before children. Views of flat
/// tables (store/flat_views.h) are created with the tables.
[[nodiscard]] const std::vector<TargetTable>& target_tables();
/// Returns the table of the documents that each row of `agencies` comes from. Several stores may
/// load into one database. As within one store, the row is that of the smallest doc_id. It goes
/// when its last claim goes.
[[nodiscard]] const TargetTable& claims_table();
/// Returns the table of loaded documents: a row for each, with the number and the digest of its
/// rows. Rows of an office (sources) do not count.
[[nodiscard]] const TargetTable& loads_table();
/// Returns the table of delivered digests, with a row for each document and office
/// (export/delivery/delivered_digest.h). `loaded` is the resulting digest in the table of loads. If
/// the two tables disagree, somebody else has loaded other rows since, and the entry no longer
/// holds. `is_partial`: rows were kept back. Added after the other tables: created if missing.
[[nodiscard]] const TargetTable& delivered_table();
/// Returns the table of the offices that have a document in their output, with a row for each
/// document and office. All unnamed outputs share the office "". Added together with `delivered`. A
/// document without a row was loaded before offices existed.
[[nodiscard]] const TargetTable& offices_table();

/// Returns `name` as an SQL identifier.
[[nodiscard]] std::string sql_name(std::string_view name);
/// Returns codau."name".
[[nodiscard]] std::string target_name(const TargetTable& table);
/// Returns the type of a column, with its collation.
[[nodiscard]] std::string sql_type(const TargetTable& table, const record::Column& column);

/// Returns the digest of the parts that schema_sql() renews in a current schema: views, indexes,
/// comments, later tables. The comment of codau.schema_version ends with it.
[[nodiscard]] const std::string& schema_digest();

/// Returns SQL that upgrades a database to the current version in the running transaction:
/// 1. In an empty schema it creates all tables.
/// 2. In an older schema it adds the missing tables, columns, checks, keys, indexes and comments.
/// 3. In a current schema it renews only the parts of schema_digest(), if their digest differs.
/// It raises an exception if the target is of a newer version, or has a table of the same name that
/// codau did not make. Additions of others (tables, views, columns, indexes, grants) stay.
[[nodiscard]] std::string schema_sql();

}  // namespace codau::exports
