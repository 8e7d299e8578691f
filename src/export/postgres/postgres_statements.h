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
[[nodiscard]] std::string begin_sql();
/// Makes other loads wait until the end of the transaction. Readers do not wait.
[[nodiscard]] std::string lock_sql();
/// Creates temporary tables for ids of documents:
/// 1. `offered`: documents of the store that may be delivered, with their digests.
/// 2. `withheld`: documents that the store keeps closed, has given up or has lost. The table holds
///    the SHA-256 of each id, so that no load reveals an id that the target does not know. The
///    column `is_lost` tells whether other offices may keep the document; only a secret document
///    has false.
/// 3. `batch`: documents whose rows this load replaces or removes.
[[nodiscard]] std::string offer_sql();
/// The office of a load, and the documents that the load may remove.
struct Scope {
  /// Empty for an unnamed store.
  std::string office;
  /// Also remove documents that are not offered, unless another office has them. A named office
  /// removes only documents that `offices` lists for this office.
  bool others = false;
};
/// Adds to `batch` the offered documents that differ from the last delivery of the office. With
/// `all`, adds all offered documents.
[[nodiscard]] std::string differing_sql(bool all, const Scope& scope);
/// Adds to `batch` the known documents that the target must remove:
/// 1. secret documents;
/// 2. other withheld documents, unless another named office has them;
/// 3. with `scope.others`, the documents described there.
[[nodiscard]] std::string gone_sql(const Scope& scope);
/// Returns the documents that are neither offered nor withheld and that `scope.others` would
/// remove. One row for each issuing organ: the organ as printed ('?' if unknown) and the number of
/// documents, largest first.
[[nodiscard]] std::string others_sql(const Scope& scope);
/// Tells whether offices_sql() would change anything, apart from documents in `batch`.
[[nodiscard]] std::string is_office_new_sql(const Scope& scope);
/// Updates `offices`:
/// 1. Adds the office to the offered documents.
/// 2. Removes the office from withheld documents and, with `scope.others`, from documents that are
///    not offered.
/// 3. Removes all offices from the removed documents.
/// Deletes the entries of `delivered` for each removed office. If no remaining office asks for
/// provenance, the remaining offices must deliver the document again without provenance. Run after
/// staging_sql() and after `batch` is filled; merge_sql() follows.
[[nodiscard]] std::string offices_sql(const Scope& scope);
/// For rows copied without provenance. Takes a document out of `batch` if the target has the same
/// rows, and another office has delivered their provenance. For such a document, the load writes
/// only rows of the office and its entry in `delivered`. Run after offices_sql(); set_aside_sql()
/// follows.
[[nodiscard]] std::string spare_sql(const Scope& scope);
/// Notes the documents of `batch` in which this load replaces different rows of another office:
/// 1. Another office has the document, too.
/// 2. The rows in the target differ from the copied rows.
/// 3. The rows in the target are not the rows that this office loaded last.
/// Run after offices_sql() and, without provenance, after spare_sql(); merge_sql() follows.
[[nodiscard]] std::string replaced_sql(const Scope& scope);
/// Returns each other office of the documents noted by replaced_sql(), with the number of these
/// documents.
[[nodiscard]] std::string replaced_of_sql(const Scope& scope);
/// Returns each doc_id of `batch`, and whether the document is offered.
[[nodiscard]] std::string batch_sql();
/// Returns the offered documents outside `batch` whose last delivery by the office kept back rows.
[[nodiscard]] std::string partial_sql(const Scope& scope);
/// Returns the agencies that documents of `batch` name, because the rows of these agencies may
/// change.
[[nodiscard]] std::string claimed_sql();
/// Creates the temporary tables for the copied rows: one for agency_claims, and one for each table
/// of target_tables(). Also creates the temporary tables of the other statements.
[[nodiscard]] std::string staging_sql();
/// Returns the temporary table of `table` with its columns, as COPY takes them:
/// pg_temp."table"("column",…).
[[nodiscard]] std::string staging_of(const TargetTable& table);
/// The tables of offer_sql() with their columns, as COPY takes them, and the options of COPY.
inline constexpr std::string_view kOffered =
    "pg_temp.\"offered\"(\"doc_id\",\"digest\",\"is_partial\")";
inline constexpr std::string_view kBatch = "pg_temp.\"batch\"(\"doc_id\")";
inline constexpr std::string_view kWithheld = "pg_temp.\"withheld\"(\"id_sha256\",\"is_lost\")";
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// Removes copied rows of documents outside `batch`, except rows that belong to an office.
/// digest_sql() counts the removed rows, too.
[[nodiscard]] std::string set_aside_sql();
/// Writes new and changed rows, parents first. Then removes rows of the documents of `batch` that
/// were not copied, children first. Does not touch unchanged rows. Rows of another office stay as
/// long as that office has the document.
[[nodiscard]] std::string merge_sql(const Scope& scope);
/// Hashes the rows that the documents now have in the target. Updates `loads` and `delivered`.
[[nodiscard]] std::string books_sql(const Scope& scope);
/// Returns one row: the number of hashed rows of a table and the sum of their hashes. Run after
/// books_sql().
[[nodiscard]] std::string digest_sql(const TargetTable& table);
/// Returns one row for each table of target_tables(): the name, and the numbers of rows inserted,
/// updated and removed.
[[nodiscard]] std::string changes_sql();

/// Updates the planner statistics of a table. The server skips a table that the user does not own.
[[nodiscard]] std::string analyse_sql(const TargetTable& table);

}  // namespace codau::exports
