// restore/repair/word_lattice.h — finds the likeliest words of a line whose word borders are
// uncertain. Blanks may be lost or added, or a sign may be punctuation or a part of a word.
//
// The caller cuts the line into units: letters, or whole tokens that stay together. Then it lists
// the possible words, each with the units that it takes. Such a word is an arc; all arcs are a word
// lattice. A path is a sequence of arcs that takes every unit once, from the first to the last. So
// a path is a possible text. Example: the units are m á y t í n h. The arcs "máy" [0, 3), "tính"
// [3, 7) and "máytính" [0, 7) give two paths.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "lm/ngram_model.h"

namespace codau::restore {

/// An arc: a possible word for the units [begin, end).
struct WordArc {
  std::size_t begin = 0, end = 0;
  lm::WordId word = lm::kUnknown;  ///< kNoWord (lexicon/candidate.h): no word stands there
  /// A penalty in nats (natural logarithm): −log of a probability. Example: the cost of a lost
  /// blank.
  float cost = 0;
};

/// One word of the likeliest path, which stands at the units [begin, end).
struct PathWord {
  std::size_t begin = 0, end = 0;
  std::size_t arc = 0;         ///< index of its arc
  double confidence = 1;       ///< probability that these units are one word, whichever it is
  double word_confidence = 1;  ///< probability that these units are the word of this arc
};

/// The likeliest path.
struct DecodedPath {
  std::vector<PathWord> words;  ///< in order
  double log_prob = 0;          ///< log P of its words by the model, less the costs of its arcs
};

/// Returns the likeliest path through the arcs `words`. The probability of a path is that of its
/// words by `model`, times e^−cost of each arc. Arguments:
/// 1. `words`: ascending by WordArc::begin.
/// 2. `units`: the number of units. With 0 units, the result has no words.
/// 3. `beam`: the number of partial paths that are kept at each unit, at least 1.
/// Precondition: at least one path leads from unit 0 to `units`.
/// Law: the words of the result cover all units without overlap, and each is one of the arcs.
[[nodiscard]] DecodedPath decode_word_lattice(const lm::NgramModel& model,
                                              std::span<const WordArc> words, std::size_t units,
                                              std::size_t beam = 12);

}  // namespace codau::restore
