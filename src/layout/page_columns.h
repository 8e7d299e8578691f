// layout/page_columns.h — the two places where an administrative page stands in two columns.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Two columns side by side, parted by white at `x`, from `top` to `bottom` of the clean copy.
struct ColumnSplit {
  std::int32_t x = 0, top = 0, bottom = 0;
};
struct PageColumns {
  std::optional<ColumnSplit> header;  ///< issuer | national motto (Nghị định 30/2020, ô 1 to 5b)
  /// The same where lines of the two reach past each other, by white that stands further left or
  /// right from row to row: stretches of rows from the top down without gaps, at least a line
  /// further down than `header`. Running text may have such blanks: the motto says what it is.
  std::vector<ColumnSplit> header_seam;
  std::optional<ColumnSplit> closing;  ///< recipients | signature (ô 7, 9b)
};

/// The columns of what may be a header, from the top down: winding ones where they are there.
[[nodiscard]] std::vector<ColumnSplit> select_header_splits(const PageColumns& columns);

/// White gaps of at least 0.1 inch near the middle that run down from the first line, or up from
/// the last one, past two lines on each side. `solid` areas (tables) end a column. Precondition:
/// rulings are erased from `page`.
[[nodiscard]] PageColumns find_page_columns(const CleanPage& page, const std::vector<Box>& solid);

/// The two columns of a closing whose first line begins in row `top`, though dirt, a page number or
/// a signature below runs across the gap: down to the last row of the page, or to footnotes.
[[nodiscard]] std::optional<ColumnSplit> find_closing_below(const CleanPage& page,
                                                            std::int32_t top);

/// Small print that stands alone in the middle of the first or last lines of the page, where page
/// numbers are: a box each, from the top down.
[[nodiscard]] std::vector<Box> find_page_number_candidates(const CleanPage& page);

}  // namespace codau::image
