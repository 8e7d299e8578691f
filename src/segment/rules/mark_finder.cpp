#include "segment/rules/mark_finder.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "core/box.h"
#include "raster/pixels.h"
#include "raster/rotation.h"
#include "segment/rules/mark_net.h"

namespace codau::image {
namespace {

constexpr std::int32_t kNetworkDpi = 100;    ///< of the pictures that the networks learnt from
constexpr std::size_t kMaxJudgedPlaces = 6;  ///< that are looked at again, the likeliest first
constexpr float kMinFoundOdds = -1;          ///< a place with less is not judged
constexpr float kMinJudgedOdds = -8;         ///< a place with less is judged once
/// From the middle of the word.
constexpr double kMarkHalfWidthMillimetres = 10.5, kMarkHalfHeightMillimetres = 4.5;

struct Look {
  double radians;
  float smaller;
};
constexpr Look kLooks[] = {{0, 1.0F},  {0.05, 1.0F},  {-0.05, 1.0F}, {0, 1.08F},
                           {0, 0.93F}, {0.03, 1.05F}, {-0.03, 0.96F}};

/// 0 paper to 1 black, at 100 dpi.
nn::FloatMap ink_of(const Pix* grey, std::int32_t dpi, std::int32_t paper) {
  const l_float32 factor = static_cast<float>(kNetworkDpi) / static_cast<float>(dpi);
  const PixPtr small = own(factor < 0.7F ? pixScaleAreaMap(writable(grey), factor, factor)
                                         : pixScaleLI(writable(grey), factor, factor));
  const Box all = get_bounds(small.get());
  nn::FloatMap out = nn::make_float_map(all.right, all.bottom, 1);
  for (std::int32_t y = 0; y < out.height; ++y) {
    const std::uint32_t* line = get_row(small.get(), y);
    float* to = out.at(0, y);
    for (std::int32_t x = 0; x < out.width; ++x) {
      const auto light = static_cast<float>(GET_DATA_BYTE(line, x));
      to[x] = std::max(0.0F, 1 - light / static_cast<float>(paper));
    }
  }
  return out;
}

/// What stands around a place, on paper where the picture ends.
PixPtr crop_surroundings(const Pix* grey, std::int32_t dpi, std::int32_t paper, const Box& box) {
  constexpr double kSurroundingsMillimetres = 10;  // millimetres of what is shown beside the box
  const auto more = static_cast<std::int32_t>(kSurroundingsMillimetres * dpi / 25.4);
  const Box part = inflated(box, more);
  const Box all = get_bounds(grey);
  PixPtr out = own(pixCreate(width_of(part), height_of(part), 8));
  pixSetAllArbitrary(out.get(), static_cast<l_uint32>(std::min(255, paper)));
  pixRasterop(out.get(), -part.left, -part.top, all.right, all.bottom, PIX_SRC, writable(grey), 0,
              0);
  return out;
}

/// Of the middle.
float odds_of(const MarkNetworks& networks, const Pix* near, const Look& look, std::int32_t dpi,
              std::int32_t paper) {
  const PixPtr turned = rotate_grey(writable(near), look.radians, 255);
  const auto dots = static_cast<std::int32_t>(static_cast<float>(dpi) * look.smaller);
  const nn::FloatMap odds = nn::run_network(networks.judge(), ink_of(turned.get(), dots, paper));
  float most = -20;
  for (std::int32_t y = odds.height / 2 - 2; y <= odds.height / 2 + 2; ++y) {
    for (std::int32_t x = odds.width / 2 - 2; x <= odds.width / 2 + 2; ++x)
      most = std::max(most, *odds.at(x, y));
  }
  return most;
}

/// A little larger and smaller and turned too: what is one stays one.
float judged(const MarkNetworks& networks, const Pix* grey, std::int32_t dpi, std::int32_t paper,
             const Box& box) {
  const PixPtr near = crop_surroundings(grey, dpi, paper, box);
  float sum = odds_of(networks, near.get(), kLooks[0], dpi, paper);
  if (sum < kMinJudgedOdds) return sum;
  for (const Look& look : std::span(kLooks).subspan(1))
    sum += odds_of(networks, near.get(), look, dpi, paper);
  return sum / std::size(kLooks);
}

}  // namespace

std::vector<MarkPlace> find_marks(const MarkNetworks& networks, const Pix* grey, std::int32_t dpi,
                                  std::int32_t paper) {
  const nn::FloatMap odds = nn::run_network(networks.finder(), ink_of(grey, dpi, paper));
  const double scale = static_cast<double>(dpi) / kNetworkDpi, dot = dpi / 25.4;
  std::vector<MarkPlace> found;
  for (std::int32_t y = 0; y < odds.height; ++y) {
    for (std::int32_t x = 0; x < odds.width; ++x) {
      if (*odds.at(x, y) < kMinFoundOdds) continue;
      const double mid_x = (x + 0.5) * kMarkStep * scale, mid_y = (y + 0.5) * kMarkStep * scale;
      found.push_back({{static_cast<std::int32_t>(mid_x - kMarkHalfWidthMillimetres * dot),
                        static_cast<std::int32_t>(mid_y - kMarkHalfHeightMillimetres * dot),
                        static_cast<std::int32_t>(mid_x + kMarkHalfWidthMillimetres * dot),
                        static_cast<std::int32_t>(mid_y + kMarkHalfHeightMillimetres * dot)},
                       *odds.at(x, y)});
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &MarkPlace::odds);
  std::vector<MarkPlace> out;
  for (const MarkPlace& place : found) {
    const bool beside = std::ranges::any_of(
        out, [&](const MarkPlace& surer) { return intersect(place.box, surer.box); });
    if (!beside) out.push_back(place);
  }
  if (out.size() > kMaxJudgedPlaces) out.resize(kMaxJudgedPlaces);
  for (MarkPlace& place : out) place.odds = judged(networks, grey, dpi, paper, place.box);
  std::ranges::stable_sort(out, std::ranges::greater(), &MarkPlace::odds);
  return out;
}

}  // namespace codau::image
