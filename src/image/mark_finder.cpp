#include "image/mark_finder.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "image/mark_net.h"
#include "image/mark_views.h"
#include "image/pixels.h"
#include "image/rotation.h"

namespace codau::image {
namespace {

constexpr std::int32_t kDpi = 100, kAskedDpi = 150;        ///< of what the networks are shown
constexpr std::int32_t kAskedWide = 144, kAskedHigh = 80;  ///< pixels
constexpr std::size_t kMostPlaces = 6;
constexpr float kLeastOdds = -1;               ///< what is less is not worth a second look
constexpr float kDoubted = -1;                 ///< from here on the other network is asked
constexpr double kAside = 10.5, kAbove = 4.5;  ///< millimetres around the middle of the word

struct Look {
  double radians;
  float smaller;
};
constexpr Look kLooks[] = {{0, 1.0F},  {0.05, 1.0F},  {-0.05, 1.0F}, {0, 1.08F},
                           {0, 0.93F}, {0.03, 1.05F}, {-0.03, 0.96F}};
constexpr Look kAskedLooks[] = {{0, 1.0F}, {0.05, 1.04F}, {-0.05, 0.96F}};

/// 0 paper to 1 black, at `own_dpi`.
Field ink_of(const Pix* grey, std::int32_t dpi, std::int32_t paper, std::int32_t own_dpi) {
  const l_float32 factor = static_cast<float>(own_dpi) / static_cast<float>(dpi);
  const PixPtr small = own(factor < 0.7F ? pixScaleAreaMap(writable(grey), factor, factor)
                                         : pixScaleLI(writable(grey), factor, factor));
  const Box all = whole(small.get());
  Field out = field_of(all.right, all.bottom, 1);
  for (std::int32_t y = 0; y < out.height; ++y) {
    const std::uint32_t* line = row(small.get(), y);
    float* to = out.at(0, y);
    for (std::int32_t x = 0; x < out.width; ++x) {
      const auto light = static_cast<float>(GET_DATA_BYTE(line, x));
      to[x] = std::max(0.0F, 1 - light / static_cast<float>(paper));
    }
  }
  return out;
}

/// What stands around a place, on paper where the picture ends.
PixPtr around(const Pix* grey, std::int32_t dpi, std::int32_t paper, const Box& box) {
  constexpr double kAround = 10;  // millimetres of what is shown beside the box
  const auto more = static_cast<std::int32_t>(kAround * dpi / 25.4);
  const Box part{box.left - more, box.top - more, box.right + more, box.bottom + more};
  const Box all = whole(grey);
  PixPtr out = own(pixCreate(part.right - part.left, part.bottom - part.top, 8));
  pixSetAllArbitrary(out.get(), static_cast<l_uint32>(std::min(255, paper)));
  pixRasterop(out.get(), -part.left, -part.top, all.right, all.bottom, PIX_SRC, writable(grey), 0,
              0);
  return out;
}

/// The middle of a picture, paper beyond it.
Field middle_of(const Field& ink) {
  Field out = field_of(kAskedWide, kAskedHigh, 1);
  const std::int32_t left = (ink.width - kAskedWide) / 2, top = (ink.height - kAskedHigh) / 2;
  for (std::int32_t y = std::max(0, -top); y < std::min(kAskedHigh, ink.height - top); ++y) {
    for (std::int32_t x = std::max(0, -left); x < std::min(kAskedWide, ink.width - left); ++x)
      *out.at(x, y) = *ink.at(left + x, top + y);
  }
  return out;
}

float most_in(const Field& odds, const Box& part) {
  float most = -20;
  for (std::int32_t y = part.top; y < part.bottom; ++y) {
    for (std::int32_t x = part.left; x < part.right; ++x) most = std::max(most, *odds.at(x, y));
  }
  return most;
}

/// Of the middle, by the finder.
float found_in(const Field& ink) {
  const Field odds = marks_in(kMarkLayers, ink, mark_weights());
  const std::int32_t x = odds.width / 2, y = odds.height / 2;
  return most_in(odds, {x - 2, y - 2, x + 3, y + 3});
}

/// Of the middle, by the network that is asked.
float said_of(const Field& ink) {
  const Field odds = marks_in(kSureLayers, views_of(middle_of(ink)), sure_weights());
  const std::int32_t x = odds.width / 2, y = odds.height / 2;
  return most_in(odds, {x - 3, y - 2, x + 3, y + 2});
}

/// The mean over looks at a place, a little larger and smaller and turned too: what is one stays
/// one.
float mean_odds(const Pix* near, std::int32_t dpi, std::int32_t paper, std::span<const Look> looks,
                std::int32_t own_dpi, float (*odds_of)(const Field&)) {
  float sum = 0;
  for (const Look& look : looks) {
    const PixPtr turned = rotated(writable(near), look.radians, 255);
    const auto smaller = static_cast<std::int32_t>(static_cast<float>(dpi) * look.smaller);
    sum += odds_of(ink_of(turned.get(), smaller, paper, own_dpi));
  }
  return sum / static_cast<float>(looks.size());
}

/// The place looked at again by the finder, and where that leaves a doubt by the other network too.
float looked_at_again(const Pix* grey, std::int32_t dpi, std::int32_t paper, const Box& box) {
  const PixPtr near = around(grey, dpi, paper, box);
  const float odds = mean_odds(near.get(), dpi, paper, kLooks, kDpi, found_in);
  if (odds < kDoubted) return odds;
  return odds + mean_odds(near.get(), dpi, paper, kAskedLooks, kAskedDpi, said_of);
}

}  // namespace

std::vector<MarkPlace> find_marks(const Pix* grey, std::int32_t dpi, std::int32_t paper) {
  const Field odds = marks_in(kMarkLayers, ink_of(grey, dpi, paper, kDpi), mark_weights());
  const double scale = static_cast<double>(dpi) / kDpi, dot = dpi / 25.4;
  std::vector<MarkPlace> found;
  for (std::int32_t y = 0; y < odds.height; ++y) {
    for (std::int32_t x = 0; x < odds.width; ++x) {
      if (*odds.at(x, y) < kLeastOdds) continue;
      const double mid_x = (x + 0.5) * kMarkStep * scale, mid_y = (y + 0.5) * kMarkStep * scale;
      found.push_back({{static_cast<std::int32_t>(mid_x - kAside * dot),
                        static_cast<std::int32_t>(mid_y - kAbove * dot),
                        static_cast<std::int32_t>(mid_x + kAside * dot),
                        static_cast<std::int32_t>(mid_y + kAbove * dot)},
                       *odds.at(x, y)});
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &MarkPlace::odds);
  std::vector<MarkPlace> out;
  for (const MarkPlace& place : found) {
    const bool beside = std::ranges::any_of(out, [&](const MarkPlace& surer) {
      return place.box.left < surer.box.right && surer.box.left < place.box.right &&
             place.box.top < surer.box.bottom && surer.box.top < place.box.bottom;
    });
    if (!beside) out.push_back(place);
  }
  if (out.size() > kMostPlaces) out.resize(kMostPlaces);
  for (MarkPlace& place : out) place.odds = looked_at_again(grey, dpi, paper, place.box);
  std::ranges::stable_sort(out, std::ranges::greater(), &MarkPlace::odds);
  return out;
}

}  // namespace codau::image
