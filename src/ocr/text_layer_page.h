// ocr/text_layer_page.h — where on a page what of its text layer stands.
#pragma once

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/text_layer_match.h"
#include "source/source_file.h"
#include "views/step_pictures.h"

namespace codau::ocr {

/// `layer` with tables, roles and reading order as a recognised page has them; `image` is the page
/// as rendered, in whose pixels the boxes of `layer` are: its rulings make the tables. The page is
/// turned as most of its words are. Words that run another way keep their direction: they are put
/// together in it within their cell; outside of cells they stand below the body, and "TEXT_TURNED"
/// says so. Laws: no word is lost or changed; the same at every resolution.
[[nodiscard]] OcrPage compose_text_layer(const image::TextLayer& layer,
                                         const image::PageImage& image,
                                         image::StepPictures* pictures = nullptr);

}  // namespace codau::ocr
