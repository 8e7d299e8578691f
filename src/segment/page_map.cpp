#include "segment/page_map.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "raster/pixels.h"
#include "segment/page_regions.h"

namespace codau::image {

PageMap compute_page_map(const PageNetwork& network, const Pix* page, std::int32_t dpi,
                         nn::ConvolutionCode code) {
  const double width = pixGetWidth(writable(page)), height = pixGetHeight(writable(page));
  double factor = 1.0 * kPageMapDpi / dpi;
  factor = std::min(factor, std::sqrt(kMaxPageMapPixels / (width * height)));
  const auto side = [factor](double of) {
    return std::max(1, static_cast<std::int32_t>(std::nearbyint(of * factor)));
  };
  PageMap map{side(width), side(height), {}};
  const nn::ByteMap input = make_network_input(page, map.width, map.height);
  const std::vector<std::uint16_t> classes = network.classify(input, code);
  map.classes.reserve(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height));
  for (std::int32_t y = 0; y < map.height; ++y) {
    const auto row = classes.begin() + std::ptrdiff_t{y} * input.width();
    map.classes.insert(map.classes.end(), row, row + map.width);
  }
  settle_lines(map);
  remove_unlikely_stamps(map, input);
  return map;
}

PageMap compute_page_map(const PageNetwork& network, const Pix* page, std::int32_t dpi) {
  return compute_page_map(network, page, dpi, nn::available_convolution_codes().back());
}

PixPtr extract_plane(const PageMap& map, PageClass kind) {
  PixPtr out = own(pixCreate(map.width, map.height, 1));
  for (std::int32_t y = 0; y < map.height; ++y) {
    std::uint32_t* const row = get_row(out.get(), y);
    for (std::int32_t x = 0; x < map.width; ++x) {
      if (map.has(kind, x, y)) row[x / 32] |= 1U << (31 - x % 32);
    }
  }
  return out;
}

}  // namespace codau::image
