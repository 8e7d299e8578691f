// pipeline/reject_list.h — the rejects of a run as they come: which failure is a fault of an input,
// which is one of ours, and which ends the run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "pipeline/rejects.h"
#include "pipeline/run_log.h"
#include "pipeline/sources.h"
#include "store/store.h"

namespace codau::pipeline {

/// What `work` throws, if it does: what is no Error is a lack of memory, or a defect of ours.
[[nodiscard]] std::optional<Error> error_of(const std::function<void()>& work);

/// What is wrong lies in the input; else it is a defect of ours, or a lie.
[[nodiscard]] bool has_cause(const Error& error);
/// A worker ran out of time or memory.
[[nodiscard]] bool ran_out(const Error& error);
/// A worker died, hung, took too much memory, lied, or met a defect of ours.
[[nodiscard]] bool cost_a_worker(const Error& error);

/// Where something went wrong; the cause is still to come.
[[nodiscard]] Reject on_page(const Source& source, std::uint32_t page);
[[nodiscard]] Reject on_pdf(const Source& source);

class RejectList {
 public:
  /// Each reject is a line of `log`, which outlives the list.
  explicit RejectList(const RunLog& log) : log_(log) {}

  /// A defect of ours costs the place that it was met at, as a crash does. Errors of the run (any
  /// code but kInput and kInternal) are thrown on.
  void add(Reject place, const Error& error);
  /// The source under all its names, though the rest of it is read.
  void add_part(const Source& source, const Error& error);
  /// The same, and nothing more of it is read.
  void refuse(Source& source, const Error& error);

  /// Runs `work`; false when it failed and `place` became a reject.
  [[nodiscard]] bool attempt(Reject place, const std::function<void()>& work);
  /// Runs `work`; false when it failed and the source was refused.
  bool attempt_source(Source& source, const std::function<void()>& work);

  /// In order (pipeline/rejects.h).
  [[nodiscard]] std::vector<Reject> sorted() const { return in_order(rejects_); }

 private:
  const RunLog& log_;
  std::vector<Reject> rejects_;
};

/// Puts the rejects of a run into the store, in place of what it had of the same files (but for
/// those that other outputs have under one path, of which none need be this run's: shared_paths()),
/// and writes OUT/rejects.jsonl and OUT/rejects.csv: all that is not done, whichever run met it.
/// `rejects` in order. Throws Error{kOutput}.
void keep_rejects(const std::vector<Reject>& rejects, const std::vector<Source>& sources,
                  store::Store& store, const std::filesystem::path& out);

/// As the store has them.
[[nodiscard]] std::vector<Reject> rejects_of(const store::Store& store);
/// Puts lists of rejects (JSON) in place of what the store has of their files, but for those of
/// other outputs that keep_rejects() leaves.
void put_rejects(std::map<std::string, std::vector<std::string>> by_file, store::Store& store);

}  // namespace codau::pipeline
