// ocr/read_page.h — a recognised page in parts, before ocr/compose.h puts them in reading order.
// Boxes are in pixels of the clean copy of the page (page/clean_page.h). "Read" in the names means
// "recognised".
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "lines/read_line.h"

namespace codau::ocr {

/// A recognised table.
struct ReadTable {
  image::CellGrid grid;
  std::vector<ReadLines> cells;  ///< cells[i]: the lines of grid.cells[i]
  /// Indices of the cells whose text runs up or down the page, ascending.
  std::vector<std::size_t> rotated_cells{};

  /// Returns true if the text of the cell with this index runs up or down the page.
  [[nodiscard]] bool is_rotated(std::size_t cell) const {
    return std::binary_search(rotated_cells.begin(), rotated_cells.end(), cell);
  }
};

/// The lines and tables of a page. Each line is in one part only. A part that the page lacks is
/// empty.
struct ReadPage {
  ReadLines page_numbers;               ///< page numbers at the top or at the bottom
  ReadLines stamp;                      ///< in the stamp of the office that received the document
  ReadLines header_left, header_right;  ///< the two columns of the header (issuer, motto)
  ReadLines body;                       ///< between header and closing, outside tables
  /// The two columns of the closing (recipients, signature).
  ReadLines closing_left, closing_right;
  ReadLines notes;  ///< below the closing
  /// The area of the column `closing_right`; empty if the page has no closing.
  Box signature;
  std::vector<ReadTable> tables;  ///< from the top of the page down
  /// The text is the text layer of a PDF, not recognised: no word is dirt misread as text.
  bool is_born_digital = false;
};

}  // namespace codau::ocr
