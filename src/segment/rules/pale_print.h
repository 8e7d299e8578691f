// segment/rules/pale_print.h — print that is far paler than the rest of a page: print of the page
// behind, mostly, which only reading tells from a page's own grey print.
#pragma once

#include <optional>

#include "page/clean_page.h"

namespace codau::image {

/// Whether all ink of a page in shades is as pale as that of the page behind: less than half as far
/// from paper as black is.
[[nodiscard]] bool is_pale(const NormalisedPage& page);

/// Print of a page in shades whose darkest tones lie far from those of all other print.
struct PalePrint {
  PixPtr grey;    ///< the page without the other print
  PixPtr ink;     ///< its own, 1 bit
  PixPtr around;  ///< all but the other print and its edges, 1 bit
};

/// Nothing on a page of one bit, or whose letters are pale and dark by degrees.
[[nodiscard]] std::optional<PalePrint> find_pale_print(const NormalisedPage& page);

/// It becomes about as dark as the other print, which stays: or it would be taken for paper.
void boost_contrast(const PalePrint& pale, NormalisedPage& page);

/// All but the other print becomes paper. Ink and threshold follow, here and above.
void erase_pale_print(const PalePrint& pale, NormalisedPage& page);

}  // namespace codau::image
