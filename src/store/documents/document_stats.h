// store/documents/document_stats.h — counts, digests and changes of each document, kept up to date
// in the store. Totals need no pass over all documents.
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

/// Tells whether the records have a row in the table documents.
[[nodiscard]] bool has_document_row(const record::Records& records);

/// Counts of one document by name. The name "rows:<table>" counts its rows in a table, except
/// tables of RowOwner::kShared. The name "reason:<code>" counts its rows with this review reason or
/// flag.
using DocumentCounts = std::map<std::string, std::int64_t>;
/// Counts and digest of the rows of a document.
struct DocumentStats {
  DocumentCounts counts;
  std::string digest;  ///< SHA-256 of all rows in hex, in any order of the rows
};
/// Computes the counts and the digest of the rows of one document.
[[nodiscard]] DocumentStats compute_stats(const record::Records& records);

/// Returns the number of rows in a table. Reads `totals`, and counts only in tables of
/// RowOwner::kShared.
[[nodiscard]] std::uint64_t count_rows(const Connection& connection, const record::Table& table);

/// Updates counts, digest, totals and change feed after the rows of a document changed. `after`:
/// its rows now. Call it within the transaction that changed the rows.
void update_stats(const Connection& connection, std::string_view doc_id,
                  const record::Records& after, const RowChanges& changes);

/// Tells whether `records`, the rows of a document as read from the store, are the rows that were
/// written. If not, they are damaged or were not written by codau.
[[nodiscard]] bool has_recorded_rows(const Connection& connection, std::string_view doc_id,
                                     const record::Records& records);
/// Throws Error{kOutput} with two facts: the rows of the document are damaged, and which command
/// makes them again.
[[noreturn]] void refuse_damaged_rows(const Connection& connection, std::string_view doc_id);
/// Returns the name of the first table that contradicts others; empty if all agree. Checks:
/// 1. `totals` against the counts of the documents;
/// 2. rows that documents share against their claims;
/// 3. `codes` against the closed lists of the schema: no code may be missing.
[[nodiscard]] std::string find_contradiction(const Connection& connection);
/// Computes `totals` again from the counts of all documents, within a transaction of the caller.
void recount_totals(const Connection& connection);

/// Returns the marks of the files of a document.
[[nodiscard]] KnownFiles load_known_files(const Connection& connection, std::string_view doc_id);

/// Adds a change of a document to the change feed. `change`: added, changed or removed. `rows`:
/// to_json() of RowChanges, or empty.
void append_change(const Connection& connection, std::string_view doc_id, std::string_view change,
                   std::string_view rows);

}  // namespace codau::store
