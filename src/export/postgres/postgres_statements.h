// export/postgres/postgres_statements.h — the SQL of a load into PostgreSQL, the same through libpq
// and through psql. Each function returns SQL; its comment tells the effect of the SQL, or the rows
// that the SQL returns. The target is the database (postgres_schema.h). A store is the output
// folder of `codau run`. An office owns a store. Several offices may have the same document. A load
// offers the documents that the store delivers, and withholds those that it no longer delivers. A
// foreign document is neither, but is in the target under this office alone. For example, another
// store of the office loaded it. A claim states that a document names an agency.
//
// A load has three transactions, so that nothing is locked while rows are sent. Each begins with
// begin_transaction_sql() and ends with COMMIT. Provenance tells how values were read; if rows are
// sent with provenance, the steps with a * are skipped. The steps in order:
// 1. The first transaction runs only if tables must be made or upgraded.
// 1.1 lock_loads_sql(), make_schema_sql().
// 2. The second finds the batch: the documents whose rows the load replaces or removes. If nothing
//    is to be changed, the load ends after it.
// 2.1 create_offer_tables_sql() makes `offered`, `withheld` and `batch`. COPY fills the first two.
// 2.2 count_foreign_sql(), if the user wants to remove foreign documents
//     (LoadScope::remove_foreign), but has not yet confirmed this.
// 2.3 batch_differing_sql(), batch_gone_sql().
// 2.4 select_batch_sql(), select_partial_sql(), select_claimed_sql(), is_office_changed_sql().
// 3. The third sends the rows of the batch, and writes only the differences.
// 3.1 create_offer_tables_sql(), create_staging_sql(). COPY fills `offered`, `withheld`, `batch`
//     (with the result of select_batch_sql()) and the staging tables.
// 3.2 lock_loads_sql(), make_schema_sql().
// 3.3 update_offices_sql(), unbatch_unchanged_sql()*, note_replaced_sql(), remove_unbatched_sql()*.
// 3.4 merge_staged_sql(), record_load_sql().
// 3.5 select_digest_sql(), select_changes_sql(), count_replaced_sql(), analyse_table_sql().
// Through psql, all rows are sent. The second transaction, step 2.4 and analyse_table_sql() are
// left out, and COPY leaves `batch` empty. After step 3.2, count_foreign_sql() prints its numbers
// (if foreign documents are removed). Then batch_differing_sql() with `batch_all`, and
// batch_gone_sql() fill `batch`.
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
/// 2. `withheld`: the documents that the store no longer delivers: closed (export_filter.h), read
///    by a run but not kept, or gone from the store. The table has the SHA-256 of their ids, so
///    that no load reveals an id that the target does not know. The column is_lost is false for
///    documents that are closed for secrecy: the target must remove them. It is true for all
///    others: the target keeps them if another named office has them.
/// 3. `batch`: the batch.
[[nodiscard]] std::string create_offer_tables_sql();
/// These tables with their columns, as COPY takes them.
inline constexpr std::string_view kOfferedTarget =
    "pg_temp.\"offered\"(\"doc_id\",\"digest\",\"is_partial\")";
inline constexpr std::string_view kWithheldTarget =
    "pg_temp.\"withheld\"(\"id_sha256\",\"is_lost\")";
inline constexpr std::string_view kBatchTarget = "pg_temp.\"batch\"(\"doc_id\")";
/// The options of every COPY.
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// The office of a load, and the documents that the load may remove.
struct LoadScope {
  std::string office;  ///< empty: the office of all unnamed stores
  /// Also remove foreign documents (defined above).
  bool remove_foreign = false;
};

