// ocr/engine.h — a model of one language, kept open: lines are found and read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ocr/laps.h"
#include "ocr/line_reader.h"
#include "ocr/reading.h"

struct Pix;

namespace tesseract {
class TessBaseAPI;
}

namespace codau::ocr {

/// How a picture is laid out (Tesseract's page segmentation modes).
enum class Mode : int { kPage = 3, kColumn = 4, kBlock = 6, kLine = 7 };

/// Lines are found by image/text_rows.h, by Tesseract where that is not sure, and read by the
/// network of recogniser/; what that cannot run, Tesseract runs.
class Engine {
 public:
  /// Throws Error{kModel} when `language` is not there or cannot be read. `second`: a language
  /// whose model is asked of words that the first is not sure of, if it is installed and the two go
  /// together; has_second() and second_name() say whether it is.
  Engine(const std::filesystem::path& tessdata, const std::string& language,
         const std::string& second = {}, Layers layers = Layers::kTrained);
  /// Reads `letters` alone. Nothing when `language` is not there.
  [[nodiscard]] static std::optional<Engine> if_installed(const std::filesystem::path& tessdata,
                                                          const std::string& language,
                                                          const std::string& letters);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Reads a part of an 8-bit or 1-bit picture, with some white set around it; boxes are in pixels
  /// of the whole picture. (Tesseract's own way to read a part mixes up rows where it is as wide as
  /// the page.)
  [[nodiscard]] Lines read(const Pix* picture, const Box& part, std::int32_t dpi, Mode mode);

  /// Of the library, "5.3.0".
  [[nodiscard]] static std::string tesseract_version();
  /// The model that reads, by the hash of its file: "vie 1f0e…"; "vie 1f0e… trained 77b2…" where
  /// recogniser/trained_layers.h read in place of its layers; "vie 1f0e… (run by tesseract:
  /// damaged)", or "of another kind", where the network of recogniser/ cannot run it.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// The second model is asked.
  [[nodiscard]] bool has_second() const noexcept { return reader_ && reader_->has_second(); }
  /// "Vietnamese 9c3d…"; "Vietnamese (not used: damaged)", or another reason, where it is installed
  /// and not asked; "Vietnamese missing". Empty where none was named.
  [[nodiscard]] const std::string& second_name() const noexcept { return second_name_; }

  /// Shown each line from now on.
  void show_lines(LineWatcher watcher) { watcher_ = std::move(watcher); }

  /// Counts the calls of read() from now on, if it is there; outlives this.
  void count_in(Laps* laps) noexcept { laps_ = laps; }

 private:
  Engine(std::unique_ptr<tesseract::TessBaseAPI> api, const std::string& language,
         const std::string& second, const std::string& letters, Layers layers);
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
