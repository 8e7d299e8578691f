// segment/text_layer_match.h — compares the text layer of a PDF page (the text that the file
// stores) with its print.
#pragma once

#include <cstddef>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// Counts of characters of the layer and of printed letters that have no counterpart.
struct TextLayerMatch {
  std::size_t signs = 0;  ///< characters of the layer
  /// Letters printed right beside a character of the layer, for which the layer has no character.
  /// Fonts may lack the codes of some letters: these are drawn, but no reader of the layer sees
  /// them.
  std::size_t unmatched_print = 0;
  std::size_t invisible_signs = 0;  ///< characters of the layer at whose places nothing is printed
};

/// Compares `layer` with the page as it was rendered. Argument `image` has the pixels in which the
/// boxes of `layer` are. Coloured ink without a character is not counted as print, because it may
/// be a seal or a signature. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] TextLayerMatch match_text_layer(const TextLayer& layer, const PageImage& image);

}  // namespace codau::image
