#include "pipeline/run.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/message.h"
#include "export/files.h"
#include "export/parts.h"
#include "export/target_guard.h"
#include "pipeline/cross_references.h"
#include "pipeline/document_stage.h"
#include "pipeline/files.h"
#include "pipeline/manifest.h"
#include "pipeline/notes.h"
#include "pipeline/output_guard.h"
#include "pipeline/publish.h"
#include "pipeline/rejects.h"
#include "pipeline/run_log.h"
#include "pipeline/source_identity.h"
#include "pipeline/sources.h"
#include "pipeline/workers.h"
#include "record/ids.h"
#include "store/store.h"
#include "text/page_json.h"
#include "text/secrecy_mark.h"
#include "worker/protocol.h"
#include "worker/sandbox.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReading = "reading 2";  // marks of secrecy are looked for
constexpr std::string_view kText = R"({"format":"txt","pages":0})";  // in the journal
constexpr std::chrono::milliseconds kPatience{100};  // how late a request to stop may be noticed

// Of the journal: what is asked of a source.
std::string probe_key() { return std::string(version()) + ", probe 2"; }

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

/// What a request to the workers was for, and what came before its answer.
struct Pending {
  worker::Ask ask = worker::Ask::kVersions;
  std::size_t source = 0;
  std::uint32_t page = 0;
  bool simply = false;   ///< the second attempt on a page …
  bool by_time = false;  ///< … since time or memory ran out
  bool known = false;    ///< the page is in the journal: asked for its pictures alone
  std::vector<worker::Piece> pieces = {};  ///< of a page: its pictures, and what its steps took
  std::shared_ptr<Making> document = nullptr;
  std::shared_ptr<PdfMaking> pdf = nullptr;
};

/// A page that cost a worker.
struct LostPage {
  std::size_t source = 0;
  std::uint32_t number = 0;
  bool by_time = false;
};

/// "0001-steps.png".
std::string picture_name(std::uint32_t page, worker::Stream kind) {
  std::string number = std::to_string(page);
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return number + (kind == worker::Stream::kSteps ? "-steps.png" : "-overlay.png");
}

/// Requests without anything before them.
std::function<std::optional<std::string>(std::size_t)> only(std::string frame) {
  return [frame = std::move(frame)](std::size_t i) {
    return i == 0 ? std::optional(frame) : std::nullopt;
  };
}

class Run {
 public:
  Run(const RunOptions& options, const Hooks& hooks)
      : options_(options),
        hooks_(hooks),
        log_(options.log),
        workers_({options.worker, std::max(options.jobs, 1U), worker_memory(options)}),
        stage_(options) {
    if (options.until < Until::kRestore) return;
    workers_.load({false, options.home.models().string(), options.home.data().string()});
  }

  Summary go() {
    const auto started = std::chrono::system_clock::now();
    const auto ticks = std::chrono::steady_clock::now();
    ask_versions();
    find_sources();
    exports::make_folder(options_.out);
    store_.emplace(options_.out / "codau.db");
    sweep_parts();
    forms_ = forms_in(options_.out);
    probe_sources();
    load_restorer();
    read_pages();
    write_cross_references(*store_, options_.out);
    write_rejects();
    note(superseded(*store_, sources_, seen_));
    const Published published = publish();
    store_->finish();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - ticks;
    exports::write_atomically(
        options_.out / "manifest.json",
        manifest({options_, sources_, stage_.models(), engine_, sandbox_, published, summary_,
                  std::chrono::system_clock::to_time_t(started), seconds.count()}));
    summary_.exit_code = exit_code();
    log_.write({"run_finished", {}, {}, {}, "exit " + std::to_string(summary_.exit_code)});
    return summary_;
  }

 private:
  // What a run that was killed has left: many folders are looked through only after one.
  void sweep_parts() const {
    std::error_code error;
    for (const char* const folder : {".", "exports", "records"}) {
      exports::sweep_parts(options_.out / folder);
    }
    if (store_->was_finished()) return;
    for (fs::directory_iterator walk(options_.out / "documents", error), end; walk != end && !error;
         walk.increment(error)) {
      exports::sweep_parts(walk->path());
    }
  }

