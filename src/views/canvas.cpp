#include "views/canvas.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

#include "core/box.h"
#include "core/error.h"
#include "raster/pixels.h"
#include "views/glyphs.h"

namespace codau::image {
namespace {

constexpr std::uint32_t kShades = 16;
constexpr std::array<std::uint32_t, 16> kColours{
    0xFFFFFF, 0xC3DFF0, 0xF5F2A8, 0xFDC56E, 0xF0803C, 0xDC6CA8, 0x007A5E, 0x8A2BC2,
    0x0060C0, 0xD03040, 0xF0B0B4, 0x3050B8, 0xB4BCE8, 0xF4E6C4, 0x4A9A60, 0x9A9A9A};

struct Rgb {
  std::int32_t r, g, b;
};

/// The colour of a pixel's value: the shade's part of the tint.
Rgb colour(std::uint32_t value) {
  const std::uint32_t tint = kColours.at(value / kShades), shade = value % kShades;
  const auto part = [shade](std::uint32_t channel) {
    return static_cast<std::int32_t>((channel & 255U) * shade / (kShades - 1));
  };
  return {part(tint >> 16U), part(tint >> 8U), part(tint)};
}

std::uint8_t nearest(const Rgb& wanted) {
  std::int32_t best = 1 << 30;
  std::uint32_t found = 0;
  for (std::uint32_t value = 0; value < 256; ++value) {
    const Rgb c = colour(value);
    const std::int32_t r = c.r - wanted.r, g = c.g - wanted.g, b = c.b - wanted.b;
    const std::int32_t distance = 3 * r * r + 4 * g * g + 2 * b * b;
    if (distance >= best) continue;
    best = distance;
    found = value;
  }
  return static_cast<std::uint8_t>(found);
}

constexpr std::uint32_t kLevels = 32;  // of a channel, for the search

/// nearest() of every colour with 5 bits a channel, and of greys exactly.
struct Nearest {
  Nearest() {
    for (std::uint32_t i = 0; i < colours.size(); ++i) {
      const auto level = [](std::uint32_t five) {
        return static_cast<std::int32_t>(five * 255 / (kLevels - 1));
      };
      colours.at(i) = nearest({level(i >> 10U), level((i >> 5U) & 31U), level(i & 31U)});
    }
  }
  [[nodiscard]] std::uint8_t of(l_uint32 pixel) const {
    const l_uint32 r = pixel >> 24U, g = (pixel >> 16U) & 255U, b = (pixel >> 8U) & 255U;
    if (std::max({r, g, b}) - std::min({r, g, b}) < 24) {
      return static_cast<std::uint8_t>((g * (kShades - 1) + 127) / 255);
    }
    return colours.at((r / 8) << 10U | (g / 8) << 5U | b / 8);
  }
  std::array<std::uint8_t, kLevels * kLevels * kLevels> colours{};
};

const Glyph* glyph_of(char32_t letter) {
  const auto found = std::ranges::lower_bound(kGlyphs, letter, {}, &Glyph::code);
  return found != kGlyphs.end() && found->code == letter ? &*found : nullptr;
}

}  // namespace

std::uint32_t to_rgb(Tint tint) noexcept { return kColours[static_cast<std::size_t>(tint)]; }

Canvas::Canvas(std::int32_t width, std::int32_t height)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
              static_cast<char>(kShades - 1)) {}

void Canvas::set_pixel(std::int32_t x, std::int32_t y, std::uint8_t value) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
          static_cast<std::size_t>(x)] = static_cast<char>(value);
}

void Canvas::paste_picture(const Pix* pix, std::int32_t x, std::int32_t y) {
  static const Nearest kNearest;
  const PixPtr rgb = own(pixConvertTo32(writable(pix)));
  for (std::int32_t row = 0; row < pixGetHeight(rgb.get()); ++row) {
    const l_uint32* line = image::get_row(rgb.get(), row);
    for (std::int32_t column = 0; column < pixGetWidth(rgb.get()); ++column) {
      set_pixel(x + column, y + row, kNearest.of(line[column]));
    }
  }
}

