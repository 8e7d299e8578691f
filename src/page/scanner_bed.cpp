#include "page/scanner_bed.h"

#include <allheaders.h>

#include <algorithm>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Inches.
constexpr double kSolid = 0.12;      ///< dark all over, as no stroke of print is
constexpr double kGap = 0.2;         ///< between dark parts of it: the grain of wood
constexpr double kEdge = 0.08;       ///< of the sheet, which is neither
constexpr std::int32_t kCoarse = 8;  ///< pixels for one; a power of two
constexpr double kLeastSheet = 0.3;  ///< of the picture

/// What of `part` hangs together with the edge of the picture.
PixPtr from_edge(const Pix* part) {
  const PixPtr edge = own(pixCreateTemplate(writable(part)));
  pixSetOrClearBorder(edge.get(), 1, 1, 1, 1, PIX_SET);
  pixAnd(edge.get(), edge.get(), writable(part));
  return own(pixSeedfillBinary(nullptr, edge.get(), writable(part), 8));
}

PixPtr largest_component(const Pix* pix) {
  std::int64_t most = 0;
  Box best;
  for (const Box& box : find_components(pix)) {
    const std::int64_t area = area_of(box);
    if (area <= most) continue;
    most = area;
    best = box;
  }
  const PixPtr seed = own(pixCreateTemplate(writable(pix)));
  // Its first row begins in one of these, and no other component is as large as to begin beside it.
  pixRasterop(seed.get(), best.left, best.top, width_of(best), 1, PIX_SRC, writable(pix), best.left,
              best.top);
  return own(pixSeedfillBinary(nullptr, seed.get(), writable(pix), 4));
}

}  // namespace

PixPtr make_scanner_bed_mask(const Pix* ink, std::int32_t dpi) {
  const auto size = [dpi](double inches) {
    return std::max(2, static_cast<std::int32_t>(inches * dpi / kCoarse));
  };
  const std::int32_t around = size(kSolid);
  const PixPtr small = own(pixReduceRankBinaryCascade(writable(ink), 4, 4, 4, 0));
  const PixPtr framed = own(pixAddBorder(small.get(), around, 1));  // no more is seen of it there
  const PixPtr solid = own(pixOpenBrick(nullptr, framed.get(), around, around));
  const PixPtr dark = from_edge(solid.get());
  const PixPtr closed = own(pixCloseSafeBrick(nullptr, dark.get(), size(kGap), size(kGap)));
  const PixPtr joined = own(pixRemoveBorder(closed.get(), around));
  const PixPtr light = own(pixInvert(nullptr, joined.get()));
  const PixPtr sheet = largest_component(light.get());
  const Box all = get_bounds(sheet.get());
  if (count_ink_pixels(joined.get(), all) == 0 ||
      static_cast<double>(count_ink_pixels(sheet.get(), all)) <
          kLeastSheet * all.right * all.bottom)
    return nullptr;
  const PixPtr rest = own(pixInvert(nullptr, sheet.get()));
  const PixPtr beside = from_edge(rest.get());  // what is not has the sheet all around it
  const std::int32_t wide = 2 * size(kEdge) + 1;
  const PixPtr grown = own(pixDilateBrick(nullptr, beside.get(), wide, wide));
  const PixPtr large = own(pixExpandReplicate(grown.get(), kCoarse));
  PixPtr out = own(pixCreateTemplate(writable(ink)));
  const std::int32_t right = pixGetWidth(large.get()), bottom = pixGetHeight(large.get());
  pixRasterop(out.get(), 0, 0, right, bottom, PIX_SRC, large.get(), 0, 0);
  // What no coarse pixel reaches is as beside it.
  for (std::int32_t y = bottom; y < bottom + kCoarse; ++y)
    pixRasterop(out.get(), 0, y, right, 1, PIX_SRC, large.get(), 0, bottom - 1);
  const PixPtr last = crop(out.get(), {right - 1, 0, right, bottom + kCoarse}, 0);
  for (std::int32_t x = right; x < right + kCoarse; ++x)
    pixRasterop(out.get(), x, 0, 1, bottom + kCoarse, PIX_SRC, last.get(), 0, 0);
  return out;
}

}  // namespace codau::image
