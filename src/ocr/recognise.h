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

/// Reads tables, page numbers, header, closing and what is left, the body. Columns whose wording is
/// that of no header or closing are read as body; "Nơi nhận" in the body begins a closing after
/// all. `number` of the page in its file, from 1. The stamp of arrival is not read here.
[[nodiscard]] ReadPage recognise(image::Layout layout, std::uint32_t number,
                                 const Recognisers& with);

}  // namespace codau::ocr
