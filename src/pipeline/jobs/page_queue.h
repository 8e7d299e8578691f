// pipeline/jobs/page_queue.h — decides which page is read next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/sources.h"

namespace codau::pipeline {

/// The next page to read.
struct PageTurn {
  InputSource* source = nullptr;
  std::uint32_t page = 0;  ///< page number; 0: the source is plain text, read as a whole
  bool simply = false;     ///< second attempt, with simplified OCR
  bool by_time = false;    ///< the second attempt was caused by lack of time or memory
};

/// Queue of the chosen pages of all sources, in order. Pages for a second attempt come first.
/// Sources that are done or refused are skipped.
class PageQueue {
 public:
  /// Both arguments must outlive the queue.
  PageQueue(std::span<InputSource> sources, const PageSelection& chosen)
      : sources_(sources), chosen_(chosen) {}

  /// Returns the next page. Returns nothing if no page is left; retry() may add more.
  [[nodiscard]] std::optional<PageTurn> next();
  /// Queues a page again whose worker was lost, for simplified OCR.
  void retry(InputSource& source, std::uint32_t page, bool by_time);

 private:
  std::span<InputSource> sources_;
  const PageSelection& chosen_;
  std::size_t at_ = 0;
  std::uint32_t page_ = 0;  // last page returned of that source
  std::deque<PageTurn> lost_;
};

}  // namespace codau::pipeline
