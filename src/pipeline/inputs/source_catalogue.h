// pipeline/inputs/source_catalogue.h — builds the list of distinct files among the inputs of a run.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/sources.h"
#include "store/pages/page_store.h"

namespace codau::pipeline {

/// The distinct sources of a run, and how their files differ from those of earlier runs.
struct SourceCatalogue {
  std::vector<InputSource> sources;        ///< sources of this shard, in the order of the inputs
  std::vector<store::SeenInput> replaced;  ///< earlier states of files whose content has changed
  /// Earlier states of files that were appended to, if RunOptions::follows is set. Such a file has
  /// the same inode and begins with the earlier content. A new file under an old name, as from a
  /// scanner that reuses names, does not count.
  std::vector<store::SeenInput> followed;
  /// Outputs that know some of these files. Inputs that they saw at the same paths belong to the
  /// same files (store::SeenInput::origin).
  std::set<std::string> origins;
  std::uint64_t inputs = 0;  ///< number of file names in this shard, including unreadable files
  std::uint64_t hashed = 0;  ///< number of files that were hashed
};

/// Returns the distinct sources of this shard among `inputs`. Files that cannot be read become
/// rejects. Throws Error{kInterrupted}, Error{kOutput}.
/// 1. Files with the same bytes are one source with several names. Page images of folders stay one
///    source each (pipeline/inputs/join_folders.h).
/// 2. A file is not opened if an earlier run hashed it and path, device, inode, size and times are
///    unchanged. RunOptions::rehash disables this rule.
/// 3. A file that a run of another output has hashed is not opened either. Such a file becomes an
///    input of this output (store::SeenInput::origin).
/// 4. Files of other shards, and the log of this run, are ignored.
[[nodiscard]] SourceCatalogue build_catalogue(const std::vector<RunInput>& inputs,
                                              const RunOptions& options, const RunHooks& hooks,
                                              store::PageStore& pages, RejectList& rejects);

/// Sorts the names of a source by their page range, then by path.
void sort_names(InputSource& source);

/// Returns the sources sorted by doc_id. A doc_id is the beginning of the SHA-256, so that both
/// orders agree.
[[nodiscard]] std::vector<InputSource*> sort_by_doc_id(std::vector<InputSource>& sources);

/// Adds the names under which earlier runs have seen each source, and sorts all names. Page images
/// of folders are left out.
void name_sources(SourceCatalogue& catalogue, const store::PageStore& pages);

/// Returns the stem of the result file names of a source (store/results/result_names.h). The stem
/// comes from the first name whose file still exists. Names from other outputs count as existing.
[[nodiscard]] std::string choose_stem(const InputSource& source, const store::PageStore& pages);

}  // namespace codau::pipeline
