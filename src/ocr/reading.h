// ocr/reading.h — what is read from a clean copy, before it is put in order. Boxes in pixels of the
// copy.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/values.h"
#include "layout/grid.h"
#include "lines/read_line.h"

namespace codau::ocr {

struct ReadTable {
  image::Grid grid;
  std::vector<Lines> cells;           ///< beside grid.cells
  std::vector<std::size_t> turned{};  ///< cells whose text runs up or down the page, ascending

  [[nodiscard]] bool is_turned(std::size_t cell) const {
    return std::binary_search(turned.begin(), turned.end(), cell);
  }
};

/// A page in its parts. What stands in two columns is already apart.
struct ReadPage {
  Lines page_numbers;  ///< at the top or at the foot
  Lines stamp;         ///< of incoming mail
  Lines header_left, header_right, body, closing_left, closing_right;
  Lines notes;                    ///< below the closing
  Box signature;                  ///< the column of closing_right; empty without one
  std::vector<ReadTable> tables;  ///< from the top of the page down
  bool is_drawn = false;          ///< by a program, letter for letter: there is no dirt
};

}  // namespace codau::ocr
