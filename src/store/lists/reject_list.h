// store/lists/reject_list.h — the failures of runs that a store keeps, page by page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/database/sqlite.h"

namespace codau::store {

/// A failure in the JSON form of pipeline/inputs/rejects.h, with its key.
struct StoredReject {
  std::string file;
  std::int64_t seq = 0;
  std::string json;
};

/// Returns at most `limit` failures after a key, by file and number.
[[nodiscard]] std::vector<StoredReject> list_rejects(
    const Connection& connection, const std::optional<std::pair<std::string, std::int64_t>>& after,
    std::size_t limit);
/// Returns the number of failures.
[[nodiscard]] std::uint64_t count_rejects(const Connection& connection);

}  // namespace codau::store
