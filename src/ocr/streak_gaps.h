// ocr/streak_gaps.h — finds the places at which erased scanner streaks crossed words.
#pragma once

#include <optional>

#include "core/ocr_page.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns the widest streak gap of a word; nothing if no streak hid a part of a letter. The gap
/// lies in the word, or at most 0.6 x-heights beside it, and is at least 0.12 x-heights wide.
/// OcrGap::at is the letter whose centre is nearest. If rules have changed the number of
/// characters, all count as equally wide.
[[nodiscard]] std::optional<OcrGap> find_streak_gap(const ReadWord& word,
                                                    const image::CleanPage& copy);

}  // namespace codau::ocr
