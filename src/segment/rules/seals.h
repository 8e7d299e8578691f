// segment/rules/seals.h — round seals in black, as copies and scans of one bit have them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Inches. What is lower near a seal is a mark, a dot or a speck, no letter of print; as deep reach
/// descenders.
inline constexpr double kLowestLetter = 0.04;

/// Its outermost ring, in pixels.
struct Seal {
  double x = 0, y = 0, radius = 0;
};

/// Around its ring.
[[nodiscard]] Box box_of(const Seal& seal);

/// Rings of 14 to 22 mm radius (seals of 30 to 42 mm, copied a little larger or smaller), drawn
/// nearly whole, with white around them.
[[nodiscard]] std::vector<Seal> find_seals(const Pix* ink, std::int32_t dpi);

/// Takes a seal out of a page: its rings but where print goes straight through them
/// (segment/rules/seal_rings.h), and what lies within them but rulings and what is of lines of
/// print that go on beside it (segment/rules/seal_letters.h). Precondition: the page is upright.
void erase_seal(const Seal& seal, NormalisedPage& page);

}  // namespace codau::image
