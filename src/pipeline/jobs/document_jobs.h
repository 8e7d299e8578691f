// pipeline/jobs/document_jobs.h — documents whose pages are all there, made one after another with
// their PDFs (pipeline/jobs/document_stage.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>

#include "io/atomic_file.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/run_context.h"

namespace codau::pipeline {

/// Stays where it is while jobs that it began are going on.
class DocumentJobs {
 public:
  /// `context` outlive it.
  explicit DocumentJobs(const RunContext& context) : context_(context) {}

  /// A text, or a source of which every wanted page was read or lost.
  void add(InputSource& source) { complete_.push_back(&source); }

  /// Gives the next that is due to a worker. What is finished already costs no worker. False when
  /// nothing is left.
  [[nodiscard]] bool begin_next();

 private:
  [[nodiscard]] bool begin_document(InputSource& source);
  void take_document(InputSource& source, DocumentJob& making, const JobOutcome& outcome);
  void begin_batch();
  void commit_now_and_then();
  void count(InputSource& source, const DocumentJob& making);
  void count_text(const InputSource& source, std::uint64_t RunProgress::*kind);
  void open_files(WorkerJob& job, const InputSource& source, DocumentJob& making);
  void take_pdf(const InputSource& source, DocumentJob& making, const JobOutcome& outcome);
  void lose_pdf(const InputSource& source);

  const RunContext& context_;
  /// Of documents whose rows wait for the next commit; the store has them too.
  std::shared_ptr<io::AtomicFileBatch> files_ = std::make_shared<io::AtomicFileBatch>();
  std::chrono::steady_clock::time_point committed_;
  std::deque<InputSource*> complete_;
};

}  // namespace codau::pipeline
