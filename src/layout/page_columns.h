// layout/page_columns.h — finds the two places of an administrative page that have two columns: its
// header, and its closing (recipients and signature). Coordinates are in pixels of the clean copy.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Two columns with white between them at column `x`, in the rows [top, bottom).
struct ColumnSplit {
  std::int32_t x = 0, top = 0, bottom = 0;
};
/// The columns of a page. They only may be header and closing: their words decide.
struct PageColumns {
  std::optional<ColumnSplit> header;  ///< issuer and national motto (Nghị định 30/2020, ô 1 to 5b)
  /// A header whose lines reach past each other, so that no straight white line divides them. Each
  /// element divides some rows, from the top down without gaps. Together they reach at least one
  /// line further down than `header`. Running text may have such white, too: only the motto tells
  /// that this is a header.
  std::vector<ColumnSplit> header_seam;
  std::optional<ColumnSplit> closing;  ///< recipients and signature (ô 7, 9b)
};

/// Returns the columns of the possible header, from the top down: `header_seam` if there is one,
/// otherwise `header`.
[[nodiscard]] std::vector<ColumnSplit> select_header_splits(const PageColumns& columns);

/// Returns the columns of a page. They are divided by a white gap of at least 0.1 inch near the
/// middle. It begins at the first line of the page, or ends at the last, and passes at least two
/// lines on each side. Areas in `solid`, such as tables, end a column. Precondition: the rulings
/// are erased from `page`.
[[nodiscard]] PageColumns find_page_columns(const CleanPage& page, const std::vector<Box>& solid);

/// Returns the two columns of a closing whose first line begins in row `top`. They end at the last
/// row of the page, or at footnotes. Dirt, a page number or a signature may cross the gap below.
[[nodiscard]] std::optional<ColumnSplit> find_closing_below(const CleanPage& page,
                                                            std::int32_t top);

/// Returns the boxes of possible page numbers, from the top down. They are small print that stands
/// alone in the middle of the first or the last lines of the page.
[[nodiscard]] std::vector<Box> find_page_number_candidates(const CleanPage& page);

}  // namespace codau::image
