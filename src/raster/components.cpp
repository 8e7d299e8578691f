#include "raster/components.h"

#include <allheaders.h>

#include "raster/pixels.h"

namespace codau::image {
namespace {

double breadth_of(const Pix* shape) {
  const PixPtr skeleton = own(pixThinConnected(writable(shape), L_THIN_FG, 8, 0));
  const auto length = static_cast<double>(ink_in(skeleton.get(), whole(skeleton.get())));
  return length > 0 ? static_cast<double>(ink_in(shape, whole(shape))) / length : 0;
}

}  // namespace

std::vector<Shape> shapes_in(const Pix* ink, const Box& area) {
  std::vector<Shape> out;
  for (const Component& one : components_with_pixels_in(ink, area))
    out.push_back({one.box, breadth_of(one.pix.get())});
  return out;
}

}  // namespace codau::image
