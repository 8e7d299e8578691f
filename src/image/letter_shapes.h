// image/letter_shapes.h — where capitals have ink and where they have none.
#pragma once

#include <cstdint>
#include <vector>

namespace codau::image {

/// 32 units are the height of a capital; from the left end of its base line, y downwards.
struct ShapePoint {
  std::int8_t x, y;
};
struct LetterShape {
  char32_t letter;
  std::int32_t advance;
  std::vector<ShapePoint> strokes, gaps;  ///< well inside its ink, and well outside
};
struct LetterFace {
  std::int32_t blank;                ///< the advance of a space
  std::vector<LetterShape> letters;  ///< ascending
};
/// A face without serifs and one with them, bold. Made by tools/make_letter_shapes.
[[nodiscard]] const std::vector<LetterFace>& letter_faces();

}  // namespace codau::image
