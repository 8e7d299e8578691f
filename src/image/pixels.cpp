#include "image/pixels.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>

#include "core/error.h"

namespace codau::image {

PixPtr own(Pix* pix) {
  if (pix == nullptr) throw Error(ErrorCode::kInternal, "Leptonica gave no picture");
  return PixPtr(pix);
}

Pix* writable(const Pix* pix) { return const_cast<Pix*>(pix); }

std::uint32_t* row(Pix* pix, std::int32_t y) {
  return pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
}

void grow(Box& box, const Box& by) {
  box = {std::min(box.left, by.left), std::min(box.top, by.top), std::max(box.right, by.right),
         std::max(box.bottom, by.bottom)};
}

Box whole(const Pix* pix) {
  return {0, 0, pixGetWidth(writable(pix)), pixGetHeight(writable(pix))};
}

std::vector<Box> islands(const Pix* ink, std::int32_t scale) {
  std::vector<Box> out;
  BOXA* boxes = pixConnCompBB(writable(ink), 8);
  for (l_int32 i = 0; i < boxaGetCount(boxes); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    out.push_back({x * scale, y * scale, (x + w) * scale, (y + h) * scale});
  }
  boxaDestroy(&boxes);
  return out;
}

PixPtr threshold_at(const Pix* grey, std::int32_t threshold) {
  return own(pixThresholdToBinary(writable(grey), threshold));
}

PixPtr cut(const Pix* pix, const Box& box, std::int32_t margin) {
  const std::int32_t width = box.right - box.left, height = box.bottom - box.top;
  PixPtr out = own(pixCreate(width + 2 * margin, height + 2 * margin, pixGetDepth(writable(pix))));
  pixSetBlackOrWhite(out.get(), L_SET_WHITE);
  pixRasterop(out.get(), margin, margin, width, height, PIX_SRC, writable(pix), box.left, box.top);
  pixCopyResolution(out.get(), writable(pix));
  return out;
}

PixPtr scaled(const Pix* pix, double factor) {
  const auto by = static_cast<float>(factor);
  return own(pixScale(writable(pix), by, by));
}

void wipe(Pix* pix, const Box& box) {
  const bool one_bit = pixGetDepth(pix) == 1;
  pixRasterop(pix, box.left, box.top, box.right - box.left, box.bottom - box.top,
              one_bit ? PIX_CLR : PIX_SET, nullptr, 0, 0);
}

void wipe(Pix* grey, const Box& box, std::int32_t paper) {
  const std::int32_t left = std::max(0, box.left), right = std::min(pixGetWidth(grey), box.right);
  const std::int32_t bottom = std::min(pixGetHeight(grey), box.bottom);
  for (std::int32_t y = std::max(0, box.top); y < bottom; ++y) {
    l_uint32* line = row(grey, y);
    for (std::int32_t x = left; x < right; ++x) SET_DATA_BYTE(line, x, static_cast<l_uint8>(paper));
  }
}

std::int64_t ink_in(const Pix* ink, const Box& box) {
  Pix* pix = writable(ink);
  const std::int32_t left = std::max(0, box.left), right = std::min(pixGetWidth(pix), box.right);
  const std::int32_t top = std::max(0, box.top), bottom = std::min(pixGetHeight(pix), box.bottom);
  std::int64_t count = 0;
  for (std::int32_t y = top; y < bottom; ++y) {
    const l_uint32* line = row(pix, y);
    std::int32_t x = left;
    for (; x < right && x % 32 != 0; ++x) count += GET_DATA_BIT(line, x);
    for (; x + 32 <= right; x += 32) count += __builtin_popcount(line[x / 32]);
    for (; x < right; ++x) count += GET_DATA_BIT(line, x);
  }
  return count;
}

std::vector<std::int32_t> ink_of_squares(const Pix* ink, std::int32_t side) {
  Pix* pix = writable(ink);
  const std::int32_t across = pixGetWidth(pix) / side, down = pixGetHeight(pix) / side;
  const std::int32_t words = pixGetWpl(pix);
  std::vector<std::int32_t> counts(static_cast<std::size_t>(across) *
                                   static_cast<std::size_t>(down));
  for (std::int32_t y = 0; y < down * side; ++y) {
    const l_uint32* line = row(pix, y);
    std::int32_t* count = counts.data() + static_cast<std::ptrdiff_t>(y / side) * across;
    for (std::int32_t x = 0; x < across; ++x) {
      const std::int32_t from = x * side, word = from / 32;
      const std::uint64_t next = word + 1 < words ? line[word + 1] : 0;
      const std::uint64_t two = (std::uint64_t{line[word]} << 32U) | next;
      count[x] += __builtin_popcountll(two << static_cast<unsigned>(from % 32) >>
                                       static_cast<unsigned>(64 - side));
    }
  }
  return counts;
}

Box span_of_print(const Pix* ink, const Box& box, std::int32_t least) {
  const PixPtr part = cut(ink, box, 0);
  Box span{box.right, box.bottom, box.left, box.top};
  for (const Box& island : islands(part.get())) {
    if (std::max(island.right - island.left, island.bottom - island.top) < least) continue;
    span.left = std::min(span.left, box.left + island.left);
    span.top = std::min(span.top, box.top + island.top);
    span.right = std::max(span.right, box.left + island.right);
    span.bottom = std::max(span.bottom, box.top + island.bottom);
  }
  return span.left < span.right ? span : Box{};
}

}  // namespace codau::image
