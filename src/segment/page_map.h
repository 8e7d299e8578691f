// segment/page_map.h — the page map: the classes of every pixel of a page, found by one network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nn/convolution.h"
#include "raster/page_image.h"
#include "segment/page_network.h"

namespace codau::image {

/// A class of pixels. A pixel may have several: print under a seal is kPrint and kSeal. The value
/// is the number of a bit in PageMap::classes, and in the pictures of tools/make_pages --planes.
enum class PageClass : std::uint8_t {
  kPrint,        ///< printed characters
  kRuling,       ///< a printed line of a table or frame
  kStreak,       ///< a dark streak of a scanner
  kSeal,         ///< a round seal
  kStamp,        ///< of arrival, of secrecy, with a name or in script, in any colour
  kHand,         ///< handwriting, signatures
  kBleed,        ///< print of the other side of the sheet
  kOffSheet,     ///< scanner bed, desk, fingers
  kPicture,      ///< photograph, drawing, logo, emblem
  kDarkGround,   ///< the area of white print on a dark ground
  kCore,         ///< the band between baseline and x-height of a text line
  kSpeck,        ///< dirt
  kWhiteStreak,  ///< print lost under a white streak
};
inline constexpr std::size_t kPageClasses = 13;

/// The classes of all pixels of a page, at kPageMapDpi. The map of an A4 page (8.27 × 11.69 inches)
/// has 827 × 1169 pixels.
struct PageMap {
  std::int32_t width = 0, height = 0;
  std::vector<std::uint16_t> classes;  ///< row by row; bit k is PageClass k

  [[nodiscard]] std::uint16_t at(std::int32_t x, std::int32_t y) const {
    return classes[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(x)];
  }
  [[nodiscard]] bool has(PageClass kind, std::int32_t x, std::int32_t y) const {
    return (at(x, y) >> static_cast<unsigned>(kind) & 1U) != 0;
  }
  void set(PageClass kind, std::int32_t x, std::int32_t y, bool is_set) {
    const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind));
    std::uint16_t& place = classes[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                   static_cast<std::size_t>(x)];
    place = static_cast<std::uint16_t>(is_set ? place | bit : place & ~bit);
  }
};
inline constexpr std::int32_t kPageMapDpi = 100;
/// The greatest number of pixels of a map. Larger pages get a map of a lower resolution.
inline constexpr double kMaxPageMapPixels = 6e6;

/// Returns the map of a page, corrected by the shape of its regions (segment/page_regions.h). The
/// page need not be upright. Argument `page` is a picture of any depth, and `dpi` its resolution,
/// at least 1. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PageMap compute_page_map(const PageNetwork& network, const Pix* page,
                                       std::int32_t dpi);
/// Does the same with the given processor instructions (nn/convolution.h).
[[nodiscard]] PageMap compute_page_map(const PageNetwork& network, const Pix* page,
                                       std::int32_t dpi, nn::ConvolutionCode code);

/// Returns a picture of 1 bit with the size of the map: the pixels that have a class. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr extract_plane(const PageMap& map, PageClass kind);

/// Returns the input of the network: a map of width × height places, with both sides rounded up to
/// PageNetwork::kStride. A place is a square of 2 × 2 pixels of the page at twice the resolution.
/// It has six channels of 0 to 127:
/// 1. Channels 0 to 3: the four pixels, row by row, as half of 255 − grey. Dark is high.
/// 2. Channel 4: how colourful the place is: the largest minus the smallest of red, green and blue.
/// 3. Channel 5: how red the place is: red minus the larger of green and blue.
[[nodiscard]] nn::ByteMap make_network_input(const Pix* page, std::int32_t width,
                                             std::int32_t height);

}  // namespace codau::image
