// pipeline/merge/merge.h — merges several outputs, such as shards of one archive or outputs of
// several offices.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

/// Settings of a merge.
struct MergeOptions {
  std::vector<std::filesystem::path> outputs;
  std::filesystem::path out;  ///< target folder; may exist
  InstallationHome home;
  bool mixed = false;  ///< allow documents made with different code, models or settings
  bool link = false;   ///< use hard links for files of documents if possible
};

/// Counts of a merge.
struct MergeReport {
  std::uint64_t outputs = 0;   ///< merged outputs, without `out` itself
  std::uint64_t taken = 0;     ///< documents that were new in `out`
  std::uint64_t extended = 0;  ///< documents of `out` that got names, corrections or pages
  std::uint64_t known = 0;     ///< documents of `out` without any change
  std::uint64_t removed = 0;   ///< documents that one output had removed, and that `out` now lacks
  std::uint64_t open = 0;      ///< corrections that conflict, or no longer fit a row
  std::uint64_t rejects = 0;   ///< all rejects of `out`
};

/// Copies the documents of the outputs into `out` and returns counts. No page is read again.
/// Exports of `out` are then those of one run over all inputs. Unless `mixed`, the order of the
/// outputs does not matter. Merging again changes nothing. The outputs are only read, and are
/// locked like the output of a run.
/// 1. Documents with the same content become one document with the names of both.
/// 2. All human edits are kept, in the order of time. If two people set the same place differently,
///    the later edit holds. The row then goes to review (EDIT_CONFLICT).
/// 3. A document that one output has removed stays removed. Its edits from all outputs are kept.
/// 4. Of two readings of a document, the better one stays (choose_reading()). The pages of both
///    stay in pages.db for the next run, and the edits of both are kept.
/// 5. If each reading has pages that the other lacks, the callback `note` receives the document.
///    The document goes to review (PAGES_ELSEWHERE).
/// 6. A page reject of the dropped reading stays if the other reading lacks the page.
///
/// Throws Error{kUsage} before anything is written in these cases:
/// 1. A shard is missing or not finished, or the run of an output was stopped.
/// 2. Outputs differ in keys or lexicons, and `mixed` is not set. With `mixed`, the first of two
///    word tables of one name stays, and `note` reports it.
/// Throws Error{kNothingRead} if an input folder is no output. Throws Error{kOutput} if an output
/// is damaged, or if `out` cannot be written. Merged documents are kept then, as after a kill, and
/// the same call continues.
[[nodiscard]] MergeReport merge_outputs(const MergeOptions& options,
                                        const std::function<void(const Message&)>& note);

}  // namespace codau::pipeline
