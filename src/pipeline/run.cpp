#include "pipeline/run.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/message.h"
#include "export/files.h"
#include "pipeline/cross_references.h"
#include "pipeline/document_stage.h"
#include "pipeline/manifest.h"
#include "pipeline/publish.h"
#include "pipeline/rejects.h"
#include "pipeline/sources.h"
#include "pipeline/workers.h"
#include "record/ids.h"
#include "store/store.h"
#include "text/page_json.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPatience{100};  // how late a request to stop may be noticed

std::uint64_t worker_memory(const RunOptions& options) {
#ifdef CODAU_SANITIZED
  static_cast<void>(options);
  return 0;  // sanitizers reserve terabytes
#else
  return options.memory_page;
#endif
}

bool named_as_text(const fs::path& file) {
  const std::string suffix = file.extension().string();
  return suffix == ".txt" || suffix == ".TXT" || suffix == ".Txt";
}

/// What a request to the workers was for.
struct Pending {
  enum class What : std::uint8_t { kVersions, kProbe, kPage, kPictures, kPdf };
  What what = What::kVersions;
  std::size_t source = 0;
  std::uint32_t page = 0;
  bool simply = false;  ///< the second attempt on a page
  std::optional<exports::PartFile> pdf = {};
};

struct PdfWork {
  std::size_t source = 0;
  Finished finished;
};

/// "0001-steps.png".
std::string picture_name(std::uint32_t page, worker::Picture::Kind kind) {
  std::string number = std::to_string(page);
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return number + (kind == worker::Picture::Kind::kSteps ? "-steps.png" : "-overlay.png");
}

class Run {
 public:
  Run(const RunOptions& options, const Hooks& hooks)
      : options_(options),
        hooks_(hooks),
        workers_({options.worker, std::max(options.jobs, 1U), worker_memory(options)}),
        stage_(options) {}

  Summary go() {
    const auto started = std::chrono::system_clock::now();
    const auto ticks = std::chrono::steady_clock::now();
    find_sources();
    exports::make_folder(options_.out);
    store_.emplace(options_.out / "codau.db");
    probe_sources();
    read_pages();
    if (options_.until >= Until::kDocument) write_cross_references(*store_, options_.out);
    const std::string rejects = to_jsonl(std::move(rejects_));
    summary_.rejects = static_cast<std::uint64_t>(std::count(rejects.begin(), rejects.end(), '\n'));
    exports::write_atomically(options_.out / "rejects.jsonl", rejects);
    const Published published = options_.until == Until::kExports
                                    ? publish_records(*store_, options_.out, options_.formats)
                                    : count_records(*store_);
    store_->finish();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - ticks;
    exports::write_atomically(
        options_.out / "manifest.json",
        manifest({options_, sources_, stage_.models(), engine_, published, summary_,
                  std::chrono::system_clock::to_time_t(started), seconds.count()}));
    summary_.exit_code = exit_code();
    return summary_;
  }

 private:
  // ---- what goes wrong ----

  // Runs `work`; false when it failed and `place` became a reject.
  template <class Work>
  bool attempt(Reject place, Work work) {
    try {
      work();
      return true;
    } catch (const Error& error) {
      reject(std::move(place), error);
      return false;
    }
  }

  // A defect of ours on one page costs that page, as a crash does. Errors of the run are thrown on.
  void reject(Reject place, const Error& error) {
    if (error.code() != ErrorCode::kInput && error.code() != ErrorCode::kInternal) throw error;
    place.cause = error.code() == ErrorCode::kInput ? error.cause() : Cause::kCrashed;
    rejects_.push_back(std::move(place));
  }

  void reject_source(Source& source, const Error& error) {
    source.refused = true;
    for (const record::SourceName& name : source.info.names) {
      reject({Stage::kInput, name.path, source.info.doc_id, {}, {}, {}}, error);
    }
  }

  // Died, hung, took too much memory, or met a defect of ours.
  static bool cost_a_worker(const Error& error) {
    return error.code() == ErrorCode::kInternal || error.cause() == Cause::kCrashed ||
           error.cause() == Cause::kTimeout || error.cause() == Cause::kOutOfMemory;
  }

  static Reject on_page(const Source& source, std::uint32_t page) {
    return {Stage::kPage, source.path(), source.info.doc_id, page, {}, {}};
  }

