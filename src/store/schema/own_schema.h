// store/schema/own_schema.h — checks that tables, views and triggers of a database are those that
// codau makes. The database may come from elsewhere: nothing else in it is read before.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/sqlite.h"

namespace codau::store {

/// Splits a script into its statements, each of which ends with a semicolon.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view script);

/// Checks the schema of a database. Returns the statements of views and triggers that are missing
/// or have another text. The CREATE statements of codau are `made`. Throws Error{kOutput} with the
/// name of the foreign object unless three conditions hold:
/// 1. Each object with a name in `made` is of the same kind.
/// 2. Each table in `made` exists, unless its statement says IF NOT EXISTS.
/// 3. No table has computed columns.
[[nodiscard]] std::vector<std::string> require_own_schema(const Connection& connection,
                                                          std::span<const std::string> made);

/// Replaces, on a connection that only reads, the views among `statements` by temporary views of
/// codau. SQLite trusts temporary views, which exist in this connection only.
void shadow_views(const Connection& connection, std::span<const std::string> statements);
/// Creates, on a connection that writes, the views and triggers of `statements` again. Throws
/// Error{kOutput} if the database has a trigger that is not in `made`.
void recreate_objects(const Connection& connection, std::span<const std::string> made,
                      std::span<const std::string> statements);

}  // namespace codau::store
