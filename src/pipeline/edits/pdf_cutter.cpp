#include "pipeline/edits/pdf_cutter.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "core/error.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/job_queue.h"
#include "pipeline/output/received_document.h"
#include "pipeline/output/worker_pool.h"
#include "record/schema/ids.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

constexpr std::chrono::seconds kMostTime{600};
// Maximum bytes of a part beyond the size of the whole.
constexpr std::uint64_t kMostMore = std::uint64_t{1} << 20U;

bool cut(WorkerPool& workers, const std::filesystem::path& pdf, exports::PdfPageRange pages,
         const std::filesystem::path& to) {
  WorkerJob job = make_request_job(worker::Ask::kCut, worker::CutPdf{pages});
  std::optional<StreamedFile> file;
  const std::optional<Error> error = catch_error([&] {
    worker::Descriptor open = worker::open_to_read(pdf);
    const HashedFile hashed{record::sha256_of_file(open.get()), read_identity(open.get())};
    job.source = normalise_path(pdf);
    job.files.push_back({hashed, std::move(open)});
    job.timeout = kMostTime;
    job.most_bytes = hashed.identity.bytes + kMostMore;
    job.begin = [&] {
      file.reset();
      file.emplace(to);
      return [&](const worker::StreamPiece& piece) { file->take(piece.bytes); };
    };
    (void)worker::obstacles_from_json(run_job(workers, std::move(job)));
  });
  // The worker failed at this PDF.
  const bool is_of_pdf =
      error && (error->code() == ErrorCode::kInput || error->code() == ErrorCode::kInternal);
  if (error && !is_of_pdf) throw Error(*error);
  if (error || !file || !file->is_pdf()) return false;
  file->keep();
  return true;
}

}  // namespace

exports::PdfCutter make_pdf_cutter(std::filesystem::path worker) {
  return [worker = std::move(worker), workers = std::shared_ptr<WorkerPool>()](
             const std::filesystem::path& pdf, exports::PdfPageRange pages,
             const std::filesystem::path& to) mutable {
    if (!workers) workers = std::make_shared<WorkerPool>(make_single_worker_options(worker));
    return cut(*workers, pdf, pages, to);
  };
}

}  // namespace codau::pipeline
