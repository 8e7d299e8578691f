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
  /// What reads pages and what makes documents of them, a line each (pipeline/shards.h). Of the
  /// same keys outputs can be joined without another word.
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
