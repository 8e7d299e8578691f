// pipeline/jobs/page_jobs.h — reads the pages of sources and stores the OCR results.
#pragma once

#include <cstdint>
#include <memory>

#include "pipeline/jobs/document_jobs.h"
#include "pipeline/jobs/page_queue.h"
#include "pipeline/jobs/page_stage.h"
#include "pipeline/jobs/run_context.h"

namespace codau::pipeline {

/// Gives pages to workers and stores their OCR results. Do not move this object while its jobs are
/// running.
class PageJobs {
 public:
  /// All arguments must outlive this object. A page whose worker was lost goes back to `queue`
  /// once. A source goes to `documents` after its last wanted page was read or rejected.
  PageJobs(const RunContext& context, PageQueue& queue, DocumentJobs& documents)
      : context_(context), queue_(queue), documents_(documents) {}

  /// Starts reading a page. Returns true if a worker was given the page. Returns false if the page
  /// is finished or cannot be read, or if the source is plain text, which has no pages.
  [[nodiscard]] bool begin(const PageTurn& turn);

 private:
  void take(InputSource& source, const PageJob& reading, const JobOutcome& outcome);
  void settle(InputSource& source, const PageJob& reading, const JobOutcome& outcome);
  void write_pictures_of(const InputSource& source, const PageJob& reading) const;
  void stop_secret(InputSource& source, std::uint32_t page, text::SecrecyMark mark);
  void lose(InputSource& source);
  void finish(InputSource& source, std::uint64_t RunProgress::*kind);

  const RunContext& context_;
  PageQueue& queue_;
  DocumentJobs& documents_;
};

}  // namespace codau::pipeline
