// store/documents/document_stats.h — what a store knows of itself document by document, so that
// nothing has to be counted or compared over all of them: totals, digests, changes.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "store/database/sqlite.h"
#include "store/documents/build_state.h"
#include "store/documents/row_changes.h"

namespace codau::store {

[[nodiscard]] bool has_document_row(const record::Records& records);

/// "rows:<table>": how many rows of a table the document has, except of RowOwner::kShared.
/// "reason:<code>": how many rows have this review reason or flag.
using DocumentCounts = std::map<std::string, std::int64_t>;
struct DocumentStats {
  DocumentCounts counts;
  std::string digest;  ///< SHA-256 of all rows in hex; their order does not matter
};
[[nodiscard]] DocumentStats compute_stats(const record::Records& records);

/// Returns how many rows a table has: of RowOwner::kShared by counting, else by the totals.
[[nodiscard]] std::uint64_t count_rows(const Connection& connection, const record::Table& table);

/// Brings counts, digest, totals and the change feed up to date after the rows of a document
/// changed into `after`. Within the transaction of the rows.
void update_stats(const Connection& connection, std::string_view doc_id,
                  const record::Records& after, const RowChanges& changes);

/// Whether `records`, the rows of a document as they are read, are the rows that were written:
/// else they are damaged, or not written by codau.
[[nodiscard]] bool has_recorded_rows(const Connection& connection, std::string_view doc_id,
                                     const record::Records& records);
/// Throws Error{kOutput}: the rows of the document are damaged, and what makes them again.
[[noreturn]] void refuse_damaged_rows(const Connection& connection, std::string_view doc_id);
/// Returns the first table that contradicts others: `totals`, rows that documents share and their
/// claims, `codes` that lack one. Empty if there is none.
[[nodiscard]] std::string find_contradiction(const Connection& connection);
/// Counts `totals` anew. Within a transaction of the caller.
void recount_totals(const Connection& connection);

[[nodiscard]] KnownFiles load_known_files(const Connection& connection, std::string_view doc_id);

/// Tells the feed of a change. `rows`: to_json() of RowChanges, or empty.
void append_change(const Connection& connection, std::string_view doc_id, std::string_view change,
                   std::string_view rows);

}  // namespace codau::store
