// pipeline/output/run_origin.h — records in the store which shard an output is, and with which
// code, models and settings its documents were made (store/changes/output_origin.h). Merges check
// these records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/run_hooks.h"
#include "store/store.h"

namespace codau::pipeline {

/// Records at the start of a run that the output is `shard` of `inputs`. `inputs`: the files of all
/// shards. An output whose run was stopped then counts as unfinished.
void begin_origin(store::Store& store, const Shard& shard, const std::vector<RunInput>& inputs);

/// Returns a digest of all input paths, by which shards of one archive recognise each other. File
/// contents and the place of the input folders do not count, since they may differ between
/// machines.
[[nodiscard]] std::string compute_listing(const std::vector<RunInput>& inputs);

/// Returns the digest that the output recorded for this shard. Returns an empty text if it recorded
/// none.
[[nodiscard]] std::string compute_listing(const store::OutputOrigin& origin,
                                          const std::string& shard);

/// Records the end of a run over `documents` documents, new and known. `means`: a hash of code,
/// models and settings, from DocumentStage::means().
/// 1. A run without shards makes the output a complete one.
/// 2. Keys of earlier runs stay if the store has documents that this run did not see or that older
///    code made.
/// 3. The keys of this run are added unless older code made all documents.
void end_origin(store::Store& store, const Shard& shard, std::string_view means,
                const PageKeys& keys, std::uint64_t documents, const OlderDocuments& older);

/// Returns the shard entries of an output that has become complete by a merge. If the output was a
/// shard itself, its shards and the merged ones stay listed as joined. The same merge can then be
/// called again.
[[nodiscard]] std::vector<std::string> mark_joined_shards(const std::vector<std::string>& shards);

/// Returns the shards that the output is itself, without the entries of merges.
[[nodiscard]] std::vector<std::string> find_own_shards(const std::vector<std::string>& shards);

/// Returns the shard ("1/2") or output that an entry of mark_joined_shards() names. Returns an
/// empty text for any other entry.
[[nodiscard]] std::string_view find_joined_shard(std::string_view line);

/// Prefix of the entry of an output that is being merged (joinable.h).
inline constexpr std::string_view kMergingMark = "merging";

/// Returns true if documents, or pages, were made with different code, models or settings. `keys`:
/// the keys of all outputs.
[[nodiscard]] bool has_mixed_keys(const std::vector<std::string>& keys);

}  // namespace codau::pipeline
