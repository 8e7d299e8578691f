// lines/line_shape.h — measures the ink of a text line: its connected components and its baseline.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lines/read_line.h"
#include "raster/page_image.h"
#include "raster/pixels.h"

namespace codau::ocr {

/// The ink of one line. Boxes are in pixels of `ink`, a picture of 1 bit.
class LineShape {
 public:
  LineShape(const Pix* ink, const ReadLine& line);

  /// Returns the mean height of the words of the line. Sizes of marks are judged by this height.
  [[nodiscard]] double height() const { return height_; }
  /// Returns the row of the baseline near column `x`. Returns nothing if the line has no letters.
  [[nodiscard]] std::optional<double> estimate_baseline(std::int32_t x) const;
  /// Returns the components as high as a letter whose middle is in the columns [from, to).
  [[nodiscard]] std::vector<Box> list_letters(std::int32_t from, std::int32_t to) const;
  /// Returns all components whose middle is in the columns [from, to).
  [[nodiscard]] std::vector<Box> list_components(std::int32_t from, std::int32_t to) const;

 private:
  double height_ = 0;
  std::vector<Box> components_, letters_;
};

}  // namespace codau::ocr
