// lines/unread_ends.h — finds print at the ends of a line for which no letter was read.
#pragma once

#include "lines/line_crops.h"
#include "lines/read_line.h"
#include "raster/pixels.h"

namespace codau::ocr {

/// The ends at which print goes on beyond the outermost letters that were read. It has whole
/// components as high as these letters. The pieces of a broken letter may look so, too.
struct UnreadEnds {
  bool left = false, right = false;
};
/// Returns these ends of `line`, which was read from the crop `place` of the picture `ink` (1 bit).
[[nodiscard]] UnreadEnds find_unread_ends(const ReadLine& line, const Pix* ink,
                                          const LineCrop& place);

/// Returns true if `other` has all letters of `line` in order, and further letters or digits at
/// `ends`.
[[nodiscard]] bool has_more_at_ends(const ReadLine& line, const ReadLine& other,
                                    const UnreadEnds& ends);

}  // namespace codau::ocr
