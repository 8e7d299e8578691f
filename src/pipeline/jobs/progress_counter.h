// pipeline/jobs/progress_counter.h — counts the finished work of a run and reports progress.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/sources.h"

namespace codau::pipeline {

/// Counts of a run for its progress reports and its summary.
class ProgressCounter {
 public:
  /// Counts the wanted pages and files of `sources` after probing, and reports them at once.
  /// `hooks` must outlive the counter.
  ProgressCounter(const std::vector<InputSource>& sources, const RunHooks& hooks);

  /// Adds `n` to a count and reports progress.
  void count(std::uint64_t RunProgress::*kind, std::uint64_t n = 1);
  /// Adds the documents of a finished file.
  void count_documents(std::uint64_t n, bool partial);
  /// Adds the human edits of a file that was divided differently.
  void count_edits(const CarriedEdits& carried);
  /// Adds a file that is not divided at all first pages that people set. `file`: its path and those
  /// pages.
  void add_not_divided(std::string file) { not_divided_.push_back(std::move(file)); }
  /// Counts a page that older code called blank and that was read again.
  void count_second_look() { ++second_looks_; }
  /// Counts a file that gives no document.
  void give_up_file() { count(&RunProgress::files_done); }

  [[nodiscard]] const RunProgress& progress() const noexcept { return progress_; }
  [[nodiscard]] const CarriedEdits& edits() const noexcept { return edits_; }
  [[nodiscard]] const std::vector<std::string>& not_divided() const noexcept {
    return not_divided_;
  }
  [[nodiscard]] std::uint64_t second_looks() const noexcept { return second_looks_; }
  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }
  /// Returns the number of files with pages that no run was asked to read.
  [[nodiscard]] std::uint64_t partial() const noexcept { return partial_; }

 private:
  const RunHooks& hooks_;
  RunProgress progress_;
  std::uint64_t documents_ = 0, partial_ = 0, second_looks_ = 0;
  CarriedEdits edits_;
  std::vector<std::string> not_divided_;
};

}  // namespace codau::pipeline
