// image/mark_finder.h — where a mark of secrecy may be stamped: over print, in any frame, askew.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "image/page_image.h"

namespace codau::image {

/// A stamped MẬT, the last word of every mark.
struct MarkPlace {
  Box box;         ///< about it, in pixels of the picture
  float odds = 0;  ///< logarithms, of all networks that were asked; from kMarkOdds on it is one
};
/// Chosen on made heads (tests/accuracy/RESULTS.md).
inline constexpr float kMarkOdds = 1.75F;

/// In 8 bits, dark on white, upright but for 16 degrees. `paper`: its tone. The surest first, none
/// beside a surer one. Where the first network sees one or is in doubt a second one is asked, at
/// 150 dpi and without the darkest ink too: print over a stamp is darker than the stamp.
[[nodiscard]] std::vector<MarkPlace> find_marks(const Pix* grey, std::int32_t dpi,
                                                std::int32_t paper);

}  // namespace codau::image
