#include "image/shapes.h"

#include <allheaders.h>

#include <memory>

#include "core/box.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

constexpr l_int32 kEight = 8;  // neighbours of a pixel

struct DestroyPixa {
  void operator()(Pixa* pixa) const { pixaDestroy(&pixa); }
};

double breadth_of(const Pix* shape) {
  const PixPtr skeleton = own(pixThinConnected(writable(shape), L_THIN_FG, kEight, 0));
  const auto length = static_cast<double>(ink_in(skeleton.get(), whole(skeleton.get())));
  return length > 0 ? static_cast<double>(ink_in(shape, whole(shape))) / length : 0;
}

}  // namespace

std::vector<Shape> shapes_in(const Pix* ink, const Box& area) {
  const PixPtr picture = cut(ink, area, 0);
  Pixa* found = nullptr;
  Boxa* boxes = pixConnComp(picture.get(), &found, kEight);
  boxaDestroy(&boxes);
  const std::unique_ptr<Pixa, DestroyPixa> shapes(found);
  std::vector<Shape> out;
  for (l_int32 i = 0; i < pixaGetCount(shapes.get()); ++i) {
    const PixPtr shape = own(pixaGetPix(shapes.get(), i, L_CLONE));
    l_int32 left = 0, top = 0, width = 0, height = 0;
    pixaGetBoxGeometry(shapes.get(), i, &left, &top, &width, &height);
    const Box box{left, top, left + width, top + height};
    out.push_back({translated(box, area.left, area.top), breadth_of(shape.get())});
  }
  return out;
}

}  // namespace codau::image
