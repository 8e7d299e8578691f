#include "pipeline/jobs/scheduler.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs/catalogue.h"
#include "pipeline/inputs/interrupt.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/jobs/document_work.h"
#include "pipeline/jobs/page_queue.h"
#include "pipeline/jobs/page_work.h"

namespace codau::pipeline {

void skip_finished(std::vector<Source>& sources, const Means& means, const Hooks& hooks) {
  // What an interrupted run has made is looked at again: the manifest tells of it as of what is
  // new.
  constexpr std::size_t kTogether = 256;  // a few milliseconds
  std::vector<std::pair<std::string, store::SeenFolder>> news;
  const auto folders = means.store.pages().folders();
  const std::set<std::string> touched = means.store.pages().touched(means.run);
  const store::InOrder<store::Made> made = means.store.made();
  const std::string places = means.stage.folder("");  // of documents; paths take long to join
  const std::vector<Source*> ordered = by_doc_id(sources);
  std::vector<std::optional<FileIdentity>> stamps;  // from ordered[i - i % kTogether] on
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (i % kTogether == 0) {
      stop_if_asked(hooks);
      stamps = identities_of(std::min(kTogether, ordered.size() - i),
                             [&](std::size_t k) { return places + ordered[i + k]->info.doc_id; });
    }
    Source* const source = ordered[i];
    const std::string& doc_id = source->info.doc_id;
    if (source->refused || touched.contains(doc_id)) continue;
    const store::Made known = made(doc_id);
    if (known.fingerprint.empty()) continue;
    const DocumentFolder folder(places + doc_id, folders(doc_id), stamps[i % kTogether]);
    if (!means.stage.is_untouched(means.store, *source, known, folder)) continue;
    if (folder.news()) news.emplace_back(doc_id, *folder.news());
    source->done = true;
    const std::size_t documents =
        known.has_further ? means.stage.documents(means.store, *source) : 1;
    means.tally.count_documents(documents, false);
    source->is_text() ? means.tally.count(&Progress::texts_reused)
                      : means.tally.count(&Progress::pages_reused, source->wanted);
  }
  for (const auto& [doc_id, folder] : news) means.store.pages().save_folder(doc_id, folder);
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
