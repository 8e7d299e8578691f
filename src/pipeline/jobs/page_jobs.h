// pipeline/jobs/page_jobs.h — pages of sources read one after another into the journal.
#pragma once

#include <cstdint>
#include <memory>

#include "pipeline/jobs/document_jobs.h"
#include "pipeline/jobs/page_queue.h"
#include "pipeline/jobs/page_stage.h"
#include "pipeline/jobs/run_context.h"

namespace codau::pipeline {

/// Stays where it is while jobs that it began are going on.
class PageJobs {
 public:
  /// All outlive it. Pages that cost a worker go back to `queue`, once; a source whose last wanted
  /// page was read or lost goes on to `documents`.
  PageJobs(const RunContext& context, PageQueue& queue, DocumentJobs& documents)
      : context_(context), queue_(queue), documents_(documents) {}

  /// True when a worker was given the page; false when it is finished already, cannot be read, or
  /// is that of a text, which has no pages.
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
