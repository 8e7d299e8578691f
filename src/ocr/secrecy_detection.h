// ocr/secrecy_detection.h — marks of secrecy that were stamped on a page.
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

/// What was read on one stamp, or found by segment/rules/mark_finder.h, and the mark that it makes.
struct StampReading {
  image::PixPtr picture;  ///< none where the finder alone sees one
  Box box;                ///< as image::Stamp has it
  std::string text;
  double confidence = 0;  ///< of the reading, or how sure the finder is
  text::SecrecyMark mark = text::SecrecyMark::kNone;
};
/// All stamps in the head of a page (segment/rules/stamps.h), in colour and in black: read as
/// print; the finder of marks looks at the head as well. `degrees`: the turn that makes the page
/// upright; `least`: odds of the finder from which what it alone sees is a mark.
[[nodiscard]] std::vector<StampReading> read_stamps(OcrEngine& engine,
                                                    const image::MarkNetworks& networks,
                                                    const image::PageImage& page,
                                                    std::int32_t degrees,
                                                    float least = image::kMarkOdds);

/// Whether a page is none of the first of a paper, which a mark is stamped on (Nghị định 30/2020, ô
/// 10a): it bears a number from 2 on, and neither issuer nor motto.
[[nodiscard]] bool is_later_page(const OcrPage& page);

/// The mark on a page that bears hardly more than it: a word of any size
/// (segment/rules/lone_words.h), read in each turn. What the page has read surely is left out.
/// kNone for a page of more words.
[[nodiscard]] text::SecrecyMark detect_lone_secrecy(OcrEngine& engine,
                                                    const image::MarkNetworks& networks,
                                                    const image::PageImage& picture,
                                                    const OcrPage& page);

/// The strongest mark of them on the picture of `page`. What the finder alone sees counts on a
/// later page only where no other reading would speak against it.
[[nodiscard]] text::SecrecyMark detect_stamped_secrecy(OcrEngine& engine,
                                                       const image::MarkNetworks& networks,
                                                       const image::PageImage& picture,
                                                       const OcrPage& page);

}  // namespace codau::ocr
