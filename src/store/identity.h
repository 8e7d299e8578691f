// store/identity.h — how a file is known for a store of this version, and for a finished one.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/message.h"
#include "store/ddl.h"
#include "store/sqlite.h"

namespace codau::store {

inline constexpr int kUserVersion = 1;
inline constexpr int kApplicationId = 0x636F6461;  // "coda"
/// The schema's cookie before VACUUM, which adds one: no other history of a file ends at this
/// number.
inline constexpr int kSealed = 1'000'000;

/// What is wrong with a file that is no store.
[[nodiscard]] Message not_ours();
/// And with a store whose run has not come to its end.
[[nodiscard]] Message not_finished();

/// True for a file that is still empty. Throws Error{kOutput} for what is not a store of this
/// version.
[[nodiscard]] bool is_fresh(const Connection& connection, Tables tables);
/// Whether nothing was written since Store::finish(). False, too, for a file in WAL mode.
[[nodiscard]] bool is_sealed(const Connection& connection);

/// Whether `file` is a store of any version, by its first bytes: without opening it as a database.
[[nodiscard]] bool is_store(const std::filesystem::path& file);

}  // namespace codau::store
