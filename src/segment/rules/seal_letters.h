// segment/rules/seal_letters.h — the letters and the emblem of a seal, told from the print under
// it.
#pragma once

#include <vector>

#include "core/box.h"
#include "page/clean_page.h"
#include "segment/rules/seal_rings.h"

namespace codau::image {

/// Takes what lies inside a seal off a page but what stands like letters of a line of print beside
/// it and follows that line without a wide gap. Where letters of both are one component, what of it
/// lies in the rows of the line stays. Bits of the rough edges of rings go too. `ink` is that of
/// `area`, without rulings and without the outermost rings.
void erase_seal_letters(const SealShape& shape, const std::vector<Band>& rings, const Pix* ink,
                        const Box& area, NormalisedPage& page);

}  // namespace codau::image
