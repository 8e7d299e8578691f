// recogniser/lattice.h — probabilities of a line → what may stand in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "recogniser/network.h"

namespace codau::recogniser {

using Classes = std::vector<std::uint16_t>;

/// One reading of a stretch of a line.
struct Alternative {
  Classes classes;             ///< without blanks
  double log_probability = 0;  ///< summed over all ways to set the letters in time
};

/// Steps of a line between two blanks that the network is sure of, mostly one word.
struct Stretch {
  std::size_t begin = 0, end = 0;         ///< steps
  std::vector<Alternative> alternatives;  ///< likeliest first, at least one, all different
};

/// A line as the network sees it: one of the alternatives of each stretch, blanks between them.
using Lattice = std::vector<Stretch>;

/// Connectionist temporal classification read by prefix beam search (Graves and Jaitly 2014; Hannun
/// et al. 2014): classes below 1e-4 are not followed (posteriors are too sure of themselves, but
/// the right letter seldom has less), nor more than 8 a step; 32 prefixes are kept. Law:
/// probabilities of the alternatives of a stretch sum to one at most.
[[nodiscard]] Lattice read_lattice(const Probabilities& probabilities, std::size_t blank);

/// What may stand in the steps [begin, end) of a line, as another network sees them.
[[nodiscard]] std::vector<Alternative> read_stretch(const Probabilities& probabilities,
                                                    std::size_t blank, std::size_t begin,
                                                    std::size_t end);

/// Natural logarithm of the probability that the steps [begin, end) say `classes`, with or without
/// a blank between words on either side: all ways to set them in time, summed.
[[nodiscard]] double log_probability_of(const Probabilities& probabilities, std::size_t blank,
                                        std::size_t begin, std::size_t end, const Classes& classes);

/// Where a letter stands.
struct Letter {
  std::uint16_t of_class = 0;
  std::size_t begin = 0, end = 0;  ///< steps in which it is said
  /// Of its surest step, or of nothing else standing there: at the step between the letters beside
  /// it where something else is likeliest. The lower of the two.
  double log_probability = 0;
};
/// The likeliest way to set `classes` into the steps [begin, end), by Viterbi. Nothing if they do
/// not fit.
[[nodiscard]] std::vector<Letter> align(const Probabilities& probabilities, std::size_t blank,
                                        std::size_t begin, std::size_t end, const Classes& classes);

}  // namespace codau::recogniser
