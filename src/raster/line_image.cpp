#include "raster/line_image.h"

#include <leptonica/allheaders.h>

#include "raster/page_image.h"

namespace codau::image {

LinePixels scale_to_height(const Pix* line, std::int32_t rows) {
  const PixPtr grey = own(::pixConvertTo8(writable(line), 0));
  const double factor = static_cast<double>(rows) / ::pixGetHeight(grey.get());
  if (::pixGetWidth(grey.get()) * factor < 1) return {};
  const PixPtr fitted = resample(grey.get(), factor);
  if (::pixGetHeight(fitted.get()) != rows) return {};
  LinePixels out{::pixGetWidth(fitted.get()), {}};
  out.pixels.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(rows));
  for (std::int32_t y = 0; y < rows; ++y) {
    std::uint32_t* words = get_row(fitted.get(), y);
    for (std::int32_t x = 0; x < out.width; ++x)
      out.pixels.push_back(static_cast<std::uint8_t>(GET_DATA_BYTE(words, x)));
  }
  return out;
}

std::vector<bool> find_inked_columns(const Pix* ink) {
  Pix* line = writable(ink);
  std::vector<bool> columns(static_cast<std::size_t>(::pixGetWidth(line)));
  for (std::int32_t y = 0; y < ::pixGetHeight(line); ++y) {
    std::uint32_t* words = get_row(line, y);
    for (std::size_t x = 0; x < columns.size(); ++x) {
      if (GET_DATA_BIT(words, static_cast<std::int32_t>(x)) != 0) columns[x] = true;
    }
  }
  return columns;
}

std::optional<ColumnGap> find_widest_gap(const std::vector<bool>& inked, std::int32_t from,
                                         std::int32_t to) {
  std::optional<ColumnGap> widest;
  ColumnGap run{from, from};
  for (std::int32_t x = from; x < to; ++x) {
    if (inked[static_cast<std::size_t>(x)]) {
      run.begin = x + 1;
      continue;
    }
    run.end = x + 1;
    if (!widest || run.width() > widest->width()) widest = run;
  }
  return widest;
}

Box shrink_to_ink(const Pix* ink, const Box& part) {
  const PixPtr line = crop(ink, part, 0);
  BOX* found = nullptr;
  if (::pixClipToForeground(line.get(), nullptr, &found) != 0 || found == nullptr) return part;
  l_int32 x = 0, y = 0, width = 0, height = 0;
  ::boxGetGeometry(found, &x, &y, &width, &height);
  ::boxDestroy(&found);
  const std::int32_t left = part.left + x, top = part.top + y;
  return {left, top, left + width, top + height};
}

}  // namespace codau::image
