// ocr/column_lines.h — merges and splits the lines of two columns that stand side by side.
#pragma once

#include <cstdint>
#include <utility>

#include "lines/read_line.h"

namespace codau::ocr {

/// Returns the lines of two columns that proved to be one: words on one row become one line, from
/// left to right. Lines are from the top down. Law: no word is lost.
[[nodiscard]] ReadLines merge_columns(ReadLines left, ReadLines right);

/// Returns the parts of `lines` left and right of column `x`. Law: merge_columns() of the result
/// has the same words.
[[nodiscard]] std::pair<ReadLines, ReadLines> split_columns(const ReadLines& lines, std::int32_t x);

/// Returns both columns, with ends of long lines moved from the right to the left. A part of the
/// right that follows a line of the left after only a word space continues this line. Such a line
/// is a long recipient, one of whose spaces lies in the white between the columns. It is moved only
/// if wider white follows it, or if all other lines on the right begin after wider white. Law: no
/// word is lost.
[[nodiscard]] std::pair<ReadLines, ReadLines> extend_long_lines(ReadLines left, ReadLines right);

/// Returns the lines whose middle is above `row`, and all others, both in their order.
[[nodiscard]] std::pair<ReadLines, ReadLines> split_at_row(ReadLines lines, std::int32_t row);

}  // namespace codau::ocr