  // The forms that are there already are kept up to date, whatever this run was asked for.
  [[nodiscard]] Published publish() const {
    std::set<std::string> forms = forms_;
    if (options_.until == Until::kExports) {
      forms.insert(options_.formats.begin(), options_.formats.end());
    }
    return forms.empty() ? count_records(*store_) : publish_records(*store_, options_.out, forms);
  }

  // ---- what goes wrong ----

  // What `work` throws, if it does.
  template <class Work>
  static std::optional<Error> error_of(Work work) {
    try {
      work();
      return std::nullopt;
    } catch (const Error& error) {
      return error;
    } catch (const std::bad_alloc&) {
      return Error(Cause::kOutOfMemory, "codau itself ran out of memory");
    } catch (const std::exception& error) {
      return Error(ErrorCode::kInternal, error.what());
    }
  }

  void write_rejects() {
    const std::vector<Reject> rejects = in_order(std::move(rejects_));
    summary_.rejects = rejects.size();
    summary_.first.assign(rejects.begin(), rejects.begin() + static_cast<std::ptrdiff_t>(
                                                                 std::min(kShown, rejects.size())));
    exports::write_atomically(options_.out / "rejects.jsonl", to_jsonl(rejects));
    exports::write_atomically(options_.out / "rejects.csv", to_csv(rejects));
  }

  // Runs `work`; false when it failed and `place` became a reject.
  template <class Work>
  bool attempt(Reject place, Work work) {
    const auto error = error_of(work);
    if (error) reject(std::move(place), *error);
    return !error;
  }

  // Runs `work`; false when it failed and the source was rejected, under all its names.
  template <class Work>
  bool attempt_source(Source& source, Work work) {
    const auto error = error_of(work);
    if (error) reject_source(source, *error);
    return !error;
  }

  // A defect of ours on one page costs that page, as a crash does. Errors of the run are thrown on.
  void reject(Reject place, const Error& error) {
    if (error.code() != ErrorCode::kInput && error.code() != ErrorCode::kInternal) throw error;
    place.cause = has_cause(error) ? error.cause() : Cause::kCrashed;
    place.detail = error.what();
    log_.write(
        {"rejected", place.file, place.page, std::string(text_of(place.cause).code), place.detail});
    rejects_.push_back(std::move(place));
  }

  void reject_source(Source& source, const Error& error) {
    source.refused = true;
    reject_part(source, error);
  }

  // Under all its names, though the rest of the source is read.
  void reject_part(const Source& source, const Error& error) {
    for (const record::SourceName& name : source.info.names) {
      reject({Stage::kInput, name.path, source.info.doc_id, {}, {}, {}}, error);
    }
  }

  // What is wrong lies in the input; else it is a defect of ours, or a lie.
  static bool has_cause(const Error& error) {
    return error.code() == ErrorCode::kInput && error.cause() != Cause::kNone;
  }

  // Died, hung, took too much memory, lied, or met a defect of ours.
  static bool cost_a_worker(const Error& error) {
    return !has_cause(error) || error.cause() == Cause::kCrashed || ran_out(error);
  }

