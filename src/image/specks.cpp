#include "image/specks.h"

#include <algorithm>
#include <vector>

#include "core/values.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

bool alone(Pix* ink, const Box& box, std::int32_t around) {
  const Box wide{box.left - around, box.top - around, box.right + around, box.bottom + around};
  return ink_in(ink, wide) == ink_in(ink, box);
}

}  // namespace

void drop_specks(Pix* ink, Pix* grey, std::int32_t dpi) {
  const std::int32_t tiny = dpi < 200 ? 0 : dpi / 150, small = dpi / 60, large = dpi / 36;
  std::vector<Box> doubtful;
  for (const Box& box : islands(ink)) {
    const std::int32_t size = std::max(box.right - box.left, box.bottom - box.top);
    if (size <= tiny) {
      wipe(ink, box);
      wipe(grey, {box.left - 1, box.top - 1, box.right + 1, box.bottom + 1});
    } else if (size <= large) {
      doubtful.push_back(box);
    }
  }
  for (const Box& box : doubtful) {
    const bool is_small = std::max(box.right - box.left, box.bottom - box.top) <= small;
    if (!alone(ink, box, is_small ? dpi / 30 : dpi / 12)) continue;
    wipe(ink, box);
    wipe(grey, {box.left - 2, box.top - 2, box.right + 2, box.bottom + 2});
  }
}

}  // namespace codau::image
