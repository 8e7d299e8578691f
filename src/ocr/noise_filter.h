// ocr/noise_filter.h — distinguishes text from noise: from the words that dirt, streaks, stamps and
// scrawls are read as.
#pragma once

#include <cstdint>

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// The column that running text fills, in pixels of the clean copy.
struct RunningTextColumn {
  std::int32_t left = 0, right = 0;
  /// height of a usual line; 0 if the page has too little text to tell
  std::int32_t line_height = 0;
  /// words that stand further than this outside the column are no text
  std::int32_t max_overhang = 0;
  std::int32_t stamp_offset = 0;  ///< stamps of incoming mail begin this far left of the column
};
/// Measures the column by the lines of `body` that surely are text.
[[nodiscard]] RunningTextColumn measure_text_column(const ReadLines& body,
                                                    const image::CleanPage& copy);

/// A line divided into text and noise.
struct FilteredLine {
  ReadLine line;    ///< the line without noise; at least one word stays
  ReadLines noise;  ///< the noise that stood before and after it
};
/// Divides a line into text and noise. Noise is dirt beside the column, signs far from the words of
/// the line, and what a streak over its end was read as.
[[nodiscard]] FilteredLine filter_noise(const ReadLine& line, const RunningTextColumn& column);

/// Returns true if the line has no text at all: noise, a few letters as high as handwriting, or the
/// overlay of an electronic signature.
[[nodiscard]] bool is_page_furniture(const ReadLine& line, const RunningTextColumn& column);
/// Returns true for a line as wide as the column. It is text even if a streak across it spoils its
/// words.
[[nodiscard]] bool is_column_wide(const ReadLine& line, const RunningTextColumn& column);
/// Returns true for a line of an arrival stamp under the document number: one that is badly read,
/// or reaches out into the margin.
[[nodiscard]] bool is_stamp_line(const ReadLine& line, const RunningTextColumn& column);
/// Returns true for a document number so doubtful that dirt may have made it, if `all` has a
/// certain one.
[[nodiscard]] bool is_doubtful_number(const ReadLine& line, const ReadLines& all);

}  // namespace codau::ocr
