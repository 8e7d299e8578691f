// ocr/columns.h — lines of two columns side by side: put together and parted by where their words
// stand.
#pragma once

#include <cstdint>
#include <utility>

#include "ocr/reading.h"

namespace codau::ocr {

/// The lines of two columns that are none: what stands on one row is one line, from the left; lines
/// from the top down. Law: no word is lost.
[[nodiscard]] Lines joined(Lines left, Lines right);

/// What of lines that run across two columns stands left of column `x` and right of it. Law:
/// joined() again they have the same words.
[[nodiscard]] std::pair<Lines, Lines> parted(const Lines& lines, std::int32_t x);

/// Takes the lines whose middle lies above row `row` out of `lines`.
[[nodiscard]] Lines taken_above(std::int32_t row, Lines& lines);

}  // namespace codau::ocr
