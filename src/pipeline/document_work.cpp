#include "pipeline/document_work.h"

#include "core/error.h"

namespace codau::pipeline {
namespace {

// The answer that says that all was sent.
void require_done(const Outcome& outcome) {
  if (outcome.error) throw Error(*outcome.error);
  if (outcome.answer != "{}") throw Error(ErrorCode::kInternal, "worker: no end of its work");
}

// A document of several files is made of the text of their pages alone.
void open_for_text(Job& job, const Source& source) {
  if (source.files.size() == 1) return open_for(job, source.files.front());
  job.source = source.info.sha256 + " pages";
}

void open_for_pdf(Job& job, const Source& source) {
  if (source.files.size() > worker::kMostFiles)
    throw Error(Cause::kTooLarge, "a PDF of more than 1,000 files");
  for (const InputFile& file : source.files) open_for(job, file);
  if (source.files.size() > 1) job.source = source.info.sha256 + " files";
}

bool is_secret(const Error& error) {
  return error.cause() == Cause::kSecret || error.cause() == Cause::kSecretSuspected;
}

}  // namespace

bool DocumentWork::begin_next() {
  while (true) {
    if (!pdfs_.empty()) {
      const auto [source, making] = std::move(pdfs_.front());
      pdfs_.pop_front();
      if (begin_pdf(*source, making)) return true;
    } else if (!complete_.empty()) {
      Source& source = *complete_.front();
      complete_.pop_front();
      if (!source.refused && begin_document(source)) return true;
    } else {
      return false;
    }
  }
}

// True when a worker was given the document; false when it is finished already, or of no page
// anything is left.
bool DocumentWork::begin_document(Source& source) {
  const DocumentStage& stage = means_.stage;
  store::Store& store = means_.store;
  const std::shared_ptr<Making> making = stage.plan(store, source, means_.keys);
  store.pages().touch(source.info.doc_id, means_.run);
  if (!source.is_text() && making->pages.empty()) {
    stage.forget(store, source, "no_pages");
    return false;
  }
  if (stage.is_done(store, source, *making)) {
    count_text(source, &Progress::texts_reused);
    count(source, *making);
    return false;
  }
  Job job = stage.job(store, source, making);
  if (!means_.rejects.attempt_source(source, [&] { open_for_text(job, source); })) return false;
  means_.requests.start(std::move(job), [this, &source, making](const Outcome& outcome) {
    take_document(source, *making, outcome);
  });
  return true;
}

void DocumentWork::take_document(Source& source, Making& making, const Outcome& outcome) {
  if (outcome.error && is_secret(*outcome.error)) {
    means_.stage.forget_secret(means_.store, source);
  }
  means_.store.hold();
  means_.rejects.attempt_source(source, [&] {
    require_done(outcome);
    auto pdf = means_.stage.keep(means_.store, source, means_.keys, making);
    if (pdf) pdfs_.emplace_back(&source, std::move(pdf));
  });
  count_text(source, &Progress::texts_done);
  commit_now_and_then();
  if (source.refused) return;
  means_.log.write({"document_made", source.path(), {}, {}, {}, outcome.seconds});
  count(source, making);
}

// A wait for the disk costs as much as a short document.
void DocumentWork::commit_now_and_then() {
  constexpr std::chrono::milliseconds kGathered{250};
  const auto now = std::chrono::steady_clock::now();
  if (now - committed_ < kGathered) return;
  means_.store.commit();
  committed_ = now;
}

void DocumentWork::count(Source& source, const Making& making) {
  means_.tally.count_documents(means_.stage.documents(means_.store, source),
                               making.pages.size() + source.rejected < source.pages);
  for (const ChosenPage& page : making.pages) source.made_from.push_back(page.number);
  source.warnings = means_.stage.warnings(means_.store, source, making);
}

void DocumentWork::count_text(const Source& source, std::uint64_t Progress::*kind) {
  if (source.is_text()) means_.tally.count(kind);
}

bool DocumentWork::begin_pdf(const Source& source, const std::shared_ptr<PdfMaking>& making) {
  Job job = means_.stage.pdf_job(source, making);
  if (!means_.rejects.attempt(on_pdf(source), [&] { open_for_pdf(job, source); })) return false;
  means_.requests.start(std::move(job), [this, &source, making](const Outcome& outcome) {
    take_pdf(source, *making, outcome);
  });
  return true;
}

void DocumentWork::take_pdf(const Source& source, PdfMaking& making, const Outcome& outcome) {
  const bool written = means_.rejects.attempt(on_pdf(source), [&] {
    require_done(outcome);
    if (!making.file->is_pdf()) throw Error(ErrorCode::kInternal, "worker: no PDF");
    making.file->keep();
  });
  if (!written) return;
  means_.log.write({"pdf_written", source.path(), {}, {}, {}, outcome.seconds});
}

}  // namespace codau::pipeline