  static Reject on_pdf(const Source& source) {
    return {Stage::kExport, source.path(), source.info.doc_id, {}, "pdf", {}};
  }

  [[nodiscard]] int exit_code() const {
    const bool nothing_here = sources_.empty() && rejects_.empty() && options_.shard.count > 1;
    if (summary_.documents == 0 && !nothing_here) return static_cast<int>(ErrorCode::kNothingRead);
    return summary_.rejects > 0 ? static_cast<int>(ErrorCode::kInput) : 0;
  }

  void stop_if_asked() const {
    if (hooks_.stopped && hooks_.stopped()) {
      throw Error(ErrorCode::kInterrupted,
                  both("đã dừng: phần đã xong còn giữ, gõ lại đúng lệnh ấy để chạy tiếp",
                       "interrupted: what was finished is kept; the same command goes on from "
                       "there"));
    }
  }

  // ---- the workers ----

  void start(Pending pending, std::vector<std::string> requests) {
    const bool with_file = pending.what != Pending::What::kVersions;
    const auto pages = static_cast<std::int64_t>(requests.size());
    workers_.start(
        {next_id_, std::move(requests), with_file ? sources_[pending.source].file : fs::path(),
         pending.pdf ? pending.pdf->fd() : -1, options_.timeout_page * pages, !pending.simply});
    pending_.emplace(next_id_++, std::move(pending));
  }

  // Calls `feed` while workers are free and it starts requests (it says so by true), and gives what
  // comes back to `take`, until nothing is left to do. Documents are finished while the workers
  // read on.
  template <class Feed, class Take>
  void work_off(Feed feed, Take take) {
    while (true) {
      stop_if_asked();
      while (workers_.any_free() && feed()) {
      }
      if (finish_next()) continue;
      if (!workers_.any_busy()) return;
      if (const auto outcome = workers_.wait(kPatience)) {
        auto pending = pending_.extract(outcome->id);
        take(pending.mapped(), *outcome);
      }
    }
  }

  // ---- which files there are ----

  void find_sources() {
    std::map<std::string, std::size_t> known;  // by SHA-256
    for (const Input& input : find_inputs(options_.inputs, options_.out)) {
      stop_if_asked();
      std::string hash;
      const bool opened = attempt({Stage::kInput, input.name.path, {}, {}, {}, {}}, [&] {
        if (input.refused != Cause::kNone) throw Error(input.refused, input.name.path);
        hash = record::sha256_of_file(input.file);
      });
      if (opened) {
        add_source(input, hash, known);
      } else if (options_.shard.index == 1) {  // without a hash it is the first shard's
        ++summary_.inputs;
      } else {
        rejects_.pop_back();
      }
    }
    for (Source& source : sources_) {
      std::sort(source.info.names.begin(), source.info.names.end(),
                [](const record::SourceName& a, const record::SourceName& b) {
                  return std::tie(a.path, a.name) < std::tie(b.path, b.name);
                });
    }
  }

  void add_source(const Input& input, const std::string& hash,
                  std::map<std::string, std::size_t>& known) {
    const std::string doc_id = record::doc_id(hash);
    if (!options_.shard.has(doc_id)) return;
    ++summary_.inputs;
    const auto [at, is_new] = known.emplace(hash, sources_.size());
    if (is_new) {
      Source& source = sources_.emplace_back();
      source.file = input.file;
      source.info.sha256 = hash;
      source.info.doc_id = doc_id;
      source.info.bytes = fs::file_size(input.file);
      source.info.pipeline_version = version();
    }
    auto& names = sources_[at->second].info.names;
    if (std::find(names.begin(), names.end(), input.name) == names.end()) {
      names.push_back(input.name);
    }
  }

  // ---- what they are ----

  void probe_sources() {
    std::size_t next = 0;
    const auto feed = [&] {
      while (next < sources_.size()) {
        if (begin_probe(next++)) return true;
      }
      return false;
    };
    work_off(feed, [&](const Pending& pending, const Outcome& outcome) {
      take_probe(sources_[pending.source], outcome);
    });
  }

