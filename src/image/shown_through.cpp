#include "image/shown_through.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "image/pixels.h"

namespace codau::image {
namespace {

/// Own lines that are enough to be compared with.
constexpr std::size_t kTable = 3;
/// Of the contrast of the page's own lines.
constexpr double kOfLines = 0.4;
/// Of the contrast of print. Of 2,756 lines that leave ink (development pages, open scans, 100 made
/// pages) all but two have 0.55 and more; of 382 that leave none 332 have 0.25 and less.
constexpr double kOfPrint = 0.3;

/// The share of a line's pieces that may be lighter than what the line is called: half of a solid
/// one, as print that crosses it may be darker than the line; three quarters of a dashed one, which
/// is gaps for more than half.
double lighter_share(LineStyle style) { return style == LineStyle::kSolid ? 0.5 : 0.75; }

/// How much darker than paper a line is: of the darkest pixels of short pieces along it, ordered,
/// the one at `share`.
double contrast(const CleanPage& page, const Box& line, bool down, double share) {
  Pix* grey = page.grey.get();
  const std::int32_t left = std::max(0, line.left), right = std::min(page.width, line.right);
  const std::int32_t top = std::max(0, line.top), bottom = std::min(page.height, line.bottom);
  constexpr std::int32_t kStep = 4;
  std::vector<std::int32_t> darkness;
  const auto add = [&](std::int32_t x0, std::int32_t y0, std::int32_t x1, std::int32_t y1) {
    std::int32_t darkest = 255;
    for (std::int32_t y = y0; y < y1; ++y) {
      const l_uint32* pixels = row(grey, y);
      for (std::int32_t x = x0; x < x1; ++x) {
        darkest = std::min(darkest, static_cast<std::int32_t>(GET_DATA_BYTE(pixels, x)));
      }
    }
    darkness.push_back(page.paper - darkest);
  };
  if (down) {
    for (std::int32_t y = top; y < bottom; y += kStep)
      add(left, y, right, std::min(y + kStep, bottom));
  } else {
    for (std::int32_t x = left; x < right; x += kStep)
      add(x, top, std::min(x + kStep, right), bottom);
  }
  if (darkness.empty()) return 0;
  const auto at =
      darkness.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(darkness.size()) * share);
  std::nth_element(darkness.begin(), at, darkness.end());
  return *at;
}

/// A line of the page's own leaves ink along most of its length.
bool inked(const CleanPage& page, const Box& line, bool down) {
  const std::int32_t length = down ? line.bottom - line.top : line.right - line.left;
  return ink_in(page.ink.get(), line) * 10 > length * 9;
}

/// How much darker than paper the page's print is: a quarter of its ink is darker. 0 without ink.
double print_contrast(const CleanPage& page) {
  l_float32 grey = 0;
  const bool seen =
      pixGetRankValueMasked(page.grey.get(), page.ink.get(), 0, 0, 1, 0.25F, &grey, nullptr) == 0;
  return seen ? page.paper - static_cast<double>(grey) : 0;
}

/// Lines that are lighter are those of the page behind.
double least_contrast(const Rulings& rulings, const CleanPage& page, double share) {
  std::vector<double> own_lines;
  for (const bool down : {false, true}) {
    for (const Box& line : down ? rulings.down : rulings.across) {
      if (inked(page, line, down)) own_lines.push_back(contrast(page, line, down, share));
    }
  }
  if (own_lines.size() < kTable) return print_contrast(page) * kOfPrint;
  const auto middle = own_lines.begin() + static_cast<std::ptrdiff_t>(own_lines.size() / 2);
  std::nth_element(own_lines.begin(), middle, own_lines.end());
  return *middle * kOfLines;
}

}  // namespace

void drop_shown_through(Rulings& rulings, const CleanPage& page, LineStyle style) {
  const double share = lighter_share(style);
  const double least = least_contrast(rulings, page, share);
  for (const bool down : {false, true}) {
    std::erase_if(down ? rulings.down : rulings.across,
                  [&](const Box& line) { return contrast(page, line, down, share) < least; });
  }
}

}  // namespace codau::image
