// export/words/placed_page.h — the restored words of a page with their boxes, for the layout
// formats ALTO and hOCR (export/words/alto.h, export/words/hocr.h).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::exports {

/// A restored word with its box in pixels of the page image (core/values.h: PageBox).
struct PlacedWord {
  std::string text;  ///< restored, NFC
  PageBox box;       ///< core/values.h.
  /// Probability that the text is right, 0 to 1, as the recogniser or the correction estimates it.
  double confidence = 1;
  /// The text as read, only if it differs from `text`.
  std::string as_read = {};
  /// A person has set the text, or "[…]" stands for ink that is not read as text.
  bool is_set = false;
  bool operator==(const PlacedWord&) const = default;
};
using PlacedLine = std::vector<PlacedWord>;       ///< at least one word
using PlacedParagraph = std::vector<PlacedLine>;  ///< at least one line
using PlacedArea =
    std::vector<PlacedParagraph>;  ///< a column, a cell of a table, a part of the head
/// A page with its areas, paragraphs, lines and words, all in reading order.
struct PlacedPage {
  /// Page of the source, from 1.
  std::uint32_t number = 0;
  /// Size of the page image in pixels; resolution in dots per inch. `rotation`: clockwise degrees
  /// that make the image upright (0, 90, 180, 270).
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;
  /// 0 to 1, as in TextPage (core/values.h).
  double mean_confidence = 1;
  std::string image_sha256;
  std::vector<PlacedArea> areas;
  bool has_own_text = false;  ///< its words come from the PDF's own text layer
};

/// Returns the stored pages of a document, ascending; an empty list if no page is stored. The
/// result is valid until the next call.
using PageLookup = std::function<const std::vector<PlacedPage>&(std::string_view doc_id)>;

/// Each find_bounding_box() returns the box around all words of a line, paragraph or area.
/// Precondition: not empty.
[[nodiscard]] PageBox find_bounding_box(const PlacedLine& line);
[[nodiscard]] PageBox find_bounding_box(const PlacedParagraph& paragraph);
[[nodiscard]] PageBox find_bounding_box(const PlacedArea& area);

/// Returns the area between two words of a line, on upright and on rotated pages. Returns `a` if
/// the words overlap or touch.
[[nodiscard]] PageBox find_gap_box(const PageBox& a, const PageBox& b);

/// The baseline of a line on the upright page, in pixels: y = at + slope * (x - left edge of the
/// line).
struct Baseline {
  double slope = 0, intercept = 0;
};
/// Estimates the baseline from the first 64 words without descenders. The slope is the median of
/// all slopes between two of these words (Theil and Sen). A slope steeper than 0.2 counts as 0. A
/// line without such words has its lower edge as baseline.
[[nodiscard]] Baseline estimate_baseline(const PlacedLine& line, const PlacedPage& page);
/// A point of the unrotated page, in pixels.
struct PagePoint {
  std::int32_t x = 0, y = 0;
  bool operator==(const PagePoint&) const = default;
};
/// The two ends of a baseline, in reading direction.
struct BaselineSegment {
  PagePoint from, to;
};
/// Returns the ends of the baseline of a line. Both points are moved into the page.
[[nodiscard]] BaselineSegment find_baseline_ends(const Baseline& baseline, const PlacedLine& line,
                                                 const PlacedPage& page);

}  // namespace codau::exports
