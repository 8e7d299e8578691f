// segment/rules/stamps.h — finds possible stamps in the head of a page: short lines of text in
// coloured ink, in a frame, or askew. Level black print without a frame is read as print instead.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/rules/mark_finder.h"

namespace codau::image {

/// A possible stamp, cut out to be recognised.
struct Stamp {
  PixPtr picture;        ///< 8 bits, dark on white, level, without its frame and without other ink
  std::int32_t dpi = 0;  ///< resolution of `picture`
  Box box;               ///< in pixels of the examined picture: the page upright, at 150 to 250 dpi
  bool coloured = false, framed = false;
};

/// The greatest number of possible stamps. Framed ones are preferred.
inline constexpr std::size_t kMostStamps = 8;

/// The possible stamps of a page, and the picture in which they were found.
struct Stamps {
  std::vector<Stamp> stamps;
  /// places of possible marks MẬT (mark_finder.h), the surest first; boxes as Stamp::box
  std::vector<MarkPlace> marks;
  /// The examined picture without coloured ink: 8 bits, dark on paper of the grey value `paper`.
  PixPtr black;
  std::int32_t dpi = 0, paper = 255;
};
/// Returns the possible stamps in the upper half of a page, at most kMostStamps, framed ones first.
/// They have one line, are 12 to 75 mm wide and up to 28 mm high, and are rotated by up to 16
/// degrees. Argument `degrees`: the clockwise turn that makes the page upright. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] Stamps find_stamp_candidates(const MarkNetworks& networks, const PageImage& page,
                                           std::int32_t degrees);

/// Factor by which the pictures of stamps and of pale print are larger than the examined picture.
/// There, letters of marks have 15 to 25 pixels, which is too small to be read well.
inline constexpr double kStampScale = 2;
/// Returns a part of found.black, kStampScale times as large, with pale ink made dark and rulings
/// erased. Precondition: `part` is not empty. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr crop_pale_print(const Stamps& found, const Box& part);

}  // namespace codau::image
