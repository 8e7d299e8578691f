// store/books.h — what a store knows of itself document by document, so that nothing has to be
// counted or compared over all of them: totals, digests, changes.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/each_row.h"
#include "record/records.h"
#include "store/ddl.h"
#include "store/made.h"
#include "store/sqlite.h"

namespace codau::store {

/// Whether the row of the document itself is among them.
[[nodiscard]] bool holds_document(const record::EachRow& rows);

/// "rows:<table>" for tables whose rows are of one document, "reason:<code>" for review reasons and
/// flags, each once a row.
using Counts = std::map<std::string, std::int64_t>;
/// Of all rows; the digest is SHA-256 of what those hold that others tell about (is_told()), and
/// behind it that of all others, in hex.
struct Sums {
  Counts counts;
  std::string digest;
};
/// As `made` has them.
[[nodiscard]] std::string to_text(const Counts& counts);
[[nodiscard]] Sums sums_of(Tables tables, const record::EachRow& rows);

/// Of record::kToldTables.
[[nodiscard]] bool is_told(const record::Table& table);

/// Rows a table has, by the totals; rows of several documents are counted.
[[nodiscard]] std::uint64_t count_rows(const Connection& connection, Tables tables,
                                       const record::Table& table);

/// Row ids by table that were added, changed and removed, as JSON; empty when nothing was.
[[nodiscard]] std::string difference(Tables tables, const record::EachRow& before,
                                     const record::EachRow& after);

/// The tables that it names.
[[nodiscard]] std::set<std::string> changed_tables(const std::string& difference);

/// Brings the books up to date after the rows of a document were replaced, which is new unless it
/// `was` there; empty `after`: it is gone. `difference` is not looked at where it is new. Within
/// the transaction of the rows.
void book(const Connection& connection, Tables tables, std::string_view doc_id, bool was,
          const record::EachRow& after, const std::string& difference);

/// The same where all that differs is_told(), by the old rows and the new ones of these tables: the
/// rest is not looked at. False where the document goes, or its book is of an older form: nothing
/// is done. Throws as refuse_rows() if the old rows of these tables are not those that were booked.
[[nodiscard]] bool book_told(const Connection& connection, Tables tables, std::string_view doc_id,
                             const record::EachRow& before, const record::EachRow& after,
                             const std::string& difference);
/// The same after rows and the line of `made` were copied from another store.
void book_copied(const Connection& connection, std::span<const std::string> doc_ids);

/// Whether the rows of a document are those that were booked last: else they are damaged, or not
/// written by codau. Whatever is damaged in packed values throws as well.
[[nodiscard]] bool has_rows_as_booked(const Connection& connection, Tables tables,
                                      std::string_view doc_id);
/// Throws Error{kOutput}: the rows of the document are damaged, and what makes them again.
[[noreturn]] void refuse_rows(const Connection& connection, std::string_view doc_id);
/// The first table that contradicts others: `totals`, rows of several documents and what these
/// claim, `codes` that lack one. Empty if there is none.
[[nodiscard]] std::string contradiction(const Connection& connection, Tables tables);
/// Counts `totals` anew. Within a transaction of the caller.
void recount(const Connection& connection);

[[nodiscard]] KnownFiles known_files_of(const Connection& connection, std::string_view doc_id);

/// Tells the feed of a change. `rows`: a difference(), or empty.
void note_change(const Connection& connection, std::string_view doc_id, std::string_view change,
                 std::string_view rows);

}  // namespace codau::store
