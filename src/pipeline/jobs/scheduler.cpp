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
  // Documents that an interrupted run made are not skipped: the manifest lists them as new.
  constexpr std::size_t kTogether = 256;  // sources of a batch, which takes a few milliseconds
  std::vector<std::pair<std::string, store::SeenResults>> news;
  const auto seen = context.store.pages().seen_results();
  const std::set<std::string> touched = context.store.pages().touched(context.run);
  const store::OrderedLookup<store::BuildState> made = context.store.build_states();
  const std::vector<InputSource*> ordered = sort_by_doc_id(sources);
  // Of ordered[i - i % kTogether] and the following.
  std::vector<store::BuildState> states;
  std::vector<std::optional<FileIdentity>> texts, pdfs;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (i % kTogether == 0) {
      throw_if_stopped(hooks);
      states.clear();
      std::vector<store::ResultPaths> paths;
      for (std::size_t k = i; k < std::min(i + kTogether, ordered.size()); ++k) {
        states.push_back(made(ordered[k]->info.doc_id));
        paths.push_back(store::locate_results(context.options.out, states.back().name));
      }
      texts = read_identities(paths.size(), [&](std::size_t k) { return paths[k].text.native(); });
      pdfs = read_identities(paths.size(), [&](std::size_t k) { return paths[k].pdf.native(); });
    }
    InputSource* const source = ordered[i];
    const std::string& doc_id = source->info.doc_id;
    if (source->refused || touched.contains(doc_id)) continue;
    const store::BuildState& known = states[i % kTogether];
    if (known.fingerprint.empty()) continue;
    const ResultsLook files(texts[i % kTogether], pdfs[i % kTogether], seen(doc_id));
    if (!context.stage.is_untouched(context.store, *source, known, files)) continue;
    if (files.new_state()) news.emplace_back(doc_id, *files.new_state());
    source->done = true;
    const std::size_t documents =
        known.has_sub_documents ? context.stage.documents(context.store, *source) : 1;
    context.counter.count_documents(documents, false);
    source->is_text() ? context.counter.count(&RunProgress::texts_reused)
                      : context.counter.count(&RunProgress::pages_reused, source->wanted);
  }
  for (const auto& [doc_id, files] : news) context.store.pages().save_seen_results(doc_id, files);
}

void name_results(const std::vector<InputSource>& sources, store::Store& store) {
  std::vector<store::NamedDocument> all;
  for (const InputSource& source : sources) {
    const bool may_have_moved = source.info.names.size() > 1;
    if (!source.refused && (!source.done || may_have_moved))
      all.push_back({source.info.doc_id, choose_stem(source, store.pages())});
  }
  store.claim_results(all);
  store.settle_results();
}

void read_sources(std::vector<InputSource>& sources, const RunContext& context,
                  const RunHooks& hooks) {
  PageQueue queue(sources, context.options.pages);
  DocumentJobs documents(context);
  PageJobs pages(context, queue, documents);
  const InputSource* last = nullptr;
  const auto feed = [&] {
    while (true) {
      if (documents.begin_next()) return true;
      const std::optional<PageTurn> turn = queue.next();
      if (!turn) return false;
      if (turn->source != last) throw_if_stopped(hooks);  // many sources may be finished already
      last = turn->source;
      if (pages.begin(*turn)) return true;
    }
  };
  context.job_queue.run_until_done(feed, [&] { context.store.let_others_write(); });
  context.store.commit();
}

}  // namespace codau::pipeline