  // True when a worker was given the source; false when it is known already, or refused.
  bool begin_probe(std::size_t at) {
    Source& source = sources_[at];
    if (source.info.bytes == 0) {
      reject_source(source, Error(Cause::kEmpty, "no bytes"));
      return false;
    }
    const auto saved = store_->probe(source.info.sha256, version());
    if (saved && !options_.redo) {
      set_probe(source, worker::probe_from_json(*saved));
      return false;
    }
    const worker::Request request{source.info.sha256, worker::AskProbe{}};
    source.refused = !attempt({Stage::kInput, source.path(), source.info.doc_id, {}, {}, {}}, [&] {
      start({Pending::What::kProbe, at, 0}, {worker::to_json(request)});
    });
    return !source.refused;
  }

  void take_probe(Source& source, const Outcome& outcome) {
    worker::Probe probe{"unknown", 0};
    if (!outcome.error) {
      probe = worker::probe_from_json(outcome.answer);
    } else if (outcome.error->cause() != Cause::kNotSupported) {
      return reject_source(source, *outcome.error);
    }
    if (probe.format == "unknown") {
      if (!named_as_text(source.file)) {
        return reject_source(source, Error(Cause::kNotSupported, "unknown content"));
      }
      probe = {"txt", 0};
    }
    store_->save_probe(source.info.sha256, version(), worker::to_json(probe));
    set_probe(source, probe);
  }

  void set_probe(Source& source, const worker::Probe& probe) {
    source.info.format = probe.format;
    source.pages = probe.pages;
    for (std::uint32_t page = 1; page <= probe.pages; ++page) {
      if (options_.pages.has(page)) ++source.wanted;
    }
    summary_.pages.pages_all += source.wanted;
  }

  // ---- pages and documents ----

  void read_pages() {
    if (summary_.pages.pages_all > 0) ask_versions();
    work_off([&] { return feed_page(); },
             [&](Pending& pending, const Outcome& outcome) {
               if (pending.what == Pending::What::kPage) return take_page(pending, outcome);
               if (pending.what == Pending::What::kPictures) return take_pictures(pending, outcome);
               if (outcome.error) return reject(on_pdf(sources_[pending.source]), *outcome.error);
               pending.pdf->keep();
             });
  }

  // Names everything that the reading of a page depends on besides the source.
  void ask_versions() {
    start({}, {worker::to_json(worker::Request{"", worker::AskVersions{}})});
    work_off([] { return false; },
             [&](const Pending&, const Outcome& outcome) {
               if (outcome.error) throw fault_of_engine(*outcome.error);
               engine_ = worker::versions_from_json(outcome.answer).engine;
               page_key_ = "codau " + std::string(version()) + ", " + *engine_;
             });
  }

  static Error fault_of_engine(const Error& error) {
    if (error.code() != ErrorCode::kInput) return error;
    return {ErrorCode::kInternal, std::string("the OCR engine does not start: ") + error.what()};
  }

  // Starts the next request there is: PDFs first, they hold memory; then pages that were lost, then
  // all others in order.
  bool feed_page() {
    while (true) {
      if (!pdfs_.empty()) {
        begin_pdf();
        return true;
      }
      if (!lost_.empty()) {
        begin_simply();
        return true;
      }
      if (source_ == sources_.size()) return false;
      const std::size_t waiting = complete_.size();
      if (feed_page_of(sources_[source_])) return true;
      page_ = 0;
      ++source_;
      if (complete_.size() > waiting) return false;  // read before, all of it: it is finished now
      stop_if_asked();
    }
  }

  bool feed_page_of(Source& source) {
    if (source.refused) return false;
    while (page_ < source.pages) {
      if (options_.pages.has(++page_) && begin_page(source, page_)) return true;
    }
    if (source.is_text()) finish_document(source);
    return false;
  }

  // True when a worker was given the page; false when it is finished already.
  bool begin_page(Source& source, std::uint32_t number) {
    const bool known =
        !options_.redo && store_->page(source.info.sha256, page_key_, number).has_value();
    if (known && !options_.debug_pages) {
      reuse_page(source);
      return false;
    }
    const auto what = known ? Pending::What::kPictures : Pending::What::kPage;
    const worker::Request request{source.info.sha256,
                                  worker::AskPage{number, options_.debug_pages}};
    const bool started = attempt(on_page(source, number), [&] {
      start({what, source_, number}, {worker::to_json(request)});
    });
    if (!started) lose_page(source);
    return started;
  }

  // A page that cost a worker is tried once more, in the simple way.
  void begin_simply() {
    const auto [at, number] = lost_.front();
    lost_.pop_front();
    const worker::Request request{sources_[at].info.sha256, worker::AskPage{number, false, true}};
    const bool started = attempt(on_page(sources_[at], number), [&, at = at, number = number] {
      start({Pending::What::kPage, at, number, true}, {worker::to_json(request)});
    });
    if (!started) lose_page(sources_[at]);
  }

