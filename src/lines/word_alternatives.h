// lines/word_alternatives.h — collects the other readings of doubtful words.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values.h"

namespace codau::ocr {

/// One reading of a segment: of the print between two certain spaces.
struct SegmentHypothesis {
  std::vector<std::string> words;
  double log_probability = 0;  ///< by the picture alone, natural logarithm
};

/// Returns, for each word of readings[chosen], the texts that other readings have in its place,
/// likeliest first. The probabilities of the readings are scaled to sum to one; those of equal
/// texts add up. A reading with another number of words gives an alternative only if the segment is
/// one word. Laws: the alternatives of a word differ from the word and from each other; their
/// probabilities sum to at most one.
[[nodiscard]] std::vector<std::vector<OcrAlternative>> collect_alternatives(
    const std::vector<SegmentHypothesis>& readings, std::size_t chosen);

/// Removes alternatives until the page obeys the limits of text/page_json.h. The most doubtful
/// words keep theirs. Also removes alternatives that equal their word, because later rules may have
/// corrected it.
void limit_alternatives(OcrPage& page);

}  // namespace codau::ocr
