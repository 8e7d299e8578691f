// ocr/read_page.h — what is read from a clean copy, before it is put in order. Boxes in pixels of
// the copy.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "lines/read_line.h"

namespace codau::ocr {

struct ReadTable {
  image::CellGrid grid;
  std::vector<ReadLines> cells;  ///< beside grid.cells
  /// Cells whose text runs up or down the page, ascending.
  std::vector<std::size_t> rotated_cells{};

  [[nodiscard]] bool is_rotated(std::size_t cell) const {
    return std::binary_search(rotated_cells.begin(), rotated_cells.end(), cell);
  }
};

/// A page in its parts. What stands in two columns is already apart.
struct ReadPage {
  ReadLines page_numbers;  ///< at the top or at the foot
  ReadLines stamp;         ///< of incoming mail
  ReadLines header_left, header_right, body, closing_left, closing_right;
  ReadLines notes;                ///< below the closing
  Box signature;                  ///< the column of closing_right; empty without one
  std::vector<ReadTable> tables;  ///< from the top of the page down
  bool is_born_digital = false;   ///< by a program, letter for letter: there is no dirt
};

}  // namespace codau::ocr
