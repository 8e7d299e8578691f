#include "pipeline/jobs/probes.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "pipeline/inputs/known_probes.h"
#include "pipeline/inputs/source_catalogue.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

/// Maximum number of probes that a killed run loses: some seconds of work.
constexpr std::size_t kTogether = 500;

bool named_as_text(const std::filesystem::path& file) {
  const std::string suffix = file.extension().string();
  return suffix == ".txt" || suffix == ".TXT" || suffix == ".Txt";
}

// A text that looks like an email or a web page may be a note about one.
bool may_be_text(Cause cause) {
  return cause == Cause::kNotSupported || cause == Cause::kEmail || cause == Cause::kWebPage;
}

struct Probing {
  const RunOptions& options;
  store::Store& store;
  JobQueue& job_queue;
  RejectList& rejects;

  // Sets the result; no probe means plain text.
  void set(InputSource& source, const std::optional<worker::SourceProbe>& probe) const {
    source.info.format = probe ? worker::to_string(probe->format) : "txt";
    source.pages = probe ? probe->pages : 0;
    if (probe && !probe->attachments.empty()) {
      rejects.add_part(source, Error(Cause::kAttachments, probe->attachments));
    }
  }

  // Uses the stored probes.
  void set_known(std::vector<InputSource>& sources) const {
    if (options.redo == RedoScope::kOcr) return;
    const auto probes = store.pages().probes(kProbeVersion);
    for (InputSource* const source : sort_by_doc_id(sources)) {
      const auto saved = probes(source->info.sha256);
      if (saved) rejects.attempt_source(*source, [&] { set(*source, parse_stored_probe(*saved)); });
    }
  }

  // Returns true if a worker was given the source. Returns false if the result is known, or the
  // source was refused.
  bool begin(InputSource& source) const {
    if (source.refused || !source.info.format.empty()) return false;
    if (source.info.bytes == 0) {
      rejects.refuse(source, Error(Cause::kEmpty, "no bytes"));
      return false;
    }
    WorkerJob job = make_request_job(worker::Ask::kProbe, worker::AskProbe{});
    job.timeout = options.timeout_page;
    if (!rejects.attempt_source(source, [&] { open_job_file(job, source.files.front()); }))
      return false;
    job_queue.start(std::move(job), [this, &source](const JobOutcome& o) { take(source, o); });
    return true;
  }

  void take(InputSource& source, const JobOutcome& outcome) const {
    const bool is_unknown = outcome.error && may_be_text(outcome.error->cause());
    if (outcome.error && !(is_unknown && named_as_text(source.files.front().file))) {
      return rejects.refuse(source, *outcome.error);
    }
    rejects.attempt_source(source, [&] {
      std::optional<worker::SourceProbe> probe;
      if (!is_unknown) probe = worker::probe_from_json(outcome.answer);
      store.pages().save_probe(source.info.sha256, kProbeVersion,
                               probe ? worker::to_json(*probe) : kTextProbe);
      set(source, probe);
    });
  }
};

}  // namespace

void probe_sources(std::vector<InputSource>& sources, const RunOptions& options,
                   store::Store& store, JobQueue& job_queue, RejectList& rejects) {
  const Probing probing{options, store, job_queue, rejects};
  probing.set_known(sources);
  std::size_t next = 0;
  job_queue.run_until_done([&] {
    while (next < sources.size()) {
      if (next % kTogether == 0) store.pages().commit();
      if (probing.begin(sources[next++])) return true;
    }
    return false;
  });
  store.pages().commit();
}

void choose_pages(std::vector<InputSource>& sources, const RunOptions& options,
                  RejectList& rejects) {
  for (InputSource& source : sources) {
    if (source.refused) continue;
    for (std::uint32_t page = 1; page <= source.pages; ++page) {
      if (options.pages.has(page)) ++source.wanted;
    }
    if (source.wanted > 0 || source.is_text()) continue;
    rejects.add_part(source, Error(Cause::kPagesOutside, "--pages " + options.pages_given + "; 1-" +
                                                             std::to_string(source.pages)));
  }
}

}  // namespace codau::pipeline
