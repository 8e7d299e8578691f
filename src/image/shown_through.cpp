#include "image/shown_through.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "image/pixels.h"

namespace codau::image {
namespace {

/// How much darker than paper a line is: of the darkest pixels of short pieces along it that which
/// a quarter of them exceed. Print that crosses a line is less than that, the dashes of a dashed
/// one are more.
double contrast(const CleanPage& page, const Box& line, bool down) {
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
  const auto at = darkness.begin() + static_cast<std::ptrdiff_t>(darkness.size() * 3 / 4);
  std::nth_element(darkness.begin(), at, darkness.end());
  return *at;
}

/// A line of the page's own leaves ink along most of its length.
bool inked(const CleanPage& page, const Box& line, bool down) {
  const std::int32_t length = down ? line.bottom - line.top : line.right - line.left;
  return ink_in(page.ink.get(), line) * 10 > length * 9;
}

}  // namespace

void drop_shown_through(Rulings& rulings, const CleanPage& page) {
  std::vector<double> own_lines;
  for (const bool down : {false, true}) {
    for (const Box& line : down ? rulings.down : rulings.across) {
      if (inked(page, line, down)) own_lines.push_back(contrast(page, line, down));
    }
  }
  if (own_lines.size() < 3) return;  // too few to be a table
  const auto middle = own_lines.begin() + static_cast<std::ptrdiff_t>(own_lines.size() / 2);
  std::nth_element(own_lines.begin(), middle, own_lines.end());
  const double least = *middle * 0.4;
  for (const bool down : {false, true}) {
    std::erase_if(down ? rulings.down : rulings.across,
                  [&](const Box& line) { return contrast(page, line, down) < least; });
  }
}

}  // namespace codau::image
