#include "doubts.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace codau::marks {
namespace {

constexpr std::int32_t kAcross = kDoubtWide + 2 * kSpare, kDown = kDoubtHigh + 2 * kSpare;

struct Place {
  std::int32_t x = 0, y = 0;
  float odds = -99;
};

/// The surest place well inside the piece; near the mark where there is one.
Place surest(const image::Field& odds, const Scene& scene) {
  constexpr float kLeft = 34, kTop = 18;  // pixels at 100 dpi
  Place out;
  for (std::int32_t y = 0; y < odds.height; ++y) {
    for (std::int32_t x = 0; x < odds.width; ++x) {
      const float mid_x = (x + 0.5F) * image::kMarkStep, mid_y = (y + 0.5F) * image::kMarkStep;
      const bool aside = scene.wide > 0 && (std::abs(mid_x - scene.lie.to_x / 2) > 14 ||
                                            std::abs(mid_y - scene.lie.to_y / 2) > 12);
      if (aside || mid_x < kLeft || mid_x > kWide - kLeft || mid_y < kTop || mid_y > kHigh - kTop)
        continue;
      if (*odds.at(x, y) > out.odds) out = {x, y, *odds.at(x, y)};
    }
  }
  return out;
}

std::int32_t thousandths(float value) { return static_cast<std::int32_t>(value * 1000); }

Doubt doubt_of(const Scene& scene, const Place& place) {
  const image::Field ink = ink_of(scene.sheet, kWide * 3 / 2, kHigh * 3 / 2);
  constexpr std::int32_t kStep = image::kMarkStep * 3 / 2;
  const auto left = static_cast<std::int32_t>((place.x + 0.5F) * kStep) - kAcross / 2;
  const auto top = static_cast<std::int32_t>((place.y + 0.5F) * kStep) - kDown / 2;
  const auto kept = [](float value) { return float(thousandths(value)) / 1e3F; };
  Doubt out{scene.wide > 0,
            kept(place.odds),
            kept(scene.lie.to_x * 0.75F - float(left)),
            kept(scene.lie.to_y * 0.75F - float(top)),
            kept(scene.lie.degrees),
            kept(scene.wide * scene.lie.wider),
            std::vector<std::uint8_t>(std::size_t(kAcross) * kDown)};
  auto to = out.ink.begin();
  for (std::int32_t y = top; y < top + kDown; ++y) {
    for (std::int32_t x = left; x < left + kAcross; ++x, ++to) {
      if (x >= 0 && y >= 0 && x < ink.width && y < ink.height)
        *to = static_cast<std::uint8_t>(std::lround(255 * *ink.at(x, y)));
    }
  }
  return out;
}

std::optional<Doubt> next_doubt(const Pieces& pieces, Chance& chance) {
  const bool marked = chance.is(0.4F);
  Scene scene = scene_of(pieces, marked, chance);
  if (!scene.bilevel && chance.is(0.6F))
    press(scene.sheet, std::array{40, 60, 80}[std::size_t(chance.below(3))]);
  const image::Field odds =
      image::marks_in(image::kMarkLayers, ink_of(scene.sheet, kWide, kHigh), image::mark_weights());
  const Place place = surest(odds, scene);
  const bool doubted =
      marked ? place.odds < 4 || chance.is(0.12F) : place.odds > -2.5F || chance.is(0.02F);
  if (!doubted) return std::nullopt;
  return doubt_of(scene, place);
}

}  // namespace

image::Field Doubt::moved(std::int32_t dx, std::int32_t dy) const {
  image::Field out = image::field_of(kDoubtWide, kDoubtHigh, 1);
  for (std::int32_t y = 0; y < kDoubtHigh; ++y) {
    for (std::int32_t x = 0; x < kDoubtWide; ++x)
      *out.at(x, y) = ink[std::size_t((y + kSpare + dy) * kAcross + x + kSpare + dx)] / 255.F;
  }
  return out;
}

std::vector<Doubt> doubts_of(const Pieces& pieces, std::uint64_t seed, std::size_t count) {
  Chance chance(seed);
  std::vector<Doubt> out;
  while (out.size() < count) {
    if (auto doubt = next_doubt(pieces, chance)) out.push_back(std::move(*doubt));
  }
  return out;
}

}  // namespace codau::marks
