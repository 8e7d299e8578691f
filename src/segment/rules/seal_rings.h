// segment/rules/seal_rings.h — the rings of a seal, taken off a page without the print that they
// cross.
#pragma once

#include <cstdint>
#include <vector>

#include "core/box.h"
#include "page/clean_page.h"
#include "segment/rules/seal_shape.h"

namespace codau::image {

/// Radii [first, end).
struct Band {
  std::int32_t first = 0, end = 0;
  bool operator==(const Band&) const = default;
};

/// Of a circle that is inked: a ring.
inline constexpr double kRing = 0.65;

/// From the inside out, up to `beyond` pixels outside the one that the shape was fitted to.
[[nodiscard]] std::vector<Band> find_rings(const SealShape& shape, const Pix* ink, double beyond);

/// The last one and those that lie close to it.
[[nodiscard]] std::vector<Band> outermost(const std::vector<Band>& rings, std::int32_t dpi);

/// Clears what lies under rings in a 1-bit picture of `area`.
void clear_rings(const std::vector<Band>& rings, const SealShape& shape, const Box& area, Pix* ink);

/// Makes rings paper, but where a stroke that is seen at both sides goes straight through them;
/// what else they hide is lost. Law: nothing changes but what lies under them, and no paper gets
/// ink.
void erase_rings(const std::vector<Band>& rings, const SealShape& shape, NormalisedPage& page);

}  // namespace codau::image