  void take_page(const Pending& pending, const Outcome& outcome) {
    Source& source = sources_[pending.source];
    if (outcome.error && cost_a_worker(*outcome.error) && !pending.simply) {
      lost_.emplace_back(pending.source, pending.page);
      write_pictures(source, pending.page, outcome);
      return;
    }
    const bool read = attempt(on_page(source, pending.page), [&] {
      if (outcome.error) throw Error(*outcome.error);
      if (text::page_from_json(outcome.answer).number != pending.page) {
        throw Error(ErrorCode::kInternal, "the worker read another page");
      }
    });
    if (read) {
      store_->save_page(source.info.sha256, page_key_, pending.page, outcome.answer);
      ++summary_.pages.pages_done;
      finish_page(source);
    } else {
      lose_page(source);
    }
    write_pictures(source, pending.page, outcome);
  }

  // The page is in the journal, which stays as it is, whatever became of this reading.
  void take_pictures(const Pending& pending, const Outcome& outcome) {
    reuse_page(sources_[pending.source]);
    write_pictures(sources_[pending.source], pending.page, outcome);
  }

  void reuse_page(Source& source) {
    ++summary_.pages.pages_reused;
    finish_page(source);
  }

  // A document that turns out to be secret takes them with it.
  void write_pictures(const Source& source, std::uint32_t page, const Outcome& outcome) const {
    if (!options_.debug_pages || source.refused) return;
    for (const worker::Picture& picture : outcome.pictures) {
      exports::write_atomically(stage_.folder(source) / "debug" / picture_name(page, picture.kind),
                                picture.png);
    }
  }

  void lose_page(Source& source) {
    ++source.rejected;
    ++summary_.pages.pages_rejected;
    finish_page(source);
  }

  void finish_page(Source& source) {
    ++source.finished;
    if (hooks_.progress) hooks_.progress(summary_.pages);
    if (source.finished == source.wanted) {
      complete_.push_back(static_cast<std::size_t>(&source - sources_.data()));
    }
  }

  // False when no document waits for it.
  bool finish_next() {
    if (complete_.empty()) return false;
    const std::size_t at = complete_.front();
    complete_.pop_front();
    finish_document(sources_[at]);
    return true;
  }

  void finish_document(Source& source) {
    if (!source.is_text() && source.rejected == source.wanted) {
      stage_.forget(*store_, source);  // of no page anything is left
      return;
    }
    Finished finished;
    const bool done = attempt({Stage::kInput, source.path(), source.info.doc_id, {}, {}, {}},
                              [&] { finished = stage_.finish(*store_, source, page_key_); });
    source.refused = !done;
    if (!done) return;
    ++summary_.documents;
    source.warnings = std::move(finished.warnings);
    if (!finished.pdf_requests.empty()) {
      const auto at = static_cast<std::size_t>(&source - sources_.data());
      pdfs_.push_back({at, std::move(finished)});
    }
  }

  void begin_pdf() {
    PdfWork work = std::move(pdfs_.front());
    pdfs_.pop_front();
    attempt(on_pdf(sources_[work.source]), [&] {
      start({Pending::What::kPdf, work.source, 0, false, exports::PartFile(work.finished.pdf)},
            std::move(work.finished.pdf_requests));
    });
  }

  const RunOptions& options_;
  const Hooks& hooks_;
  Workers workers_;
  DocumentStage stage_;
  std::optional<store::Store> store_;
  Summary summary_;
  std::vector<Reject> rejects_;
  std::vector<Source> sources_;
  std::map<std::uint64_t, Pending> pending_;  // by Job::id
  std::uint64_t next_id_ = 0;
  std::deque<std::size_t> complete_;  // sources of which every page was read or lost
  std::deque<PdfWork> pdfs_;
  std::deque<std::pair<std::size_t, std::uint32_t>> lost_;  // sources and pages
  std::optional<std::string> engine_;
  std::string page_key_;    // of the journal
  std::size_t source_ = 0;  // where feed_page stands
  std::uint32_t page_ = 0;
};

}  // namespace

Summary run(const RunOptions& options, const Hooks& hooks) { return Run(options, hooks).go(); }

}  // namespace codau::pipeline
