#include "core/grey_strip.h"

#include <charconv>
#include <cstddef>
#include <utility>

namespace codau {
namespace {

std::string make_pgm_header(std::int32_t width) {
  return "P5\n" + std::to_string(width) + " " + std::to_string(kGreyStripRows) + "\n255\n";
}

}  // namespace

bool is_sound(const GreyStrip& strip) {
  return strip.width > 0 && strip.width <= kMaxGreyStripWidth &&
         strip.pixels.size() == static_cast<std::size_t>(strip.width) * kGreyStripRows;
}

std::string to_pgm(const GreyStrip& strip) { return make_pgm_header(strip.width) + strip.pixels; }

std::optional<GreyStrip> parse_pgm(std::string_view bytes) {
  constexpr std::string_view kMagic = "P5\n";
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  std::int32_t width = 0;
  const std::string_view numbers = bytes.substr(kMagic.size());
  std::from_chars(numbers.data(), numbers.data() + numbers.size(), width);
  const std::string header = make_pgm_header(width);
  if (!bytes.starts_with(header)) return std::nullopt;
  std::optional<GreyStrip> out(std::in_place);
  out->width = width;
  out->pixels.assign(bytes.substr(header.size()));
  if (!is_sound(*out)) out.reset();
  return out;
}

}  // namespace codau
