// ocr/page_reader.h — reads pages: cleans the page image, finds columns and tables, and recognises
// the text. Also takes the text that a PDF page stores. Code outside ocr/ needs only this header.
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

/// The settings of a PageReader.
struct PageReaderOptions {
  std::filesystem::path models{};  ///< the folder of the models
  image::CleaningSteps steps{};    ///< the steps of cleaning a page; by default all
  /// The network for print: a file of codau, or NAME.traineddata of Tesseract. Empty:
  /// models/print.net. If a file is given, no handwriting is read.
  std::filesystem::path print_model{};
  /// Called for each recognised line, with its pixels and its text, to make training data. A line
  /// that is read twice is passed twice. Empty: not called.
  LineObserver line_observer{};
};

/// Recognises pages with models that it keeps open. Keep one reader for a whole run, and use it
/// from one thread. The environment must have OMP_THREAD_LIMIT=1 before the process starts (the
/// pipeline sets it), so that Tesseract starts no threads. Functions that read a page may throw
/// Error{Cause::kOutOfMemory}. `number`: the number of the page, from 1.
class PageReader {
 public:
  /// Throws Error{kModel} if a model is missing or damaged; the message names its file.
  explicit PageReader(const PageReaderOptions& options);
  ~PageReader();
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;

  /// Recognises a page image. Makes the page upright, level and clean, without coloured ink and
  /// rulings. Then reads the columns of the header and of the closing, the cells of ruled tables,
  /// and the body, each for itself. Boxes of the result are in pixels of `image`. `pictures`:
  /// receives a picture after each step; null: no pictures. Warnings of the result:
  /// 1. "BLANK": the page has no print, and so no lines.
  /// 2. "NO_TEXT": the page has no print and image.is_truncated is set, or nothing on the page
  ///    reads as text (a photograph, noise). The result has no lines.
  /// 3. "PHOTO_PERSPECTIVE": the page was photographed at a slant, and was rectified.
  /// 4. "IMAGE_TRUNCATED": image.is_truncated is set.
  /// 5. The code of find_secrecy_mark(), if a mark is found (warning_of_secrecy() of
  ///    text/secrecy_mark.h).
  /// Laws: blocks tile lines, lines tile words (core/ocr_page.h), boxes lie inside the image.
  [[nodiscard]] OcrPage read_image(const image::PageImage& image, std::uint32_t number,
                                   image::StepPictures* pictures = nullptr);
  /// Recognises a page image as one block of lines, after making it upright: without cleaning,
  /// columns and tables (ocr/simple_reading.h). Needs less time and memory than read_image().
  /// `grey`: 8 bits. Warnings: "READ_SIMPLY" always; "NO_TEXT" and a secrecy mark as read_image().
  [[nodiscard]] OcrPage read_simply(const image::PageImage& grey, std::uint32_t number);
  /// Returns the strongest secrecy mark that is stamped on the page or stands alone on it
  /// (ocr/secrecy_detection.h). Returns kNone if the page has no mark. Argument `page` is the
  /// recognised text of `image`. All functions that read a page call this.
  [[nodiscard]] text::SecrecyMark find_secrecy_mark(const image::PageImage& image,
                                                    const OcrPage& page);

  /// Returns the processor time of each step since the last take_timings(). Callers may begin steps
  /// of their own (lines/stage_timings.h).
  [[nodiscard]] StageTimings& timings() noexcept;

  /// Returns the version of Tesseract, and the names and hashes of all models: "tesseract 5.3.0
  /// print 1f0e… print-second 77b2… handwriting 5a21… ordinals 9c3d… mark-finder …". Results with
  /// another version must not be reused.
  [[nodiscard]] std::string version() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads page `number` (from 1) of a file. If the page stores a reliable text
/// (ocr/text_layer_validation.h), returns this text, laid out by ocr/text_layer_page.h. Otherwise
/// recognises the page by reader.read_image(). If this finds no word, a visible stored text may be
/// returned after all. Warnings are those of read_image(), and:
/// 1. "NEGATIVE": white print on black, inverted before it was recognised.
/// 2. "TEXT_TURNED": the stored text has words in other directions (ocr/text_layer_page.h).
/// 3. Why the stored text was not used: a code of warning_of_fault() (ocr/text_layer_validation.h).
/// Throws the errors of SourceFile (source/source_file.h).
[[nodiscard]] OcrPage read_page(PageReader& reader, const image::SourceFile& file,
                                std::uint32_t number, image::StepPictures* pictures = nullptr);

/// Reads page `number` (from 1) by reader.read_simply(), in grey and at a low resolution. For a
/// page on which read_page() has ended the worker process, by a crash or a limit. Throws the errors
/// of SourceFile.
[[nodiscard]] OcrPage read_page_simply(PageReader& reader, const image::SourceFile& file,
                                       std::uint32_t number);

}  // namespace codau::ocr
