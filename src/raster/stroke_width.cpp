#include "raster/stroke_width.h"

#include <allheaders.h>

#include "raster/pixels.h"

namespace codau::image {
namespace {

double breadth_of(const Pix* shape) {
  const PixPtr skeleton = own(pixThinConnected(writable(shape), L_THIN_FG, 8, 0));
  const auto length =
      static_cast<double>(count_ink_pixels(skeleton.get(), get_bounds(skeleton.get())));
  return length > 0 ? static_cast<double>(count_ink_pixels(shape, get_bounds(shape))) / length : 0;
}

}  // namespace

std::vector<StrokeComponent> measure_stroke_widths(const Pix* ink, const Box& area) {
  std::vector<StrokeComponent> out;
  for (const ConnectedComponent& one : extract_components_in(ink, area))
    out.push_back({one.box, breadth_of(one.pix.get())});
  return out;
}

}  // namespace codau::image
