#include "pipeline/scheduler.h"

#include <optional>

#include "pipeline/document_work.h"
#include "pipeline/interrupt.h"
#include "pipeline/page_queue.h"
#include "pipeline/page_work.h"

namespace codau::pipeline {

namespace {

// What an interrupted run has made is looked at again: the manifest tells of it as of what is new.
bool is_untouched(const Source& source, const Means& means) {
  return !source.refused && means.store.pages().touched(source.info.doc_id) != means.run &&
         means.stage.is_untouched(means.store, source, means.keys);
}

}  // namespace

void skip_finished(std::vector<Source>& sources, const Means& means, const Hooks& hooks) {
  for (Source& source : sources) {
    stop_if_asked(hooks);
    if (!is_untouched(source, means)) continue;
    source.done = true;
    means.tally.count_documents(means.stage.documents(means.store, source), false);
    source.is_text() ? means.tally.count(&Progress::texts_reused)
                     : means.tally.count(&Progress::pages_reused, source.wanted);
  }
}

void read_sources(std::vector<Source>& sources, const Means& means, const Hooks& hooks) {
  PageQueue queue(sources, means.options.pages);
  DocumentWork documents(means);
  PageWork pages(means, queue, documents);
  const Source* last = nullptr;
  means.requests.work_off([&] {
    while (true) {
      if (documents.begin_next()) return true;
      const std::optional<Turn> turn = queue.next();
      if (!turn) return false;
      if (turn->source != last) stop_if_asked(hooks);  // many may be finished already
      last = turn->source;
      if (pages.begin(*turn)) return true;
    }
  });
  means.store.commit();
}

}  // namespace codau::pipeline
