// pipeline/inputs/reject_list.h — collects the rejects of a run. Errors are faults of an input,
// defects of codau, or errors that end the run.
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

/// Runs `work` and returns the Error that `work` throws, if any. Other exceptions become an Error:
/// std::bad_alloc means that memory ran out, any other exception is a defect of codau.
[[nodiscard]] std::optional<Error> catch_error(const std::function<void()>& work);

/// Returns true if the input is at fault. False means a defect of codau, or a worker that sent an
/// invalid answer.
[[nodiscard]] bool is_input_fault(const Error& error);
/// Returns true if a worker ran out of time or memory.
[[nodiscard]] bool is_exhaustion(const Error& error);
/// Returns true if a worker crashed, hung, ran out of memory, sent an invalid answer, or met a
/// defect of codau.
[[nodiscard]] bool is_worker_loss(const Error& error);

/// Makes a reject for a page, or for the PDF of a source. The caller sets the cause.
[[nodiscard]] Reject make_page_reject(const InputSource& source, std::uint32_t page);
[[nodiscard]] Reject make_pdf_reject(const InputSource& source);

/// Collects the rejects of a run and logs each.
class RejectList {
 public:
  /// `log` receives a line for each reject, and must outlive the list.
  explicit RejectList(const RunLog& log) : log_(log) {}

  /// Adds a reject at `place`. A defect of codau is listed like a crash, so that only `place` is
  /// lost. Rethrows errors of the whole run, that is, every code except kInput and kInternal.
  void add(Reject place, const Error& error);
  /// Adds a reject for each name of the source. The rest of the source is still read.
  void add_part(const InputSource& source, const Error& error);
  /// Adds a reject for each name of the source, and marks the source as refused: no more of it is
  /// read.
  void refuse(InputSource& source, const Error& error);

  /// Runs `work`. If `work` fails, adds the reject `place` and returns false.
  [[nodiscard]] bool attempt(Reject place, const std::function<void()>& work);
  /// Runs `work`. If `work` fails, refuses the source and returns false.
  bool attempt_source(InputSource& source, const std::function<void()>& work);

  /// Returns the rejects in the order of sort_rejects() (pipeline/inputs/rejects.h).
  [[nodiscard]] std::vector<Reject> sorted() const { return sort_rejects(rejects_); }

 private:
  const RunLog& log_;
  std::vector<Reject> rejects_;
};

/// Stores the rejects of a run and writes OUT/rejects.jsonl and OUT/rejects.csv. Both files list
/// all unfinished work of all runs. Returns the number of listed rejects. Throws Error{kOutput}.
/// `rejects`: sorted. `origins`: outputs whose input files this run has read itself.
/// 1. New rejects of a file replace those that runs of this output stored before.
/// 2. A reject from another output stays, as its path may name another file here. The reject is
///    removed if its output is in `origins`, or if its document is among `sources`.
/// 3. A reject for a missing file (as when a file is renamed) is removed once the store has the
///    document.
std::size_t save_rejects(const std::vector<Reject>& rejects,
                         const std::vector<InputSource>& sources,
                         const std::set<std::string>& origins, store::Store& store,
                         const std::filesystem::path& out);

/// Returns the rejects of the store, sorted.
[[nodiscard]] std::vector<Reject> load_rejects(const store::Store& store);
/// Removes the rejects of these files that runs of this output have stored.
void remove_rejects(const std::set<std::string>& files, store::Store& store);

}  // namespace codau::pipeline
