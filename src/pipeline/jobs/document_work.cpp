#include "pipeline/jobs/document_work.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <set>
#include <vector>

#include "core/error.h"
#include "export/pdf/pdf_a.h"
#include "pipeline/edits/people_layers.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/document_folder.h"
#include "pipeline/output/files.h"
#include "record/human_edit.h"
#include "text/printable.h"
#include "worker/protocol.h"

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

std::string words_of(const std::set<exports::PdfObstacle>& obstacles) {
  std::string words;
  for (const exports::PdfObstacle one : obstacles) {
    words += words.empty() ? "" : " ";
    words += exports::code_of(one);
  }
  return words;
}

// A signed PDF as it came: no signature covers the bytes of the searchable one.
void keep_original(const Source& source, const std::filesystem::path& target) {
  const InputFile& file = source.files.front();
  const worker::Descriptor from = open_same(file.file, {file.sha256, file.identity});
  FilledFile to(target);
  std::vector<char> buffer(std::size_t{1} << 20U);
  while (true) {
    const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(cause_of_errno(errno), "the file cannot be read");
    if (got == 0) return to.keep();
    to.take({buffer.data(), static_cast<std::size_t>(got)});
  }
}

// An older one must not pass for the one that could not be made.
void remove_pdf(const std::filesystem::path& folder) {
  for (const char* name : {kPdf, kSignedPdf}) remove_tree(folder / name);
}

bool is_secret(const Error& error) {
  return error.cause() == Cause::kSecret || error.cause() == Cause::kSecretSuspected;
}

/// Whether people have edited a document of the file.
bool has_edits(const store::Store& store, const std::string& first) {
  std::vector<std::string> all = store.further(first);
  all.push_back(first);
  return std::ranges::any_of(all, [&](const auto& one) { return !store.edits(one).empty(); });
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
    means_.tally.give_up_file();
    return false;
  }
  if (stage.is_done(store, source, *making)) {
    stage.take_over(store, source, *making);
    commit_now_and_then();
    count_text(source, &Progress::texts_reused);
    count(source, *making);
    return false;
  }
  Job job = stage.job(store, source, making);
  if (!means_.rejects.attempt_source(source, [&] { open_for_text(job, source); })) {
    means_.tally.give_up_file();
    return false;
  }
  means_.requests.start(
      std::move(job),
      [this, &source, making](const Outcome& outcome) { take_document(source, *making, outcome); },
      InWork{source.path(), std::nullopt});
  return true;
}

void DocumentWork::take_document(Source& source, Making& making, const Outcome& outcome) {
  if (outcome.error && is_secret(*outcome.error)) {
    means_.stage.forget_secret(means_.store, source);
  }
  means_.store.hold([files = files_] { return files->try_commit(); });
  means_.rejects.attempt_source(source, [&] {
    // A long text takes more memory than a worker may have: no page is to be scanned again.
    constexpr std::uint64_t kLongText = 8U << 20U;  // bytes; 52 MB of text ran out of 2 GiB
    if (source.is_text() && source.info.bytes >= kLongText && outcome.error &&
        outcome.error->cause() == Cause::kOutOfMemory)
      throw Error(Cause::kTooLarge, "a text of " + std::to_string(source.info.bytes) + " bytes");
    require_done(outcome);
    auto pdf = means_.stage.keep(means_.store, source, means_.keys, making, *files_);
    if (pdf) pdfs_.emplace_back(&source, std::move(pdf));
    means_.tally.count_edits(making.carried);
    if (!making.undivided.empty())
      means_.tally.tell_not_divided(text::make_printable(source.path()) + " (" +
                                    record::to_text(making.undivided) + ')');
  });
  if (source.refused) means_.tally.give_up_file();
  count_text(source, &Progress::texts_done);
  commit_now_and_then();
  if (source.refused) return;
  means_.log.write({"document_made", source.path(), {}, {}, {}, outcome.seconds});
  count(source, making);
}

// A wait for the disk costs as much as a short document; files that wait are open.
void DocumentWork::commit_now_and_then() {
  constexpr std::chrono::milliseconds kGathered{250};
  // With four files of each document of the last source (document::kMostDocuments) far less than
  // the 1,024 that a process may have open.
  constexpr std::size_t kMostOpen = 64;
  const auto now = std::chrono::steady_clock::now();
  if (now - committed_ < kGathered && files_->size() < kMostOpen) return;
  means_.store.commit();
  committed_ = now;
}

void DocumentWork::count(Source& source, const Making& making) {
  means_.tally.count_documents(means_.stage.documents(means_.store, source),
                               making.pages.size() + source.rejected < source.pages);
  for (const ChosenPage& page : making.pages) source.made_from.push_back(page.number);
  source.warnings = means_.stage.warnings(means_.store, source, making);
  if (making.with_pdf) source.pdf = means_.store.pdf(source.info.doc_id);
}

void DocumentWork::count_text(const Source& source, std::uint64_t Progress::*kind) {
  if (source.is_text()) means_.tally.count(kind);
}

bool DocumentWork::begin_pdf(Source& source, const std::shared_ptr<PdfMaking>& making) {
  Job job = means_.stage.pdf_job(source, making);
  if (!means_.rejects.attempt(on_pdf(source), [&] { open_for_pdf(job, source); })) {
    remove_pdf(means_.stage.folder(source));
    return false;
  }
  means_.requests.start(
      std::move(job),
      [this, &source, making](const Outcome& outcome) { take_pdf(source, *making, outcome); },
      InWork{source.path(), std::nullopt});
  return true;
}

void DocumentWork::take_pdf(Source& source, PdfMaking& making, const Outcome& outcome) {
  const std::filesystem::path folder = means_.stage.folder(source);
  const bool written = means_.rejects.attempt(on_pdf(source), [&] {
    if (outcome.error) throw Error(*outcome.error);
    const std::set<exports::PdfObstacle> found = worker::obstacles_from_json(outcome.answer);
    if (!making.file->is_pdf()) throw Error(ErrorCode::kInternal, "worker: no PDF");
    if (found.contains(exports::PdfObstacle::kSignature)) {
      keep_original(source, folder / kSignedPdf);
    } else {
      remove_tree(folder / kSignedPdf);
    }
    making.file->keep();
    source.pdf = words_of(found);
    means_.store.save_pdf(source.info.doc_id, *source.pdf, making.file->mark());
    if (has_edits(means_.store, source.info.doc_id)) {
      means_.store.commit();  // text.txt is in its place then
      renew_pdfs(means_.store, means_.options.out, {source.info.doc_id});
    }
  });
  if (!written) return remove_pdf(folder);
  means_.log.write({"pdf_written", source.path(), {}, {}, {}, outcome.seconds});
}

}  // namespace codau::pipeline
