// lines/unread_ends.h — print at the ends of a line that no letter was read for.
#pragma once

#include "lines/line_crops.h"
#include "lines/read_line.h"
#include "raster/pixels.h"

namespace codau::ocr {

/// At which ends of a place there is print beyond the outermost letters that were read: as high as
/// they are, and whole components of it. A letter that is broken in pieces may look so too.
struct UnreadEnds {
  bool left = false, right = false;
};
[[nodiscard]] UnreadEnds find_unread_ends(const ReadLine& line, const Pix* ink,
                                          const LineCrop& place);

/// Whether `other` has what `line` has, in its order, and at those ends letters or figures more.
[[nodiscard]] bool has_more_at_ends(const ReadLine& line, const ReadLine& other,
                                    const UnreadEnds& ends);

}  // namespace codau::ocr
