// store/origin.h — what an output says of itself: of which shards it is, of which inputs these are
// shards, and by what means its documents were made.
#pragma once

#include <string>
#include <vector>

namespace codau::store {

class Connection;

/// A store of no shard is a whole one. All are sorted, each entry once.
struct Origin {
  std::vector<std::string> shards;  ///< "2/8"
  /// The keys of the code that read pages and made documents, a line each
  /// (pipeline/output/origin.h). Outputs with the same keys can be joined without a question.
  std::vector<std::string> keys;
  /// "2/8 " and a digest of the names of all files of which that shard is one of so many
  /// (pipeline/output/origin.h); older shards have none.
  std::vector<std::string> listings = {};
  bool operator==(const Origin&) const = default;
};

/// They stand in `state`, a line each.
[[nodiscard]] Origin origin_of(const Connection& connection);
void put_origin(const Connection& connection, const Origin& origin);

}  // namespace codau::store
