#include "views/page_crop.h"

#include <allheaders.h>

#include <algorithm>
#include <utility>

#include "core/box.h"
#include "core/error.h"
#include "raster/line_image.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

/// Below it the rings that JPEG leaves around strokes are seen.
constexpr l_int32 kQuality = 90;

/// The part that lies on the page, at least one pixel of it.
Box on_page(const PageImage& page, const PageBox& part) {
  if (part.left >= part.right || part.top >= part.bottom) return {0, 0, page.width, page.height};
  const auto within = [](std::int32_t at, std::int32_t least, std::int32_t most) {
    return std::min(std::max(at, least), most);
  };
  const std::int32_t left = within(part.left, 0, page.width - 1),
                     top = within(part.top, 0, page.height - 1);
  return {left, top, within(part.right, left + 1, page.width),
          within(part.bottom, top + 1, page.height)};
}

PixPtr clipped(Pix* pix, const Box& at) {
  BOX* box = boxCreate(at.left, at.top, width_of(at), height_of(at));
  Pix* out = pixClipRectangle(pix, box, nullptr);
  boxDestroy(&box);
  return own(out);
}

/// Grey or colours, as they look on paper.
PixPtr plain(Pix* pix) {
  const PixPtr opaque = own(pixRemoveAlpha(pix));
  return own(pixConvertTo8Or32(opaque.get(), L_COPY, 0));
}

/// Returns the picture rotated clockwise by `degrees`.
PixPtr turn_clockwise(PixPtr pix, std::int32_t degrees) {
  PixPtr turned = rotate_quarter_turns(pix.get(), degrees);
  return turned ? std::move(turned) : std::move(pix);
}

}  // namespace

std::string render_crop(const PageImage& page, const PageCrop& wanted) {
  const PixPtr part = clipped(page.pix.get(), on_page(page, wanted.box));
  PixPtr out = plain(part.get());
  const std::int32_t side = std::max(pixGetWidth(out.get()), pixGetHeight(out.get()));
  if (side > wanted.max_side) {
    const auto fit = [&](std::int32_t one) {
      return std::max<std::int64_t>(1, std::int64_t{one} * wanted.max_side / side);
    };
    const auto width = static_cast<l_int32>(fit(pixGetWidth(out.get()))),
               height = static_cast<l_int32>(fit(pixGetHeight(out.get())));
    out = own(pixScaleAreaMapToSize(out.get(), width, height));
  }
  out = turn_clockwise(std::move(out), wanted.turn);
  pixSetChromaSampling(out.get(), 0);
  l_uint8* data = nullptr;
  size_t size = 0;
  const bool bad = pixWriteMemJpeg(&data, &size, out.get(), kQuality, 0) != 0;
  const BytesPtr owner(data);
  if (bad) throw Error(ErrorCode::kInternal, "a picture cannot be written");
  return {reinterpret_cast<const char*>(data), size};
}

GreyStrip render_strip(const PageImage& page, const PageCrop& wanted) {
  const PixPtr part = clipped(page.pix.get(), on_page(page, wanted.box));
  const PixPtr upright = turn_clockwise(plain(part.get()), wanted.turn);
  if (std::int64_t{pixGetWidth(upright.get())} * kGreyStripRows >
      std::int64_t{pixGetHeight(upright.get())} * kMaxGreyStripWidth)
    return {};
  const LinePixels rows = scale_to_height(upright.get(), kGreyStripRows);
  GreyStrip out{rows.width, {rows.pixels.begin(), rows.pixels.end()}};
  return is_sound(out) ? std::move(out) : GreyStrip{};
}

}  // namespace codau::image
