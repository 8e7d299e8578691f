// store/changes/output_origin.h — how an output was made, so that outputs can be merged. It names
// its shards, the inputs that were divided into shards, and the code and models.
#pragma once

#include <string>
#include <vector>

namespace codau::store {

class Connection;

/// The origin of an output. All lists are sorted, without duplicates. An output without shards is a
/// whole one.
struct OutputOrigin {
  std::vector<std::string> shards;  ///< shard 2 of 8 is "2/8"
  /// The keys of the code that read pages and made documents, one per entry
  /// (pipeline/output/run_origin.h). Outputs with equal keys can be merged without asking.
  std::vector<std::string> keys;
  /// "2/8 " and a digest of the names of all files that were divided into these shards
  /// (pipeline/output/run_origin.h). Shards of an older codau have no entry.
  std::vector<std::string> listings = {};
  bool operator==(const OutputOrigin&) const = default;
};

/// Reads or replaces the origin in the table `state`: one row for each list, one line for each
/// entry.
[[nodiscard]] OutputOrigin read_origin(const Connection& connection);
void write_origin(const Connection& connection, const OutputOrigin& origin);

}  // namespace codau::store
