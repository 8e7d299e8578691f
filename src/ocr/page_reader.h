// ocr/page_reader.h — PageImage → OcrPage: clean-up, layout, recognition. The door of the room;
// lines/ocr_engine.h alone calls Tesseract.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/values.h"
#include "lines/line_reader.h"
#include "lines/stage_timings.h"
#include "page/cleaning_steps.h"
#include "raster/page_image.h"
#include "source/source_file.h"
#include "text/secrecy_mark.h"
#include "views/step_pictures.h"

namespace codau::ocr {

struct PageReaderOptions {
  std::string language = "vie";
  std::filesystem::path tessdata;  ///< empty: where Tesseract looks by itself
  image::CleaningSteps steps;      ///< of the clean-up
  ModelLayers layers = ModelLayers::kTrained;
  /// Shown each line of print, also one that is read twice; for training.
  LineObserver line_observer{};
};

/// One engine, kept for the whole run, one thread, used from one thread. OMP_THREAD_LIMIT=1 must be
/// in the environment before the process starts (the pipeline sets it). Throws Error{kModel} naming
/// the language model that is missing, with the package to install.
class PageReader {
 public:
  explicit PageReader(const PageReaderOptions& options = {});
  ~PageReader();
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;

  /// Reads one page: orientation, deskew, background, red and blue ink out of the copy, ruling
  /// lines; header columns and closing blocks apart; ruled tables cell by cell. Boxes are in the
  /// pixels of `image`. A blank page has no lines and the warning "BLANK", a page on
  /// which nothing reads as text (a photograph, noise) none and "NO_TEXT". Laws: blocks tile lines,
  /// lines tile words, boxes lie inside the image. `pictures`, if they are there, are shown each
  /// step.
  [[nodiscard]] OcrPage read_image(const image::PageImage& image, std::uint32_t number,
                                   image::StepPictures* pictures = nullptr);
  /// The same by ocr/simple_reading.h.
  [[nodiscard]] OcrPage read_simply(const image::PageImage& grey, std::uint32_t number);
  /// What ocr/secrecy_detection.h finds on the picture of a page; both ways of reading add it to
  /// their warnings.
  [[nodiscard]] text::SecrecyMark find_secrecy_mark(const image::PageImage& image,
                                                    const OcrPage& page);

  /// The steps of the page that was read last, and what comes from outside into them.
  [[nodiscard]] StageTimings& timings() noexcept;

  /// "tesseract 5.3.0 vie <hash of the model file> eng <hash> Vietnamese <hash>": goes into the
  /// journal's key and the manifest; "vie <hash> trained <hash>" where lines are read by
  /// recogniser/fine_tuned_lstm.h. Of eng and Vietnamese, which are optional, one that is not
  /// there is named with "missing". "(run by tesseract: …)" behind a model that only Tesseract can
  /// run, "Vietnamese (not used: …)" where that is there and is not asked, say why
  /// (lines/ocr_engine.h).
  [[nodiscard]] std::string version() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One page of a file the way it is read best: its own text layer where that is sound
/// (ocr/text_layer_page.h), else by `reader`. Warnings tell what was found: "IMAGE_TRUNCATED",
/// "NEGATIVE", "PHOTO_PERSPECTIVE", "BLANK", "NO_TEXT", a mark of secrecy (text/secrecy_mark.h), or
/// why a text layer was not used (ocr/text_layer_validation.h).
[[nodiscard]] OcrPage read_page(PageReader& reader, const image::SourceFile& file,
                                std::uint32_t number, image::StepPictures* pictures = nullptr);

/// The same page when the best way has cost a worker: small, grey, in one piece. "READ_SIMPLY" says
/// so.
[[nodiscard]] OcrPage read_page_simply(PageReader& reader, const image::SourceFile& file,
                                       std::uint32_t number);

}  // namespace codau::ocr
