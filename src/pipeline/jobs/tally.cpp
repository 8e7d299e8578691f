#include "pipeline/jobs/tally.h"

namespace codau::pipeline {

Tally::Tally(const std::vector<Source>& sources, const Hooks& hooks) : hooks_(hooks) {
  for (const Source& source : sources) {
    if (source.refused) continue;
    progress_.pages_all += source.wanted;
    ++progress_.files_all;
    if (source.is_text()) ++progress_.texts_all;
  }
  if (hooks_.progress) hooks_.progress(progress_);
}

void Tally::count(std::uint64_t Progress::*kind, std::uint64_t n) {
  progress_.*kind += n;
  if (hooks_.progress) hooks_.progress(progress_);
}

void Tally::count_documents(std::uint64_t n, bool partial) {
  documents_ += n;
  if (partial) ++partial_;
  count(&Progress::files_done);
}

void Tally::count_edits(const CarriedEdits& carried) {
  edits_.carried += carried.carried;
  edits_.open += carried.open;
}

}  // namespace codau::pipeline
