// ocr/text_layer.h — the text layer of a born-digital page: can it be believed, and where is what.
#pragma once

#include "core/values.h"
#include "image/page_image.h"
#include "image/step_pictures.h"

namespace codau::ocr {

/// What makes a layer believable. Source: layers met in archives; those of a bad reading or in a
/// legacy encoding have 31 to 87 % of their words wrong, a correct one under 1 %, a defective
/// one 3.6 %.
struct LayerRule {
  std::size_t least_words = 20;  ///< fewer: reading the page is cheap and certain
  double least_legal = 0.97;   ///< share of legal Vietnamese syllables among words of letters only
  double least_marked = 0.25;  ///< share of words with Vietnamese marks or đ (stripped layers fail)
};

/// True when `layer` reads as sound Vietnamese.
[[nodiscard]] bool is_sound(const OcrPage& layer, const LayerRule& rule = {});

/// `layer` with tables, roles and reading order as a recognised page has them; `image` is the page
/// as rendered, in whose pixels the boxes of `layer` are: its rulings make the tables. Law: no word
/// is lost or changed.
[[nodiscard]] OcrPage lay_out(const OcrPage& layer, const image::PageImage& image,
                              image::StepPictures* pictures = nullptr);

}  // namespace codau::ocr
