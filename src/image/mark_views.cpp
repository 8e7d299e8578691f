#include "image/mark_views.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace codau::image {
namespace {

using Tones = std::array<std::int32_t, 256>;

std::int32_t tone_of(float ink) { return std::clamp(static_cast<std::int32_t>(ink * 255), 0, 255); }

Tones tones_of(const Field& ink) {
  Tones out{};
  for (const float value : ink.values) ++out[static_cast<std::size_t>(tone_of(value))];
  return out;
}

/// The darkest tone that the ink of a letter reaches, at least `least`.
std::int32_t full_tone(const Tones& tones, std::int32_t least) {
  constexpr std::int32_t kLetter = 60;  // pixels
  std::int32_t tone = 255, seen = 0;
  for (; tone > 0; --tone) {
    seen += tones[static_cast<std::size_t>(tone)];
    if (seen >= kLetter) break;
  }
  return std::max(least, tone);
}

/// From where on ink is print: near the tone that a third of the dark pixels reach.
float print_from(const Tones& tones) {
  constexpr std::int32_t kDark = 128, kFew = 100, kPercent = 35;
  constexpr float kNear = 0.88F;
  std::int32_t dark = 0;
  for (std::size_t tone = kDark; tone < tones.size(); ++tone) dark += tones[tone];
  if (dark <= kFew) return std::numeric_limits<float>::max();
  std::int32_t tone = 255, seen = 0;
  for (; tone > kDark; --tone) {
    seen += tones[static_cast<std::size_t>(tone)];
    if (100 * seen > kPercent * dark) break;
  }
  return static_cast<float>(static_cast<std::int32_t>(static_cast<float>(tone) * kNear));
}

Field without_print(const Field& ink, float limit) {
  Field out = ink;
  for (std::int32_t y = 0; y < ink.height; ++y) {
    for (std::int32_t x = 0; x < ink.width; ++x) {
      if (*ink.at(x, y) * 255 < limit) continue;
      for (std::int32_t b = std::max(0, y - 1); b < std::min(ink.height, y + 2); ++b) {
        for (std::int32_t a = std::max(0, x - 1); a < std::min(ink.width, x + 2); ++a)
          *out.at(a, b) = 0;
      }
    }
  }
  return out;
}

}  // namespace

Field views_of(const Field& ink) {
  constexpr float kMost = 1.3F;
  constexpr std::int32_t kPale = 64, kPaler = 48;  // what is less is not made darker
  const Tones tones = tones_of(ink);
  const Field rest = without_print(ink, print_from(tones));
  const auto full = static_cast<float>(full_tone(tones, kPale)),
             full_rest = static_cast<float>(full_tone(tones_of(rest), kPaler));
  Field out = field_of(ink.width, ink.height, 2);
  for (std::size_t i = 0; i < ink.values.size(); ++i) {
    out.values[2 * i] = std::min(kMost, ink.values[i] * 255 / full);
    out.values[2 * i + 1] = std::min(kMost, rest.values[i] * 255 / full_rest);
  }
  return out;
}

}  // namespace codau::image
