#include "pipeline/jobs/page_work.h"

#include <string>
#include <utility>

#include "core/error.h"
#include "pipeline/jobs/older.h"

namespace codau::pipeline {

bool PageWork::begin(const Turn& turn) {
  Source& source = *turn.source;
  if (turn.page == 0) {
    documents_.add(source);
    return false;
  }
  const RunOptions& options = means_.options;
  const PagePlace place = source.place(turn.page);
  const store::Pages& pages = means_.store.pages();
  const store::Pages::Place at{place.file.sha256, place.number};
  const auto earlier = earlier_reading(pages, means_.keys, at);
  const Look look = earlier ? look_at(pages, means_.keys, at, *earlier) : Look::kNone;
  const bool known = !turn.simply && options.redo != Redo::kOcr && earlier &&
                     !is_simple(earlier->key) && look == Look::kNone;
  if (known && !options.debug_pages) {
    finish(source, &Progress::pages_reused);
    return false;
  }
  const auto reading = std::make_shared<PageReading>(
      PageReading{turn.page, place.number, turn.simply, turn.by_time, known, {}, {}});
  if (look != Look::kNone)
    reading->blank = PageReading::Blank{earlier->key, earlier->stub.sha256, look == Look::kHasNone};
  Job job = page_job(reading, options);
  if (!means_.rejects.attempt(on_page(source, turn.page), [&] { open_for(job, place.file); })) {
    lose(source);
    return false;
  }
  means_.requests.start(
      std::move(job),
      [this, &source, reading](const Outcome& outcome) { take(source, *reading, outcome); },
      InWork{source.path(), turn.page});
  return true;
}

// What the log tells as read is on the disk.
void PageWork::take(Source& source, const PageReading& reading, const Outcome& outcome) {
  if (source.refused) return;  // its mark of secrecy was read meanwhile
  settle(source, reading, outcome);
  means_.log.write(entry_of(source, reading, outcome));
}

void PageWork::settle(Source& source, const PageReading& reading, const Outcome& outcome) {
  if (reading.known) {  // it stays as it is, whatever became of this reading
    finish(source, &Progress::pages_reused);
    return write_pictures_of(source, reading);
  }
  auto mark = text::SecrecyMark::kNone;
  const auto error = error_of([&] {
    if (outcome.error) throw Error(*outcome.error);
    mark = mark_of(outcome.answer, reading.in_file);
  });
  if (error && cost_a_worker(*error) && !reading.simply) {
    queue_.again(source, reading.page, ran_out(*error));
    return write_pictures_of(source, reading);
  }
  if (mark != text::SecrecyMark::kNone && !means_.options.allow_secret) {
    return stop_secret(source, reading.page, mark);
  }
  if (!error) {
    save_page(means_.store, means_.keys, source, reading, outcome.answer);
    if (reading.blank) means_.tally.count_second_look();
    finish(source, &Progress::pages_done);
  } else {
    means_.rejects.add(on_page(source, reading.page), *error);
    if (reading.blank && reading.blank->is_empty)
      forget_page(means_.store, source, reading.page, reading.blank->key);
    lose(source);
  }
  write_pictures_of(source, reading);
}

// A document that turns out to be secret takes them with it.
void PageWork::write_pictures_of(const Source& source, const PageReading& reading) const {
  if (!means_.options.debug_pages) return;
  write_pictures(means_.stage.folder(source) / "debug", reading);
}

// Before this page is kept; those that were, go. Pages of it that are still being read are for
// nobody.
void PageWork::stop_secret(Source& source, std::uint32_t page, text::SecrecyMark mark) {
  means_.stage.forget_secret(means_.store, source);
  const Cause cause =
      mark == text::SecrecyMark::kSuspected ? Cause::kSecretSuspected : Cause::kSecret;
  means_.rejects.refuse(source, Error(cause, "page " + std::to_string(page)));
  means_.tally.give_up_file();
}

void PageWork::lose(Source& source) {
  ++source.rejected;
  finish(source, &Progress::pages_rejected);
}

void PageWork::finish(Source& source, std::uint64_t Progress::*kind) {
  ++source.finished;
  means_.tally.count(kind);
  if (source.finished == source.wanted) documents_.add(source);
}

}  // namespace codau::pipeline
