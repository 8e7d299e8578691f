#include "image/edges.h"

#include <allheaders.h>

#include "core/values.h"
#include "image/pixels.h"
#include "image/runs.h"

namespace codau::image {

void drop_scanner_lines(Pix* ink, Pix* grey, std::int32_t dpi) {
  const std::int32_t height = pixGetHeight(ink), width = pixGetWidth(ink);
  if (width < 200 || height < 200) return;
  const PixPtr small = own(pixReduceRankBinaryCascade(ink, 1, 1, 0, 0));
  const PixPtr closed = joined_runs(small.get(), Along::kColumns, 9);
  const PixPtr runs = long_runs(closed.get(), Along::kColumns, height / 4 / 6);
  for (const Box& run : islands(runs.get(), 4)) {
    if (run.bottom - run.top < height * 88 / 100 || run.right - run.left > dpi / 12) continue;
    const Box line{run.left - 1, run.top, run.right + 1, run.bottom};
    wipe(grey, line);
    wipe(ink, line);
  }
}

}  // namespace codau::image
