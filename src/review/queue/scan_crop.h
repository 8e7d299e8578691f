// review/queue/scan_crop.h — which part of a scan a person needs to see to judge a value.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/range.h"

namespace codau::review {

/// A page of a scan, as the table `pages` has it.
struct ScanPage {
  std::int64_t number = 0;
  std::int32_t width = 0, height = 0, dpi = 0;  ///< pixels as they came; 0: there is no picture
  std::int32_t turn = 0;                        ///< clockwise, what makes it upright
};

/// A box of a page that is marked.
struct PageMark {
  std::int64_t page = 0;
  PageBox box;
};
/// Those of a column `bbox` (standards section 9). Total: nothing for what is no such text.
[[nodiscard]] std::vector<PageMark> parse_marks(std::string_view json);

/// A box in parts of the picture that is shown, which is upright: 0 to 1.
struct RelativeBox {
  double left = 0, top = 0, width = 0, height = 0;
  bool operator==(const RelativeBox&) const = default;
};
/// The box as it lies on the picture of `part`. Precondition: `part` is not empty.
[[nodiscard]] RelativeBox to_relative_box(const ScanPage& page, const PageBox& part,
                                          const PageBox& box);

/// The whole page.
[[nodiscard]] PageBox make_whole_page_box(const ScanPage& page);
/// Around the boxes, with the line above and below, wide enough to see what the value belongs to.
/// Laws: it lies on the page and is not empty; it holds all of the boxes that the page holds.
[[nodiscard]] PageBox find_part_around(const ScanPage& page, std::span<const PageBox> boxes);
/// The part of a page as it is seen upright, in parts of its width and height: 0 to 1.
[[nodiscard]] PageBox to_page_box(const ScanPage& page, const RelativeBox& upright);
/// Where a field of the document itself stands as a rule (decree 30/2020, appendix I): its number
/// on the left of the head, its date on the right, its subject below. `field` empty: the head.
[[nodiscard]] PageBox find_head_part(const ScanPage& page, std::string_view field);
/// Where a page is signed whose last line of text ends at `bottom`: the right of what is above.
[[nodiscard]] PageBox find_signature_part(const ScanPage& page, double bottom);

/// Pixels of the longer side of a picture: of a part, which is to be sharp, and of a page.
inline constexpr std::int32_t kMaxPartPixels = 1'800, kMaxPagePixels = 2'600;

}  // namespace codau::review
