// image/seal_rings.h — the rings of a seal, taken off a page without the print that they cross.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/box.h"
#include "image/clean.h"
#include "image/seals.h"

namespace codau::image {

/// Where the rings of a seal run: nearly circles around one middle, as scanners and copiers stretch
/// a page a little more one way than the other.
class SealShape {
 public:
  /// Fitted to the outer edge of the ring that `seal` lies on.
  SealShape(const Seal& seal, const Pix* ink, std::int32_t dpi);

  /// That of a circle as long as that edge.
  [[nodiscard]] double radius() const { return seal_.radius + turns_[0]; }
  /// The radius of a point, as if the rings were circles: one ring has the same all around.
  [[nodiscard]] double radius_at(double x, double y) const;

  struct Point {
    double x = 0, y = 0;
  };
  /// `across` and `down`: of length 1, in a direction from the middle.
  [[nodiscard]] Point at(double across, double down, double radius) const;
  [[nodiscard]] const Seal& seal() const { return seal_; }

 private:
  explicit SealShape(const Seal& seal) : seal_(seal) {}
  /// Moves the edge to the nearest one within `reach` pixels, by as many terms as `orders`. Returns
  /// in how many of 360 directions there is one.
  int follow_edge(const Pix* ink, double reach, std::size_t orders);
  /// How far out the edge lies in a direction.
  [[nodiscard]] double edge(double across, double down) const;

  Seal seal_;
  /// What is added to the radius: everywhere, by a move of the middle, by stretching.
  std::array<double, 5> turns_{};
};

/// Radii [first, end).
struct Band {
  std::int32_t first = 0, end = 0;
  bool operator==(const Band&) const = default;
};

/// Of a circle that is inked: a ring.
inline constexpr double kRing = 0.65;

/// From the inside out, up to `beyond` pixels outside the one that the shape was fitted to.
[[nodiscard]] std::vector<Band> rings_of(const SealShape& shape, const Pix* ink, double beyond);

/// The last one and those that lie close to it.
[[nodiscard]] std::vector<Band> outermost(const std::vector<Band>& rings, std::int32_t dpi);

/// Clears what lies under rings in a 1-bit picture of `area`.
void clear(const std::vector<Band>& rings, const SealShape& shape, const Box& area, Pix* ink);

/// Makes rings paper, but where a stroke that is seen at both sides goes straight through them;
/// what else they hide is lost. Law: nothing changes but what lies under them, and no paper gets
/// ink.
void take_out(const std::vector<Band>& rings, const SealShape& shape, Grey& page);

}  // namespace codau::image
