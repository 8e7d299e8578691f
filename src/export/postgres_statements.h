// export/postgres_statements.h — a load as SQL, the same through libpq and through psql: rows come
// into temporary tables named as those of the target, then only what differs is written.
#pragma once

#include <string>
#include <string_view>

#include "export/postgres_schema.h"

namespace codau::exports {

// In the order of use; all of it is one transaction.

/// Begins it: settings, limits where the server has none, and the lock that other loads wait for.
[[nodiscard]] std::string begin_sql();
/// Temporary tables for what is copied: `batch`, the documents of this load; `withheld`, those of
/// which no row is delivered, by the SHA-256 of their ids, so that no load tells an id that the
/// target does not know; claims, and each table of target_tables().
[[nodiscard]] std::string staging_sql();
/// pg_temp."table"("column",…), as COPY takes it.
[[nodiscard]] std::string staging_of(const TargetTable& table);
inline constexpr std::string_view kBatch = "pg_temp.\"batch\"(\"doc_id\")";
inline constexpr std::string_view kWithheld = "pg_temp.\"withheld\"(\"id_sha256\")";
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// Every document that was ever loaded into `batch`: what is not copied goes.
[[nodiscard]] std::string all_in_batch_sql();
/// Writes new and changed rows, parents first, then removes rows of the documents that were not
/// copied, children first. A row that is as it should be is not touched.
[[nodiscard]] std::string merge_sql();
/// Hashes the rows of the documents as they are in the target now, and writes `loads`.
[[nodiscard]] std::string books_sql();
/// One row: number and two sums of the hashes of a table's rows. Precondition: books_sql() has run.
[[nodiscard]] std::string digest_sql(const TargetTable& table);
/// A row for each table of target_tables(): its name, rows inserted, updated, removed.
[[nodiscard]] std::string changes_sql();

}  // namespace codau::exports
