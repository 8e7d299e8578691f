// export/postgres/postgres_statements.h — a load as SQL, the same through libpq and through psql.
// Rows are copied into temporary tables named as those of the target; then only differences are
// written.
#pragma once

#include <string>
#include <string_view>

#include "export/postgres/postgres_schema.h"

namespace codau::exports {

// In the order of use. A load has three transactions, so that nothing is locked while rows are
// sent. The first creates the schema if needed. The second finds the differing documents. The third
// sends and then merges them.

/// Begins a transaction with its settings, and sets time limits if the server has none.
[[nodiscard]] std::string begin_sql();
/// Makes other loads wait until the end of the transaction. Readers never wait.
[[nodiscard]] std::string lock_sql();
/// Creates temporary tables:
/// 1. `offered`: the documents of the store that have delivered rows, with their digests.
/// 2. `withheld`: the documents without delivered rows, by the SHA-256 of their ids. So no load
///    reveals an id that the target does not know. `is_lost`: other offices may still have them.
/// 3. `batch`: the documents whose rows are replaced.
[[nodiscard]] std::string offer_sql();
/// The documents that a load is about. With `others`, documents that are not offered go, too,
/// unless another office has them. A named office removes only documents that it alone has.
struct Scope {
  std::string office;
  bool others = false;
};
/// Puts into `batch` the documents that differ from the delivery of the office; with `all`, all
/// offered documents.
[[nodiscard]] std::string differing_sql(bool all, const Scope& scope);
/// Puts into `batch` the loaded documents that are now withheld, and the documents of `others`.
/// Excepts a document that is only lost here and that another named office has.
[[nodiscard]] std::string gone_sql(const Scope& scope);
/// Returns the documents that gone_sql() adds for `others`: their organ as printed ('?' if unknown)
/// and their number, largest first.
[[nodiscard]] std::string others_sql(const Scope& scope);
/// Tells whether offices_sql() would change anything.
[[nodiscard]] std::string is_office_new_sql(const Scope& scope);
/// Updates `offices`. The office has the offered documents. It no longer has withheld documents
/// nor, with `others`, documents that are not offered. No office has a removed document. The
/// deliveries of an office that has left a document are deleted. If no remaining office asks for
/// provenance, the next load of each owner delivers the document again without it. Precondition:
/// staging_sql() and `batch`; merge_sql() follows.
[[nodiscard]] std::string offices_sql(const Scope& scope);
/// For rows copied without provenance. Takes documents out of `batch` if the target has the same
/// rows, and another office has delivered their provenance. Then only the rows of this office and
/// its books are written. Precondition: offices_sql(); set_aside_sql() follows.
[[nodiscard]] std::string spare_sql(const Scope& scope);
/// Notes the documents of `batch` whose rows of another office this load replaces. Another office
/// has the document, too. The rows in the target differ from the copied rows, and are not those
/// that this office loaded. Precondition: offices_sql() and the final `batch`; merge_sql() follows.
[[nodiscard]] std::string replaced_sql(const Scope& scope);
/// Returns the other offices of the documents noted by replaced_sql(), with the number of
/// documents.
[[nodiscard]] std::string replaced_of_sql(const Scope& scope);
/// Returns the doc_ids of `batch`, and whether each is offered.
[[nodiscard]] std::string batch_sql();
/// Returns offered documents outside `batch` with rows that were kept back when the office sent
/// them.
[[nodiscard]] std::string partial_sql(const Scope& scope);
/// Returns the agencies claimed by documents of `batch`: their rows may change.
[[nodiscard]] std::string claimed_sql();
/// Creates temporary tables for the copied rows: claims, and each table of target_tables().
[[nodiscard]] std::string staging_sql();
/// Returns pg_temp."table"("column",…), as COPY takes it.
[[nodiscard]] std::string staging_of(const TargetTable& table);
inline constexpr std::string_view kOffered =
    "pg_temp.\"offered\"(\"doc_id\",\"digest\",\"is_partial\")";
inline constexpr std::string_view kBatch = "pg_temp.\"batch\"(\"doc_id\")";
inline constexpr std::string_view kWithheld = "pg_temp.\"withheld\"(\"id_sha256\",\"is_lost\")";
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// Removes copied rows of documents outside `batch`, except the rows of an office. digest_sql()
/// counts them as they were copied.
[[nodiscard]] std::string set_aside_sql();
/// Writes new and changed rows, parents first. Then removes rows of the documents that were not
/// copied, children first. Leaves unchanged rows untouched, and rows of another office as long as
/// it has the document.
[[nodiscard]] std::string merge_sql(const Scope& scope);
/// Hashes the rows that the documents now have in the target, and writes `loads` and `delivered`.
[[nodiscard]] std::string books_sql(const Scope& scope);
/// Returns one row: the number of a table's rows and the sum of their hashes. Precondition:
/// books_sql() has run.
[[nodiscard]] std::string digest_sql(const TargetTable& table);
/// Returns a row for each table of target_tables(): its name, rows inserted, updated, removed.
[[nodiscard]] std::string changes_sql();

/// Updates the statistics of a table. The server skips it for a user who does not own the table.
[[nodiscard]] std::string analyse_sql(const TargetTable& table);

}  // namespace codau::exports
