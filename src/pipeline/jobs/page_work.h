// pipeline/jobs/page_work.h — pages of sources read one after another into the journal.
#pragma once

#include <cstdint>
#include <memory>

#include "pipeline/jobs/document_work.h"
#include "pipeline/jobs/page_queue.h"
#include "pipeline/jobs/page_stage.h"
#include "pipeline/jobs/work.h"

namespace codau::pipeline {

/// Stays where it is while jobs that it began are going on.
class PageWork {
 public:
  /// All outlive it. Pages that cost a worker go back to `queue`, once; a source whose last wanted
  /// page was read or lost goes on to `documents`.
  PageWork(const Means& means, PageQueue& queue, DocumentWork& documents)
      : means_(means), queue_(queue), documents_(documents) {}

  /// True when a worker was given the page; false when it is finished already, cannot be read, or
  /// is that of a text, which has no pages.
  [[nodiscard]] bool begin(const Turn& turn);

 private:
  void take(Source& source, const PageReading& reading, const Outcome& outcome);
  void settle(Source& source, const PageReading& reading, const Outcome& outcome);
  void write_pictures_of(const Source& source, const PageReading& reading) const;
  void stop_secret(Source& source, std::uint32_t page, text::SecrecyMark mark);
  void lose(Source& source);
  void finish(Source& source, std::uint64_t Progress::*kind);

  const Means& means_;
  PageQueue& queue_;
  DocumentWork& documents_;
};

}  // namespace codau::pipeline
