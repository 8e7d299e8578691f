// pipeline/inputs/source_catalogue.h — which sources there are: the distinct files among the inputs
// of a run.
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

struct SourceCatalogue {
  std::vector<InputSource> sources;        ///< of this shard, in the order of the inputs
  std::vector<store::SeenInput> replaced;  ///< files that had another content before: as they were
  /// With RunOptions::follows, of these and of what is past since an earlier run: as it has seen
  /// files that were written on: the same file (inode) that begins as it was. Another file in its
  /// place, as a scanner makes it that gives a name again, is none.
  std::vector<store::SeenInput> followed;
  /// Outputs whose runs have seen some of these very files: what else they have seen at their paths
  /// are the files that are there now (store::SeenInput::origin).
  std::set<std::string> origins;
  std::uint64_t inputs = 0;  ///< of this shard: names of sources, and what could not be read
  std::uint64_t hashed = 0;  ///< files that were read through
};

/// Files with the same bytes are one source with several names, but for page images of folders
/// (pipeline/inputs/join_folders.h), which are one each. A file that looks
/// as it did when an earlier run hashed it (path, device, inode, size and times) is not opened,
/// unless all are to be (`rehash`); nor is one that another output's run has hashed, whose it is no
/// more from then on (store::SeenInput::origin). Files of other shards are not looked at. What
/// cannot be read is a reject. The log of the run, which may lie beside the inputs, is none of
/// them. Throws Error{kInterrupted}, Error{kOutput}.
[[nodiscard]] SourceCatalogue build_catalogue(const std::vector<RunInput>& inputs,
                                              const RunOptions& options, const RunHooks& hooks,
                                              store::PageStore& pages, RejectList& rejects);

/// By the pages that are of each, then by path.
void sort_names(InputSource& source);

/// Doc_ids begin as SHA-256 does: in the order of both.
[[nodiscard]] std::vector<InputSource*> sort_by_doc_id(std::vector<InputSource>& sources);

/// Names that an earlier run has seen of a source stay; all are sorted. Not of page images of
/// folders.
void name_sources(SourceCatalogue& catalogue, const store::PageStore& pages);

/// Returns the stem of the results of a source (store/results/result_names.h): of several names the
/// first, of those that are still there. Names of other outputs count as there.
[[nodiscard]] std::string choose_stem(const InputSource& source, const store::PageStore& pages);

}  // namespace codau::pipeline
