// worker/request_handler.h — answers the requests for one source in a worker process.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "export/pdf/searchable_pdf.h"
#include "ocr/page_reader.h"
#include "restore/api/restorer.h"
#include "source/source_file.h"
#include "text/lexicon.h"
#include "views/step_pictures.h"
#include "worker/descriptor.h"
#include "worker/make_document.h"
#include "worker/protocol.h"

namespace codau::worker {

/// Models and lexicons, loaded once before any worker is forked.
struct Engines {
  std::optional<ocr::PageReader> reader;
  std::optional<restore::Restorer> restorer;
  text::Lexicon lexicon;  ///< has no table until documents are made
  /// Folders of the lexicon: that of codau, then those of the user.
  std::vector<std::filesystem::path> lexicons = {};
};

/// Answers requests one after another, and throws the errors of the requested work.
class RequestHandler {
 public:
  /// `confinement`: text of the sandbox (worker/sandbox.h). `send`: receives the pieces before an
  /// answer.
  RequestHandler(Engines& engines, std::string confinement, StreamSink send);

  /// Returns the answer, or nothing if the request has none. `file`: the source, with the first
  /// request. If a source has several files, each one comes with its AddFile.
  [[nodiscard]] std::optional<std::string> handle(Request request, Descriptor file);

  /// Sends the stage timings and debug images of the last request, also if its page failed.
  void send_remaining();

 private:
  std::optional<std::string> answer(const LoadEngines&);
  std::optional<std::string> answer(const ForkWorker&);
  std::optional<std::string> answer(const AskVersions&);
  std::optional<std::string> answer(const AskProbe&);
  std::optional<std::string> answer(const AskPage& ask);
  std::optional<std::string> answer(const AskKind& ask);
  std::optional<std::string> answer(const AskPicture& ask);
  std::optional<std::string> answer(AddPage add);
  std::optional<std::string> answer(AddRestored add);
  std::optional<std::string> answer(const AddFile&);
  std::optional<std::string> answer(const MakeDocument& make);
  std::optional<std::string> answer(const CutPdf& cut);
  std::optional<std::string> answer(const AssemblePdf& assemble);
  /// Returns the pixels of a page, and keeps them for the next request.
  const image::PageImage& load_page(std::uint32_t number);
  /// Sends the searchable PDF with these words; returns the obstacles to PDF/A.
  std::set<exports::PdfObstacle> send_pdf(const std::vector<exports::PdfPage>& words);
  image::SourceFile& file();
  ocr::PageReader& reader();

  Engines& engines_;
  std::string confinement_;
  StreamSink send_;
  Descriptor descriptor_;                  // file of the source; the last one of several
  std::vector<Descriptor> images_;         // files of AddFile, in order
  std::optional<image::SourceFile> file_;  // declared after descriptor_, from which it reads
  std::vector<std::string> pages_;         // results of AddPage
  std::string kept_;                       // bytes of AddRestored
  std::optional<std::pair<std::uint32_t, image::PageImage>> shown_;  // last page of load_page()
  std::optional<image::StepPictures> pictures_;  // debug images of the current request
};

}  // namespace codau::worker
