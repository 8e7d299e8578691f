// export/postgres/postgres_statements.h — the SQL of a load into PostgreSQL, the same through libpq
// and through psql. Rows are copied into temporary tables named as the tables of the target. Then
// only differences are written.
#pragma once

#include <string>
#include <string_view>

#include "export/postgres/postgres_schema.h"

namespace codau::exports {

// Each function returns SQL; its comment tells the effect of the SQL. A load has three
// transactions, so that nothing is locked while rows are sent:
// 1. The first creates the schema if needed.
// 2. The second finds the documents that differ.
// 3. The third sends their rows and merges the rows into the tables.
// The tables `offices`, `loads` and `delivered` are explained in export/postgres/postgres_schema.h.

/// Begins a transaction with its settings. Sets time limits if the server has none.
[[nodiscard]] std::string begin_transaction_sql();
/// Makes other loads wait until the end of the transaction. Readers do not wait.
[[nodiscard]] std::string lock_loads_sql();
/// Creates temporary tables for ids of documents:
/// 1. `offered`: documents of the store that may be delivered, with their digests.
/// 2. `withheld`: documents that the store keeps closed, has given up or has lost. The table holds
///    the SHA-256 of each id, so that no load reveals an id that the target does not know. The
///    column `is_lost` tells whether other offices may keep the document; only a secret document
///    has false.
/// 3. `batch`: documents whose rows this load replaces or removes.
[[nodiscard]] std::string create_offer_tables_sql();
/// The office of a load, and the documents that the load may remove.
struct LoadScope {
  /// Empty for an unnamed store.
  std::string office;
  /// Also remove documents that are not offered, unless another office has them. A named office
  /// removes only documents that `offices` lists for this office.
  bool others = false;
};
/// Adds to `batch` the offered documents that differ from the last delivery of the office. With
/// `all`, adds all offered documents.
[[nodiscard]] std::string batch_differing_sql(bool all, const LoadScope& scope);
/// Adds to `batch` the known documents that the target must remove:
/// 1. secret documents;
/// 2. other withheld documents, unless another named office has them;
/// 3. with `scope.others`, the documents described there.
[[nodiscard]] std::string batch_gone_sql(const LoadScope& scope);
/// Returns the documents that are neither offered nor withheld and that `scope.others` would
/// remove. One row for each issuing organ: the organ as printed ('?' if unknown) and the number of
/// documents, largest first.
[[nodiscard]] std::string count_others_sql(const LoadScope& scope);
/// Tells whether update_offices_sql() would change anything, apart from documents in `batch`.
[[nodiscard]] std::string is_office_changed_sql(const LoadScope& scope);
/// Updates `offices`:
/// 1. Adds the office to the offered documents.
/// 2. Removes the office from withheld documents and, with `scope.others`, from documents that are
///    not offered.
/// 3. Removes all offices from the removed documents.
/// Deletes the entries of `delivered` for each removed office. If no remaining office asks for
/// provenance, the remaining offices must deliver the document again without provenance. Run after
/// create_staging_sql() and after `batch` is filled; merge_staged_sql() follows.
[[nodiscard]] std::string update_offices_sql(const LoadScope& scope);
/// For rows copied without provenance. Takes a document out of `batch` if the target has the same
/// rows, and another office has delivered their provenance. For such a document, the load writes
/// only rows of the office and its entry in `delivered`. Run after update_offices_sql();
/// remove_unbatched_sql() follows.
[[nodiscard]] std::string unbatch_unchanged_sql(const LoadScope& scope);
/// Notes the documents of `batch` in which this load replaces different rows of another office:
/// 1. Another office has the document, too.
/// 2. The rows in the target differ from the copied rows.
/// 3. The rows in the target are not the rows that this office loaded last.
/// Run after update_offices_sql() and, without provenance, after unbatch_unchanged_sql();
/// merge_staged_sql() follows.
[[nodiscard]] std::string note_replaced_sql(const LoadScope& scope);
/// Returns each other office of the documents noted by note_replaced_sql(), with the number of
/// these documents.
[[nodiscard]] std::string count_replaced_sql(const LoadScope& scope);
/// Returns each doc_id of `batch`, and whether the document is offered.
[[nodiscard]] std::string select_batch_sql();
/// Returns the offered documents outside `batch` whose last delivery by the office kept back rows.
[[nodiscard]] std::string select_partial_sql(const LoadScope& scope);
/// Returns the agencies that documents of `batch` name, because the rows of these agencies may
/// change.
[[nodiscard]] std::string select_claimed_sql();
/// Creates the temporary tables for the copied rows: one for agency_claims, and one for each table
/// of target_tables(). Also creates the temporary tables of the other statements.
[[nodiscard]] std::string create_staging_sql();
/// Returns the temporary table of `table` with its columns, as COPY takes them:
/// pg_temp."table"("column",…).
[[nodiscard]] std::string make_staging_target(const TargetTable& table);
/// The tables of create_offer_tables_sql() with their columns, as COPY takes them, and the options
/// of COPY.
inline constexpr std::string_view kOfferedTarget =
    "pg_temp.\"offered\"(\"doc_id\",\"digest\",\"is_partial\")";
inline constexpr std::string_view kBatchTarget = "pg_temp.\"batch\"(\"doc_id\")";
inline constexpr std::string_view kWithheldTarget =
    "pg_temp.\"withheld\"(\"id_sha256\",\"is_lost\")";
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// Removes copied rows of documents outside `batch`, except rows that belong to an office.
/// select_digest_sql() counts the removed rows, too.
[[nodiscard]] std::string remove_unbatched_sql();
/// Writes new and changed rows, parents first. Then removes rows of the documents of `batch` that
/// were not copied, children first. Does not touch unchanged rows. Rows of another office stay as
/// long as that office has the document.
[[nodiscard]] std::string merge_staged_sql(const LoadScope& scope);
/// Hashes the rows that the documents now have in the target. Updates `loads` and `delivered`.
[[nodiscard]] std::string record_load_sql(const LoadScope& scope);
/// Returns one row: the number of hashed rows of a table and the sum of their hashes. Run after
/// record_load_sql().
[[nodiscard]] std::string select_digest_sql(const TargetTable& table);
/// Returns one row for each table of target_tables(): the name, and the numbers of rows inserted,
/// updated and removed.
[[nodiscard]] std::string select_changes_sql();

/// Updates the planner statistics of a table. The server skips a table that the user does not own.
[[nodiscard]] std::string analyse_table_sql(const TargetTable& table);

}  // namespace codau::exports