void Canvas::tint_box(const Box& box, Tint tint) {
  const Box part = intersection(box, {0, 0, width_, height_});
  for (std::int32_t y = part.top; y < part.bottom; ++y) {
    for (std::int32_t x = part.left; x < part.right; ++x) {
      char& pixel = pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                            static_cast<std::size_t>(x)];
      const auto shade = static_cast<unsigned char>(pixel) % kShades;
      pixel = static_cast<char>(static_cast<std::uint32_t>(tint) * kShades + shade);
    }
  }
}

void Canvas::fill_box(const Box& box, Tint tint, std::uint8_t shade) {
  const auto value = static_cast<std::uint8_t>(static_cast<std::uint32_t>(tint) * kShades + shade);
  const Box part = intersection(box, {0, 0, width_, height_});
  for (std::int32_t y = part.top; y < part.bottom; ++y) {
    for (std::int32_t x = part.left; x < part.right; ++x) {
      set_pixel(x, y, value);
    }
  }
}

void Canvas::draw_outline(const Box& box, Tint tint, std::int32_t thickness, std::uint8_t shade) {
  const auto [left, top, right, bottom] = box;
  fill_box({left, top, right, std::min(bottom, top + thickness)}, tint, shade);
  fill_box({left, std::max(top, bottom - thickness), right, bottom}, tint, shade);
  fill_box({left, top, std::min(right, left + thickness), bottom}, tint, shade);
  fill_box({std::max(left, right - thickness), top, right, bottom}, tint, shade);
}

void Canvas::draw_text(std::int32_t x, std::int32_t y, std::u32string_view text, Tint tint,
                       std::uint8_t shade) {
  const auto value = static_cast<std::uint8_t>(static_cast<std::uint32_t>(tint) * kShades + shade);
  for (const char32_t letter : text) {
    const Glyph* glyph = glyph_of(letter);
    if (glyph == nullptr) continue;
    for (std::int32_t row = 0; row < kGlyphHeight; ++row) {
      const std::uint32_t bits = glyph->rows.at(static_cast<std::size_t>(row));
      for (std::int32_t column = 0; column < kGlyphWidth; ++column) {
        const auto bit = 1U << static_cast<std::uint32_t>(kGlyphWidth - 1 - column);
        if ((bits & bit) != 0) set_pixel(x + column, y + row, value);
      }
    }
    x += glyph->advance;
  }
}

PixPtr scale_down(const Pix* pix, double factor) {
  const auto by = static_cast<l_float32>(factor);
  // Averaging each pixel's area keeps thin strokes; of a large factor Leptonica wants it otherwise.
  return own(factor < 0.7 ? pixScaleAreaMap(writable(pix), by, by)
                          : pixScale(writable(pix), by, by));
}

PixPtr Canvas::render_pix() const {
  PixPtr out = own(pixCreate(width_, height_, 8));
  PIXCMAP* palette = pixcmapCreate(8);
  for (std::uint32_t value = 0; value < 256; ++value) {
    const Rgb c = colour(value);
    pixcmapAddColor(palette, c.r, c.g, c.b);
  }
  pixSetColormap(out.get(), palette);
  for (std::int32_t y = 0; y < height_; ++y) {
    l_uint32* line = pixGetData(out.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(out.get());
    const char* from = &pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_)];
    for (std::int32_t x = 0; x < width_; ++x) {
      SET_DATA_BYTE(line, x, static_cast<unsigned char>(from[x]));
    }
  }
  return out;
}

std::string Canvas::encode_png() const {
  const PixPtr picture = render_pix();
  l_uint8* data = nullptr;
  std::size_t size = 0;
  const bool bad = pixWriteMemPng(&data, &size, picture.get(), 0) != 0;
  const BytesPtr owner(data);
  if (bad) throw Error(ErrorCode::kInternal, "Leptonica writes no picture");
  return {reinterpret_cast<const char*>(data), size};
}

std::int32_t measure_text_width(std::u32string_view text) {
  std::int32_t width = 0;
  for (const char32_t letter : text) {
    const Glyph* glyph = glyph_of(letter);
    if (glyph != nullptr) width += glyph->advance;
  }
  return width;
}

std::u32string format_number(double value, int decimals) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, decimals);
  return {buffer.data(), end.ptr};
}

}  // namespace codau::image
