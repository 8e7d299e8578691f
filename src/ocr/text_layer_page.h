// ocr/text_layer_page.h — lays out the text layer of a PDF page, as if it had been recognised.
#pragma once

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/text_layer_match.h"
#include "source/source_file.h"
#include "views/step_pictures.h"

namespace codau::ocr {

/// Returns the words of `layer` with tables, roles and reading order. Argument `image` is the
/// rendered page, in whose pixels the boxes of `layer` are: its rulings make the tables. The page
/// is turned so that most words are upright. Other words keep their direction, and are joined in it
/// inside their cell. Outside of cells they stand below the body, and the page gets the warning
/// "TEXT_TURNED". Laws: no word is lost or changed; the result is the same at every resolution.
[[nodiscard]] OcrPage compose_text_layer(const image::TextLayer& layer,
                                         const image::PageImage& image,
                                         image::StepPictures* pictures = nullptr);

}  // namespace codau::ocr
