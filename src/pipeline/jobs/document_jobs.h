// pipeline/jobs/document_jobs.h — makes the documents and PDFs of sources whose pages have all been
// read (pipeline/jobs/document_stage.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>

#include "io/atomic_file.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/run_context.h"

namespace codau::pipeline {

/// Makes complete sources into documents, one after another. Do not move this object while its jobs
/// are running.
class DocumentJobs {
 public:
  /// `context` must outlive this object.
  explicit DocumentJobs(const RunContext& context) : context_(context) {}

  /// Adds a text, or a source whose wanted pages were all read or rejected.
  void add(InputSource& source) { complete_.push_back(&source); }

  /// Gives the next source to a worker. Returns false if no source is left. Finished documents are
  /// counted without a worker.
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
  /// Files of documents whose rows await the next commit. The store refers to them too.
  std::shared_ptr<io::AtomicFileBatch> files_ = std::make_shared<io::AtomicFileBatch>();
  std::chrono::steady_clock::time_point committed_;
  std::deque<InputSource*> complete_;
};

}  // namespace codau::pipeline
