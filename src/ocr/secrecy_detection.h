// ocr/secrecy_detection.h — finds secrecy marks that were stamped on a page (text/secrecy_mark.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ocr_page.h"
#include "lines/ocr_engine.h"
#include "raster/page_image.h"
#include "segment/rules/mark_finder.h"
#include "text/secrecy_mark.h"

namespace codau::ocr {

/// The reading of one stamp, or a mark that only the mark finder saw (segment/rules/mark_finder.h).
struct StampReading {
  image::PixPtr picture;  ///< null if only the mark finder saw it
  Box box;                ///< as image::Stamp::box
  std::string text;
  double confidence = 0;  ///< of the reading, or of the mark finder, [0, 1]
  text::SecrecyMark mark = text::SecrecyMark::kNone;
};
/// Returns the readings of all possible stamps in the head of a page (segment/rules/stamps.h), in
/// colour and in black. Adds the marks that only the mark finder sees there with log odds of at
/// least `least`. The argument `degrees` is the clockwise turn that makes the page upright.
[[nodiscard]] std::vector<StampReading> read_stamps(OcrEngine& engine,
                                                    const image::MarkNetworks& networks,
                                                    const image::PageImage& page,
                                                    std::int32_t degrees,
                                                    float least = image::kMarkOdds);

/// Returns true if `page` is not the first page of a paper, where marks are stamped (Nghị định
/// 30/2020, ô 10a). It then has a page number of 2 or more, and neither issuer nor motto.
[[nodiscard]] bool is_later_page(const OcrPage& page);

/// Returns the mark on a page with hardly any other words: a lone word of any size
/// (segment/rules/lone_words.h), read in each direction. Words that `page` has with certainty are
/// left out. Returns kNone if the page has more words.
[[nodiscard]] text::SecrecyMark detect_lone_secrecy(OcrEngine& engine,
                                                    const image::MarkNetworks& networks,
                                                    const image::PageImage& picture,
                                                    const OcrPage& page);

/// Returns the strongest mark of all stamps on `picture`, the image of `page`. On a later page, a
/// mark that only the finder saw counts only if no reading contradicts it.
[[nodiscard]] text::SecrecyMark detect_stamped_secrecy(OcrEngine& engine,
                                                       const image::MarkNetworks& networks,
                                                       const image::PageImage& picture,
                                                       const OcrPage& page);

}  // namespace codau::ocr
