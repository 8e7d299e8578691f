#include "pipeline/jobs/page_jobs.h"

#include <string>
#include <utility>

#include "core/error.h"
#include "pipeline/jobs/older_documents.h"

namespace codau::pipeline {

bool PageJobs::begin(const PageTurn& turn) {
  InputSource& source = *turn.source;
  if (turn.page == 0) {
    documents_.add(source);
    return false;
  }
  const RunOptions& options = context_.options;
  const PageInFile place = source.place(turn.page);
  const store::PageStore& pages = context_.store.pages();
  const store::PageStore::StoredPagePlace at{place.file.sha256, place.number};
  const auto earlier = find_earlier_page(pages, context_.keys, at);
  const RereadDecision look =
      earlier ? decide_reread(pages, context_.keys, at, *earlier) : RereadDecision::kNone;
  const bool known = !turn.simply && options.redo != RedoScope::kOcr && earlier &&
                     !is_simple_key(earlier->key) && look == RereadDecision::kNone;
  if (known && !options.debug_pages) {
    finish(source, &RunProgress::pages_reused);
    return false;
  }
  const auto reading = std::make_shared<PageJob>(
      PageJob{turn.page, place.number, turn.simply, turn.by_time, known, {}, {}});
  if (look != RereadDecision::kNone)
    reading->blank =
        PageJob::Blank{earlier->key, earlier->stub.sha256, look == RereadDecision::kHasNone};
  WorkerJob job = make_page_job(reading, options);
  if (!context_.rejects.attempt(make_page_reject(source, turn.page),
                                [&] { open_job_file(job, place.file); })) {
    lose(source);
    return false;
  }
  context_.job_queue.start(
      std::move(job),
      [this, &source, reading](const JobOutcome& outcome) { take(source, *reading, outcome); },
      WorkInProgress{source.path(), turn.page});
  return true;
}

// A page is on disk before the log calls it read.
void PageJobs::take(InputSource& source, const PageJob& reading, const JobOutcome& outcome) {
  if (source.refused) return;  // a secrecy mark was found meanwhile
  settle(source, reading, outcome);
  context_.log.write(make_log_entry(source, reading, outcome));
}

void PageJobs::settle(InputSource& source, const PageJob& reading, const JobOutcome& outcome) {
  if (reading.known) {  // the stored result stays, whatever the outcome
    finish(source, &RunProgress::pages_reused);
    return write_pictures_of(source, reading);
  }
  auto mark = text::SecrecyMark::kNone;
  const auto error = catch_error([&] {
    if (outcome.error) throw Error(*outcome.error);
    mark = read_secrecy_mark(outcome.answer, reading.in_file);
  });
  if (error && is_worker_loss(*error) && !reading.simply) {
    queue_.retry(source, reading.page, is_exhaustion(*error));
    return write_pictures_of(source, reading);
  }
  if (mark != text::SecrecyMark::kNone && !context_.options.allow_secret) {
    return stop_secret(source, reading.page, mark);
  }
  if (!error) {
    save_page(context_.store, context_.keys, source, reading, outcome.answer);
    if (reading.blank) context_.counter.count_second_look();
    finish(source, &RunProgress::pages_done);
  } else {
    context_.rejects.add(make_page_reject(source, reading.page), *error);
    if (reading.blank && reading.blank->is_empty)
      remove_page(context_.store, source, reading.page, reading.blank->key);
    lose(source);
  }
  write_pictures_of(source, reading);
}

// The images of a secret document are removed with the document.
void PageJobs::write_pictures_of(const InputSource& source, const PageJob& reading) const {
  const std::string name = context_.store.results().name(source.info.doc_id);
  if (!context_.options.debug_pages || name.empty()) return;
  write_pictures(context_.options.out / "debug" / name, reading);
}

// Removes the document before this page is stored, with the pages that were stored. Results of
// pages that are still being read are dropped.
void PageJobs::stop_secret(InputSource& source, std::uint32_t page, text::SecrecyMark mark) {
  context_.stage.forget_secret(context_.store, source);
  const Cause cause =
      mark == text::SecrecyMark::kSuspected ? Cause::kSecretSuspected : Cause::kSecret;
  context_.rejects.refuse(source, Error(cause, "page " + std::to_string(page)));
  context_.counter.give_up_file();
}

void PageJobs::lose(InputSource& source) {
  ++source.rejected;
  finish(source, &RunProgress::pages_rejected);
}

void PageJobs::finish(InputSource& source, std::uint64_t RunProgress::*kind) {
  ++source.finished;
  context_.counter.count(kind);
  if (source.finished == source.wanted) documents_.add(source);
}

}  // namespace codau::pipeline
