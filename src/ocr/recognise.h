// ocr/recognise.h — the regions of a page, read one by one.
#pragma once

#include <cstdint>

#include "image/layout.h"
#include "ocr/engine.h"
#include "ocr/laps.h"
#include "ocr/reading.h"

namespace codau::ocr {

struct Recognisers {
  Engine& text;
  Engine* ordinals;  ///< of digits and Roman numerals; null where it is not installed
  Laps& laps;
};

/// Reads each region once: tables, page numbers, columns at the head and the foot, and what is left
/// between them, the body. Lines of columns whose wording is that of no header or closing go on in
/// the body; "Nơi nhận" in the body begins a closing after all. Then what is in doubt is looked at
/// again, line by line (ocr/second_look.h, ocr/lost_lines.h). `number` of the page in its file,
/// from
/// 1. The stamp of arrival is not read here.
[[nodiscard]] ReadPage recognise(const image::Layout& layout, std::uint32_t number,
                                 const Recognisers& with);

}  // namespace codau::ocr
