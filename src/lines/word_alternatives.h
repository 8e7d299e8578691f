// lines/word_alternatives.h — what a doubtful word may say besides what it was taken for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values.h"

namespace codau::ocr {

/// One of the readings of a stretch of print between two sure blanks.
struct SegmentHypothesis {
  std::vector<std::string> words;
  double log_probability = 0;  ///< as print
};

/// Of each word of `readings[chosen]`, in their order: what other readings say in its place,
/// likeliest first. The readings' probabilities are scaled to sum to one, and those that say the
/// same add up. A reading of more words or fewer speaks of a stretch that is one word, and of no
/// other. Laws: alternatives of a word are not the word and all different; their probabilities sum
/// to at most one.
[[nodiscard]] std::vector<std::vector<OcrAlternative>> collect_alternatives(
    const std::vector<SegmentHypothesis>& readings, std::size_t chosen);

/// Leaves the words that are most in doubt their alternatives, as long as the bounds of
/// text/page_json.h allow; what was put right since may be what a word says now, and goes.
void limit_alternatives(OcrPage& page);

}  // namespace codau::ocr
