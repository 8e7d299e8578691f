#include "worker/request_handler.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <utility>
#include <variant>

#include "core/allocator.h"
#include "core/error.h"
#include "page/page_kind.h"
#include "source/assemble_pdf.h"
#include "source/image_pdf.h"
#include "source/library_versions.h"
#include "text/page_json.h"
#include "text/printable.h"
#include "views/page_crop.h"
#include "worker/placed_pages.h"

namespace codau::worker {
namespace {

constexpr std::size_t kMostAttachments = 400;  // maximum bytes of attachment names
constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20U;

std::string read_all(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(Cause::kNoPermission, "the file cannot be read");
  }
  if (static_cast<std::size_t>(status.st_size) > kMaxTextBytes) {
    throw Error(Cause::kTooLarge, "a text over 64 MiB");
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got =
        ::pread(descriptor, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw Error(Cause::kDamaged, "the file ends before its size");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

RequestHandler::RequestHandler(Engines& engines, std::string confinement, StreamSink send)
    : engines_(engines), confinement_(std::move(confinement)), send_(std::move(send)) {}

std::optional<std::string> RequestHandler::handle(Request request, Descriptor file) {
  if (file) descriptor_ = std::move(file);
  return std::visit([this](auto& what) { return answer(std::move(what)); }, request);
}

image::SourceFile& RequestHandler::file() {
  if (!file_) file_.emplace(descriptor_.get(), "source");
  return *file_;
}

ocr::PageReader& RequestHandler::reader() {
  if (!engines_.reader) throw Error(ErrorCode::kInternal, "the recogniser was not loaded");
  return *engines_.reader;
}

std::optional<std::string> RequestHandler::answer(const LoadEngines&) {
  throw Error(ErrorCode::kInternal, "a request for the zygote");
}
std::optional<std::string> RequestHandler::answer(const ForkWorker&) {
  return answer(LoadEngines{});
}

std::optional<std::string> RequestHandler::answer(const AskVersions&) {
  const std::string engine = engines_.reader ? engines_.reader->version() : "";
  return to_json(EngineVersions{engine, image::describe_library_versions(), confinement_});
}

std::optional<std::string> RequestHandler::answer(const AskProbe&) {
  return to_json(SourceProbe{file().format(), file().page_count(),
                             text::make_printable(file().list_attachments(), kMostAttachments)});
}

std::optional<std::string> RequestHandler::answer(const AskPage& ask) {
  retain_freed_memory(32 << 20);  // most memory that the allocator keeps: a grey page has 8 MiB
  if (ask.simply) return text::to_json(ocr::read_page_simply(reader(), file(), ask.number));
  if (!ask.pictures) return text::to_json(ocr::read_page(reader(), file(), ask.number));
  pictures_.emplace();
  return text::to_json(ocr::read_page(reader(), file(), ask.number, &*pictures_));
}

const image::PageImage& RequestHandler::load_page(std::uint32_t number) {
  if (!shown_ || shown_->first != number) {
    shown_.reset();  // never two page images at once
    shown_.emplace(number, file().load_page_image(number));
  }
  return shown_->second;
}

std::optional<std::string> RequestHandler::answer(const AskKind& ask) {
  return to_json(image::classify_page(load_page(ask.number)));
}

std::optional<std::string> RequestHandler::answer(const AskPicture& ask) {
  const image::PageImage& page = load_page(ask.number);
  send_(Stream::kPicture, ask.what.is_strip ? to_pgm(image::render_strip(page, ask.what))
                                            : image::render_crop(page, ask.what));
  return "{}";
}

void RequestHandler::send_remaining() {
  const std::vector<ocr::StageTiming> timings =
      engines_.reader ? engines_.reader->timings().take_timings() : std::vector<ocr::StageTiming>();
  if (!timings.empty()) send_(Stream::kTimes, to_json(timings));
  const auto pictures = std::exchange(pictures_, std::nullopt);
  if (!pictures) return;
  if (const std::string sheet = pictures->make_contact_sheet(); !sheet.empty())
    send_(Stream::kSteps, sheet);
  if (!pictures->overlay().empty()) send_(Stream::kOverlay, pictures->overlay());
}

std::optional<std::string> RequestHandler::answer(AddPage add) {
  pages_.push_back(std::move(add.json));
  return std::nullopt;
}

std::optional<std::string> RequestHandler::answer(AddRestored add) {
  kept_ = std::move(add.bytes);
  return std::nullopt;
}

std::optional<std::string> RequestHandler::answer(const AddFile&) {
  if (descriptor_) images_.push_back(std::move(descriptor_));
  return std::nullopt;
}

std::optional<std::string> RequestHandler::answer(const MakeDocument& make) {
  return_large_blocks_when_freed();
  const std::vector<std::string> json = std::exchange(pages_, {});
  UnrestoredDocument read = make.pages == 0
                                ? make_document_from_text(read_all(descriptor_.get()))
                                : make_document_from_pages(parse_ocr_pages(json, make.pages));
  const std::vector<exports::PdfPage> words = make_document(
      engines_.lexicon, make, std::move(read), engines_.restorer ? &*engines_.restorer : nullptr,
      std::exchange(kept_, {}), send_);
  if (make.pdf_version.empty()) return "{}";
  const std::string hash = hash_pdf_words(make.pdf_version, words);
  send_(Stream::kPdfWords, hash);
  return hash == make.known_pdf_words ? "{}" : to_json(send_pdf(words));
}

std::set<exports::PdfObstacle> RequestHandler::send_pdf(
    const std::vector<exports::PdfPage>& words) {
  io::FileSink out([this](std::string_view bytes) { send_(Stream::kPdf, bytes); });
  std::set<exports::PdfObstacle> obstacles;
  if (!images_.empty()) {
    image::ImagePdfWriter pdf;
    for (const Descriptor& image : std::exchange(images_, {}))
      pdf.add(image::SourceFile(image.get(), "source"));
    obstacles = exports::write_searchable_pdf(pdf.write_pdf(), words, out);
  } else if (file().format() == image::SourceFormat::kPdf) {
    obstacles = exports::write_searchable_pdf(file().bytes(), words, out);
  } else {
    obstacles = exports::write_searchable_pdf(image::make_image_pdf(file()), words, out);
  }
  out.flush();
  return obstacles;
}

std::optional<std::string> RequestHandler::answer(const CutPdf& cut) {
  io::FileSink out([this](std::string_view bytes) { send_(Stream::kPdf, bytes); });
  const auto obstacles = exports::write_page_range(file().bytes(), cut.pages, out);
  out.flush();
  return to_json(obstacles);
}

std::optional<std::string> RequestHandler::answer(const AssemblePdf& assemble) {
  std::vector<image::SourceFile> files;
  for (const Descriptor& one : std::exchange(images_, {})) files.emplace_back(one.get(), "source");
  const std::string pdf = image::assemble_pdf(files, assemble.pages);
  send_(Stream::kPdf, pdf);
  return "{}";
}

}  // namespace codau::worker