/// Returns the number of foreign documents of each issuing organ, largest number first. A row has
/// the organ as printed ('?' if unknown) and the number.
[[nodiscard]] std::string count_foreign_sql(const LoadScope& scope);
/// Adds offered documents to `batch`. With `batch_all`, adds all of them. Otherwise adds:
/// 1. documents whose digest differs from the last delivery of the office;
/// 2. documents whose rows in the target have changed since that delivery;
/// 3. documents with an empty digest (compute_delivered_digests()).
[[nodiscard]] std::string batch_differing_sql(bool batch_all, const LoadScope& scope);
/// Adds to `batch` the documents in the target that this load must remove:
/// 1. documents that are closed for secrecy;
/// 2. other documents of `withheld`, unless another named office has them;
/// 3. with `scope.remove_foreign`, foreign documents.
[[nodiscard]] std::string batch_gone_sql(const LoadScope& scope);
/// Returns a row for each document of `batch`: the doc_id, and whether the document is offered.
[[nodiscard]] std::string select_batch_sql();
/// Returns the ids of offered documents outside `batch`, if rows of the document were withheld in
/// the last delivery of the office. The caller applies the ExportFilter to these documents, so that
/// it also counts their withheld rows.
[[nodiscard]] std::string select_partial_sql(const LoadScope& scope);
/// Returns the ids of the agencies that documents of `batch` name in the target (agency_claims has
/// these claims). The caller sends the rows of these agencies, because they may change.
[[nodiscard]] std::string select_claimed_sql();
/// Returns one truth value: whether update_offices_sql() would change offices even if `batch` were
/// empty.
[[nodiscard]] std::string is_office_changed_sql(const LoadScope& scope);

/// Creates the staging tables for the sent rows: temporary tables with the names of agency_claims
/// and of the tables of target_tables(). Also creates temporary tables that other statements need.
[[nodiscard]] std::string create_staging_sql();
/// Returns the staging table of `table` with its columns, as COPY takes them:
/// pg_temp."table"("column",…).
[[nodiscard]] std::string make_staging_target(const TargetTable& table);
/// Updates `offices`:
/// 1. Adds the office to the offered documents.
/// 2. Removes the office from withheld documents and, with `scope.remove_foreign`, from documents
///    that are not offered.
/// 3. Removes all offices from the documents that this load removes.
/// 4. If a named office loads, removes the unnamed office from offered and withheld documents.
/// Deletes the entries of `delivered` for each removed office of a document. If only such entries
/// were deliveries with provenance, the other offices must deliver the document again.
[[nodiscard]] std::string update_offices_sql(const LoadScope& scope);
/// Takes a document out of `batch` if two conditions hold. Another office has delivered the
/// document with provenance, and the rows in the target differ from the sent rows only in
/// provenance. For such a document, the load writes only the rows of this office in `sources` and
/// `delivered`.
[[nodiscard]] std::string unbatch_unchanged_sql(const LoadScope& scope);
/// Notes the documents of `batch` in which this load replaces rows of another office. All three
/// must hold:
/// 1. Another office has the document, too.
/// 2. The rows in the target differ from the sent rows.
/// 3. The rows in the target are not the rows that this office has loaded last.
[[nodiscard]] std::string note_replaced_sql(const LoadScope& scope);
/// Removes from the staging tables the rows of documents that unbatch_unchanged_sql() took out of
/// `batch`. Rows of agencies and sources stay. Hashes each row before its removal, because
/// select_digest_sql() must count all rows that COPY sent.
[[nodiscard]] std::string remove_unbatched_sql();
/// Writes the rows of the staging tables that are new or changed, parents first. Then removes all
/// other rows of the documents of `batch` from the target, children first. Unchanged rows are not
/// touched. Rows of `sources` that belong to another office stay as long as that office has the
/// document.
[[nodiscard]] std::string merge_staged_sql(const LoadScope& scope);
/// Hashes the rows of the target that should now be equal to the sent rows, for
/// select_digest_sql(). Updates `loads` and `delivered`.
[[nodiscard]] std::string record_load_sql(const LoadScope& scope);
/// Returns one row: the number of rows of a table that remove_unbatched_sql() and record_load_sql()
/// have hashed, and the sum of their hashes. If the target has all sent rows of `batch`, both are
/// equal to RowSetDigest of the rows that COPY sent (export/postgres/postgres_text.h).
[[nodiscard]] std::string select_digest_sql(const TargetTable& table);
/// Returns one row for each table of target_tables(): the name, and the numbers of rows inserted,
/// updated and removed.
[[nodiscard]] std::string select_changes_sql();
/// Returns one row for each other office of the documents that note_replaced_sql() has noted: the
/// office, and the number of these documents.
[[nodiscard]] std::string count_replaced_sql(const LoadScope& scope);
/// Updates the planner statistics of a table that changed much. The server skips a table that the
/// user does not own.
[[nodiscard]] std::string analyse_table_sql(const TargetTable& table);

}  // namespace codau::exports
