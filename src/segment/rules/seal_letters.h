// segment/rules/seal_letters.h — erases the letters and the emblem inside a seal, and keeps print
// under it.
#pragma once

#include <vector>

#include "core/box.h"
#include "page/clean_page.h"
#include "segment/rules/seal_rings.h"

namespace codau::image {

/// Erases the interior of a seal. Letters of a text line stay if the line goes on beside the seal,
/// and follows without a wide gap. If a letter of the line and one of the seal touch, the part
/// inside the rows of the line stays. Remains of the rough edges of rings are erased, too.
/// Arguments: `rings` are the rings of the seal; `ink` has the ink of `area` without rulings and
/// without the outermost rings.
void erase_seal_letters(const SealShape& shape, const std::vector<Band>& rings, const Pix* ink,
                        const Box& area, NormalisedPage& page);

}  // namespace codau::image
