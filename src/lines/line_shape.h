// lines/line_shape.h — a line of print as ink: its components and its baseline.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lines/read_line.h"
#include "raster/page_image.h"
#include "raster/pixels.h"

namespace codau::ocr {

/// Of one line of words; boxes and pixels are those of `ink`, a picture of 1 bit.
class LineShape {
 public:
  LineShape(const Pix* ink, const ReadLine& line);

  /// The height of a word, mean of the line; what is called small is small beside it.
  [[nodiscard]] double height() const { return height_; }
  /// Where the letters about `x` stand; nothing in a line without letters.
  [[nodiscard]] std::optional<double> estimate_baseline(std::int32_t x) const;
  /// Components as high as a letter whose middle lies in [from, to).
  [[nodiscard]] std::vector<Box> list_letters(std::int32_t from, std::int32_t to) const;
  /// All components whose middle lies in [from, to), lower ones and higher ones too.
  [[nodiscard]] std::vector<Box> list_components(std::int32_t from, std::int32_t to) const;

 private:
  double height_ = 0;
  std::vector<Box> components_, letters_;
};

}  // namespace codau::ocr
