// export/words/placed_page.h — the restored words of a page at their places, for layout formats
// (export/words/alto.h, export/words/hocr.h).
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
  double confidence = 1;     ///< that the text is right: of the reading, or of the correction
  std::string as_read = {};  ///< the text as read if it differs; else empty
  bool is_set = false;       ///< a person has set the text, or "[…]" stands for ink
  bool operator==(const PlacedWord&) const = default;
};
using PlacedLine = std::vector<PlacedWord>;       ///< at least one word
using PlacedParagraph = std::vector<PlacedLine>;  ///< at least one line
using PlacedArea =
    std::vector<PlacedParagraph>;  ///< a column, a cell of a table, a part of the head
/// A page with all members in reading order.
struct PlacedPage {
  std::uint32_t number = 0;                                   ///< 1-based page of the source
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;  ///< as in TextPage
  double mean_confidence = 1;
  std::string image_sha256;
  std::vector<PlacedArea> areas;
  bool has_own_text = false;  ///< its words come from the PDF's own text layer
};

/// Returns the stored pages of a document, ascending; an empty list if none are stored. The result
/// is valid until the next call.
using PagesOf = std::function<const std::vector<PlacedPage>&(std::string_view doc_id)>;

/// Returns the box around a line, paragraph or area. Precondition: not empty.
[[nodiscard]] PageBox box_of(const PlacedLine& line);
[[nodiscard]] PageBox box_of(const PlacedParagraph& paragraph);
[[nodiscard]] PageBox box_of(const PlacedArea& area);

/// Returns the area between two words of a line, whatever the turn of the page; `a` itself if the
/// words overlap or touch.
[[nodiscard]] PageBox between(const PageBox& a, const PageBox& b);

/// The baseline of a line on the upright page: y = at + slope * (x - left of the line). It is
/// estimated from words without descenders: the slope is the median of all slopes between two words
/// (Theil and Sen). A line without such words has its lower edge as baseline.
struct Baseline {
  double slope = 0, at = 0;
};
[[nodiscard]] Baseline baseline_of(const PlacedLine& line, const PlacedPage& page);
/// Both ends of a baseline on the unrotated page, in reading direction, within the page.
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
