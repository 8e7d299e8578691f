// segment/rules/arrival_stamp.h — the box that a registry stamps on incoming mail.
#pragma once

#include <array>
#include <optional>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// "ĐẾN | Số … | Ngày … | Chuyển …" in a frame of some 50 × 35 mm (Nghị định 30/2020, phụ lục IV),
/// black in photocopies, put down askew, as a rule over the title or the first lines. In pixels of
/// the clean copy.
struct ArrivalStamp {
  std::array<Point, 4> corners;      ///< clockwise from the left top
  Box box;                           ///< around them, inside the copy
  bool left = false, right = false;  ///< sides that were seen
};

/// Two lines of 1 to 3.2 inches, 0.5 to 1.7 inches apart, turned by up to 6 degrees, with a stroke
/// between them at one end at least, in the upper part of the page.
[[nodiscard]] std::optional<ArrivalStamp> find_arrival_stamp(const CleanPage& page);

/// Takes it out of grey, ink and faint: the frame, and what stands inside but for the beginning of
/// printed lines that go on beside it.
void erase_arrival_stamp(const ArrivalStamp& stamp, CleanPage& page);

}  // namespace codau::image
