#include "pipeline/jobs/scheduler.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs/interrupt.h"
#include "pipeline/inputs/source_catalogue.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/jobs/document_jobs.h"
#include "pipeline/jobs/page_jobs.h"
#include "pipeline/jobs/page_queue.h"

namespace codau::pipeline {

void skip_finished(std::vector<InputSource>& sources, const RunContext& context,
                   const RunHooks& hooks) {
  // What an interrupted run has made is looked at again: the manifest tells of it as of what is
  // new.
  constexpr std::size_t kTogether = 256;  // a few milliseconds
  std::vector<std::pair<std::string, store::SeenFolder>> news;
  const auto folders = context.store.pages().folders();
  const std::set<std::string> touched = context.store.pages().touched(context.run);
  const store::OrderedLookup<store::BuildState> made = context.store.build_states();
  const std::string places = context.stage.folder("");  // of documents; paths take long to join
  const std::vector<InputSource*> ordered = sort_by_doc_id(sources);
  std::vector<std::optional<FileIdentity>> stamps;  // from ordered[i - i % kTogether] on
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (i % kTogether == 0) {
      throw_if_stopped(hooks);
      stamps = read_identities(std::min(kTogether, ordered.size() - i),
                               [&](std::size_t k) { return places + ordered[i + k]->info.doc_id; });
    }
    InputSource* const source = ordered[i];
    const std::string& doc_id = source->info.doc_id;
    if (source->refused || touched.contains(doc_id)) continue;
    const store::BuildState known = made(doc_id);
    if (known.fingerprint.empty()) continue;
    const DocumentFolder folder(places + doc_id, folders(doc_id), stamps[i % kTogether]);
    if (!context.stage.is_untouched(context.store, *source, known, folder)) continue;
    if (folder.new_state()) news.emplace_back(doc_id, *folder.new_state());
    source->done = true;
    const std::size_t documents =
        known.has_sub_documents ? context.stage.documents(context.store, *source) : 1;
    context.counter.count_documents(documents, false);
    source->is_text() ? context.counter.count(&RunProgress::texts_reused)
                      : context.counter.count(&RunProgress::pages_reused, source->wanted);
  }
  for (const auto& [doc_id, folder] : news) context.store.pages().save_folder(doc_id, folder);
}

void read_sources(std::vector<InputSource>& sources, const RunContext& context,
                  const RunHooks& hooks) {
  PageQueue queue(sources, context.options.pages);
  DocumentJobs documents(context);
  PageJobs pages(context, queue, documents);
  const InputSource* last = nullptr;
  context.job_queue.run_until_done([&] {
    while (true) {
      if (documents.begin_next()) return true;
      const std::optional<PageTurn> turn = queue.next();
      if (!turn) return false;
      if (turn->source != last) throw_if_stopped(hooks);  // many may be finished already
      last = turn->source;
      if (pages.begin(*turn)) return true;
    }
  });
  context.store.commit();
}

}  // namespace codau::pipeline
