// lines/engine.h — a model of one language, kept open: lines are found and read.
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
enum class Mode : int { kPage = 3, kColumn = 4, kBlock = 6, kLine = 7 };

struct EngineOptions {
  std::filesystem::path tessdata;  ///< empty: where Tesseract looks by itself
  std::string language;
  /// A language whose model is asked of words that the first is not sure of, if it is installed and
  /// the two go together; has_second() and second_name() say whether it is.
  std::string second{};
  std::string letters{};  ///< are read alone; empty: all
  Layers layers = Layers::kTrained;
  LineWatcher watcher{};  ///< shown each line of print, also one that is read twice
  Laps* laps = nullptr;   ///< counts the calls of read(); outlives the engine
};

/// Lines are found by lines/text_rows.h, by Tesseract where that is not sure, and read by the
/// network of recogniser/; what that cannot run, Tesseract runs.
class Engine {
 public:
  /// Throws Error{kModel} when the language is not there or cannot be read.
  explicit Engine(const EngineOptions& options);
  /// Nothing when the language is not there.
  [[nodiscard]] static std::optional<Engine> if_installed(const EngineOptions& options);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Reads a part of an 8-bit or 1-bit picture, with some white set around it; boxes are in pixels
  /// of the whole picture. Nothing of a part of less than four pixels. (Tesseract's own way to read
  /// a part mixes up rows where it is as wide as the page.)
  [[nodiscard]] Lines read(const Pix* picture, const Box& part, std::int32_t dpi, Mode mode,
                           Writing writing = Writing::kType);

  /// Of the library, "5.3.0".
  [[nodiscard]] static std::string tesseract_version();
  /// The model that reads, by the hash of its file: "vie 1f0e…"; "vie 1f0e… trained 77b2…" where
  /// recogniser/fine_tuned_lstm.h read in place of its layers; "vie 1f0e… (run by tesseract:
  /// damaged)", or "of another kind", where the network of recogniser/ cannot run it.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// The second model is asked.
  [[nodiscard]] bool has_second() const noexcept { return reader_ && reader_->has_second(); }
  /// "Vietnamese 9c3d…"; "Vietnamese (not used: damaged)", or another reason, where it is installed
  /// and not asked; "Vietnamese missing". Empty where none was named.
  [[nodiscard]] const std::string& second_name() const noexcept { return second_name_; }

 private:
  Engine(std::unique_ptr<tesseract::TessBaseAPI> api, const EngineOptions& options);
  [[nodiscard]] Lines read_by_tesseract();
  void show_tesseract(const Pix* pix, std::int32_t dpi, Mode mode);
  /// By our own rows; where they are not sure, by Tesseract's layout.
  [[nodiscard]] std::vector<LinePlace> find_lines(const Pix* pix, const Pix* ink, std::int32_t dpi,
                                                  Mode mode);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string name_, second_name_;
  std::optional<LineReader> reader_;
  LineWatcher watcher_;
  Laps* laps_ = nullptr;
};

}  // namespace codau::ocr
