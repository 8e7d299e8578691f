#include "image/specks.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>
#include <vector>

#include "core/values.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

constexpr std::size_t kFew = 20, kDirty = 50;  ///< a clean page has fewer clouds a letter

std::int32_t size_of(const Box& box) {
  return std::max(box.right - box.left, box.bottom - box.top);
}

void take_out(Pix* ink, Pix* grey, const Box& box, std::int32_t edge) {
  wipe(ink, box);
  wipe(grey, {box.left - edge, box.top - edge, box.right + edge, box.bottom + edge});
}

/// No ink but its own in the box and around it.
bool alone(const Pix* ink, const Box& box, std::int32_t around) {
  const Box wide{box.left - around, box.top - around, box.right + around, box.bottom + around};
  return ink_in(ink, wide) == ink_in(ink, box);
}

/// Dots of a dotted line: two more stand near on the same height. `specks` are sorted by their top.
std::vector<bool> leaders(const std::vector<Box>& specks, std::int32_t dpi) {
  const std::int32_t level = std::max(1, dpi / 150), near = dpi / 10;
  std::vector<int> company(specks.size(), 0);
  for (std::size_t i = 0; i < specks.size(); ++i) {
    for (std::size_t k = i + 1; k < specks.size() && specks[k].top <= specks[i].top + level; ++k) {
      if (std::abs(specks[k].left - specks[i].left) > near ||
          std::abs(specks[k].bottom - specks[i].bottom) > level) {
        continue;
      }
      ++company[i];
      ++company[k];
    }
  }
  std::vector<bool> out;
  for (const int dots : company) out.push_back(dots >= 2);
  return out;
}

/// Dirt comes in clouds: what stands off all letters, but not off other specks.
void drop_clouds(Pix* ink, Pix* grey, std::vector<Box> specks, std::size_t letters,
                 std::int32_t dpi) {
  std::ranges::sort(specks, {}, [](const Box& b) { return std::pair(b.top, b.left); });
  const PixPtr print = own(pixCopy(nullptr, ink));
  for (const Box& box : specks) wipe(print.get(), box);
  const std::vector<bool> leader = leaders(specks, dpi);
  std::vector<Box> dirt;
  for (std::size_t i = 0; i < specks.size(); ++i) {
    const std::int32_t around = size_of(specks[i]) <= dpi / 60 ? dpi / 30 : dpi / 12;
    if (!leader[i] && alone(print.get(), specks[i], around)) dirt.push_back(specks[i]);
  }
  if (kDirty * dirt.size() < letters || dirt.size() < kFew) return;
  for (const Box& box : dirt) take_out(ink, grey, box, 2);
}

}  // namespace

void drop_specks(Pix* ink, Pix* grey, std::int32_t dpi) {
  const std::int32_t tiny = dpi < 200 ? 0 : dpi / 150, small = dpi / 60, large = dpi / 36;
  std::vector<Box> doubtful, in_company;
  std::size_t letters = 0;
  for (const Box& box : islands(ink)) {
    if (size_of(box) <= tiny) {
      take_out(ink, grey, box, 1);
    } else if (size_of(box) <= large) {
      doubtful.push_back(box);
    } else {
      ++letters;
    }
  }
  for (const Box& box : doubtful) {
    if (alone(ink, box, size_of(box) <= small ? dpi / 30 : dpi / 12)) {
      take_out(ink, grey, box, 2);
    } else {
      in_company.push_back(box);
    }
  }
  drop_clouds(ink, grey, std::move(in_company), letters, dpi);
}

}  // namespace codau::image
