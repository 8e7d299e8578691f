// worker/request_handler.h — what a child of the zygote does for the one source it was made for.
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

/// Loaded once, before any child and any source.
struct Engines {
  std::optional<ocr::PageReader> reader;
  std::optional<restore::Restorer> restorer;
  text::Lexicon lexicon;                             ///< of no table until documents are to be made
  std::vector<std::filesystem::path> lexicons = {};  ///< its folders: codau's own, then the user's
};

/// Answers requests one after another. Errors are those of what is asked for.
class RequestHandler {
 public:
  /// `confinement`: worker/sandbox.h. `send` takes what comes before an answer.
  RequestHandler(Engines& engines, std::string confinement, StreamSink send);

  /// The answer, or nothing where none is due. `file` is the source, with the first request; of a
  /// source of several files each comes with its AddFile.
  [[nodiscard]] std::optional<std::string> handle(Request request, Descriptor file);

  /// What else there is of the request that was handled last, a page that failed too: what its
  /// steps took, and its pictures, as far as they came.
  void send_remaining();

 private:
  std::optional<std::string> answer(const LoadEngines&);
  std::optional<std::string> answer(const ForkWorker&);
  std::optional<std::string> answer(const AskVersions&);
  std::optional<std::string> answer(const AskProbe&);
  std::optional<std::string> answer(const AskPage& ask);
  std::optional<std::string> answer(const AskPicture& ask);
  std::optional<std::string> answer(AddPage add);
  std::optional<std::string> answer(AddRestored add);
  std::optional<std::string> answer(const AddFile&);
  std::optional<std::string> answer(const MakeDocument& make);
  std::optional<std::string> answer(const CutPdf& cut);
  /// Sends the searchable PDF with these words; returns the obstacles to PDF/A.
  std::set<exports::PdfObstacle> send_pdf(const std::vector<exports::PdfPage>& words);
  image::SourceFile& file();
  ocr::PageReader& reader();

  Engines& engines_;
  std::string confinement_;
  StreamSink send_;
  Descriptor descriptor_;                  // of the source, of its last file where it has many
  std::vector<Descriptor> images_;         // of AddFile, as they came
  std::optional<image::SourceFile> file_;  // behind descriptor_, which it reads
  std::vector<std::string> pages_;         // of AddPage
  std::string kept_;                       // of AddRestored
  std::optional<std::pair<std::uint32_t, image::PageImage>> shown_;  // the last page of AskPicture
  std::optional<image::StepPictures> pictures_;                      // of the request in work
};

}  // namespace codau::worker
