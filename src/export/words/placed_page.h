// export/words/placed_page.h — the restored words of a page with their boxes, for the layout
// formats ALTO and hOCR (export/words/alto.h, export/words/hocr.h). Boxes and points are in pixels
// of the page image as stored, x to the right and y downwards. Turning this image by
// PlacedPage::rotation makes it upright.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::exports {

/// Maximum number of decimals of confidences and slopes in ALTO and hOCR.
inline constexpr int kMaxLayoutDecimals = 4;

/// A restored word with its box.
struct PlacedWord {
  std::string text;       ///< restored, NFC
  PageBox box;            ///< half-open (core/range.h)
  double confidence = 1;  ///< estimated probability that `text` is right, 0 to 1
  /// The text as read, if it differs from `text`; otherwise empty.
  std::string as_read = {};
  /// True if `text` does not come from OCR: a person has entered the text, or the text is "[…]" for
  /// ink that is no text.
  bool is_set = false;
  bool operator==(const PlacedWord&) const = default;
};
using PlacedLine = std::vector<PlacedWord>;       ///< at least one word
using PlacedParagraph = std::vector<PlacedLine>;  ///< at least one line
/// A column, a cell of a table, or a part of the head of a document; at least one paragraph.
using PlacedArea = std::vector<PlacedParagraph>;
/// A page. Its areas, paragraphs, lines and words are in reading order.
struct PlacedPage {
  std::uint32_t number = 0;            ///< page of the document, from 1
  std::int32_t width = 0, height = 0;  ///< of the page image, in pixels
  std::int32_t dpi = 0;                ///< resolution of the page image, in dots per inch
  std::int32_t rotation = 0;           ///< clockwise degrees to upright: 0, 90, 180 or 270
  double mean_confidence = 1;          ///< mean confidence of the words as read, 0 to 1
  std::string image_sha256;            ///< of the page image; empty: unknown
  std::vector<PlacedArea> areas;       ///< empty for a page without words
  bool has_own_text = false;           ///< the words come from the text layer of the PDF
};

/// Returns the stored pages of a document, sorted by number; an empty list if no page is stored.
/// The result is valid until the next call.
using PageLookup = std::function<const std::vector<PlacedPage>&(std::string_view doc_id)>;

/// Returns the smallest box around all words. Precondition: there is at least one word, and no line
/// or paragraph is empty.
[[nodiscard]] PageBox find_bounding_box(const PlacedLine& line);
[[nodiscard]] PageBox find_bounding_box(const PlacedParagraph& paragraph);
[[nodiscard]] PageBox find_bounding_box(const PlacedArea& area);

/// Returns the box of the gap between `a` and `b`, the boxes of two words of a line.
/// 1. If there is space between them in x: this space in x, and the range of both boxes in y.
/// 2. Otherwise, if there is space between them in y: this space in y, and the range of both in x.
/// 3. Otherwise (the boxes overlap or touch): `a`.
[[nodiscard]] PageBox find_gap_box(const PageBox& a, const PageBox& b);

/// The baseline of a line, on the page image turned upright: y = intercept + slope * x. There, x
/// counts from the left edge of the line, and y from the top edge of the page, both in pixels.
struct Baseline {
  double slope = 0;      ///< pixels down for each pixel to the right
  double intercept = 0;  ///< y at the left edge of the line
};
/// Estimates the baseline of a line of `page`. The points are the bottom centres of the boxes of
/// words that stand on the baseline, of at most the first 64 such words. These words have a letter
/// or digit, and no character that reaches below the baseline, such as "g", "ạ" or ",".
/// 1. The slope is the median of the slopes between any two points (Theil and Sen). If this median
///    is below -0.2 or above 0.2, or if all points have the same x, the slope is 0.
/// 2. The intercept is the median of y - slope * x over the points.
/// 3. Without points, the baseline is the lower edge of find_bounding_box() of the line.
/// Precondition: `line` is not empty.
[[nodiscard]] Baseline estimate_baseline(const PlacedLine& line, const PlacedPage& page);
/// A point of the page image, in pixels.
struct PagePoint {
  std::int32_t x = 0, y = 0;
  bool operator==(const PagePoint&) const = default;
};
/// The two ends of a baseline, in reading direction.
struct BaselineSegment {
  PagePoint from, to;
};
/// Returns the two ends of the baseline of a line of `page`, on the page image as stored.
/// `baseline`: from estimate_baseline() for this line. Ends outside the page are moved to its edge.
/// Precondition: `line` is not empty.
[[nodiscard]] BaselineSegment find_baseline_ends(const Baseline& baseline, const PlacedLine& line,
                                                 const PlacedPage& page);

}  // namespace codau::exports
