#include "pipeline/scheduler.h"

#include <optional>

#include "pipeline/document_work.h"
#include "pipeline/interrupt.h"
#include "pipeline/page_queue.h"
#include "pipeline/page_work.h"

namespace codau::pipeline {

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
}

}  // namespace codau::pipeline
