#include "image/perspective.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "core/values.h"
#include "image/line_fit.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

constexpr double kConverge = 1.2;  ///< degrees; sheets that a feeder has pulled askew bend by less
constexpr double kSidesConverge = 2.0;  ///< degrees; a column of print has no exact side
constexpr float kSure = 3.0F;
constexpr double kStraight = 0.06;  ///< inches off the side of a column
constexpr double kShare = 0.6;      ///< of the rows that begin, or end, at the side
constexpr double kRows = 0.1;       ///< inches

/// Degrees by which the print of a part rises; nothing where it is not sure.
std::optional<double> slope_of(Pix* small, const Box& part) {
  const PixPtr lines = cut(small, part, 0);
  l_float32 angle = 0, confidence = 0;
  if (pixFindSkewSweepAndSearch(lines.get(), &angle, &confidence, 2, 1, 8.0F, 1.0F, 0.05F) != 0 ||
      confidence < kSure) {
    return std::nullopt;
  }
  return static_cast<double>(angle);
}

/// The side of the column of print in degrees off the upright, if enough rows begin there.
std::optional<double> side_of(const Pix* small, std::int32_t dpi, bool right) {
  const std::int32_t width = pixGetWidth(writable(small)), height = pixGetHeight(writable(small));
  const auto high = std::max(2, static_cast<std::int32_t>(kRows * dpi));
  const auto wide = std::max(2, dpi / 25);
  std::vector<EdgePoint> points;
  for (std::int32_t y = 0; y + high <= height; y += high) {
    for (std::int32_t x = 0; x < width / 2; ++x) {
      const std::int32_t left = right ? width - x - wide : x;
      if (ink_in(small, {left, y, left + wide, y + high}) < high / 2) continue;
      points.push_back({static_cast<double>(y), static_cast<double>(right ? left + wide : left)});
      break;
    }
  }
  if (points.size() < 20) return std::nullopt;
  const std::optional<EdgeLine> side =
      fit_line(points, kShare * static_cast<double>(points.size()), kStraight * dpi);
  if (!side) return std::nullopt;
  return std::atan(side->slope) * 180 / std::numbers::pi;
}

}  // namespace

bool is_slanted(const Pix* ink, std::int32_t dpi) {
  PixPtr small = own(pixCopy(nullptr, writable(ink)));
  for (; dpi >= 140; dpi /= 2) small = own(pixReduceRankBinary2(small.get(), 1, nullptr));
  const std::int32_t width = pixGetWidth(small.get()), height = pixGetHeight(small.get());
  const std::optional<double> head = slope_of(small.get(), {0, 0, width, height * 2 / 5}),
                              foot = slope_of(small.get(), {0, height * 3 / 5, width, height});
  if (head && foot && std::abs(*head - *foot) >= kConverge) return true;
  const std::optional<double> left = side_of(small.get(), dpi, false),
                              right = side_of(small.get(), dpi, true);
  if (left && right) return std::abs(*left - *right) >= kSidesConverge;
  // A ragged side, or lines that bend too much to be measured: those that are, stand upright on it.
  const std::optional<double> side = left ? left : right, lines = foot ? foot : head;
  return side && lines && std::abs(*side - *lines) >= kSidesConverge;
}

}  // namespace codau::image
