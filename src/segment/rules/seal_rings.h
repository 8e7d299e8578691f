// segment/rules/seal_rings.h — finds the rings of a round seal, and erases them without the print
// that crosses them. Lengths are in pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "core/box.h"
#include "page/clean_page.h"
#include "segment/rules/seal_shape.h"

namespace codau::image {

/// A ring: the points whose radius (SealShape::radius_at()) is in [first, end).
struct Band {
  std::int32_t first = 0, end = 0;
  bool operator==(const Band&) const = default;
};

/// A circle is part of a ring if at least this share of it is ink.
inline constexpr double kRing = 0.65;

/// Returns the rings from the inside out, up to `beyond` pixels outside the outermost ring that
/// `shape` was fitted to. `ink`: the page, 1 bit.
[[nodiscard]] std::vector<Band> find_rings(const SealShape& shape, const Pix* ink, double beyond);

/// Returns the last of `rings`, and those that lie close to it.
[[nodiscard]] std::vector<Band> outermost(const std::vector<Band>& rings, std::int32_t dpi);

/// Erases all ink under the rings in `ink`, a 1-bit picture of `area`.
void clear_rings(const std::vector<Band>& rings, const SealShape& shape, const Box& area, Pix* ink);

/// Erases the rings from the page. Where a stroke of print is seen on both sides of a ring and goes
/// straight through it, the stroke stays. Other print under the rings is lost.
/// Law: only pixels under the rings change, and paper never becomes ink.
void erase_rings(const std::vector<Band>& rings, const SealShape& shape, NormalisedPage& page);

}  // namespace codau::image
