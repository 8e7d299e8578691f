// segment/rules/lone_words.h — words that stand alone on a page, of any size, anywhere, turned in
// any way.
#pragma once

#include <cstddef>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/rules/stamps.h"

namespace codau::image {

/// A word or two that nothing stands beside, and its pictures in the turns in which it may be read.
struct LoneWord {
  PageBox box;                 ///< in pixels of the page
  std::vector<Stamps> turned;  ///< the word as the only stamp of each, as large as a stamped mark
};
inline constexpr std::size_t kMostLoneWords = 6;

/// Finds words of letters from 2.2 mm on, black, pale or coloured, in a frame or without, turned by
/// quarters and up to 16 degrees more. Words inside `known` are left out. A page of many components
/// has no lone words: it is a page of print, or a picture. At most kMostLoneWords, the largest
/// first.
[[nodiscard]] std::vector<LoneWord> find_lone_words(const PageImage& page,
                                                    const std::vector<PageBox>& known);

/// Looks for marks of secrecy in the picture of one lone word, upright.
[[nodiscard]] std::vector<MarkPlace> find_marks_in_word(const MarkNetworks& networks,
                                                        const Stamps& word);

}  // namespace codau::image
