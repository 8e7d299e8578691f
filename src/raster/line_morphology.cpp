#include "raster/line_morphology.h"

#include <allheaders.h>

#include <algorithm>

#include "raster/pixels.h"

namespace codau::image {
namespace {

/// `to` combined with what stands `by` pixels behind it, or before it where `by` < 0; beyond the
/// edge is white.
void combine(Pix* to, const Pix* from, LineDirection along, std::int32_t by,
             std::int32_t operation) {
  const std::int32_t dx = along == LineDirection::kHorizontal ? by : 0,
                     dy = along == LineDirection::kHorizontal ? 0 : by;
  const std::int32_t width = pixGetWidth(to), height = pixGetHeight(to);
  if (operation == (PIX_SRC & PIX_DST)) {  // what has nothing behind it
    const Box rest = along == LineDirection::kHorizontal ? Box{width - by, 0, width, height}
                                                         : Box{0, height - by, width, height};
    clear_box(to, rest);
  }
  pixRasterop(to, std::max(0, -dx), std::max(0, -dy), width - std::abs(dx), height - std::abs(dy),
              operation, writable(from), std::max(0, dx), std::max(0, dy));
}

/// Of `length` pixels from each on, all (and) or any before it (or): the reach doubles each time
/// (van Droogenbroeck and Buckley 2005), where Leptonica looks at each of the pixels.
PixPtr gathered(const Pix* ink, LineDirection along, std::int32_t length, bool all) {
  PixPtr out = own(pixCopy(nullptr, writable(ink)));
  for (std::int32_t reach = 1; reach < length;) {
    const std::int32_t step = std::min(reach, length - reach);
    const PixPtr before = own(pixCopy(nullptr, out.get()));
    combine(out.get(), before.get(), along, all ? step : -step,
            all ? PIX_SRC & PIX_DST : PIX_SRC | PIX_DST);
    reach += step;
  }
  return out;
}

}  // namespace

PixPtr open_by_line(const Pix* ink, LineDirection along, std::int32_t length) {
  const Box page = get_bounds(ink);
  const bool is_longer = length > (along == LineDirection::kHorizontal ? page.right : page.bottom);
  if (is_longer) return own(pixCreateTemplate(writable(ink)));
  const PixPtr begins = gathered(ink, along, length, true);
  return gathered(begins.get(), along, length, false);
}

PixPtr close_by_line(const Pix* ink, LineDirection along, std::int32_t length) {
  const Box page = get_bounds(ink);
  const Box wide = along == LineDirection::kHorizontal
                       ? Box{0, 0, page.right + length, page.bottom}
                       : Box{0, 0, page.right, page.bottom + length};
  const PixPtr roomy = crop(ink, wide, 0);  // what is gathered behind the last ink needs room
  const PixPtr any = gathered(roomy.get(), along, length, false);
  const PixPtr all = gathered(any.get(), along, length, true);
  return crop(all.get(), page, 0);
}

}  // namespace codau::image
