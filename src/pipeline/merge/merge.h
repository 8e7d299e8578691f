// pipeline/merge/merge.h — several outputs, shards of one archive or those of offices, as one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

struct MergeOptions {
  std::vector<std::filesystem::path> outputs;
  std::filesystem::path out;  ///< there already or not
  InstallationHome home;
  bool mixed = false;  ///< documents that were made by different means stay as they are
  bool link = false;   ///< files of documents are names of those of the outputs where they can be
};

struct MergeReport {
  std::uint64_t outputs = 0;   ///< that were joined, without `out` itself
  std::uint64_t taken = 0;     ///< documents that were not in `out`
  std::uint64_t extended = 0;  ///< that were, and got names, corrections, or pages
  std::uint64_t known = 0;     ///< of which nothing was new
  std::uint64_t removed = 0;   ///< that were taken out of one output and so of all
  std::uint64_t open = 0;      ///< corrections that contradict each other, or fit no row any more
  std::uint64_t rejects = 0;   ///< all that `out` has
};

/// Documents of the outputs go into `out` as they are, nothing is read again: exports of `out` are
/// then those of one run over all inputs. The same content in two outputs is one document with the
/// names of both. What people have set in either is kept, in the order of time; where two have set
/// the same place differently the later one holds and the row goes to review (EDIT_CONFLICT). What
/// was taken out of one of them stays out; what people have set in it in any is kept. Outputs are
/// only read. Of two readings the one with more of the document stays, with the pages of both in
/// pages.db for the next run, and what people have set in either; `note` names those of which each
/// has pages that the other lacks, and they ask for a look (PAGES_ELSEWHERE). A page that was
/// rejected in the reading that goes is a reject where the other one lacks it.
///
/// Refused with Error{kUsage} before anything is written: shards of which one is missing or not
/// finished, an output of a run that was stopped, and outputs of different keys or with different
/// lexicons unless `mixed`: then of two tables of one name the first stays, and `note` says so. The
/// outputs are held meanwhile, as a run holds its own.
/// Throws Error{kNothingRead} for what is no output, Error{kOutput} for a damaged one and where
/// `out` cannot be written: what was joined is kept then, as after a kill, and the same call goes
/// on. Unless `mixed` the order of the outputs does not matter; merging again changes nothing.
[[nodiscard]] MergeReport merge_outputs(const MergeOptions& options,
                                        const std::function<void(const Message&)>& note);

}  // namespace codau::pipeline
