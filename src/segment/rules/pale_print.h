// segment/rules/pale_print.h — finds pale print: print that is far paler than the other print of
// the page. It is mostly bleed-through (print of the other side of the sheet), but may be grey
// print of the page itself. Only reading it can tell.
#pragma once

#include <optional>

#include "page/clean_page.h"

namespace codau::image {

/// Returns true if all ink of a page with shades is as pale as bleed-through. Then its grey values
/// differ from the paper by less than half as much as black does.
[[nodiscard]] bool is_pale(const NormalisedPage& page);

/// A page with shades, divided into pale print and other print. The darkest tones of both are far
/// apart.
struct PalePrint {
  PixPtr grey;    ///< the page with only the pale print
  PixPtr ink;     ///< the pale print, 1 bit
  PixPtr around;  ///< 1 bit: all pixels except the other print and its edges
};

/// Returns the pale print of a page. Returns nothing for a page of 1 bit, or if the tones of its
/// letters change gradually. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::optional<PalePrint> find_pale_print(const NormalisedPage& page);

/// Makes pale print about as dark as the other print, so that it is not taken for paper. For pale
/// print that belongs to the page.
void boost_contrast(const PalePrint& pale, NormalisedPage& page);

/// Erases pale print, and updates page.ink and page.threshold. For bleed-through. boost_contrast()
/// updates both, too.
void erase_pale_print(const PalePrint& pale, NormalisedPage& page);

}  // namespace codau::image
