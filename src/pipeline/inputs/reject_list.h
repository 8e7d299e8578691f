// pipeline/inputs/reject_list.h — the rejects of a run as they come: which failure is a fault of an
// input, which is one of ours, and which ends the run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"
#include "pipeline/inputs/rejects.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/sources.h"
#include "store/store.h"

namespace codau::pipeline {

/// What `work` throws, if it does: what is no Error is a lack of memory, or a defect of ours.
[[nodiscard]] std::optional<Error> catch_error(const std::function<void()>& work);

/// What is wrong lies in the input; else it is a defect of ours, or a lie.
[[nodiscard]] bool is_input_fault(const Error& error);
/// A worker ran out of time or memory.
[[nodiscard]] bool is_exhaustion(const Error& error);
/// A worker died, hung, took too much memory, lied, or met a defect of ours.
[[nodiscard]] bool is_worker_loss(const Error& error);

/// Where something went wrong; the cause is still to come.
[[nodiscard]] Reject make_page_reject(const InputSource& source, std::uint32_t page);
[[nodiscard]] Reject make_pdf_reject(const InputSource& source);

class RejectList {
 public:
  /// Each reject is a line of `log`, which outlives the list.
  explicit RejectList(const RunLog& log) : log_(log) {}

  /// A defect of ours costs the place that it was met at, as a crash does. Errors of the run (any
  /// code but kInput and kInternal) are thrown on.
  void add(Reject place, const Error& error);
  /// The source under all its names, though the rest of it is read.
  void add_part(const InputSource& source, const Error& error);
  /// The same, and nothing more of it is read.
  void refuse(InputSource& source, const Error& error);

  /// Runs `work`; false when it failed and `place` became a reject.
  [[nodiscard]] bool attempt(Reject place, const std::function<void()>& work);
  /// Runs `work`; false when it failed and the source was refused.
  bool attempt_source(InputSource& source, const std::function<void()>& work);

  /// In order (pipeline/inputs/rejects.h).
  [[nodiscard]] std::vector<Reject> sorted() const { return sort_rejects(rejects_); }

 private:
  const RunLog& log_;
  std::vector<Reject> rejects_;
};

/// Puts the rejects of a run into the store, in place of what it had of the same files, and writes
/// OUT/rejects.jsonl and OUT/rejects.csv: all that is not done, whichever run met it. What another
/// output has told of a file stays, whose path may be another file's here, unless its content is
/// among `sources`, or `origins` has it: outputs of which this run has read the very files. What
/// was gone, as a file that is renamed, is none once the store has the document.
/// `rejects` in order. Returns how many are listed now. Throws Error{kOutput}.
std::size_t save_rejects(const std::vector<Reject>& rejects,
                         const std::vector<InputSource>& sources,
                         const std::set<std::string>& origins, store::Store& store,
                         const std::filesystem::path& out);

/// As the store has them.
[[nodiscard]] std::vector<Reject> load_rejects(const store::Store& store);
/// Takes away what runs of this output have told of files.
void remove_rejects(const std::set<std::string>& files, store::Store& store);

}  // namespace codau::pipeline
