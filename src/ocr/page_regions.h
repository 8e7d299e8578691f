// ocr/page_regions.h — finds the regions of a page and reads them. This one function serves scans,
// whose text is recognised, and PDF pages with a text layer.
#pragma once

#include <cstdint>

#include "lines/stage_timings.h"
#include "ocr/read_page.h"
#include "ocr/region_reader.h"
#include "page/clean_page.h"
#include "views/step_pictures.h"

namespace codau::ocr {

/// Reads the regions of a page, each once, in this order:
/// 1. the stamp of arrival, which is then removed: its frame looks like a table;
/// 2. the page numbers of image::analyse_layout();
/// 3. all tables, and the columns at the head and the foot, in one batch;
/// 4. the body between the columns.
/// Columns without the wording of a header or a closing belong to the body. The title "Nơi nhận" in
/// the body begins a closing. The argument `number` is the number of the page in its file, from 1.
[[nodiscard]] ReadPage read_regions(const image::CleanPage& copy, std::uint32_t number,
                                    RegionReader& reader, StageTimings& timings,
                                    image::StepPictures* pictures = nullptr);

}  // namespace codau::ocr
