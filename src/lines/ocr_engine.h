// lines/ocr_engine.h — opens line models, and recognises the text lines of a picture with them. The
// networks of recogniser/ read the lines; Tesseract itself reads them only with a model of its own
// that recogniser/ cannot run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lines/line_reader.h"
#include "lines/read_line.h"
#include "lines/stage_timings.h"
#include "raster/page_image.h"

struct Pix;

namespace tesseract {
class TessBaseAPI;
}

namespace codau::ocr {

/// The expected layout of the picture. The values are page segmentation modes of Tesseract: a page
/// with any layout, one column, one block of lines, or one line.
enum class SegmentationMode : int { kPage = 3, kColumn = 4, kBlock = 6, kLine = 7 };

/// The settings of an engine. Models are files of codau (recogniser/line_model_file.h).
struct OcrEngineOptions {
  std::filesystem::path model;  ///< reads lines; may also be NAME.traineddata of Tesseract
  /// Rates the doubtful words of the first model. Empty: only the first model reads.
  std::filesystem::path second_model{};
  /// reads handwritten numbers, days and months: see handwriting_network(); empty: none
  std::filesystem::path handwriting_model{};
  std::string allowed_letters{};  ///< only these letters are recognised, UTF-8; empty: all letters
  /// Called for each line that recogniser/ reads, with its pixels and its text. A line that is read
  /// twice is passed twice. Empty: not called.
  LineObserver line_observer{};
  /// Counts the calls of recognise(). Must outlive the engine. Null: calls are not counted.
  StageTimings* timings = nullptr;
};

/// A part of a page, cut out to be recognised.
struct TextPicture {
  image::PixPtr grey;  ///< 1 or 8 bits, with white around the part; null: the part is empty
  image::PixPtr ink;   ///< the same at 1 bit
  Box part;            ///< of the page
  std::int32_t dpi = 0;
  SegmentationMode mode = SegmentationMode::kBlock;
  /// kTypeAndHand if there may be handwriting (lines/line_reader.h).
  WritingKind writing = WritingKind::kType;
};
/// Returns the box `part` of `picture` (1 or 8 bits). The grey is null if a side of `part` has less
/// than four pixels. The ink is made by a threshold of the part alone: pages read better so than
/// with one threshold for the page. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] TextPicture cut_text_picture(const Pix* picture, const Box& part, std::int32_t dpi,
                                           SegmentationMode mode,
                                           WritingKind writing = WritingKind::kType);

/// One model, or several, kept open. Not thread-safe. Steps of recognise():
/// 1. lines/text_rows.h finds the lines; if it is not certain of them, the layout analysis of
///    Tesseract does, which needs no model.
/// 2. The networks of recogniser/ read the lines (lines/line_reader.h).
/// 3. Rules correct typical errors in words and punctuation (lines/word_repairs.h,
///    lines/punctuation_repair.h).
/// If recogniser/ cannot run a model of Tesseract, Tesseract does steps 1 and 2, and the other
/// models are not used.
class OcrEngine {
 public:
  /// Throws Error{kModel} if a model is missing or damaged, or if the two do not go together.
  explicit OcrEngine(const OcrEngineOptions& options);
  ~OcrEngine();
  OcrEngine(OcrEngine&&) noexcept;
  OcrEngine& operator=(OcrEngine&&) noexcept;

  /// Returns the lines of each picture, with boxes in pixels of the page. The networks read all
  /// lines side by side (LineReader::recognise_lines()). Throws Error{Cause::kOutOfMemory}.
  [[nodiscard]] std::vector<ReadLines> recognise(std::span<const TextPicture> pictures);
  /// Does the same with one picture.
  [[nodiscard]] ReadLines recognise(const TextPicture& picture);

  /// Returns the network for lines with handwritten numbers. Nothing if the options name none.
  [[nodiscard]] const std::optional<recogniser::LineNetwork>& handwriting_network() const noexcept {
    return handwriting_;
  }

  /// Returns the version of the library Tesseract: "5.3.0".
  [[nodiscard]] static std::string tesseract_version();
  /// Returns the names and hashes of the models in use: "print 1f0e… print-second 77b2…". A model
  /// that Tesseract runs has the cause after its name: "vie 1f0e… (run by tesseract: damaged)" or
  /// "(run by tesseract: of another kind)".
  [[nodiscard]] const std::string& model_names() const noexcept { return model_names_; }

 private:
  [[nodiscard]] ReadLines read_by_tesseract(const TextPicture& picture);
  void show_tesseract(const TextPicture& picture);
  [[nodiscard]] std::vector<LineCrop> find_lines(const TextPicture& picture);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string model_names_;
  std::optional<LineReader> reader_;
  std::optional<recogniser::LineNetwork> handwriting_;
  LineObserver line_observer_;
  StageTimings* timings_ = nullptr;
};

}  // namespace codau::ocr
