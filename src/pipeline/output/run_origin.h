// pipeline/output/run_origin.h — what a run notes in the store about itself
// (store/changes/output_origin.h), so that outputs can be joined: of which shard it is, and by what
// means its documents are made.
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

/// Before anything is done: an output that a run was stopped in is not finished, and of this shard
/// of `inputs`, which are those of all shards.
void begin_origin(store::Store& store, const Shard& shard, const std::vector<RunInput>& inputs);

/// By which shards of one archive are known: a digest of how shards tell all these files apart.
/// Where they lie, and what is in them, does not count: each machine may have them elsewhere.
[[nodiscard]] std::string compute_listing(const std::vector<RunInput>& inputs);

/// That of the inputs that an output was this shard of; empty where it does not say so.
[[nodiscard]] std::string compute_listing(const store::OutputOrigin& origin,
                                          const std::string& shard);

/// At the end of a run that has come to `documents` documents, new and known. A run of no shard
/// makes the output a whole one. Keys of earlier runs stay if the store has documents that the run
/// has not come to, or that older code made; those of this run are added unless older code made
/// all. `means`: of DocumentStage::means().
void end_origin(store::Store& store, const Shard& shard, std::string_view means,
                const PageKeys& keys, std::uint64_t documents, const OlderDocuments& older);

/// What becomes of the shards of an output that is whole now, since others were joined to it: they
/// and those others stay as joined, if it was a shard itself, so that the same merge may be asked
/// for again.
[[nodiscard]] std::vector<std::string> mark_joined_shards(const std::vector<std::string>& shards);

/// Of the shards of an output those that it is itself, without what merges have noted there.
[[nodiscard]] std::vector<std::string> find_own_shards(const std::vector<std::string>& shards);

/// What mark_joined_shards() has kept, a shard ("1/2") or an output, by what it was before; empty
/// of any other line.
[[nodiscard]] std::string_view find_joined_shard(std::string_view line);

/// Stands before an output that is being joined (joinable.h).
inline constexpr std::string_view kMergingMark = "merging";

/// Whether documents, or pages, are not all made by the same means. `keys`: of all outputs.
[[nodiscard]] bool has_mixed_keys(const std::vector<std::string>& keys);

}  // namespace codau::pipeline
