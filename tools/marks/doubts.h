// Places of made scans that the finder (image/mark_net.h, kMarkLayers) is in doubt about: what the
// network that it asks (kSureLayers) is trained on.
#pragma once

#include <cstdint>
#include <vector>

#include "image/mark_net.h"
#include "pieces.h"

namespace codau::marks {

inline constexpr std::int32_t kDoubtWide = 144, kDoubtHigh = 80;  ///< pixels at 150 dpi
inline constexpr std::int32_t kSpare = 8;                         ///< more on each side

/// In thousandths where it is put down so.
struct Doubt {
  bool marked = false;
  float odds = 0;                 ///< of the finder
  float x = 0, y = 0;             ///< the middle of MẬT in `ink`
  float degrees = 0, wide = 0;    ///< as the mark lies; its word in pixels at 200 dpi
  std::vector<std::uint8_t> ink;  ///< kDoubtWide + 2 kSpare across, 255 black
  /// Cut out with its middle moved.
  [[nodiscard]] image::Field moved(std::int32_t dx, std::int32_t dy) const;
};

/// The first `count` of scans made by chance: all that the finder does not tell surely, some
/// others.
[[nodiscard]] std::vector<Doubt> doubts_of(const Pieces& pieces, std::uint64_t seed,
                                           std::size_t count);

}  // namespace codau::marks
