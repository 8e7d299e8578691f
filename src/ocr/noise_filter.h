// ocr/noise_filter.h — what dirt, streaks, stamps and scrawls on a page read as, told from its
// text.
#pragma once

#include <cstdint>

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// The column that running text fills, in pixels of the copy.
struct RunningTextColumn {
  std::int32_t left = 0, right = 0;
  std::int32_t line_height = 0;   ///< of a usual line; 0 where too little text is there to say
  std::int32_t max_overhang = 0;  ///< so far beside it no word of it stands
  std::int32_t stamp_offset = 0;  ///< so far left of it stamps of incoming mail begin
};
/// From the lines that surely are text.
[[nodiscard]] RunningTextColumn measure_text_column(const ReadLines& body,
                                                    const image::CleanPage& copy);

struct FilteredLine {
  ReadLine line;    ///< one word of it stays at least
  ReadLines noise;  ///< that stood before and behind it
};
/// Dirt beside the column, signs far from the words of their line, and what a streak over its end
/// reads as, are no part of it.
[[nodiscard]] FilteredLine filter_noise(const ReadLine& line, const RunningTextColumn& column);

/// No text at all: noise, a few letters as high as handwriting, the overlay of an electronic
/// signature.
[[nodiscard]] bool is_page_furniture(const ReadLine& line, const RunningTextColumn& column);
/// A line of running text stays, though a streak across it makes it read badly.
[[nodiscard]] bool is_column_wide(const ReadLine& line, const RunningTextColumn& column);
/// Under the number of a header: a stamp of incoming mail, which reads badly or reaches out into
/// the margin.
[[nodiscard]] bool is_stamp_line(const ReadLine& line, const RunningTextColumn& column);
/// So doubtful that dirt may have made it, beside one that is sure.
[[nodiscard]] bool is_doubtful_number(const ReadLine& line, const ReadLines& all);

}  // namespace codau::ocr
