// store/changes/output_origin.h — what an output says of itself: of which shards it is, of which
// inputs these are shards, and by what means its documents were made.
#pragma once

#include <string>
#include <vector>

namespace codau::store {

class Connection;

/// A store of no shard is a whole one. All are sorted, each entry once.
struct OutputOrigin {
  std::vector<std::string> shards;  ///< "2/8"
  /// The keys of the code that read pages and made documents, a line each
  /// (pipeline/output/run_origin.h). Outputs with the same keys can be joined without a question.
  std::vector<std::string> keys;
  /// "2/8 " and a digest of the names of all files of which that shard is one of so many
  /// (pipeline/output/run_origin.h); older shards have none.
  std::vector<std::string> listings = {};
  bool operator==(const OutputOrigin&) const = default;
};

/// They stand in `state`, a line each.
[[nodiscard]] OutputOrigin read_origin(const Connection& connection);
void write_origin(const Connection& connection, const OutputOrigin& origin);

}  // namespace codau::store