  static bool ran_out(const Error& error) {
    return error.cause() == Cause::kTimeout || error.cause() == Cause::kOutOfMemory;
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
                  both("đã dừng: phần đã xong được giữ lại; gõ lại đúng lệnh đó để chạy tiếp",
                       "interrupted: what was finished is kept; the same command goes on from "
                       "there"));
    }
  }

  // ---- the workers ----

  void start(Pending pending, Job job) {
    job.id = next_id_;
    workers_.start(std::move(job));
    pending_.emplace(next_id_++, std::move(pending));
  }

  [[nodiscard]] Job job_of(worker::Ask ask, const worker::Request& request) const {
    Job job;
    job.ask = ask;
    job.request = only(worker::to_frame(request));
    job.timeout = options_.timeout_page;
    return job;
  }

  // Opens the source for a job. Throws Error{kInput}.
  static void open_for(Job& job, const Source& source) {
    job.hashed = {source.info.sha256, source.identity};
    job.file = open_same(source.file, job.hashed);
  }

  // Calls `feed` while workers are free and it starts requests (it says so by true), and gives what
  // comes back to `take`, until nothing is left to do.
  template <class Feed, class Take>
  void work_off(Feed feed, Take take) {
    while (true) {
      stop_if_asked();
      while (workers_.any_free() && feed()) {
      }
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
    const Found found = find_inputs(options_.inputs, options_.out);
    note(left_out(found));
    for (const Input& input : found.inputs) {
      stop_if_asked();
      if (exports::is_same_file(input.file, options_.log)) continue;  // beside the inputs
      HashedFile hashed;
      const auto error = error_of([&] {
        if (input.refused != Cause::kNone) throw Error(input.refused, input.name.path);
        hashed = hash_file(input.file);
      });
      if (!error) {
        add_source(input, hashed, known);
      } else if (options_.shard.index == 1) {  // without a hash it is the first shard's
        reject({Stage::kInput, input.name.path, {}, {}, {}, {}}, *error);
        ++summary_.inputs;
      }
    }
    for (Source& source : sources_) {
      std::sort(source.info.names.begin(), source.info.names.end(),
                [](const record::SourceName& a, const record::SourceName& b) {
                  return std::tie(a.path, a.name) < std::tie(b.path, b.name);
                });
    }
  }

  void note(const std::vector<Message>& lines) const {
    for (const Message& line : lines) {
      if (hooks_.note) hooks_.note(line);
    }
  }

  void add_source(const Input& input, const HashedFile& hashed,
                  std::map<std::string, std::size_t>& known) {
    const std::string doc_id = record::doc_id(hashed.sha256);
    seen_.insert(doc_id);
    if (!options_.shard.has(doc_id)) return;
    ++summary_.inputs;
    const auto [at, is_new] = known.emplace(hashed.sha256, sources_.size());
    if (is_new) {
      Source& source = sources_.emplace_back();
      source.file = input.file;
      source.identity = hashed.identity;
      source.info.sha256 = hashed.sha256;
      source.info.doc_id = doc_id;
      source.info.bytes = hashed.identity.bytes;
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
    if (const auto saved = store_->probe(source.info.sha256, probe_key());
        saved && !options_.redo) {
      attempt_source(source, [&] { set_probe(source, known_probe(*saved)); });
      return false;
    }
    Job job = job_of(worker::Ask::kProbe, worker::AskProbe{});
    if (!attempt_source(source, [&] { open_for(job, source); })) return false;
    start({worker::Ask::kProbe, at}, std::move(job));
    return true;
  }

  // Of text the journal says so; what it says of a scan was checked when it was new, and is again.
  static std::optional<worker::Probe> known_probe(std::string_view saved) {
    if (saved == kText) return std::nullopt;
    return worker::probe_from_json(saved);
  }

  void take_probe(Source& source, const Outcome& outcome) {
    const bool is_unknown = outcome.error && may_be_text(outcome.error->cause());
    if (outcome.error && !(is_unknown && named_as_text(source.file))) {
      return reject_source(source, *outcome.error);
    }
    attempt_source(source, [&] {
      std::optional<worker::Probe> probe;
      if (!is_unknown) {
        probe = worker::probe_from_json(outcome.answer);
      }
      store_->save_probe(source.info.sha256, probe_key(), probe ? worker::to_json(*probe) : kText);
      set_probe(source, probe);
    });
  }

  // What begins like a letter or a web page may be a note about one.
  static bool may_be_text(Cause cause) {
    return cause == Cause::kNotSupported || cause == Cause::kEmail || cause == Cause::kWebPage;
  }

  // Nothing is known of plain text.
  void set_probe(Source& source, const std::optional<worker::Probe>& probe) {
    source.info.format = probe ? worker::name_of(probe->format) : "txt";
    source.pages = probe ? probe->pages : 0;
    for (std::uint32_t page = 1; page <= source.pages; ++page) {
      if (options_.pages.has(page)) ++source.wanted;
    }
    summary_.pages.pages_all += source.wanted;
    if (source.is_text()) ++summary_.pages.texts_all;
    if (!probe) return;
    if (!probe->attachments.empty()) {
      reject_part(source, Error(Cause::kAttachments, probe->attachments));
    }
    if (source.wanted == 0) {
      reject_part(source, Error(Cause::kPagesOutside, "--pages " + options_.pages_given + "; 1-" +
                                                          std::to_string(source.pages)));
    }
  }

  void finish_text(const Source& source, std::uint64_t Progress::*count) {
    if (!source.is_text()) return;
    ++(summary_.pages.*count);
    if (hooks_.progress) hooks_.progress(summary_.pages);
  }

  // ---- pages and documents ----

  void read_pages() {
    if (summary_.pages.pages_all > 0) load_reader();
    work_off([&] { return feed_page(); },
             [&](Pending& pending, const Outcome& outcome) {
               if (pending.ask == worker::Ask::kPage) return take_page(pending, outcome);
               if (pending.ask == worker::Ask::kDocument) return take_document(pending, outcome);
               take_pdf(pending, outcome);
             });
  }

  // Says what shuts the workers in, before any source is opened.
  void ask_versions() {
    const worker::Versions versions = versions_now();
    sandbox_ = versions.sandbox;
    log_.write(
        {"run_started", {}, {}, {}, "codau " + std::string(version()) + ", sandbox " + sandbox_});
    if (worker::is_whole(sandbox_)) return;
    const Message lacks = both(
        "hệ điều hành không đủ phương tiện cách ly tiến trình đọc tệp (hiện có: " + sandbox_ +
            "); cần Linux 5.13 trở lên có Landlock và seccomp",
        "this system cannot wholly shut in the processes that open files (it has: " + sandbox_ +
            "); Linux 5.13 with Landlock and seccomp can");
    if (options_.require_sandbox) throw Error(ErrorCode::kModel, lacks);
    if (hooks_.warning) hooks_.warning(lacks);
  }

  worker::Versions versions_now() {
    Job job;
    job.request = only(worker::to_frame(worker::AskVersions{}));
    start({}, std::move(job));
    worker::Versions versions;
    work_off([] { return false; },
             [&](const Pending&, const Outcome& outcome) {
               if (outcome.error) throw fault_of_engine(*outcome.error);
               versions = worker::versions_from_json(outcome.answer);
             });
    return versions;
  }

  // A run that stops before restoration needs it where an earlier one did not stop there.
  void load_restorer() {
    if (options_.until >= Until::kRestore) return;
    if (std::ranges::any_of(sources_, [&](const Source& s) { return stage_.is_restored(s); })) {
      workers_.load({false, options_.home.models().string(), options_.home.data().string()});
    }
  }

  // The key names everything that the reading of a page depends on besides the source.
  void load_reader() {
    workers_.load({true, {}, {}});
    engine_ = versions_now().engine;
    keys_.read = "codau " + std::string(version()) + ", " + std::string(kReading) + ", " + *engine_;
    keys_.simply = keys_.read + std::string(PageKeys::kSimply);
  }

  static Error fault_of_engine(const Error& error) {
    if (error.code() != ErrorCode::kInput) return error;
    return {ErrorCode::kInternal, std::string("the workers do not start: ") + error.what()};
  }

  // Starts the next request there is: PDFs first, then documents, they hold memory; then pages that
  // were lost, then all others in order.
  bool feed_page() {
    while (true) {
      if (!pdfs_.empty()) {
        if (begin_pdf()) return true;
      } else if (!complete_.empty()) {
        if (begin_document()) return true;
      } else if (!lost_.empty()) {
        if (begin_simply()) return true;
      } else if (source_ == sources_.size()) {
        return false;
      } else if (feed_page_of(sources_[source_])) {
        return true;
      } else {
        page_ = 0;
        ++source_;
        stop_if_asked();
      }
    }
  }

  // False when all pages of the source have been asked for; then a text is complete.
  bool feed_page_of(Source& source) {
    while (!source.refused && page_ < source.pages) {
      if (options_.pages.has(++page_) && begin_page(source, page_)) return true;
      if (!complete_.empty()) return false;  // read before, all of it
    }
    if (!source.refused && source.is_text()) complete_.push_back(source_);
    return false;
  }

  // True when a worker was given the page; false when it is finished already.
  bool begin_page(Source& source, std::uint32_t number) {
    const bool known =
        !options_.redo && store_->page(source.info.sha256, keys_.read, number).has_value();
    if (known && !options_.debug_pages) {
      reuse_page(source);
      return false;
    }
    return start_page({worker::Ask::kPage, source_, number, false, false, known},
                      worker::AskPage{number, options_.debug_pages});
  }

  // A page that cost a worker is tried once more, in the simple way.
  bool begin_simply() {
    const LostPage lost = lost_.front();
    lost_.pop_front();
    if (sources_[lost.source].refused) return false;
    return start_page({worker::Ask::kPage, lost.source, lost.number, true, lost.by_time},
                      worker::AskPage{lost.number, false, true});
  }

  bool start_page(Pending pending, const worker::AskPage& ask) {
    Source& source = sources_[pending.source];
    const std::uint32_t number = pending.page;
    Job job = job_of(worker::Ask::kPage, ask);
    job.again = !ask.simply;
    job.begin = [this, id = next_id_] {
      return [this, id](worker::Piece piece) { take_piece(pending_.at(id), std::move(piece)); };
    };
    if (!attempt(on_page(source, number), [&] { open_for(job, source); })) {
      lose_page(source);
      return false;
    }
    start(std::move(pending), std::move(job));
    return true;
  }

  // One of a kind.
  static void take_piece(Pending& pending, worker::Piece piece) {
    std::erase_if(pending.pieces, [&](const auto& kept) { return kept.stream == piece.stream; });
    pending.pieces.push_back(std::move(piece));
  }

  void take_page(Pending& pending, const Outcome& outcome) {
    Source& source = sources_[pending.source];
    if (source.refused) return;  // its mark of secrecy was read meanwhile
    log_page(pending, outcome);
    if (pending.known) {  // it stays as it is, whatever became of this reading
      reuse_page(source);
      return write_pictures(source, pending);
    }
    auto mark = text::SecrecyMark::kNone;
    const auto error = error_of([&] {
      if (outcome.error) throw Error(*outcome.error);
      mark = mark_of(outcome.answer, pending.page);
    });
    if (error && cost_a_worker(*error) && !pending.simply) {
      lost_.push_back({pending.source, pending.page, ran_out(*error)});
      return write_pictures(source, pending);
    }
    if (mark != text::SecrecyMark::kNone && !options_.allow_secret) {
      return stop_secret(source, pending.page, mark);
    }
    if (!error) {
      save_page(source, pending, outcome.answer);
      ++summary_.pages.pages_done;
      finish_page(source);
    } else {
      reject(on_page(source, pending.page), *error);
      lose_page(source);
    }
    write_pictures(source, pending);
  }

  // The mark of secrecy on a page, which is proved to be one.
  static text::SecrecyMark mark_of(const std::string& json, std::uint32_t number) {
    const OcrPage page = text::page_from_json(json);
    if (page.number != number) {
      throw Error(ErrorCode::kInternal, "the worker read another page");
    }
    return text::secrecy_of_page(page.warnings);
  }

  // Before this page is kept; those that were, go. Pages of it that are still being read are for
  // nobody.
  void stop_secret(Source& source, std::uint32_t page, text::SecrecyMark mark) {
    forget_secret(source);
    const Cause cause =
        mark == text::SecrecyMark::kSuspected ? Cause::kSecretSuspected : Cause::kSecret;
    reject_source(source, Error(cause, "page " + std::to_string(page)));
  }

  // Where an earlier run was allowed to make the document, its text stands in records/ too: they
  // are written anew at the end, if this run writes them.
  void forget_secret(const Source& source) {
    if (stage_.was_made(source)) remove_tree(options_.out / "records");
    stage_.forget(*store_, source);
  }

  void save_page(const Source& source, const Pending& pending, const std::string& json) {
    const bool again = pending.simply && pending.by_time;
    store_->save_page(source.info.sha256, again ? keys_.simply : keys_.read, pending.page, json);
    if (!again) store_->remove_page(source.info.sha256, keys_.simply, pending.page);
  }

  void log_page(const Pending& pending, const Outcome& outcome) const {
    const Source& source = sources_[pending.source];
    LogEntry entry;
    entry.event = outcome.error ? "page_failed" : "page_read";
    entry.file = source.path();
    entry.page = pending.page;
    entry.seconds = outcome.seconds;
    if (outcome.error) {
      entry.code = text_of(outcome.error->cause()).code;
      entry.detail = outcome.error->what();
    }
    for (const worker::Piece& piece : pending.pieces) {
      if (piece.stream == worker::Stream::kTimes)
        entry.steps = worker::times_from_json(piece.bytes);
    }
    log_.write(entry);
  }

  void reuse_page(Source& source) {
    ++summary_.pages.pages_reused;
    finish_page(source);
  }

  // A document that turns out to be secret takes them with it.
  void write_pictures(const Source& source, const Pending& pending) const {
    if (!options_.debug_pages || source.refused) return;
    for (const worker::Piece& picture : pending.pieces) {
      if (picture.stream == worker::Stream::kTimes) continue;
      exports::write_atomically(
          stage_.folder(source) / "debug" / picture_name(pending.page, picture.stream),
          picture.bytes);
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

  // True when a worker was given the document; false when it is finished already, or of no page
  // anything is left.
  bool begin_document() {
    const std::size_t at = complete_.front();
    complete_.pop_front();
    Source& source = sources_[at];
    if (source.refused) return false;
    const std::shared_ptr<Making> making = stage_.plan(*store_, source, keys_);
    if (!source.is_text() && making->pages.empty()) {  // of no page anything is left
      stage_.forget(*store_, source);
      return false;
    }
    if (stage_.is_done(*store_, source, *making)) {
      finish_text(source, &Progress::texts_reused);
      count_document(source, *making);
      return false;
    }
    Job job = stage_.job(*store_, source, keys_, making);
    if (!attempt_source(source, [&] { open_for(job, source); })) return false;
    start({worker::Ask::kDocument, at, 0, false, false, false, {}, making}, std::move(job));
    return true;
  }

  void take_document(const Pending& pending, const Outcome& outcome) {
    Source& source = sources_[pending.source];
    if (outcome.error && is_secret(*outcome.error)) forget_secret(source);
    attempt_source(source, [&] {
      require_done(outcome);
      auto pdf = stage_.keep(*store_, source, *pending.document);
      if (pdf) pdfs_.push_back({pending.source, std::move(pdf)});
    });
    finish_text(source, &Progress::texts_done);
    if (source.refused) return;
    log_.write({"document_made", source.path(), {}, {}, {}, outcome.seconds});
    count_document(source, *pending.document);
  }

  // The answer that says that all was sent.
  static void require_done(const Outcome& outcome) {
    if (outcome.error) throw Error(*outcome.error);
    if (outcome.answer != "{}") throw Error(ErrorCode::kInternal, "worker: no end of its work");
  }

  static bool is_secret(const Error& error) {
    return error.cause() == Cause::kSecret || error.cause() == Cause::kSecretSuspected;
  }

  void count_document(Source& source, const Making& making) {
    ++summary_.documents;
    source.made_from = making.pages;
    if (making.pages.size() + source.rejected < source.pages) ++summary_.partial;
    source.warnings = stage_.warnings(*store_, source, keys_, making);
  }

  bool begin_pdf() {
    const auto [at, making] = std::move(pdfs_.front());
    pdfs_.pop_front();
    Job job = stage_.pdf_job(sources_[at], making);
    if (!attempt(on_pdf(sources_[at]), [&, at = at] { open_for(job, sources_[at]); })) return false;
    start({worker::Ask::kPdf, at, 0, false, false, false, {}, nullptr, making}, std::move(job));
    return true;
  }

  void take_pdf(const Pending& pending, const Outcome& outcome) {
    const Source& source = sources_[pending.source];
    const bool written = attempt(on_pdf(source), [&] {
      require_done(outcome);
      if (!pending.pdf->file->is_pdf()) throw Error(ErrorCode::kInternal, "worker: no PDF");
      pending.pdf->file->keep();
    });
    if (!written) return;
    log_.write({"pdf_written", source.path(), {}, {}, {}, outcome.seconds});
  }

  const RunOptions& options_;
  const Hooks& hooks_;
  RunLog log_;
  Workers workers_;
  DocumentStage stage_;
  std::optional<store::Store> store_;
  Summary summary_;
  std::vector<Reject> rejects_;
  std::vector<Source> sources_;
  std::set<std::string> seen_;                // doc_ids of all inputs, of other shards too
  std::map<std::uint64_t, Pending> pending_;  // by Job::id
  std::uint64_t next_id_ = 0;
  std::deque<std::size_t> complete_;  // sources of which every page was read or lost
  std::deque<std::pair<std::size_t, std::shared_ptr<PdfMaking>>> pdfs_;
  std::deque<LostPage> lost_;
  std::optional<std::string> engine_;
  std::string sandbox_;
  PageKeys keys_;                // of the journal
  std::set<std::string> forms_;  // in OUT/records before this run
  std::size_t source_ = 0;       // where feed_page stands
  std::uint32_t page_ = 0;
};

}  // namespace

Summary run(const RunOptions& options, const Hooks& hooks) {
  refuse_foreign_places(options);
  return Run(options, hooks).go();
}

}  // namespace codau::pipeline
