#include "raster/line_morphology.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/target_clones.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

enum class Gathering : std::uint8_t { kAll, kAny };

/// Each pixel becomes ink if it and the one `by` pixels further are. The first pixel of a word is
/// its highest bit. Words are read before they are written.
CODAU_CLONE_FOR_AVX2 void keep_where_both(std::uint32_t* row, std::ptrdiff_t words,
                                          std::int32_t by) {
  const std::ptrdiff_t far = by / 32, last = words - far - 1;
  const int bits = by % 32;
  if (bits == 0) {
    for (std::ptrdiff_t i = 0; i <= last; ++i) row[i] &= row[i + far];
  } else {
    for (std::ptrdiff_t i = 0; i < last; ++i)
      row[i] &= row[i + far] << bits | row[i + far + 1] >> (32 - bits);
    if (last >= 0) row[last] &= row[words - 1] << bits;
  }
  for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, last + 1); i < words; ++i) row[i] = 0;
}

/// Each pixel becomes ink if it or the one `by` pixels before it is.
CODAU_CLONE_FOR_AVX2 void fill_where_either(std::uint32_t* row, std::ptrdiff_t words,
                                            std::int32_t by) {
  const std::ptrdiff_t far = by / 32;
  const int bits = by % 32;
  if (far >= words) return;
  if (bits == 0) {
    for (std::ptrdiff_t i = words - 1; i >= far; --i) row[i] |= row[i - far];
  } else {
    for (std::ptrdiff_t i = words - 1; i > far; --i)
      row[i] |= row[i - far] >> bits | row[i - far - 1] << (32 - bits);
    row[far] |= row[0] >> bits;
  }
}

void combine_across(Pix* pix, std::int32_t by, Gathering how) {
  const std::int32_t height = pixGetHeight(pix);
  const std::ptrdiff_t words = pixGetWpl(pix);
  for (std::int32_t y = 0; y < height; ++y) {
    if (how == Gathering::kAll)
      keep_where_both(get_row(pix, y), words, by);
    else
      fill_where_either(get_row(pix, y), words, by);
  }
}

CODAU_CLONE_FOR_AVX2 void combine_rows(std::uint32_t* to, const std::uint32_t* from,
                                       std::ptrdiff_t words, Gathering how) {
  for (std::ptrdiff_t i = 0; i < words; ++i)
    to[i] = how == Gathering::kAll ? to[i] & from[i] : to[i] | from[i];
}

void combine_down(Pix* pix, std::int32_t by, Gathering how) {
  const std::int32_t height = pixGetHeight(pix);
  const std::ptrdiff_t words = pixGetWpl(pix);
  if (how == Gathering::kAll) {
    for (std::int32_t y = 0; y + by < height; ++y)
      combine_rows(get_row(pix, y), get_row(pix, y + by), words, how);
    clear_box(pix, {0, std::max(0, height - by), pixGetWidth(pix), height});
  } else {
    for (std::int32_t y = height - 1; y >= by; --y)
      combine_rows(get_row(pix, y), get_row(pix, y - by), words, how);
  }
}

/// Of `length` pixels from each on, all, or any before it: the reach doubles each time (van
/// Droogenbroeck and Buckley 2005), where Leptonica looks at each of the pixels.
PixPtr gathered(const Pix* ink, LineDirection along, std::int32_t length, Gathering how) {
  PixPtr out = own(pixCopy(nullptr, writable(ink)));
  pixSetPadBits(out.get(), 0);
  for (std::int32_t reach = 1; reach < length;) {
    const std::int32_t step = std::min(reach, length - reach);
    if (along == LineDirection::kHorizontal)
      combine_across(out.get(), step, how);
    else
      combine_down(out.get(), step, how);
    reach += step;
  }
  pixSetPadBits(out.get(), 0);
  return out;
}

}  // namespace

PixPtr open_by_line(const Pix* ink, LineDirection along, std::int32_t length) {
  const Box page = get_bounds(ink);
  const bool is_longer = length > (along == LineDirection::kHorizontal ? page.right : page.bottom);
  if (is_longer) return own(pixCreateTemplate(writable(ink)));
  const PixPtr begins = gathered(ink, along, length, Gathering::kAll);
  return gathered(begins.get(), along, length, Gathering::kAny);
}

PixPtr close_by_line(const Pix* ink, LineDirection along, std::int32_t length) {
  const Box page = get_bounds(ink);
  const Box wide = along == LineDirection::kHorizontal
                       ? Box{0, 0, page.right + length, page.bottom}
                       : Box{0, 0, page.right, page.bottom + length};
  const PixPtr roomy = crop(ink, wide, 0);  // what is gathered behind the last ink needs room
  const PixPtr any = gathered(roomy.get(), along, length, Gathering::kAny);
  const PixPtr all = gathered(any.get(), along, length, Gathering::kAll);
  return crop(all.get(), page, 0);
}

}  // namespace codau::image
