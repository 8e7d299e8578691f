#include "pipeline/jobs/page_stage.h"

#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "pipeline/output/job_queue.h"
#include "record/schema/ids.h"
#include "text/page_json.h"

namespace codau::pipeline {
namespace {

// "0001-steps.png".
std::string picture_name(std::uint32_t page, worker::Stream kind) {
  std::string number = std::to_string(page);
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return number + (kind == worker::Stream::kSteps ? "-steps.png" : "-overlay.png");
}

// Deletes the fingerprint of the document, since the page has changed.
void forget_document(store::Store& store, const InputSource& source) {
  if (store.fingerprint(source.info.doc_id).empty()) return;
  store.forget_fingerprint(source.info.doc_id);
  store.commit();
}

}  // namespace

WorkerJob make_page_job(const std::shared_ptr<PageJob>& reading, const RunOptions& options) {
  const worker::AskPage ask{reading->in_file, options.debug_pages && !reading->simply,
                            reading->simply};
  WorkerJob job = make_request_job(worker::Ask::kPage, ask);
  job.timeout = options.timeout_page;
  job.again = !reading->simply;
  job.begin = [reading] {
    return [reading](worker::StreamPiece piece) {
      std::erase_if(reading->pieces, [&](const auto& kept) { return kept.stream == piece.stream; });
      reading->pieces.push_back(std::move(piece));
    };
  };
  return job;
}

text::SecrecyMark read_secrecy_mark(const std::string& json, std::uint32_t number) {
  const OcrPage page = text::page_from_json(json);
  if (page.number != number) {
    throw Error(ErrorCode::kInternal, "the worker read another page");
  }
  return text::secrecy_of_warnings(page.warnings);
}

void save_page(store::Store& store, const PageKeys& keys, const InputSource& source,
               const PageJob& reading, const std::string& json) {
  const bool again = reading.simply && reading.by_time;
  // a blank page that is blank again does not change its document
  if (!reading.blank || reading.blank->sha256 != record::sha256(json))
    forget_document(store, source);
  const std::string& sha256 = source.place(reading.page).file.sha256;
  store.pages().save(sha256, again ? keys.simply : keys.read, reading.in_file, json);
  if (!again) store.pages().remove(sha256, keys.simply, reading.in_file);
  if (reading.blank) store.pages().remove(sha256, reading.blank->key, reading.in_file);
}

void remove_page(store::Store& store, const InputSource& source, std::uint32_t page,
                 const std::string& key) {
  forget_document(store, source);
  const PageInFile place = source.place(page);
  store.pages().remove(place.file.sha256, key, place.number);
}

void write_pictures(const std::filesystem::path& folder, const PageJob& reading) {
  for (const worker::StreamPiece& picture : reading.pieces) {
    if (picture.stream == worker::Stream::kTimes) continue;
    io::write_atomically(folder / picture_name(reading.page, picture.stream), picture.bytes);
  }
}

LogEntry make_log_entry(const InputSource& source, const PageJob& reading,
                        const JobOutcome& outcome) {
  LogEntry entry;
  entry.event = outcome.error ? "page_failed" : "page_read";
  entry.file = source.files.size() > 1 ? source.place(reading.page).file.path : source.path();
  entry.page = reading.in_file;
  entry.seconds = outcome.seconds;
  if (outcome.error) {
    entry.code = describe_cause(outcome.error->cause()).code;
    entry.detail = outcome.error->what();
  }
  for (const worker::StreamPiece& piece : reading.pieces) {
    if (piece.stream == worker::Stream::kTimes)
      entry.steps = worker::timings_from_json(piece.bytes);
  }
  return entry;
}

}  // namespace codau::pipeline
