// worker/main.cpp — codau-worker: opens sources, reads pages and writes searchable PDFs, one
// request after another, until the pipeline hangs up. A defect of a decoder ends this process and
// no other.
#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.h"
#include "export/searchable_pdf.h"
#include "image/source_file.h"
#include "image/step_pictures.h"
#include "image/to_pdf.h"
#include "image/versions.h"
#include "ocr/page_reader.h"
#include "text/page_json.h"
#include "worker/channel.h"
#include "worker/protocol.h"
#include "worker/sandbox.h"

namespace codau::worker {
namespace {

constexpr int kSocket = 3;  // where pipeline/workers.cpp puts our end of the pair

std::string name_of(image::Format format) {
  constexpr std::array kNames{"unknown", "pdf", "tiff", "png", "jpeg", "webp", "jp2"};
  return kNames.at(static_cast<std::size_t>(format));
}

// What the worker keeps between requests: the source in work, and one engine for the whole run.
class Desk {
 public:
  /// `confinement`: worker/sandbox.h.
  explicit Desk(std::string confinement) : confinement_(std::move(confinement)) {}

  /// The answer, or nothing where none is due.
  std::optional<std::string> handle(const Request& request, Descriptor file) {
    const bool is_source = !std::holds_alternative<WritePdf>(request.what);
    if (request.source != source_) {
      file_.reset();
      descriptor_ = is_source ? std::move(file) : Descriptor();
      source_ = request.source;
    }
    if (!is_source) target_ = std::move(file);
    return std::visit([this](const auto& what) { return answer(what); }, request.what);
  }

  /// Of the request that was handled last, if it asked for some; also of a page that failed.
  std::vector<Picture> take_pictures() {
    std::vector<Picture> out;
    if (!pictures_) return out;
    if (std::string sheet = pictures_->sheet(); !sheet.empty()) {
      out.push_back({Picture::Kind::kSteps, std::move(sheet)});
    }
    if (!pictures_->overlay().empty()) {
      out.push_back({Picture::Kind::kOverlay, pictures_->overlay()});
    }
    pictures_.reset();
    return out;
  }

 private:
  image::SourceFile& file() {
    if (!file_) file_.emplace(descriptor_.get(), "source");
    return *file_;
  }

  std::optional<std::string> answer(const AskVersions&) {
    return to_json(Versions{ocr::engine_version(), image::library_versions(), confinement_});
  }

  std::optional<std::string> answer(const AskProbe&) {
    return to_json(Probe{name_of(file().format()), file().page_count()});
  }

  std::optional<std::string> answer(const AskPage& ask) {
    if (!reader_) reader_.emplace();
    if (ask.simply) return text::to_json(ocr::read_page_simply(*reader_, file(), ask.number));
    if (ask.pictures) pictures_.emplace();
    return text::to_json(
        ocr::read_page(*reader_, file(), ask.number, pictures_ ? &*pictures_ : nullptr));
  }

  std::optional<std::string> answer(const BeginPdf&) {
    pdf_pages_.clear();
    return std::nullopt;
  }

  std::optional<std::string> answer(const AddPdfPage& add) {
    pdf_pages_.push_back(add.page);
    return std::nullopt;
  }

  std::optional<std::string> answer(const WritePdf& write) {
    const std::vector<exports::PdfPage> pages = std::exchange(pdf_pages_, {});
    const Descriptor target = std::move(target_);
    exports::FileSink out(target.get(), write.target);
    if (file().format() == image::Format::kPdf) {
      exports::write_searchable_pdf(file().bytes(), pages, out);
    } else {
      exports::write_searchable_pdf(image::image_pdf(file()), pages, out);
    }
    out.flush();
    return "{}";
  }

  std::string confinement_;
  std::string source_;
  Descriptor descriptor_, target_;
  std::optional<image::SourceFile> file_;  // behind descriptor_, which it reads
  std::optional<ocr::PageReader> reader_;
  std::vector<exports::PdfPage> pdf_pages_;
  std::optional<image::StepPictures> pictures_;  // of the request in work
};

std::optional<std::string> answer(Desk& desk, Frame frame) {
  try {
    return desk.handle(request_from_json(frame.json), std::move(frame.fd));
  } catch (const Error& error) {
    return to_json(error);
  } catch (const std::bad_alloc&) {
    return to_json(Error(Cause::kOutOfMemory, "the memory limit of a worker was reached"));
  } catch (const std::exception& error) {
    return to_json(Error(ErrorCode::kInternal, error.what()));
  }
}

// A page is worth more than its pictures: without memory for them there are none.
std::vector<Picture> pictures_from(Desk& desk) {
  try {
    return desk.take_pictures();
  } catch (const std::exception&) {
    return {};
  }
}

/// What libraries read by themselves: models of the recogniser, fonts and encodings of PDF,
/// locales.
std::vector<std::filesystem::path> needed() {
  std::vector<std::filesystem::path> paths{"/usr/share", "/usr/local/share", "/etc/fonts",
                                           "/var/cache/fontconfig", "/usr/lib/locale"};
  if (const char* const models = std::getenv("TESSDATA_PREFIX")) paths.emplace_back(models);
  return paths;
}

int serve() {
#ifdef CODAU_SANITIZED
  Desk desk("none");  // sanitizers look around in ways that are refused
#else
  image::load_late_code();
  Desk desk(to_text(confine(needed())));
#endif
  while (auto frame = receive_frame(kSocket)) {
    const auto reply = answer(desk, std::move(*frame));
    for (const Picture& picture : pictures_from(desk)) {
      if (!send_frame(kSocket, to_frame(picture))) return 1;
    }
    if (reply && !send_frame(kSocket, *reply)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace codau::worker

int main() { return codau::worker::serve(); }
