// store/document_stats.h — what a store knows of itself document by document, so that nothing has
// to be counted or compared over all of them: totals, digests, changes.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/records.h"
#include "record/row_stream.h"
#include "store/build_state.h"
#include "store/ddl.h"
#include "store/sqlite.h"

namespace codau::store {

/// Whether the row of the document itself is among them.
[[nodiscard]] bool has_document_row(const record::RowStream& rows);

/// "rows:<table>" for tables whose rows are of one document, "reason:<code>" for review reasons and
/// flags, each once a row.
using DocumentCounts = std::map<std::string, std::int64_t>;
/// Of all rows; the digest is SHA-256 of what those hold that others tell about (is_xref_table()),
/// and behind it that of all others, in hex.
struct DocumentStats {
  DocumentCounts counts;
  std::string digest;
};
/// As `made` has them.
[[nodiscard]] std::string to_text(const DocumentCounts& counts);
[[nodiscard]] DocumentStats compute_stats(TableSpan tables, const record::RowStream& rows);

/// Of record::kXrefTables.
[[nodiscard]] bool is_xref_table(const record::Table& table);

/// Rows a table has, by the totals; rows of several documents are counted.
[[nodiscard]] std::uint64_t count_rows(const Connection& connection, TableSpan tables,
                                       const record::Table& table);

/// Row ids by table that were added, changed and removed, as JSON; empty when nothing was.
[[nodiscard]] std::string diff_rows(TableSpan tables, const record::RowStream& before,
                                    const record::RowStream& after);

/// The tables that it names.
[[nodiscard]] std::set<std::string> parse_changed_tables(const std::string& difference);

/// Brings the books up to date after the rows of a document were replaced, which is new unless it
/// `was` there; empty `after`: it is gone. `difference` is not looked at where it is new. Within
/// the transaction of the rows.
void update_stats(const Connection& connection, TableSpan tables, std::string_view doc_id, bool was,
                  const record::RowStream& after, const std::string& difference);

/// The same where all that differs is_xref_table(), by the old rows and the new ones of these
/// tables: the rest is not looked at. False where the document goes, or its book is of an older
/// form: nothing is done. Throws as refuse_damaged_rows() if the old rows of these tables are not
/// those that were booked.
[[nodiscard]] bool update_xref_stats(const Connection& connection, TableSpan tables,
                                     std::string_view doc_id, const record::RowStream& before,
                                     const record::RowStream& after, const std::string& difference);
/// The same after rows and the line of `made` were copied from another store.
void update_copied_stats(const Connection& connection, std::span<const std::string> doc_ids);

/// Whether the rows of a document are those that were booked last: else they are damaged, or not
/// written by codau. Whatever is damaged in packed values throws as well.
[[nodiscard]] bool has_recorded_rows(const Connection& connection, TableSpan tables,
                                     std::string_view doc_id);
/// Throws Error{kOutput}: the rows of the document are damaged, and what makes them again.
[[noreturn]] void refuse_damaged_rows(const Connection& connection, std::string_view doc_id);
/// The first table that contradicts others: `totals`, rows of several documents and what these
/// claim, `codes` that lack one. Empty if there is none.
[[nodiscard]] std::string find_contradiction(const Connection& connection, TableSpan tables);
/// Counts `totals` anew. Within a transaction of the caller.
void recount_totals(const Connection& connection);

[[nodiscard]] KnownFiles load_known_files(const Connection& connection, std::string_view doc_id);

/// Tells the feed of a change. `rows`: a diff_rows(), or empty.
void append_change(const Connection& connection, std::string_view doc_id, std::string_view change,
                   std::string_view rows);

}  // namespace codau::store
