// store/schema/flat_views.h — the flat tables (record/schema/flat_tables.h) as SQL views over the
// tables of the schema, for SQLite and PostgreSQL. It also reads their rows from a store.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// The SQL dialect of a view.
enum class Dialect : std::uint8_t { kSqlite, kPostgres };

/// The statement that creates a view: document_copies, plan_tasks, due_dates, or one of the latter
/// two with Vietnamese names.
///
/// The view document_copies(doc_id, copy_of) lists plans that were scanned or sent several times.
/// Two documents are copies if all conditions hold:
/// 1. Number, notation, date of issue, type and organ are equal, all as read.
/// 2. The subject is equal. Or at least two tasks, and half of the first twenty, are equal word for
///    word.
/// 3. The numbers of tasks differ by at most one plus a tenth of their mean.
///
/// Of several copies, one counts: `copy_of`. The tasks of the others are in no flat table. The
/// order of preference: not secret, not rejected, not in review, accepted, more tasks,
/// born-digital, smaller doc_id.
struct FlatView {
  std::string_view name;
  std::string sql;
};
/// Returns the views; empty if `tables` lacks a table that they need. In PostgreSQL they belong to
/// the schema codau and replace existing views. Both dialects give the same rows
/// (tests/e2e/postgres_import_test.py).
[[nodiscard]] std::vector<FlatView> make_flat_views(TableSpan tables, Dialect dialect);

/// Returns the statement of the index that finds copies in an export. Without the index each
/// document would be compared with every other. `documents`: the table of documents, as SQL names
/// it. A store has a wider index (kCreateListIndexes).
[[nodiscard]] std::string make_copies_index(std::string_view documents);

/// Replaces the flat views of a store that another build has made.
void renew_flat_views(const Connection& connection);

/// Passes the rows of a flat table in a store to `take`: by document, then by task and deadline. If
/// `doc_id` is given, only the rows of this document, even if it is a copy. Otherwise copies are
/// left out.
void for_each_flat_row(
    const Connection& connection, const record::Table& flat, std::string_view doc_id,
    const std::function<void(const record::Row&, std::string_view doc_id)>& take);

/// Returns the query for the days on which tasks of the document ?1 are due: task_id, deadline_seq
/// and due_day, as in the table due_dates. Also for a copy.
[[nodiscard]] std::string make_due_days_select();

/// Returns the other documents with equal number, notation, date, type and organ: a superset of the
/// copies.
[[nodiscard]] std::vector<std::string> find_same_documents(const Connection& connection,
                                                           std::string_view doc_id);

/// A row of document_copies.
struct DocumentCopy {
  std::string doc_id, copy_of;
};
/// Returns the rows of document_copies, grouped by the document that counts, best copy first.
[[nodiscard]] std::vector<DocumentCopy> find_copies(const Connection& connection);

}  // namespace codau::store
