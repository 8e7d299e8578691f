#include "pipeline/edits/pdf_cutter.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "core/error.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/document_parts.h"
#include "pipeline/output/requests.h"
#include "pipeline/output/workers.h"
#include "record/ids.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

constexpr std::chrono::seconds kMostTime{600};
constexpr std::uint64_t kMostMore = std::uint64_t{1} << 20U;  // than the whole has

bool cut(Workers& workers, const std::filesystem::path& pdf, exports::PageRange pages,
         const std::filesystem::path& to) {
  Job job = job_of(worker::Ask::kPdf, worker::WritePdf{pages});
  std::optional<FilledFile> file;
  const std::optional<Error> error = error_of([&] {
    worker::Descriptor open = worker::open_to_read(pdf);
    const HashedFile hashed{record::sha256_of_file(open.get()), identity_of(open.get())};
    job.source = place_of(pdf);
    job.files.push_back({hashed, std::move(open)});
    job.timeout = kMostTime;
    job.most_bytes = hashed.identity.bytes + kMostMore;
    job.begin = [&] {
      file.reset();
      file.emplace(to);
      return [&](const worker::Piece& piece) { file->take(piece.bytes); };
    };
    (void)worker::obstacles_from_json(answer_of(workers, std::move(job)));
  });
  const bool is_of_pdf = error && (error->code() == ErrorCode::kInput ||
                                   error->code() == ErrorCode::kInternal);  // a worker broke at it
  if (error && !is_of_pdf) throw Error(*error);
  if (error || !file || !file->is_pdf()) return false;
  file->keep();
  return true;
}

}  // namespace

exports::CutPages pdf_cutter(std::filesystem::path worker) {
  return [worker = std::move(worker), workers = std::shared_ptr<Workers>()](
             const std::filesystem::path& pdf, exports::PageRange pages,
             const std::filesystem::path& to) mutable {
    if (!workers) workers = std::make_shared<Workers>(one_worker(worker));
    return cut(*workers, pdf, pages, to);
  };
}

}  // namespace codau::pipeline
