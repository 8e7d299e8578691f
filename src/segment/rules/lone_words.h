// segment/rules/lone_words.h — finds words that stand alone on a page, to look for secrecy marks
// among them. Such a word may have any size and stand anywhere, rotated in any way.
#pragma once

#include <cstddef>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/rules/stamps.h"

namespace codau::image {

/// One or two words with nothing beside them.
struct LoneWord {
  PageBox box;  ///< in pixels of the page image
  /// Its pictures, one for each rotation in which it may be upright. Each is the only element of
  /// Stamps::stamps, and is scaled to the size of a stamped mark.
  std::vector<Stamps> turned;
};
inline constexpr std::size_t kMostLoneWords = 6;

/// Returns the lone words of a page, the largest first, at most kMostLoneWords. Their letters are
/// at least 2.2 mm high. They may be black, pale or coloured, and have a frame. They may be rotated
/// by quarter turns, and by up to 16 degrees more. Words inside `known` are left out. A page with
/// many connected components has no lone words: it is full of print, or a picture. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<LoneWord> find_lone_words(const PageImage& page,
                                                    const std::vector<PageBox>& known);

/// Returns the secrecy marks in one upright picture of a lone word (find_marks() of mark_finder.h).
[[nodiscard]] std::vector<MarkPlace> find_marks_in_word(const MarkNetworks& networks,
                                                        const Stamps& word);

}  // namespace codau::image
