// lines/line_ends.h — print at the ends of a line that no letter was read for.
#pragma once

#include "lines/line_places.h"
#include "lines/read_line.h"
#include "raster/pixels.h"

namespace codau::ocr {

/// At which ends of a place there is print beyond the outermost letters that were read: as high as
/// they are, and whole components of it. A letter that is broken in pieces may look so too.
struct LineEnds {
  bool left = false, right = false;
};
[[nodiscard]] LineEnds unread_ends(const ReadLine& line, const Pix* ink, const LinePlace& place);

/// Whether `other` has what `line` has, in its order, and at those ends letters or figures more.
[[nodiscard]] bool tells_more(const ReadLine& line, const ReadLine& other, const LineEnds& ends);

}  // namespace codau::ocr
