#include "pipeline/jobs/document_jobs.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <set>
#include <vector>

#include "core/error.h"
#include "export/pdf/pdf_a.h"
#include "pipeline/edits/document_lines.h"
#include "pipeline/edits/update_pdf_layers.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/output_files.h"
#include "record/edits/human_edit.h"
#include "text/printable.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

void open_all_files(WorkerJob& job, const InputSource& source) {
  if (source.files.size() > worker::kMaxSourceFiles)
    throw Error(Cause::kTooLarge, "a PDF of more than 1,000 files");
  for (const InputFile& file : source.files) open_job_file(job, file);
}

std::string words_of(const std::set<exports::PdfObstacle>& obstacles) {
  std::string words;
  for (const exports::PdfObstacle one : obstacles) {
    words += words.empty() ? "" : " ";
    words += exports::to_code(one);
  }
  return words;
}

// Keeps a signed PDF as received, since no signature covers the bytes of the searchable PDF.
void keep_original(const InputSource& source, const std::filesystem::path& target,
                   io::AtomicFileBatch& files) {
  const InputFile& file = source.files.front();
  const worker::Descriptor from = open_unchanged(file.file, {file.sha256, file.identity});
  StreamedFile to(target);
  std::vector<char> buffer(std::size_t{1} << 20U);
  while (true) {
    const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(cause_of_errno(errno), "the file cannot be read");
    if (got == 0) return to.keep_with(files);
    to.take({buffer.data(), static_cast<std::size_t>(got)});
  }
}

bool is_secrecy_refusal(const Error& error) {
  return error.cause() == Cause::kSecret || error.cause() == Cause::kSecretSuspected;
}

/// Returns true if a document of the file has human edits.
bool has_edits(const store::Store& store, const std::string& first) {
  std::vector<std::string> all = store.sub_documents(first);
  all.push_back(first);
  return std::ranges::any_of(all, [&](const auto& one) { return !store.edits(one).empty(); });
}

}  // namespace

bool DocumentJobs::begin_next() {
  while (!complete_.empty()) {
    InputSource& source = *complete_.front();
    complete_.pop_front();
    if (!source.refused && begin_document(source)) return true;
  }
  return false;
}

// Returns true if a worker was given the document. Returns false if the document is finished, or if
// no page of it is left.
bool DocumentJobs::begin_document(InputSource& source) {
  const DocumentStage& stage = context_.stage;
  store::Store& store = context_.store;
  const std::shared_ptr<DocumentJob> making = stage.plan(store, source, context_.keys);
  store.pages().touch(source.info.doc_id, context_.run);
  if (!source.is_text() && making->pages.empty()) {
    stage.forget(store, source, "no_pages");
    context_.counter.give_up_file();
    return false;
  }
  if (stage.is_done(store, source, *making)) {
    stage.adopt(store, source, *making);
    commit_now_and_then();
    count_text(source, &RunProgress::texts_reused);
    count(source, *making);
    return false;
  }
  WorkerJob job = stage.job(store, source, making);
  if (!context_.rejects.attempt_source(source, [&] { open_files(job, source, *making); })) {
    context_.counter.give_up_file();
    return false;
  }
  context_.job_queue.start(
      std::move(job),
      [this, &source, making](const JobOutcome& outcome) {
        take_document(source, *making, outcome);
      },
      WorkInProgress{source.path(), std::nullopt});
  return true;
}

// Opens the files of a document. The text of several files comes from their stored pages; the PDF
// needs all files.
void DocumentJobs::open_files(WorkerJob& job, const InputSource& source, DocumentJob& making) {
  if (source.files.size() == 1) return open_job_file(job, source.files.front());
  if (making.with_pdf &&
      !context_.rejects.attempt(make_pdf_reject(source), [&] { open_all_files(job, source); })) {
    lose_pdf(source);
    job.files.clear();
    making.with_pdf = false;
  }
  job.source = source.info.sha256 + (making.with_pdf ? " files" : " pages");
}

