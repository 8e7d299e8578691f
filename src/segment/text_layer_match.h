// segment/text_layer_match.h — does the text of a page say what its print shows?
#pragma once

#include <cstddef>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// Signs of a layer against the letters of the page as rendered.
struct TextLayerMatch {
  std::size_t signs = 0;  ///< of the layer
  /// Letters printed right beside a sign where the layer has none.
  std::size_t unmatched_print = 0;
  std::size_t invisible_signs = 0;  ///< signs that nothing is printed for
};

/// Fonts may lack the names of single letters: these are drawn, and no reader of the layer sees
/// them. Coloured ink, seals and signatures, is no print here; coloured signs are seen all the
/// same. `image` is the page in whose pixels the boxes of `layer` are.
[[nodiscard]] TextLayerMatch match_text_layer(const TextLayer& layer, const PageImage& image);

}  // namespace codau::image
