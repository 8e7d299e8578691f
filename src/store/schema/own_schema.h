// store/schema/own_schema.h — whether tables, views and triggers of a database, which may come from
// elsewhere, are those that codau makes: nothing else of it is read before.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/sqlite.h"

namespace codau::store {

/// The statements of a script, each of which ends with a semicolon.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view script);

/// `made`: CREATE statements, whose names alone count here: what bears one of these names is of its
/// kind, and each table that `made` has is there unless `made` says IF NOT EXISTS; no table has
/// computed columns. Returns the statements of views and triggers that have another text there, or
/// are missing. Throws Error{kOutput} that names what is not codau's.
[[nodiscard]] std::vector<std::string> require_own_schema(const Connection& connection,
                                                          std::span<const std::string> made);

/// For who only reads: the views among `statements` are as codau makes them, in this connection,
/// and are trusted there.
void shadow_views(const Connection& connection, std::span<const std::string> statements);
/// For who writes: views and triggers are made anew by `statements`. Throws Error{kOutput} if there
/// is a trigger that is none of `made`.
void recreate_objects(const Connection& connection, std::span<const std::string> made,
                      std::span<const std::string> statements);

}  // namespace codau::store
