// export/postgres/postgres_schema.h — the schema `codau` of a PostgreSQL database (standards
// sections 9, 10): the published tables and five books of our own, made from record::schema() and
// nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// How the rows of a document are found in a table.
enum class Belongs : std::uint8_t {
  kToDocument,   ///< the table has doc_id
  kToParent,     ///< by its foreign key to a table that has doc_id (task_deadlines → tasks)
  kToDocuments,  ///< rows of several documents at once (agencies), claimed in agency_claims
  kToOffice,     ///< by doc_id and office: each office's files of a document (sources)
};

/// A table of the target. Evidence, whose rows name no document, has doc_id as a last column;
/// sources have the office, which is a part of their key here: offices file what both have each
/// under names of their own.
struct TargetTable {
  std::string_view name;
  std::vector<record::Column> columns;
  std::vector<std::string_view> key;
  /// Those that are enforced. None leads to `documents`: a withheld row of a document keeps nothing
  /// else of it back (standards section 11), so its tasks may be there without it.
  std::vector<record::ForeignKey> foreign_keys;
  Belongs belongs = Belongs::kToDocument;
};

/// Views of flat tables (store/flat_views.h) go with the tables.
/// The tables of record::schema(), in that order: parents before children.
[[nodiscard]] const std::vector<TargetTable>& target_tables();
/// Which documents a row of `agencies` is from. Several stores may load into one database: the row
/// is that of the smallest doc_id, as within one store, and it goes when the last claim does.
[[nodiscard]] const TargetTable& claims_table();
/// What was loaded: a row for each document, with the number and the digest of its rows, of which
/// those of an office (sources) are none.
[[nodiscard]] const TargetTable& loads_table();
/// What each office delivered of a document (export/delivery/delivered_digest.h), with the digest
/// in loads that it led to: where that is another, somebody else has loaded other rows since, and
/// it no longer holds. `is_partial`: rows were kept back. Younger than the other tables: made where
/// it is missing.
[[nodiscard]] const TargetTable& delivered_table();
/// Which office has a document in its output: a row for each document and office, of all outputs
/// that loaded without a name those of "". As young as `delivered`. A document that no row names
/// was loaded before there were offices.
[[nodiscard]] const TargetTable& offices_table();

/// `name` as an SQL identifier.
[[nodiscard]] std::string sql_name(std::string_view name);
/// codau."name"
[[nodiscard]] std::string target_name(const TargetTable& table);
/// Type of a column, with its collation.
[[nodiscard]] std::string sql_type(const TargetTable& table, const record::Column& column);

/// Of all that schema_sql() makes anew in a schema of the present version: views, indexes,
/// comments, younger tables. The comment of codau.schema_version ends with it.
[[nodiscard]] const std::string& schema_digest();

/// Brings a database to the present version, in the transaction it is run in: makes all tables in
/// an empty schema; gives those of an older version what they lack (tables, columns, checks, keys,
/// indexes, comments); does nothing where all is there. Raises an exception when the target is of a
/// newer version, or when a table of ours is there that codau did not make. What others have added
/// (tables, views, columns, indexes, grants) stays.
[[nodiscard]] std::string schema_sql();

}  // namespace codau::exports
