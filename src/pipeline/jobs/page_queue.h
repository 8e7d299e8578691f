// pipeline/jobs/page_queue.h — which page is read next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/sources.h"

namespace codau::pipeline {

/// A page whose turn it is.
struct PageTurn {
  InputSource* source = nullptr;
  std::uint32_t page = 0;  ///< 0: the source is plain text, all of it
  bool simply = false;     ///< the second attempt on a page …
  bool by_time = false;    ///< … since time or memory ran out
};

/// The chosen pages of all sources in order; before these, whatever was lost. Sources that are
/// done, or refused meanwhile, have no more turns.
class PageQueue {
 public:
  /// Both outlive it.
  PageQueue(std::span<InputSource> sources, const PageSelection& chosen)
      : sources_(sources), chosen_(chosen) {}

  /// Nothing where all had their turn; retry() may bring more.
  [[nodiscard]] std::optional<PageTurn> next();
  /// A page that cost a worker is tried once more, in the simple way.
  void retry(InputSource& source, std::uint32_t page, bool by_time);

 private:
  std::span<InputSource> sources_;
  const PageSelection& chosen_;
  std::size_t at_ = 0;
  std::uint32_t page_ = 0;  // of the source there: its last turn
  std::deque<PageTurn> lost_;
};

}  // namespace codau::pipeline
