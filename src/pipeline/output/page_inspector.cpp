#include "pipeline/output/page_inspector.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/job_queue.h"
#include "pipeline/output/received_document.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

/// Enough for a page of 200 megapixels.
constexpr std::chrono::seconds kMostTime{60};
/// Enough for the PDF of a thousand pages.
constexpr std::chrono::seconds kMostAssemblyTime{600};
constexpr std::uint64_t kMostPicture = std::uint64_t{15} << 20U;
/// Maximum bytes of a PDF whose pages were decoded and stored without loss.
constexpr std::uint64_t kMostPdf = std::uint64_t{2} << 30U;

OpenSourceFile open_file(const std::filesystem::path& file, const HashedFile& hashed) {
  return {hashed, open_unchanged(file, hashed)};
}

}  // namespace

PageInspector::PageInspector(const std::filesystem::path& worker)
    : workers_(make_single_worker_options(worker)) {}

std::string PageInspector::ask(const std::filesystem::path& file, worker::Ask what,
                               const worker::Request& request, std::string* piece) {
  if (file != file_) {
    known_ = hash_file(file);
    file_ = file;
  }
  WorkerJob job = make_request_job(what, request);
  job.source = known_.sha256;
  job.files.push_back(open_file(file, known_));
  job.timeout = kMostTime;
  job.most_bytes = kMostPicture;
  job.begin = [piece] {
    if (piece != nullptr) piece->clear();
    return [piece](const worker::StreamPiece& got) {
      if (piece != nullptr) piece->append(got.bytes);
    };
  };
  return run_job(workers_, std::move(job));
}

std::uint32_t PageInspector::count_pages(const std::filesystem::path& file) {
  return worker::probe_from_json(ask(file, worker::Ask::kProbe, worker::AskProbe{})).pages;
}

InspectedPage PageInspector::inspect(const std::filesystem::path& file, std::uint32_t number,
                                     std::int32_t most) {
  constexpr std::string_view kJpeg = "\xFF\xD8\xFF";
  InspectedPage out;
  out.kind = worker::page_kind_from_json(ask(file, worker::Ask::kKind, worker::AskKind{number}));
  const worker::AskPicture picture{number, {{}, 0, most, false}};
  (void)ask(file, worker::Ask::kPicture, picture, &out.picture);
  if (!out.picture.starts_with(kJpeg))
    throw Error(ErrorCode::kInternal, "the worker sent no picture");
  return out;
}

void PageInspector::assemble(const std::vector<std::filesystem::path>& files,
                             const std::vector<PagePlace>& pages, const std::filesystem::path& to) {
  WorkerJob job;
  job.ask = worker::Ask::kCut;
  job.request = [count = files.size(), &pages](std::size_t i) -> std::optional<std::string> {
    if (i < count) return worker::to_frame(worker::AddFile{});
    if (i == count) return worker::to_frame(worker::AssemblePdf{pages});
    return std::nullopt;
  };
  for (const std::filesystem::path& file : files) {
    const HashedFile hashed = hash_file(file);
    job.files.push_back(open_file(file, hashed));
  }
  // A worker that has the same files open would not get them again.
  job.source = "assembly " + std::to_string(++assemblies_);
  job.timeout = kMostAssemblyTime;
  job.most_bytes = kMostPdf;
  job.again = false;
  std::optional<StreamedFile> pdf;
  job.begin = [&] {
    pdf.reset();
    pdf.emplace(to);
    return [&](const worker::StreamPiece& piece) { pdf->take(piece.bytes); };
  };
  (void)run_job(workers_, std::move(job));
  if (!pdf || !pdf->is_pdf()) throw Error(ErrorCode::kInternal, "the worker sent no PDF");
  pdf->keep();
}

}  // namespace codau::pipeline
