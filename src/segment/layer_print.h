// segment/layer_print.h — does the text of a page say what its print shows?
#pragma once

#include <cstddef>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// Signs of a layer against the letters of the page as rendered.
struct LayerPrint {
  std::size_t signs = 0;   ///< of the layer
  std::size_t unsaid = 0;  ///< letters printed right beside a sign where the layer has none
  std::size_t unseen = 0;  ///< signs that nothing is printed for
};

/// Fonts may lack the names of single letters: these are drawn, and no reader of the layer sees
/// them. Coloured ink, seals and signatures, is no print here; coloured signs are seen all the
/// same. `image` is the page in whose pixels the boxes of `layer` are.
[[nodiscard]] LayerPrint compare(const TextLayer& layer, const PageImage& image);

}  // namespace codau::image
