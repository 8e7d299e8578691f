// lines/ocr_engine.h — a model of one language, kept open: lines are found and read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lines/line_reader.h"
#include "lines/read_line.h"
#include "lines/stage_timings.h"

struct Pix;

namespace tesseract {
class TessBaseAPI;
}

namespace codau::ocr {

/// How a picture is laid out (Tesseract's page segmentation modes).
enum class SegmentationMode : int { kPage = 3, kColumn = 4, kBlock = 6, kLine = 7 };

struct OcrEngineOptions {
  std::filesystem::path tessdata;  ///< empty: where Tesseract looks by itself
  std::string language;
  /// A language whose model is asked of words that the first is not sure of, if it is installed and
  /// the two go together; has_second_model() and second_model_name() say whether it is.
  std::string second_language{};
  std::string allowed_letters{};  ///< are read alone; empty: all
  ModelLayers layers = ModelLayers::kTrained;
  LineObserver line_observer{};     ///< shown each line of print, also one that is read twice
  StageTimings* timings = nullptr;  ///< counts the calls of recognise(); outlives the engine
};

/// Lines are found by lines/text_rows.h, by Tesseract where that is not sure, and read by the
/// network of recogniser/; what that cannot run, Tesseract runs.
class OcrEngine {
 public:
  /// Throws Error{kModel} when the language is not there or cannot be read.
  explicit OcrEngine(const OcrEngineOptions& options);
  /// Nothing when the language is not there.
  [[nodiscard]] static std::optional<OcrEngine> open_if_installed(const OcrEngineOptions& options);
  ~OcrEngine();
  OcrEngine(OcrEngine&&) noexcept;
  OcrEngine& operator=(OcrEngine&&) noexcept;

  /// Reads a part of an 8-bit or 1-bit picture, with some white set around it; boxes are in pixels
  /// of the whole picture. Nothing of a part of less than four pixels. (Tesseract's own way to read
  /// a part mixes up rows where it is as wide as the page.)
  [[nodiscard]] ReadLines recognise(const Pix* picture, const Box& part, std::int32_t dpi,
                                    SegmentationMode mode,
                                    WritingKind writing = WritingKind::kType);

  /// Returns the network for lines with handwritten numbers. Nothing if the options ask for
  /// ModelLayers::kInstalled, or if the model is not Debian's (recogniser/fine_tuned_lstm.h).
  [[nodiscard]] const std::optional<recogniser::LineNetwork>& handwriting_network() const noexcept {
    return handwriting_;
  }

  /// Of the library, "5.3.0".
  [[nodiscard]] static std::string tesseract_version();
  /// The model that reads, by the hash of its file: "vie 1f0e…"; "vie 1f0e… trained 77b2…" where
  /// recogniser/fine_tuned_lstm.h read in place of its layers; "vie 1f0e… (run by tesseract:
  /// damaged)", or "of another kind", where the network of recogniser/ cannot run it.
  [[nodiscard]] const std::string& model_name() const noexcept { return model_name_; }
  /// The second model is asked.
  [[nodiscard]] bool has_second_model() const noexcept {
    return reader_ && reader_->has_second_model();
  }
  /// "Vietnamese 9c3d…"; "Vietnamese (not used: damaged)", or another reason, where it is installed
  /// and not asked; "Vietnamese missing". Empty where none was named.
  [[nodiscard]] const std::string& second_model_name() const noexcept { return second_model_name_; }

 private:
  OcrEngine(std::unique_ptr<tesseract::TessBaseAPI> api, const OcrEngineOptions& options);
  [[nodiscard]] ReadLines read_by_tesseract();
  void show_tesseract(const Pix* pix, std::int32_t dpi, SegmentationMode mode);
  /// By our own rows; where they are not sure, by Tesseract's layout.
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
