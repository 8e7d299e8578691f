// export/postgres/postgres_statements.h — the SQL of a load into PostgreSQL, the same through libpq
// and through psql. Each function returns SQL. Its comment tells what the SQL does, or which rows
// the SQL returns. The target is the database. A store is the output folder of `codau run`, and an
// office its owner. Several offices may have the same document. export/postgres/postgres_schema.h
// explains the tables of the target.
//
// A load has three transactions, so that nothing is locked while rows are sent. Each begins with
// begin_transaction_sql().
// 1. The first runs make_schema_sql() if needed.
// 2. The second finds the documents that differ. create_offer_tables_sql() makes the temporary
//    tables `offered`, `withheld` and `batch`. COPY fills `offered` and `withheld`. Then
//    batch_differing_sql() and batch_gone_sql() fill `batch`: the documents whose rows the load
//    replaces or removes.
// 3. The third copies the rows of `batch` into temporary tables with the names of the target's
//    tables, and writes only the differences. After lock_loads_sql(), the order is:
//    update_offices_sql(), unbatch_unchanged_sql(), note_replaced_sql(), remove_unbatched_sql(),
//    merge_staged_sql(), record_load_sql(). The two functions with "unbatch" run only for rows
//    copied without provenance, which tells how values were read.
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
/// Creates the temporary tables of documents:
/// 1. `offered`: the documents whose rows the export delivers (export/delivery/export_filter.h),
///    each with its digest (export/delivery/delivered_digest.h). The column is_partial tells
///    whether rows of the document are withheld.
/// 2. `withheld`: the documents that are closed (export_filter.h), that a run has given up, or that
///    have gone from the store. The table has the SHA-256 of their ids, so that no load reveals an
///    id that the target does not know. The column is_lost is false for documents that are closed
///    for secrecy, which no office may keep. For all others, is_lost is true.
/// 3. `batch`: the documents whose rows this load replaces or removes.
[[nodiscard]] std::string create_offer_tables_sql();
/// The office of a load, and the documents that the load may remove.
struct LoadScope {
  std::string office;  ///< empty for an unnamed store
  /// Also remove documents that are not offered and that only this office has.
  bool remove_foreign = false;
};
/// Adds to `batch` the offered documents whose digest differs from the last delivery of the office,
/// or whose rows in the target have changed since. With `batch_all`, adds all offered documents.
[[nodiscard]] std::string batch_differing_sql(bool batch_all, const LoadScope& scope);
/// Adds to `batch` the documents in the target that this load must remove:
/// 1. documents that are closed for secrecy;
/// 2. other documents of `withheld`, unless another named office has them;
/// 3. with `scope.remove_foreign`, documents that are not offered and that only this office has.
[[nodiscard]] std::string batch_gone_sql(const LoadScope& scope);
/// Counts the documents that are removed only with `scope.remove_foreign`. One row for each issuing
/// organ, largest number first: the organ as printed ('?' if unknown), and the number of documents.
[[nodiscard]] std::string count_others_sql(const LoadScope& scope);
/// Returns one truth value: whether update_offices_sql() would change offices even if `batch` were
/// empty.
[[nodiscard]] std::string is_office_changed_sql(const LoadScope& scope);
/// Updates `offices`:
/// 1. Adds the office to the offered documents.
/// 2. Removes the office from withheld documents and, with `scope.remove_foreign`, from documents
///    that are not offered.
/// 3. Removes all offices from the documents that this load removes.
/// 4. If a named office loads, removes the unnamed office from offered and withheld documents.
/// Deletes the entries of `delivered` for each removed office of a document. If only removed
/// offices had delivered provenance, the remaining offices must deliver the document again.
[[nodiscard]] std::string update_offices_sql(const LoadScope& scope);
/// Takes a document out of `batch` if another office has delivered its rows with provenance, and
/// they differ from the copied rows only in provenance. For such a document, the load writes only
/// the office's rows of `sources` and its entry in `delivered`.
[[nodiscard]] std::string unbatch_unchanged_sql(const LoadScope& scope);
/// Notes the documents of `batch` in which this load replaces rows of another office. All three
/// must hold:
/// 1. Another office has the document, too.
/// 2. The rows in the target differ from the copied rows.
/// 3. The rows in the target are not the rows that this office has loaded last.
[[nodiscard]] std::string note_replaced_sql(const LoadScope& scope);
/// Returns one row for each other office of the documents that note_replaced_sql() has noted: the
/// office, and the number of these documents.
[[nodiscard]] std::string count_replaced_sql(const LoadScope& scope);
/// Returns each doc_id of `batch`, and whether the document is offered.
[[nodiscard]] std::string select_batch_sql();
/// Returns the ids of offered documents outside `batch` of which the last delivery by the office
/// withheld rows.
[[nodiscard]] std::string select_partial_sql(const LoadScope& scope);
/// Returns the ids of the agencies that documents of `batch` name in the target, because the rows
/// of these agencies may change.
[[nodiscard]] std::string select_claimed_sql();
/// Creates temporary tables for the copied rows: one for agency_claims, and one for each table of
/// target_tables(). Also creates temporary tables that the other statements need.
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
/// Removes copied rows of documents outside `batch` from the temporary tables, except rows of
/// agencies and sources. select_digest_sql() still counts the removed rows.
[[nodiscard]] std::string remove_unbatched_sql();
/// Writes the copied rows that are new or changed, parents first. Then removes all other rows of
/// the documents of `batch`, children first. Unchanged rows are not touched. Rows of `sources` that
/// belong to another office stay as long as that office has the document.
[[nodiscard]] std::string merge_staged_sql(const LoadScope& scope);
/// Hashes the rows that the documents of `batch` now have in the target. Updates `loads` and
/// `delivered`.
[[nodiscard]] std::string record_load_sql(const LoadScope& scope);
/// Returns one row: the number of rows of a table that record_load_sql() has hashed, and the sum of
/// their hashes. Both are equal to the RowSetDigest of the copied rows
/// (export/postgres/postgres_text.h) if the target holds them.
[[nodiscard]] std::string select_digest_sql(const TargetTable& table);
/// Returns one row for each table of target_tables(): the name, and the numbers of rows inserted,
/// updated and removed.
[[nodiscard]] std::string select_changes_sql();

/// Updates the planner statistics of a table. The server skips a table that the user does not own.
[[nodiscard]] std::string analyse_table_sql(const TargetTable& table);

}  // namespace codau::exports
