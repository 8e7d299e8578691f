// store/schema/flat_views.h — the flat tables (record/schema/flat_tables.h) as views over those of
// the schema, in plain SQL of SQLite and of PostgreSQL, and their rows in a store.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

enum class Dialect : std::uint8_t { kSqlite, kPostgres };

/// CREATE VIEW of document_copies, plan_tasks and due_dates, and of both last with Vietnamese
/// names; nothing where `tables` lacks one that they are made of. In PostgreSQL they are of the
/// schema codau and replace what is there. Both dialects give the same rows
/// (tests/e2e/postgres_import_test.py).
///
/// document_copies(doc_id, copy_of): documents of the same number, notation, date of issue, type
/// and organ, all as read, of the same subject or half of their first tasks word for word, and of
/// as many tasks, one and a tenth apart, are one plan that was scanned or sent several times;
/// copy_of is the one that counts: accepted rather than read without doubt rather than in review,
/// then of more tasks, then born-digital rather than scanned. The tasks of a copy stand in no flat
/// table.
struct FlatView {
  std::string_view name;
  std::string sql;
};
[[nodiscard]] std::vector<FlatView> make_flat_views(TableSpan tables, Dialect dialect);

/// Without it each document would be compared with every other one.
/// `documents`: the table of documents, as SQL names it.
[[nodiscard]] std::string make_copies_index(std::string_view documents);

/// Gives a store that another build has made the views of today.
void renew_flat_views(const Connection& connection);

/// The rows of a flat table in a store, document by document, in it by task and deadline; with
/// `doc_id` those of that document, also of a copy.
void for_each_flat_row(
    const Connection& connection, const record::Table& flat, std::string_view doc_id,
    const std::function<void(const record::Row&, std::string_view doc_id)>& take);

/// Other documents whose heads say that they are the same plan: a superset of its copies.
[[nodiscard]] std::vector<std::string> find_same_documents(const Connection& connection,
                                                           std::string_view doc_id);

struct DocumentCopy {
  std::string doc_id, copy_of;
};
/// document_copies: those of one document behind each other, the best first.
[[nodiscard]] std::vector<DocumentCopy> find_copies(const Connection& connection);

}  // namespace codau::store
