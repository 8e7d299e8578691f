// ocr/column_lines.h — lines of two columns side by side: put together and parted by where their
// words stand.
#pragma once

#include <cstdint>
#include <utility>

#include "lines/read_line.h"

namespace codau::ocr {

/// The lines of two columns that are none: what stands on one row is one line, from the left; lines
/// from the top down. Law: no word is lost.
[[nodiscard]] ReadLines merge_columns(ReadLines left, ReadLines right);

/// What of lines that run across two columns stands left of column `x` and right of it. Law:
/// merge_columns() again they have the same words.
[[nodiscard]] std::pair<ReadLines, ReadLines> split_columns(const ReadLines& lines, std::int32_t x);

/// As they come, but what stands right of the white and only a blank behind a line of the left goes
/// on with that: a long recipient whose blank lies in the white of the lines below it. More white
/// stands behind it, or all other lines of the right do. Law: no word is lost.
[[nodiscard]] std::pair<ReadLines, ReadLines> extend_long_lines(ReadLines left, ReadLines right);

/// The lines whose middle lies above row `row`, and the others, in the order they come in.
[[nodiscard]] std::pair<ReadLines, ReadLines> split_at_row(ReadLines lines, std::int32_t row);

}  // namespace codau::ocr
