// export/postgres/postgres_statements.h — a load as SQL, the same through libpq and through psql:
// rows come into temporary tables named as those of the target, then only what differs is written.
#pragma once

#include <string>
#include <string_view>

#include "export/postgres/postgres_schema.h"

namespace codau::exports {

// In the order of use. Three transactions, so that nothing is locked while rows are on their way:
// the schema, where it has to be made; what differs; what differs is sent, and then merged.

/// Begins a transaction: settings, limits where the server has none.
[[nodiscard]] std::string begin_sql();
/// Other loads wait from here to the end of the transaction. Readers never do.
[[nodiscard]] std::string lock_sql();
/// Temporary tables: `offered`, the documents of the store of which rows are delivered, with their
/// digests; `withheld`, those of which none is, by the SHA-256 of their ids, so that no load tells
/// an id that the target does not know (`is_lost`: others may have them all the same);
/// `batch`, the documents whose rows are replaced.
[[nodiscard]] std::string offer_sql();
/// Whose documents a load is about. `others`: what is not offered goes, too, as far as no other
/// office has it (of a named office: what is its own alone).
struct Scope {
  std::string office;
  bool others = false;
};
/// Puts into `batch` what differs from what the office has delivered; `all`: all that is offered.
[[nodiscard]] std::string differing_sql(bool all, const Scope& scope);
/// Puts into `batch` what was loaded and is withheld now, but for what is lost here alone and
/// another office has; and others.
[[nodiscard]] std::string gone_sql(const Scope& scope);
/// What gone_sql() puts there for `others`: the organ of such documents, as printed ('?' where it
/// is not known), and how many they are, most first.
[[nodiscard]] std::string others_sql(const Scope& scope);
/// Whether offices_sql() would change anything.
[[nodiscard]] std::string is_office_new_sql(const Scope& scope);
/// Writes `offices`: the office has what is offered; no more what is withheld or, with `others`,
/// not offered; nobody what has gone. Who has left has delivered nothing; and what no office asks
/// provenance of any more is delivered again without it by the next load of who has it.
/// Precondition: staging_sql(), `batch`; merge_sql() comes after it.
[[nodiscard]] std::string offices_sql(const Scope& scope);
/// For what was copied without provenance. Documents that are there with the same rows, and of
/// which another office has delivered provenance, are not of `batch` any more: only the rows of the
/// office and its books are written. Precondition: offices_sql(); set_aside_sql() comes after it.
[[nodiscard]] std::string spare_sql(const Scope& scope);
/// Notes the documents of `batch` that another office has too, and of which the target has other
/// rows than were copied, which are not those that this office has loaded. Precondition:
/// offices_sql(), `batch` as it stays; merge_sql() comes after it.
[[nodiscard]] std::string replaced_sql(const Scope& scope);
/// Offices that have what replaced_sql() noted, and how many documents.
[[nodiscard]] std::string replaced_of_sql(const Scope& scope);
/// doc_ids of `batch`, and whether each is offered.
[[nodiscard]] std::string batch_sql();
/// Documents that are not in `batch`, and of which rows were kept back when the office sent them.
[[nodiscard]] std::string partial_sql(const Scope& scope);
/// Agencies that are claimed by documents of `batch`: what is told of them may change.
[[nodiscard]] std::string claimed_sql();
/// Temporary tables for what is copied: claims, and each table of target_tables().
[[nodiscard]] std::string staging_sql();
/// pg_temp."table"("column",…), as COPY takes it.
[[nodiscard]] std::string staging_of(const TargetTable& table);
inline constexpr std::string_view kOffered =
    "pg_temp.\"offered\"(\"doc_id\",\"digest\",\"is_partial\")";
inline constexpr std::string_view kBatch = "pg_temp.\"batch\"(\"doc_id\")";
inline constexpr std::string_view kWithheld = "pg_temp.\"withheld\"(\"id_sha256\",\"is_lost\")";
inline constexpr std::string_view kCopyOptions = "WITH (FORMAT text, ENCODING 'UTF8')";
/// Takes the rows of documents that are not in `batch` out of what was copied, but for those of an
/// office; digest_sql() counts them as they were copied.
[[nodiscard]] std::string set_aside_sql();
/// Writes new and changed rows, parents first, then removes rows of the documents that were not
/// copied, children first. A row that is as it should be is not touched, nor is one of another
/// office as long as that has the document.
[[nodiscard]] std::string merge_sql(const Scope& scope);
/// Hashes the rows of the documents as they are in the target now, and writes `loads` and
/// `delivered`.
[[nodiscard]] std::string books_sql(const Scope& scope);
/// One row: number and two sums of the hashes of a table's rows. Precondition: books_sql() has run.
[[nodiscard]] std::string digest_sql(const TargetTable& table);
/// A row for each table of target_tables(): its name, rows inserted, updated, removed.
[[nodiscard]] std::string changes_sql();

/// Counts anew how the values of a table are spread. Skipped by the server for who does not own it.
[[nodiscard]] std::string analyse_sql(const TargetTable& table);

}  // namespace codau::exports
