// image/stamps.h — short runs of print in the head of a page that stand there as a rubber stamp
// does: in coloured ink, in a frame, or askew.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "image/page_image.h"

namespace codau::image {

/// One of them, cut out to be read.
struct Stamp {
  PixPtr picture;        ///< 8 bits, dark on white, straight, its frame and other ink taken out
  PixPtr ink;            ///< 1 bit, half as large, straight, with its frame
  std::int32_t dpi = 0;  ///< of `picture`
  Box box;               ///< in pixels of the page as it was looked at (150 to 250 dpi, upright)
  bool coloured = false, framed = false;
};

/// What may be a stamp of one line, 12 to 75 mm wide and up to 28 mm high with its tilt of up to 16
/// degrees, in the upper half of the page. `degrees`: the turn that makes the page upright. At most
/// kMostStamps, framed ones first. Straight print in black without a frame is none: it is read as
/// print.
inline constexpr std::size_t kMostStamps = 8;

/// A part of the head where black ink of two lines has run together, as a stamp over print does.
struct Tangle {
  PixPtr ink;      ///< 1 bit, 150 to 250 dpi; what ran together is in its middle
  double dot = 0;  ///< pixels of a millimetre
  Box box;         ///< as Stamp has it: what ran together
};
struct Stamps {
  std::vector<Stamp> stamps;
  std::vector<Tangle> tangles;  ///< at most kMostTangles
};
inline constexpr std::size_t kMostTangles = 3;
[[nodiscard]] Stamps find_stamps(const PageImage& page, std::int32_t degrees);

/// 1 bit, half as wide and high; a dot stays where one of its four was.
[[nodiscard]] PixPtr half_of(const Pix* ink);

/// Turned clockwise about its middle by a few degrees; 1 bit or 8 bits.
[[nodiscard]] PixPtr turned_by(const Pix* pix, double degrees);

}  // namespace codau::image
