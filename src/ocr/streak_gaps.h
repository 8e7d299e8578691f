// ocr/streak_gaps.h — where streaks that were taken off a page crossed its words.
#pragma once

#include <optional>

#include "core/ocr_page.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// The widest stripe that `copy` lost within the word or so near beside it that a letter of it may
/// be gone; none where nothing wide enough to hide part of a letter was lost. Its letter is that in
/// the middle of which it lies nearest, by where the characters were said; where rules have changed
/// their number, all are taken to be equally wide.
[[nodiscard]] std::optional<OcrGap> find_streak_gap(const ReadWord& word,
                                                    const image::CleanPage& copy);

}  // namespace codau::ocr
