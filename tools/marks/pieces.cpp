#include "pieces.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <numbers>
#include <stdexcept>

namespace codau::marks {
namespace {

constexpr float kMaskDots = 300.0F / 200.0F;  ///< of a mask for one of the scan

/// Light that comes back: 1 paper, 0 black.
struct Sheet {
  std::int32_t width, height;
  std::vector<float> light;
  float& at(std::int32_t x, std::int32_t y) { return light[std::size_t(y) * width + x]; }
};

float value_at(const Piece& piece, float x, float y, float beyond) {
  const auto left = static_cast<std::int32_t>(std::floor(x)),
             top = static_cast<std::int32_t>(std::floor(y));
  if (left < 0 || top < 0 || left + 1 >= piece.width || top + 1 >= piece.height) return beyond;
  const float dx = x - left, dy = y - top;
  const std::uint8_t* p = piece.values.data() + std::size_t(top) * piece.width + left;
  const std::uint8_t* q = p + piece.width;
  return ((p[0] * (1 - dx) + p[1] * dx) * (1 - dy) + (q[0] * (1 - dx) + q[1] * dx) * dy) / 255;
}

/// How a piece is laid: where its point x, y comes to stand, by which angle and size.
struct Lie {
  float x, y, to_x, to_y, degrees, wider, higher;
};
template <typename Put>
void lay(const Lie& lie, Sheet& sheet, Put put) {
  const float angle = lie.degrees * std::numbers::pi_v<float> / 180;
  const float cosine = std::cos(angle), sine = std::sin(angle);
  for (std::int32_t y = 0; y < sheet.height; ++y) {
    for (std::int32_t x = 0; x < sheet.width; ++x) {
      const float dx = x - lie.to_x, dy = y - lie.to_y;
      put(lie.x + (dx * cosine + dy * sine) / lie.wider,
          lie.y + (dy * cosine - dx * sine) / lie.higher, sheet.at(x, y), x, y);
    }
  }
}

void lay_head(const Pieces& pieces, Sheet& sheet, Chance& chance) {
  const Piece& head = pieces.heads[chance.below(pieces.heads.size())];
  const float size = chance.between(0.92F, 1.08F);
  const float from_x = chance.between(100, head.width - 100.0F),
              from_y = chance.between(100, head.height - 60.0F);
  const Lie lie{
      from_x, from_y, sheet.width / 2.0F, sheet.height / 2.0F, chance.between(-1.5F, 1.5F),
      size,   size};
  lay(lie, sheet, [&](float x, float y, float& light, std::int32_t, std::int32_t) {
    light *= value_at(head, x, y, 1);
  });
}

/// Ink that was given in patches: cells of 7 pixels.
struct Patches {
  static constexpr std::int32_t kCell = 7, kAcross = 50, kDown = 32;
  std::array<float, kAcross * kDown> values;
  explicit Patches(Chance& chance) {
    const float spread = chance.is(0.7F) ? 0.43F : chance.between(0, 0.3F);
    for (float& value : values) value = std::clamp(0.93F + spread * chance.normal(), 0.47F, 1.0F);
  }
  [[nodiscard]] float at(std::int32_t x, std::int32_t y) const {
    const std::int32_t cx = x / kCell, cy = y / kCell;
    const float dx = float(x % kCell) / kCell, dy = float(y % kCell) / kCell;
    const float* p = values.data() + std::size_t(cy) * kAcross + cx;
    return (p[0] * (1 - dx) + p[1] * dx) * (1 - dy) +
           (p[kAcross] * (1 - dx) + p[kAcross + 1] * dx) * dy;
  }
};

struct Ink {
  float strength, light;
  bool alone = false;  ///< a layer of one colour: other ink makes holes in it
};
void lay_mask(const Piece& piece, const Lie& lie, const Ink& ink, Sheet& sheet, Chance& chance) {
  const Patches patches(chance);
  const float bold = chance.is(0.35F) ? chance.between(-1.6F, 2.2F) : 0;
  lay(lie, sheet, [&](float x, float y, float& light, std::int32_t at_x, std::int32_t at_y) {
    float inked = value_at(piece, x, y, 0);
    if (bold > 0) inked = std::max(inked, value_at(piece, x + bold, y + bold / 2, 0));
    if (bold < 0) inked = std::min(inked, value_at(piece, x + bold, y + bold / 2, 0));
    if (inked == 0) return;
    light *= 1 - inked * ink.strength * patches.at(at_x, at_y) * (1 - ink.light);
  });
}

float tilt_of(Chance& chance) {
  return chance.is(0.35F) ? chance.between(-1.5F, 1.5F) : chance.between(-16, 16);
}

Lie lie_of(const Piece& piece, float to_x, float to_y, Chance& chance) {
  const float size = chance.between(0.85F, 1.5F) / kMaskDots;
  const float wider = size * (chance.is(0.5F) ? 1 : chance.between(0.88F, 1.22F));
  return {piece.x, piece.y, to_x, to_y, tilt_of(chance), wider, size};
}

void lay_other(const Pieces& pieces, const Ink& ink, Sheet& sheet, Chance& chance) {
  const Piece& piece = pieces.others[chance.below(pieces.others.size())];
  Lie lie = lie_of(piece, chance.between(0, float(sheet.width)),
                   chance.between(20, sheet.height - 20.0F), chance);
  lie.x = chance.between(0.2F, 0.8F) * piece.width;
  lie.y = chance.between(0.3F, 0.7F) * piece.height;
  lay_mask(piece, lie, ink, sheet, chance);
}

void lay_print(const Pieces& pieces, Sheet& sheet, Chance& chance) {
  const Piece& piece = pieces.prints[chance.below(pieces.prints.size())];
  const float size = chance.between(0.85F, 1.15F) / kMaskDots;
  const Lie lie{chance.between(0, float(piece.width)),
                piece.height / 2.0F,
                sheet.width / 2.0F,
                chance.between(0, float(sheet.height)),
                chance.between(-1.5F, 1.5F),
                size,
                size};
  lay_mask(piece, lie, {1, 0, false}, sheet, chance);
}

// ---- as scanned ----

/// By the mean over each new pixel.
Sheet resized(const Sheet& in, std::int32_t width, std::int32_t height) {
  Sheet across{width, in.height, std::vector<float>(std::size_t(width) * in.height)};
  const auto mean = [](auto get, float begin, float end, std::int32_t size) {
    float sum = 0;
    for (auto i = static_cast<std::int32_t>(begin);
         i < std::min(size, static_cast<std::int32_t>(std::ceil(end))); ++i)
      sum += get(i) * (std::min(end, i + 1.0F) - std::max(begin, float(i)));
    return sum / (end - begin);
  };
  const float by_x = float(in.width) / width, by_y = float(in.height) / height;
  for (std::int32_t y = 0; y < in.height; ++y) {
    const float* line = in.light.data() + std::size_t(y) * in.width;
    for (std::int32_t x = 0; x < width; ++x)
      across.at(x, y) =
          mean([&](std::int32_t i) { return line[i]; }, x * by_x, (x + 1) * by_x, in.width);
  }
  Sheet out{width, height, std::vector<float>(std::size_t(width) * height)};
  for (std::int32_t y = 0; y < height; ++y) {
    for (std::int32_t x = 0; x < width; ++x)
      out.at(x, y) = mean([&](std::int32_t i) { return across.at(x, i); }, y * by_y, (y + 1) * by_y,
                          in.height);
  }
  return out;
}

void blur(Sheet& sheet, float share) {
  const float all = 1 + 2 * share;
  const auto pass = [&](std::int32_t count, std::int32_t length, std::size_t step,
                        std::size_t next) {
    for (std::int32_t k = 0; k < count; ++k) {
      float* line = sheet.light.data() + k * next;
      float last = line[0];
      for (std::int32_t i = 1; i + 1 < length; ++i) {
        const float here = line[i * step];
        line[i * step] = (here + share * (last + line[(i + 1) * step])) / all;
        last = here;
      }
    }
  };
  pass(sheet.height, sheet.width, 1, std::size_t(sheet.width));
  pass(sheet.width, sheet.height, std::size_t(sheet.width), 1);
}

void scan(Sheet& sheet, bool bilevel, Chance& chance) {
  if (chance.is(0.35F)) sheet = resized(sheet, sheet.width * 3 / 4, sheet.height * 3 / 4);
  blur(sheet, chance.between(0.1F, 0.7F));
  const float limit = chance.between(0.45F, 0.70F);
  const float lift = bilevel ? 0 : std::array{0.0F, 0.08F, 0.13F}[chance.below(3)];
  const float grain = bilevel ? 0.19F : chance.between(0.01F, 0.06F);
  const float shade = chance.is(0.3F) ? chance.between(-0.16F, 0.16F) : 0;
  const float faded = chance.is(0.25F) ? chance.between(0.6F, 1) : 1;
  for (std::int32_t y = 0; y < sheet.height; ++y) {
    for (std::int32_t x = 0; x < sheet.width; ++x) {
      float& light = sheet.at(x, y);
      light = lift + (1 - lift) * light + grain * chance.normal();
      if (bilevel) {
        light = light > limit ? 1 : 0;
      } else {
        light = 1 - faded * (1 - light) + shade * (float(x) / sheet.width - 0.5F);
      }
    }
  }
}

std::vector<std::int8_t> truth_of(const Lie& lie, float wide) {
  constexpr std::int32_t kAcross = kWide / image::kMarkStep, kDown = kHigh / image::kMarkStep;
  std::vector<std::int8_t> out(std::size_t(kAcross) * kDown);
  const float angle = lie.degrees * std::numbers::pi_v<float> / 180;
  const float along = std::max(5.0F, 0.17F * wide * lie.wider / 2), beside = 5.5F;
  float nearest = 1e9F;
  std::size_t best = 0;
  for (std::int32_t y = 0; y < kDown; ++y) {
    for (std::int32_t x = 0; x < kAcross; ++x) {
      const float dx = (x + 0.5F) * image::kMarkStep - lie.to_x / 2,
                  dy = (y + 0.5F) * image::kMarkStep - lie.to_y / 2;
      const float a = (dx * std::cos(angle) + dy * std::sin(angle)) / along;
      const float b = (dy * std::cos(angle) - dx * std::sin(angle)) / beside;
      const float away = a * a + b * b;
      const std::size_t place = std::size_t(y) * kAcross + x;
      out[place] = away < 1 ? 1 : away < 9 ? -1 : 0;
      if (away < nearest) {
        nearest = away;
        best = place;
      }
    }
  }
  out[best] = 1;
  return out;
}

Ink ink_of(bool bilevel, Chance& chance) {
  const float light = chance.is(0.5F) ? 0.12F : chance.between(0.05F, 0.4F);
  if (bilevel) return {chance.between(0.9F, 1), light};
  return {chance.is(0.6F) ? chance.between(0.88F, 1) : chance.between(0.5F, 0.85F), light};
}

}  // namespace

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}
float Chance::between(float low, float high) {
  return low + (high - low) * float(next() >> 40U) / float(1U << 24U);
}
std::int32_t Chance::below(std::size_t count) { return static_cast<std::int32_t>(next() % count); }
float Chance::normal() {
  const std::uint64_t bits = next();  // four of 16 bits: nearly normal
  float sum = 0;
  for (unsigned shift = 0; shift < 64; shift += 16) sum += float((bits >> shift) & 65535U);
  return (sum / 65535 - 2) * 1.7320508F;
}

