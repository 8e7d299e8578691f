// image/word_shapes.h — a word of capitals found by the shape of its letters where other print runs
// through it and nothing can be recognised.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/values.h"
#include "image/page_image.h"

namespace codau::image {

/// How large a word may be, in pixels, and where.
struct WordRange {
  double lowest = 0, highest = 0;    ///< of a capital without its marks
  double narrowest = 0, widest = 0;  ///< of the word
  bool about_middle = false;         ///< it covers the middle of the picture
};
/// The best place of a word.
struct WordFit {
  double score = -1;   ///< covered less what stands in its gaps; 1: nothing but the word
  double covered = 0;  ///< share of the strokes with ink
  double filled = 1;   ///< share of the gaps with ink
  Box box;
};

/// Looks for `word` (capitals and blanks) in a straight 1-bit picture of 70 to 200 dpi, at all
/// sizes and places, in two faces (image/letter_shapes.h), up to a quarter wider or narrower than
/// they are: first at every other place, then around the best one of each face.
[[nodiscard]] WordFit fit_word(const Pix* ink, std::u32string_view word, const WordRange& range);

}  // namespace codau::image
