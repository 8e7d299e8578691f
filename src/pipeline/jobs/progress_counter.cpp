#include "pipeline/jobs/progress_counter.h"

namespace codau::pipeline {

ProgressCounter::ProgressCounter(const std::vector<InputSource>& sources, const RunHooks& hooks)
    : hooks_(hooks) {
  for (const InputSource& source : sources) {
    if (source.refused) continue;
    progress_.pages_all += source.wanted;
    ++progress_.files_all;
    if (source.is_text()) ++progress_.texts_all;
  }
  if (hooks_.progress) hooks_.progress(progress_);
}

void ProgressCounter::count(std::uint64_t RunProgress::*kind, std::uint64_t n) {
  progress_.*kind += n;
  if (hooks_.progress) hooks_.progress(progress_);
}

void ProgressCounter::count_documents(std::uint64_t n, bool partial) {
  documents_ += n;
  if (partial) ++partial_;
  count(&RunProgress::files_done);
}

void ProgressCounter::count_edits(const CarriedEdits& carried) {
  edits_.carried += carried.carried;
  edits_.open += carried.open;
}

}  // namespace codau::pipeline
