// segment/rules/seals.h — finds round black seals, as photocopies and scans of 1 bit have them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// In inches. Connected components near a seal that are lower than this are marks, dots or specks,
/// but no letters. Descenders reach as deep.
inline constexpr double kLowestLetter = 0.04;

/// The outermost ring of a seal: centre and radius in pixels.
struct Seal {
  double x = 0, y = 0, radius = 0;
};

/// Returns the smallest box around the ring.
[[nodiscard]] Box box_of(const Seal& seal);

/// Returns the seals of a page: rings with a radius of 14 to 22 mm, drawn nearly whole, with white
/// around them. Seals have a diameter of 30 to 42 mm; copies may be a little larger or smaller.
/// `ink`: 1 bit. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<Seal> find_seals(const Pix* ink, std::int32_t dpi);

/// Erases a seal from a page: its rings (segment/rules/seal_rings.h) and its interior
/// (segment/rules/seal_letters.h). Rulings, strokes of print that cross the rings, and text lines
/// that go on beside the seal stay. Precondition: the page is upright.
void erase_seal(const Seal& seal, NormalisedPage& page);

}  // namespace codau::image
