// segment/rules/stamps.h — short runs of print in the head of a page that stand there as a rubber
// stamp does: in coloured ink, in a frame, or askew.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/rules/mark_finder.h"

namespace codau::image {

/// One of them, cut out to be read.
struct Stamp {
  PixPtr picture;        ///< 8 bits, dark on white, straight, its frame and other ink taken out
  std::int32_t dpi = 0;  ///< of `picture`
  Box box;               ///< in pixels of the page as it was looked at (150 to 250 dpi, upright)
  bool coloured = false, framed = false;
};

/// What may be a stamp of one line, 12 to 75 mm wide and up to 28 mm high with its tilt of up to 16
/// degrees, in the upper half of the page. `degrees`: the turn that makes the page upright. At most
/// kMostStamps, framed ones first. Straight print in black without a frame is none: it is read as
/// print.
inline constexpr std::size_t kMostStamps = 8;

struct Stamps {
  std::vector<Stamp> stamps;
  std::vector<MarkPlace> marks;  ///< what may be one, boxes as Stamp has them, the surest first
  /// What was looked at, but for coloured ink: 8 bits, dark on paper of this tone.
  PixPtr black;
  std::int32_t dpi = 0, paper = 255;
};
[[nodiscard]] Stamps find_stamp_candidates(const MarkNetworks& networks, const PageImage& page,
                                           std::int32_t degrees);

/// How many times as large as on what was looked at the pictures of stamps and of pale print are:
/// letters of marks have 15 to 25 pixels there, less than is read well.
inline constexpr double kStampScale = 2;
/// Part of `black` with pale ink dark and rulings taken out, kStampScale times as large.
/// Precondition: the part is not empty.
[[nodiscard]] PixPtr crop_pale_print(const Stamps& found, const Box& part);

}  // namespace codau::image
