// ocr/engine.h — Tesseract, one language, kept open.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ocr/reading.h"

struct Pix;

namespace tesseract {
class TessBaseAPI;
}

namespace codau::ocr {

/// How a picture is laid out (Tesseract's page segmentation modes).
enum class Mode : int { kPage = 3, kColumn = 4, kBlock = 6, kLine = 7 };

/// Throws Error{kModel} when `language` is not there. `letters`: only these are read, if not empty.
class Engine {
 public:
  Engine(const std::filesystem::path& tessdata, const std::string& language, const std::string& letters = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Shows a picture of `dpi`; it must live until the next one is shown.
  void show(const Pix* pix, std::int32_t dpi);
  /// Reads a part of the picture shown.
  [[nodiscard]] Lines read(const Box& part, Mode mode);

  [[nodiscard]] std::filesystem::path model_file() const;
  [[nodiscard]] static bool has_language(const std::filesystem::path& tessdata, const std::string& language);

 private:
  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string language_;
};

}  // namespace codau::ocr
