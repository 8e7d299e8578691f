// store/documents/list_rows.h — the tables `leads`, `task_days` and `document_words`
// (store/schema/ddl.h), from which lists are read. They are kept up to date document by document.
#pragma once

#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {

/// Removes the rows of a document from these tables. Call it before its own rows are removed.
void remove_list_rows(const Connection& connection, std::string_view doc_id);
/// Writes the rows of a document again, after its own rows changed. Call it within the transaction
/// that changed them.
void renew_list_rows(const Connection& connection, std::string_view doc_id);

/// Tells whether a store has the tables. A store that an older codau made lacks them until it is
/// opened for writing.
[[nodiscard]] bool has_list_rows(const Connection& connection);
/// Adds the tables and their indexes to a store that an older codau made. Takes about 1 ms a
/// document.
void add_list_tables(const Connection& connection);

}  // namespace codau::store
