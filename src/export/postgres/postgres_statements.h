// export/postgres/postgres_statements.h — the SQL of a load into PostgreSQL, the same through libpq
// and through psql. Each function returns SQL; its comment tells the effect of the SQL. The tables
// of the target and the word office are explained in export/postgres/postgres_schema.h.
//
// A load has three transactions, so that nothing is locked while rows are sent. Each begins with
// begin_transaction_sql().
// 1. The first runs make_schema_sql() if needed.
// 2. The second finds the documents that differ: it fills `offered` and `withheld` by COPY, and
//    runs batch_differing_sql() and batch_gone_sql().
// 3. The third copies the rows into temporary tables with the names of the target's tables, and
//    writes only the differences. After lock_loads_sql(), the order is: update_offices_sql(),
//    unbatch_unchanged_sql(), note_replaced_sql(), remove_unbatched_sql(), merge_staged_sql(),
//    record_load_sql(). The two functions with "unbatch" run only for rows copied without
//    provenance (export/delivery/row_source.h).
#pragma once

#include <string>
#include <string_view>

#include "export/postgres/postgres_schema.h"

namespace codau::exports {

/// Begins a transaction with its settings. If the server has no time limits, a statement may take 1
/// hour, and waiting for a lock 10 minutes.
[[nodiscard]] std::string begin_transaction_sql();
/// Makes other loads wait until the end of the transaction. Readers do not wait.
[[nodiscard]] std::string lock_loads_sql();
/// Creates temporary tables for ids of documents:
/// 1. `offered`: the documents of the store that may be delivered, each with its digest
///    (export/delivery/delivered_digest.h). `is_partial` tells whether rows of it were kept back.
/// 2. `withheld`: the documents that the store keeps closed, has given up or has lost. Its rows
///    have the SHA-256 of the ids, so that no load reveals an id that the target does not know.
///    Only for secret documents, which no office may keep, `is_lost` is false.
/// 3. `batch`: the documents whose rows this load replaces or removes.
[[nodiscard]] std::string create_offer_tables_sql();
/// The office of a load, and the documents that the load may remove.
struct LoadScope {
  std::string office;  ///< empty for an unnamed store
  /// Also remove documents that are not offered and that only this office has.
  bool others = false;
};
/// Adds to `batch` the offered documents whose digest is not that of the last delivery of the
/// office, or whose rows have changed since. With `all`, adds all offered documents.
[[nodiscard]] std::string batch_differing_sql(bool all, const LoadScope& scope);
/// Adds to `batch` the documents in the target that this load must remove:
/// 1. secret documents;
/// 2. other withheld documents, unless another named office has them;
/// 3. with `scope.others`, documents that are not offered and that only this office has.
[[nodiscard]] std::string batch_gone_sql(const LoadScope& scope);
/// Returns the documents that only `scope.others` removes. One row for each issuing organ, largest
/// number first: the organ as printed ('?' if unknown), and the number of documents.
[[nodiscard]] std::string count_others_sql(const LoadScope& scope);
/// Returns one truth value: whether update_offices_sql() has anything to change besides the
/// documents in `batch`.
[[nodiscard]] std::string is_office_changed_sql(const LoadScope& scope);
/// Updates `offices`:
/// 1. Adds the office to the offered documents.
/// 2. Removes the office from withheld documents and, with `scope.others`, from documents that are
///    not offered.
/// 3. Removes all offices from the removed documents.
/// 4. If a named office loads, removes the unnamed office from offered and withheld documents.
/// Deletes the entries of `delivered` for each removed office. If a removed office had delivered
/// provenance and no remaining office has, the remaining offices must deliver the document again.
[[nodiscard]] std::string update_offices_sql(const LoadScope& scope);
/// Takes a document out of `batch` if the target has the same rows, and another office has
/// delivered them with provenance. Of such a document, the load writes only rows of the office and
/// its entry in `delivered`.
[[nodiscard]] std::string unbatch_unchanged_sql(const LoadScope& scope);
/// Notes the documents of `batch` in which this load replaces rows of another office:
/// 1. Another office has the document, too.
/// 2. The rows in the target differ from the copied rows.
/// 3. The rows in the target are not the rows that this office loaded last.
[[nodiscard]] std::string note_replaced_sql(const LoadScope& scope);
/// Returns each other office of the documents noted by note_replaced_sql(), with the number of
/// these documents.
[[nodiscard]] std::string count_replaced_sql(const LoadScope& scope);
/// Returns each doc_id of `batch`, and whether the document is offered.
[[nodiscard]] std::string select_batch_sql();
/// Returns the offered documents outside `batch` whose last delivery by the office kept back rows.
[[nodiscard]] std::string select_partial_sql(const LoadScope& scope);
/// Returns the agencies that documents of `batch` name in the target, because their rows may
/// change.
[[nodiscard]] std::string select_claimed_sql();
/// Creates temporary tables for the copied rows: one for agency_claims and one for each table of
/// target_tables(). Also creates temporary tables for the other statements.
[[nodiscard]] std::string create_staging_sql();
/// Returns the temporary table of `table` with its columns, as COPY takes them:
/// pg_temp."table"("column",…).
[[nodiscard]] std::string make_staging_target(const TargetTable& table);
/// The tables of create_offer_tables_sql() with their columns, as COPY takes them.
inline constexpr std::string_view kOfferedTarget =
    "pg_temp.\"offered\"(\"doc_id\",\"digest\",\"is_partial\")";
inline constexpr std::string_view kBatchTarget = "pg_temp.\"batch\"(\"doc_id\")";
inline constexpr std::string_view kWithheldTarget =
    "pg_temp.\"withheld\"(\"id_sha256\",\"is_lost\")";
/// The options of every COPY.
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// Removes copied rows of documents outside `batch`, except rows of agencies and sources.
/// select_digest_sql() still counts the removed rows.
[[nodiscard]] std::string remove_unbatched_sql();
/// Writes new and changed rows, parents first. Then removes rows of the documents of `batch` that
/// were not copied, children first. Unchanged rows are not touched. Rows of another office stay as
/// long as that office has the document.
[[nodiscard]] std::string merge_staged_sql(const LoadScope& scope);
/// Hashes the rows that the documents now have in the target. Updates `loads` and `delivered`.
[[nodiscard]] std::string record_load_sql(const LoadScope& scope);
/// Returns one row: the number of hashed rows of a table, and the sum of their hashes as in
/// RowSetDigest (export/postgres/postgres_text.h). Run after record_load_sql().
[[nodiscard]] std::string select_digest_sql(const TargetTable& table);
/// Returns one row for each table of target_tables(): the name, and the numbers of rows inserted,
/// updated and removed.
[[nodiscard]] std::string select_changes_sql();

/// Updates the planner statistics of a table. The server skips a table that the user does not own.
[[nodiscard]] std::string analyse_table_sql(const TargetTable& table);

}  // namespace codau::exports
