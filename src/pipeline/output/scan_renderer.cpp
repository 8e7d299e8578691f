#include "pipeline/output/scan_renderer.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/job_queue.h"
#include "store/pages/page_store.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

/// Enough for a page of 200 megapixels; no user waits longer for an image.
constexpr std::chrono::seconds kMostTime{30};
constexpr std::uint64_t kMostBytes = std::uint64_t{15} << 20U;

}  // namespace

ScanRenderer::ScanRenderer(std::filesystem::path out, const std::filesystem::path& worker)
    : out_(std::move(out)), workers_(make_single_worker_options(worker)) {}

void ScanRenderer::open(WorkerJob& job, const std::string& sha256) {
  const auto take = [&](const std::filesystem::path& file, HashedFile hashed) {
    job.files.clear();
    worker::Descriptor open = open_unchanged(file, hashed);
    // A moved or copied file was hashed now; with the new identity the next image needs no hash.
    hashed.identity = read_identity(open.get());
    job.source = sha256;
    job.files.push_back({hashed, std::move(open)});
    known_ = hashed;
    file_ = file;
  };
  if (known_.sha256 == sha256 && !catch_error([&] { take(file_, known_); })) return;
  const store::PageStore pages(out_ / "pages.db", store::PageStore::Access::kLook);
  std::optional<Error> why;
  for (const store::SeenInput& input : pages.inputs_with(sha256)) {
    why = catch_error([&] { take(input.file, {input.sha256, input.stamp}); });
    if (!why) return;
  }
  throw why ? *why : Error(Cause::kMissing, "no input has it any more");
}

std::string ScanRenderer::ask(const ScanPart& what, bool is_strip) {
  const store::PageStore pages(out_ / "pages.db", store::PageStore::Access::kLook);
  const store::PageStore::StoredPagePlace place = pages.place(what.sha256, what.number);
  WorkerJob job = make_request_job(
      worker::Ask::kPicture,
      worker::AskPicture{place.number, {what.part, what.turn, what.most, is_strip}});
  open(job, place.sha256);
  job.timeout = kMostTime;
  job.most_bytes = kMostBytes;
  std::vector<std::string> got;
  job.begin = [&] {
    got.clear();
    return [&](worker::StreamPiece piece) { got.push_back(std::move(piece.bytes)); };
  };
  const std::string answer = run_job(workers_, std::move(job));
  if (answer != "{}" || got.size() != 1)
    throw Error(ErrorCode::kInternal, "the worker sent no picture");
  return std::move(got.front());
}

std::string ScanRenderer::render(const ScanPart& what) {
  constexpr std::string_view kJpeg = "\xFF\xD8\xFF";
  std::string out = ask(what, false);
  if (!out.starts_with(kJpeg)) throw Error(ErrorCode::kInternal, "the worker sent no picture");
  return out;
}

GreyStrip ScanRenderer::render_strip(const ScanPart& what) {
  auto out = parse_pgm(ask(what, true));
  if (!out) throw Error(ErrorCode::kInternal, "the worker sent no strip");
  return std::move(*out);
}

}  // namespace codau::pipeline
