#include "page/despeckle.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <vector>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::size_t kFew = 20, kDirty = 50;  ///< a clean page has fewer clouds a letter

std::int32_t size_of(const Box& box) { return std::max(width_of(box), height_of(box)); }

void erase_speck(Pix* ink, Pix* grey, const Box& box, std::int32_t edge) {
  clear_box(ink, box);
  clear_box(grey, inflated(box, edge));
}

/// No ink but its own in the box and around it.
bool alone(const Pix* ink, const Box& box, std::int32_t around) {
  return count_ink_pixels(ink, inflated(box, around)) == count_ink_pixels(ink, box);
}

/// Which specks have at least `others` near on the same height. Linear in the specks, but for those
/// near each other.
std::vector<bool> in_rows(const std::vector<Box>& specks, int others, std::int32_t dpi) {
  const std::int32_t level = std::max(1, dpi / 150), near = dpi / 10;
  // Heights that differ by `level` at most lie in one band or in two that follow each other.
  const auto place = [&](std::size_t i) {
    return std::tuple(specks[i].top / (level + 1), specks[i].left, i);
  };
  std::vector<std::size_t> order(specks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, place);
  std::vector<int> company(specks.size(), 0);
  for (std::size_t a = 0; a < order.size(); ++a) {
    const Box& one = specks[order[a]];
    const std::int32_t band = one.top / (level + 1);
    const auto meet = [&](std::size_t b, std::int32_t band_of_b) {
      for (; b < order.size(); ++b) {
        const Box& other = specks[order[b]];
        if (other.top / (level + 1) != band_of_b || other.left > one.left + near) break;
        if (std::abs(other.top - one.top) > level || std::abs(other.bottom - one.bottom) > level)
          continue;
        ++company[order[a]];
        ++company[order[b]];
      }
    };
    meet(a + 1, band);
    const auto next = std::ranges::lower_bound(
        order, std::tuple(band + 1, one.left - near, std::size_t{0}), {}, place);
    meet(static_cast<std::size_t>(next - order.begin()), band + 1);
  }
  std::vector<bool> out;
  for (const int dots : company) out.push_back(dots >= others);
  return out;
}

/// Dots of a dotted line, across the page or (a ruling, set more closely) down.
std::vector<bool> leaders(const std::vector<Box>& specks, std::int32_t dpi) {
  std::vector<bool> out = in_rows(specks, 2, dpi);
  std::vector<Box> turned;
  for (const Box& box : specks) turned.push_back(transposed(box));
  const std::vector<bool> down = in_rows(turned, 4, dpi);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] || down[i];
  return out;
}

/// Dirt comes in clouds: what stands off all letters, but not off other specks.
void drop_clouds(Pix* ink, Pix* grey, const std::vector<Box>& specks, std::size_t letters,
                 std::int32_t dpi) {
  const PixPtr print = own(pixCopy(nullptr, ink));
  for (const Box& box : specks) clear_box(print.get(), box);
  const std::vector<bool> leader = leaders(specks, dpi);
  std::vector<Box> dirt;
  for (std::size_t i = 0; i < specks.size(); ++i) {
    const std::int32_t around = size_of(specks[i]) <= dpi / 60 ? dpi / 30 : dpi / 12;
    if (!leader[i] && alone(print.get(), specks[i], around)) dirt.push_back(specks[i]);
  }
  if (kDirty * dirt.size() < letters || dirt.size() < kFew) return;
  for (const Box& box : dirt) erase_speck(ink, grey, box, 2);
}

}  // namespace

void despeckle(Pix* ink, Pix* grey, std::int32_t dpi) {
  const std::int32_t tiny = dpi < 200 ? 0 : dpi / 150, small = dpi / 60, large = dpi / 36;
  std::vector<Box> doubtful, in_company;
  std::size_t letters = 0;
  for (const Box& box : find_components(ink)) {
    if (size_of(box) <= tiny) {
      erase_speck(ink, grey, box, 1);
    } else if (size_of(box) <= large) {
      doubtful.push_back(box);
    } else {
      ++letters;
    }
  }
  const std::vector<bool> leader = leaders(doubtful, dpi);
  for (std::size_t i = 0; i < doubtful.size(); ++i) {
    const Box& box = doubtful[i];
    if (!leader[i] && alone(ink, box, size_of(box) <= small ? dpi / 30 : dpi / 12)) {
      erase_speck(ink, grey, box, 2);
    } else {
      in_company.push_back(box);
    }
  }
  drop_clouds(ink, grey, in_company, letters, dpi);
}

}  // namespace codau::image
