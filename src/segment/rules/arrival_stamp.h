// segment/rules/arrival_stamp.h — finds the arrival stamp: the box that an office stamps on
// incoming mail.
#pragma once

#include <array>
#include <optional>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// An arrival stamp, with "ĐẾN", "Số: …", "Ngày: …" and "Chuyển: …" in a frame of about 50 × 35 mm
/// (Nghị định 30/2020, phụ lục IV). It is black in photocopies, often askew, and mostly stands over
/// the title or the first lines. Coordinates are in pixels of the clean copy.
struct ArrivalStamp {
  std::array<Point, 4> corners;  ///< of the frame, clockwise from the upper left
  Box box;                       ///< the smallest box around the corners, inside the copy
  /// whether the left and the right side of the frame were found
  bool left = false, right = false;
};

/// Returns a frame in the upper part of a page that may be an arrival stamp. Returns nothing if the
/// page has no such frame. Only the words inside tell whether it is a stamp. A frame has:
/// 1. two lines of 1 to 3.2 inches, 0.5 to 1.7 inches apart, rotated by up to 6 degrees;
/// 2. a side between them, at one end at least.
/// Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::optional<ArrivalStamp> find_arrival_stamp(const CleanPage& page);

/// Erases the stamp from all pictures of the page: its frame and the ink inside. The beginnings of
/// printed lines that go on beside the frame stay.
void erase_arrival_stamp(const ArrivalStamp& stamp, CleanPage& page);

}  // namespace codau::image
