// pipeline/jobs/progress_counter.h — how far a run has come, and whoever watches it is told.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/sources.h"

namespace codau::pipeline {

class ProgressCounter {
 public:
  /// All that is due: what was wanted of `sources` once they were probed; it is told at once.
  /// `hooks` outlive it.
  ProgressCounter(const std::vector<InputSource>& sources, const RunHooks& hooks);

  /// One more of a kind, or several.
  void count(std::uint64_t RunProgress::*kind, std::uint64_t n = 1);
  /// Those of one file, which is finished.
  void count_documents(std::uint64_t n, bool partial);
  /// What people have set in a file that was divided anew.
  void count_edits(const CarriedEdits& carried);
  /// A file whose documents do not all begin where people say: its path and those pages.
  void add_not_divided(std::string file) { not_divided_.push_back(std::move(file)); }
  /// A page that older code called blank was read again.
  void count_second_look() { ++second_looks_; }
  /// Nothing comes of a file.
  void give_up_file() { count(&RunProgress::files_done); }

  [[nodiscard]] const RunProgress& progress() const noexcept { return progress_; }
  [[nodiscard]] const CarriedEdits& edits() const noexcept { return edits_; }
  [[nodiscard]] const std::vector<std::string>& not_divided() const noexcept {
    return not_divided_;
  }
  [[nodiscard]] std::uint64_t second_looks() const noexcept { return second_looks_; }
  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }
  /// Files of which the documents are without pages that nobody has asked for yet.
  [[nodiscard]] std::uint64_t partial() const noexcept { return partial_; }

 private:
  const RunHooks& hooks_;
  RunProgress progress_;
  std::uint64_t documents_ = 0, partial_ = 0, second_looks_ = 0;
  CarriedEdits edits_;
  std::vector<std::string> not_divided_;
};

}  // namespace codau::pipeline