Pieces read_pieces(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  Pieces out;
  std::array<std::int32_t, 6> head{};
  while (in.read(reinterpret_cast<char*>(head.data()), sizeof head)) {
    Piece piece{head[1], head[2], float(head[3]), float(head[4]), float(head[5]), {}};
    if (head[0] < 0 || head[0] > 3 || piece.width < 1 || piece.height < 1 || piece.width > 5000 ||
        piece.height > 5000)
      throw std::runtime_error("no file of pieces");
    piece.values.resize(std::size_t(piece.width) * piece.height);
    if (!in.read(reinterpret_cast<char*>(piece.values.data()),
                 std::streamsize(piece.values.size())))
      throw std::runtime_error("cut short");
    std::array lists{&out.heads, &out.marks, &out.others, &out.prints};
    lists[std::size_t(head[0])]->push_back(std::move(piece));
  }
  if (out.heads.empty() || out.marks.empty() || out.others.empty() || out.prints.empty())
    throw std::runtime_error("no file of pieces");
  return out;
}

Sample sample_of(const Pieces& pieces, bool marked, Chance& chance) {
  Sheet sheet{2 * kWide, 2 * kHigh, std::vector<float>(std::size_t(4) * kWide * kHigh, 1.0F)};
  const bool bilevel = chance.is(0.4F);
  Sample out;
  out.marked = marked;
  out.truth.assign(std::size_t(kWide / image::kMarkStep) * (kHigh / image::kMarkStep), 0);
  if (chance.is(0.8F)) lay_head(pieces, sheet, chance);
  if (chance.is(marked ? 0.03F : 0.07F)) lay_print(pieces, sheet, chance);
  const bool alone =
      chance.is(0.12F);  // a layer of one colour, with holes where print lies over it
  const Sheet below = sheet;
  if (alone) std::ranges::fill(sheet.light, 1.0F);
  if (marked) {
    const Piece& mark = pieces.marks[chance.below(pieces.marks.size())];
    const Lie lie = lie_of(mark, chance.between(70, sheet.width - 70.0F),
                           chance.between(36, sheet.height - 36.0F), chance);
    lay_mask(mark, lie, ink_of(bilevel, chance), sheet, chance);
    out.truth = truth_of(lie, mark.wide);
    if (chance.is(0.2F)) lay_other(pieces, ink_of(bilevel, chance), sheet, chance);
  } else {
    for (std::int32_t count = chance.below(4); count > 0; --count)
      lay_other(pieces, ink_of(bilevel, chance), sheet, chance);
  }
  for (std::size_t i = 0; alone && i < sheet.light.size(); ++i) {
    if (below.light[i] < 0.5F) sheet.light[i] = 1;
  }
  scan(sheet, bilevel, chance);
  sheet = resized(sheet, kWide, kHigh);
  out.ink = {kWide, kHigh, 1, std::move(sheet.light)};
  for (float& value : out.ink.values) value = std::clamp(1 - value, 0.0F, 1.0F);
  return out;
}

}  // namespace codau::marks
