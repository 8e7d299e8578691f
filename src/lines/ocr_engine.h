// lines/ocr_engine.h — opens the Tesseract model of a language, and recognises the text lines of a
// picture with the model. The networks of recogniser/ read the lines; Tesseract itself reads them
// only if recogniser/ cannot run the model.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// The settings of an engine. A model is a file LANGUAGE.traineddata of Tesseract.
struct OcrEngineOptions {
  std::filesystem::path tessdata;  ///< folder of the models; empty: the default of Tesseract
  std::string language;            ///< the language of the model: "vie", "eng"
  /// Language of a second model, which rates the doubtful words of the first. Empty, or not usable
  /// (see second_model_name()): only the first model reads.
  std::string second_language{};
  std::string allowed_letters{};  ///< only these letters are recognised, UTF-8; empty: all letters
  /// The layers of the first model: fine-tuned by codau (recogniser/fine_tuned_lstm.h), or those of
  /// the installed file.
  ModelLayers layers = ModelLayers::kTrained;
  /// Called for each line that recogniser/ reads, with its pixels and its text. A line that is read
  /// twice is passed twice. Empty: not called.
  LineObserver line_observer{};
  /// Counts the calls of recognise(). Must outlive the engine. Null: calls are not counted.
  StageTimings* timings = nullptr;
};

/// A part of a page, cut out to be recognised.
struct TextPicture {
  image::PixPtr grey;  ///< 1 or 8 bits, with white around the part; null: the part is empty
  Box part;            ///< of the page
  std::int32_t dpi = 0;
  SegmentationMode mode = SegmentationMode::kBlock;
  /// kTypeAndHand if there may be handwriting (lines/line_reader.h).
  WritingKind writing = WritingKind::kType;
};
/// Returns the box `part` of `picture` (1 or 8 bits). The grey is null if a side of `part` has less
/// than four pixels. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] TextPicture cut_text_picture(const Pix* picture, const Box& part, std::int32_t dpi,
                                           SegmentationMode mode,
                                           WritingKind writing = WritingKind::kType);

/// One model, or two, kept open. Not thread-safe. Steps of recognise():
/// 1. lines/text_rows.h finds the lines; if it is not certain of them, the layout analysis of
///    Tesseract does.
/// 2. The networks of recogniser/ read the lines (lines/line_reader.h).
/// 3. Rules correct typical errors in words and punctuation (lines/word_repairs.h,
///    lines/punctuation_repair.h).
/// If recogniser/ cannot run the first model (see model_name()), Tesseract does steps 1 and 2.
class OcrEngine {
 public:
  /// Throws Error{kModel} if the first model is not installed or cannot be read.
  explicit OcrEngine(const OcrEngineOptions& options);
  /// Returns nothing if Tesseract cannot open the first model, as when it is not installed. Throws
  /// Error{kModel} if the file of the model cannot be read.
  [[nodiscard]] static std::optional<OcrEngine> open_if_installed(const OcrEngineOptions& options);
  ~OcrEngine();
  OcrEngine(OcrEngine&&) noexcept;
  OcrEngine& operator=(OcrEngine&&) noexcept;

  /// Returns the lines of each picture, with boxes in pixels of the page. The networks read all
  /// lines side by side (LineReader::recognise_lines()). Throws Error{Cause::kOutOfMemory}.
  [[nodiscard]] std::vector<ReadLines> recognise(std::span<const TextPicture> pictures);
  /// Does the same with one picture.
  [[nodiscard]] ReadLines recognise(const TextPicture& picture);

  /// Returns the network for lines with handwritten numbers. Nothing if the options ask for
  /// ModelLayers::kInstalled, or if the model is not Debian's (recogniser/fine_tuned_lstm.h).
  [[nodiscard]] const std::optional<recogniser::LineNetwork>& handwriting_network() const noexcept {
    return handwriting_;
  }

  /// Returns the version of the library Tesseract: "5.3.0".
  [[nodiscard]] static std::string tesseract_version();
  /// Returns the language and the hash of the first model, and how it is run:
  /// 1. "vie 1f0e…": with the layers of the file.
  /// 2. "vie 1f0e… trained 77b2…": with the fine-tuned layers, whose hash follows.
  /// 3. "vie 1f0e… trained 77b2… handwriting 5a01…": also with the network for handwriting.
  /// 4. "vie 1f0e… (run by tesseract: damaged)" or "(run by tesseract: of another kind)": by
  ///    Tesseract, because recogniser/ cannot run the model for this reason.
  [[nodiscard]] const std::string& model_name() const noexcept { return model_name_; }
  /// Returns true if the second model is used.
  [[nodiscard]] bool has_second_model() const noexcept {
    return reader_ && reader_->has_second_model();
  }
  /// Returns the language and the hash of the second model ("Vietnamese 9c3d…"), or why it is not
  /// used: "Vietnamese (not used: damaged)" or another reason, "Vietnamese missing". Empty if
  /// options.second_language was empty.
  [[nodiscard]] const std::string& second_model_name() const noexcept { return second_model_name_; }

 private:
  OcrEngine(std::unique_ptr<tesseract::TessBaseAPI> api, const OcrEngineOptions& options);
  [[nodiscard]] ReadLines read_by_tesseract(const TextPicture& picture, image::PixPtr& ink);
  void show_tesseract(const Pix* pix, std::int32_t dpi, SegmentationMode mode);
  [[nodiscard]] std::vector<LineCrop> find_lines(const Pix* pix, const Pix* ink, std::int32_t dpi,
                                                 SegmentationMode mode);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string model_name_, second_model_name_;
  std::optional<LineReader> reader_;
  std::optional<recogniser::LineNetwork> handwriting_;
  LineObserver line_observer_;
  StageTimings* timings_ = nullptr;
};

}  // namespace codau::ocr