void DocumentJobs::take_document(InputSource& source, DocumentJob& making,
                                 const JobOutcome& outcome) {
  // While the worker was busy, a person may have corrected lines (Store::let_others_write).
  if (find_lines_of_file(context_.store, source.info.doc_id) != making.lines)
    return complete_.push_back(&source);
  const bool is_secret = outcome.error && is_secrecy_refusal(*outcome.error);
  const bool is_made = !outcome.error || (making.is_pdf_due() && !is_secret);
  if (is_secret) context_.stage.forget_secret(context_.store, source);
  if (is_made) context_.stage.claim_results(context_.store, source, making);
  begin_batch();
  context_.rejects.attempt_source(source, [&] {
    // A long text needs more memory than a worker may use. The cause is then kTooLarge, since
    // scanning a page again would not help.
    constexpr std::uint64_t kLongText = 8U << 20U;  // bytes; 52 MB of text ran out of 2 GiB
    if (source.is_text() && source.info.bytes >= kLongText && outcome.error &&
        outcome.error->cause() == Cause::kOutOfMemory)
      throw Error(Cause::kTooLarge, "a text of " + std::to_string(source.info.bytes) + " bytes");
    if (!is_made) throw Error(*outcome.error);
    if (!making.is_pdf_due() && outcome.answer != "{}")
      throw Error(ErrorCode::kInternal, "worker: no end of its work");
    context_.stage.save(context_.store, source, context_.keys, making, *files_);
    context_.counter.count_edits(making.carried);
    if (!making.undivided.empty())
      context_.counter.add_not_divided(text::make_printable(source.path()) + " (" +
                                       record::to_text(making.undivided) + ')');
  });
  count_text(source, &RunProgress::texts_done);
  if (source.refused) {
    context_.counter.give_up_file();
  } else {
    context_.log.write({"document_made", source.path(), {}, {}, {}, outcome.seconds});
    if (making.is_pdf_due()) take_pdf(source, making, outcome);
    count(source, making);
  }
  commit_now_and_then();
}

// A commit of rows moves the files of the same documents to their places.
void DocumentJobs::begin_batch() {
  context_.store.begin_batch([files = files_] { return files->try_commit(); });
}

// Commits at intervals: waiting for the disk takes as long as making a short document, and waiting
// files stay open.
void DocumentJobs::commit_now_and_then() {
  constexpr std::chrono::milliseconds kGathered{250};
  // Four files for each document of the last source (document::kMaxDocuments) stay far below the
  // 1,024 open files of a process.
  constexpr std::size_t kMostOpen = 64;
  const auto now = std::chrono::steady_clock::now();
  if (now - committed_ < kGathered && files_->size() < kMostOpen) return;
  context_.store.commit();
  committed_ = now;
}

void DocumentJobs::count(InputSource& source, const DocumentJob& making) {
  context_.counter.count_documents(context_.stage.documents(context_.store, source),
                                   making.pages.size() + source.rejected < source.pages);
  for (const ChosenPage& page : making.pages) source.made_from.push_back(page.number);
  source.warnings = context_.stage.warnings(context_.store, source, making);
  if (making.with_pdf) source.pdf = context_.store.pdf(source.info.doc_id);
}

void DocumentJobs::count_text(const InputSource& source, std::uint64_t RunProgress::*kind) {
  if (source.is_text()) context_.counter.count(kind);
}

void DocumentJobs::take_pdf(const InputSource& source, DocumentJob& making,
                            const JobOutcome& outcome) {
  store::Store& store = context_.store;
  const std::string& doc_id = source.info.doc_id;
  const bool is_written = context_.rejects.attempt(make_pdf_reject(source), [&] {
    if (outcome.error) throw Error(*outcome.error);
    const std::set<exports::PdfObstacle> found = worker::obstacles_from_json(outcome.answer);
    if (!making.pdf || !making.pdf->is_pdf()) throw Error(ErrorCode::kInternal, "worker: no PDF");
    // The batch of the text may have been committed. A file without a batch is never moved.
    begin_batch();
    const std::filesystem::path original = store.results().paths(doc_id).original;
    if (found.contains(exports::PdfObstacle::kSignature)) {
      keep_original(source, original, *files_);
    } else {
      remove_tree(original);
    }
    making.pdf->keep_with(*files_);
    store.save_pdf(doc_id, words_of(found), making.pdf->mark());
    if (has_edits(store, doc_id)) {
      store.commit();  // then text and PDF are in place
      update_pdf_layers(store, {doc_id});
    }
  });
  if (!is_written) return lose_pdf(source);
  context_.log.write({"pdf_written", source.path()});
}

// An older PDF must not be taken for the one that failed.
void DocumentJobs::lose_pdf(const InputSource& source) {
  const store::ResultPaths paths = context_.store.results().paths(source.info.doc_id);
  for (const std::filesystem::path& file : {paths.pdf, paths.original}) remove_tree(file);
  context_.store.forget_pdf(source.info.doc_id);
}

}  // namespace codau::pipeline
