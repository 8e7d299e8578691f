// pipeline/jobs/document_work.h — documents whose pages are all there, and their PDFs, made one
// after another (pipeline/jobs/document_stage.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>

#include "io/atomic_file.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/work.h"

namespace codau::pipeline {

/// Stays where it is while jobs that it began are going on.
class DocumentWork {
 public:
  /// `means` outlive it.
  explicit DocumentWork(const Means& means) : means_(means) {}

  /// A text, or a source of which every wanted page was read or lost.
  void add(Source& source) { complete_.push_back(&source); }

  /// Gives the next that is due to a worker: PDFs first, then documents, since they hold memory.
  /// What is finished already costs no worker. False when nothing is left.
  [[nodiscard]] bool begin_next();

 private:
  [[nodiscard]] bool begin_document(Source& source);
  void take_document(Source& source, Making& making, const Outcome& outcome);
  void commit_now_and_then();
  void count(Source& source, const Making& making);
  void count_text(const Source& source, std::uint64_t Progress::*kind);

  [[nodiscard]] bool begin_pdf(Source& source, const std::shared_ptr<PdfMaking>& making);
  void take_pdf(Source& source, PdfMaking& making, const Outcome& outcome);

  const Means& means_;
  /// Of documents whose rows wait for the next commit; the store has them too.
  std::shared_ptr<io::AtomicFileBatch> files_ = std::make_shared<io::AtomicFileBatch>();
  std::chrono::steady_clock::time_point committed_;
  std::deque<Source*> complete_;
  std::deque<std::pair<Source*, std::shared_ptr<PdfMaking>>> pdfs_;
};

}  // namespace codau::pipeline
