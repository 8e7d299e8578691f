#include "pipeline/jobs/page_queue.h"

namespace codau::pipeline {

std::optional<PageTurn> PageQueue::next() {
  while (!lost_.empty()) {
    const PageTurn turn = lost_.front();
    lost_.pop_front();
    if (!turn.source->refused) return turn;
  }
  while (at_ < sources_.size()) {
    InputSource& source = sources_[at_];
    while (!source.refused && !source.done && page_ < source.pages) {
      if (chosen_.has(++page_)) return PageTurn{&source, page_};
    }
    ++at_;
    page_ = 0;
    if (!source.refused && !source.done && source.is_text()) return PageTurn{&source};
  }
  return std::nullopt;
}

void PageQueue::retry(InputSource& source, std::uint32_t page, bool by_time) {
  lost_.push_back({&source, page, true, by_time});
}

}  // namespace codau::pipeline
