// export/words/placed_page.h — the restored words of a page where they stand, as forms for layout
// take them (export/words/alto.h, export/words/hocr.h).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::exports {

struct PlacedWord {
  std::string text;          ///< restored, NFC
  PageBox box;               ///< core/values.h
  double confidence = 1;     ///< that the text is right: of the reading, or of what changed it
  std::string as_read = {};  ///< where that is another text; else empty
  bool is_set = false;       ///< a person has set it, or "[…]" stands for ink
  bool operator==(const PlacedWord&) const = default;
};
using PlacedLine = std::vector<PlacedWord>;       ///< one word at least
using PlacedParagraph = std::vector<PlacedLine>;  ///< one line at least
using PlacedArea =
    std::vector<PlacedParagraph>;  ///< a column, a cell of a table, a part of the head
/// All in reading order.
struct PlacedPage {
  std::uint32_t number = 0;                                   ///< 1-based page of the source
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;  ///< as TextPage has them
  double mean_confidence = 1;
  std::string image_sha256;
  std::vector<PlacedArea> areas;
  bool has_own_text = false;  ///< its words are those of the PDF's own text layer
};

/// The pages of a document as they are kept with an output, ascending; none where they are not.
/// What it gives lives until the next call.
using PagesOf = std::function<const std::vector<PlacedPage>&(std::string_view doc_id)>;

/// Precondition: a word, line, paragraph or area that is not empty.
[[nodiscard]] PageBox box_of(const PlacedLine& line);
[[nodiscard]] PageBox box_of(const PlacedParagraph& paragraph);
[[nodiscard]] PageBox box_of(const PlacedArea& area);

/// What the letters of a line stand on, on the page turned upright: y = at + slope * (x - left of
/// the line). Told from the words that have no stroke below it: half of all slopes between two of
/// them are below it, half of them above (Theil and Sen); the lower edge of a line that has none.
struct Baseline {
  double slope = 0, at = 0;
};
[[nodiscard]] Baseline baseline_of(const PlacedLine& line, const PlacedPage& page);
/// Its ends on the page as it lies, in reading direction, within the page.
struct Point {
  std::int32_t x = 0, y = 0;
  bool operator==(const Point&) const = default;
};
struct Stretch {
  Point from, to;
};
[[nodiscard]] Stretch ends_of(const Baseline& baseline, const PlacedLine& line,
                              const PlacedPage& page);

}  // namespace codau::exports
