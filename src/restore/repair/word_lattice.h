// restore/repair/blank_lattice.h — segments a line of letters into words when its blanks, or the
// signs after its letters, are uncertain. The lattice has an arc for each word that may begin and
// end at two places of the line. The language model weighs the paths, so that joined and split
// words compete with the words as they stand. A unit is a letter, or a whole token that cannot be
// segmented.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "lm/ngram_model.h"

namespace codau::restore {

/// A word that may stand at the units [begin, end). Its cost is −log of a probability, in nats.
struct LatticeWord {
  std::size_t begin = 0, end = 0;
  lm::WordId word = lm::kUnknown;  ///< kNoWord (lexicon/candidate.h): nothing stands there
  float cost = 0;  ///< of the blanks that were lost or gained, and of an unknown spelling
};

/// The units [begin, end) as one word.
struct LatticeSegment {
  std::size_t begin = 0, end = 0;
  std::size_t arc = 0;         ///< index of the word in the arcs
  double confidence = 1;       ///< the posterior of all words at these units
  double word_confidence = 1;  ///< the posterior of this word
};

/// The result of decode_lattice().
struct DecodedLattice {
  std::vector<LatticeSegment> segments;  ///< of the likeliest path, in order
  double log_prob = 0;                   ///< of the likeliest path, in nats
};

/// Returns the likeliest segmentation of `units` units. `words`: the arcs, ascending by `begin`. At
/// each place the `beam` likeliest histories are kept. Precondition: a path of arcs leads from 0 to
/// `units`.
/// Law: the segments cover all units, and each is one of `words`.
[[nodiscard]] DecodedLattice decode_lattice(const lm::NgramModel& model,
                                            std::span<const LatticeWord> words, std::size_t units,
                                            std::size_t beam = 12);

}  // namespace codau::restore
