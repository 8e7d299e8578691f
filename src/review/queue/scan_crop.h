// review/queue/scan_crop.h — computes the part of a scanned page that a person needs to see to
// judge a value.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/range.h"

namespace codau::review {

/// A page of a scan, as in the table `pages`.
struct ScanPage {
  std::int64_t number = 0;
  std::int32_t width = 0, height = 0, dpi = 0;  ///< pixels as stored; 0: no picture
  std::int32_t turn = 0;  ///< degrees by which the picture is turned clockwise to be upright
};

/// A box on a page, in pixels of the stored picture.
struct PageMark {
  std::int64_t page = 0;
  PageBox box;
};
/// Returns the boxes in the text of a column `bbox` (standards section 9). Malformed text gives no
/// boxes. Throws nothing.
[[nodiscard]] std::vector<PageMark> parse_marks(std::string_view json);

/// A box within the upright picture that is shown: shares of its width and height, from 0 to 1.
struct RelativeBox {
  double left = 0, top = 0, width = 0, height = 0;
  bool operator==(const RelativeBox&) const = default;
};
/// Returns the place of `box` in the upright picture of `part`. Precondition: `part` is not empty.
[[nodiscard]] RelativeBox to_relative_box(const ScanPage& page, const PageBox& part,
                                          const PageBox& box);

/// Returns a box around the whole page.
[[nodiscard]] PageBox make_whole_page_box(const ScanPage& page);
/// Returns a part around the boxes: with the lines above and below, and wide enough to see the
/// context of the value.
/// Laws: the part is on the page; the part is not empty; the part contains everything of the boxes
/// that is on the page.
[[nodiscard]] PageBox find_part_around(const ScanPage& page, std::span<const PageBox> boxes);
/// Returns the box in pixels of the stored picture, for a part of the upright page.
[[nodiscard]] PageBox to_page_box(const ScanPage& page, const RelativeBox& upright);
/// Returns the usual place of a field of the document itself (decree 30/2020, appendix I). The
/// number is on the left of the head, the date on the right, the subject below. An empty `field`
/// gives the whole head.
[[nodiscard]] PageBox find_head_part(const ScanPage& page, std::string_view field);
/// Returns the usual place of the signature: on the right, above the end of the text. The argument
/// `bottom` is the end of the last text line, from 0 to 1.
[[nodiscard]] PageBox find_signature_part(const ScanPage& page, double bottom);

/// Longest side of a picture in pixels: of a part, which must be sharp, and of a whole page.
inline constexpr std::int32_t kMaxPartPixels = 1'800, kMaxPagePixels = 2'600;

}  // namespace codau::review
