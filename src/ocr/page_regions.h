// ocr/page_regions.h — the regions of a page, read one by one: the one way to lay out a page,
// whether its print is recognised or comes from its text layer.
#pragma once

#include <cstdint>

#include "lines/stage_timings.h"
#include "ocr/read_page.h"
#include "ocr/region_reader.h"
#include "page/clean_page.h"
#include "views/step_pictures.h"

namespace codau::ocr {

/// Reads the stamp of arrival, which lies over print and whose frame looks like a table, and takes
/// it out. Then reads each region of image::analyse_layout() once: tables, page numbers, columns at
/// the head and the foot, and the body between them. Lines of columns whose wording is that of no
/// header or closing go on in the body; "Nơi nhận" in the body begins a closing after all.
/// `number` of the page in its file, from 1.
[[nodiscard]] ReadPage read_regions(const image::CleanPage& copy, std::uint32_t number,
                                    RegionReader& reader, StageTimings& timings,
                                    image::StepPictures* pictures = nullptr);

}  // namespace codau::ocr
