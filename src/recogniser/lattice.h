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

/// Steps of a line between two spaces that the network is sure of, mostly one word.
struct Stretch {
  std::size_t begin = 0, end = 0;         ///< steps
  std::vector<Alternative> alternatives;  ///< likeliest first, at least one, all different
};

/// A line as the network sees it: one of the alternatives of each stretch, spaces between them.
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
/// a space on either side: all ways to set them in time, summed.
[[nodiscard]] double log_probability_of(const Probabilities& probabilities, std::size_t blank,
                                        std::size_t begin, std::size_t end, const Classes& classes);

/// Where a letter stands.
struct Letter {
  std::uint16_t of_class = 0;
  std::size_t begin = 0, end = 0;  ///< steps in which it is said
  /// Natural logarithm of the lower of two probabilities: the highest of its class in its steps;
  /// and the lowest sum, in these steps and in the blank ones beside them, over what is expected
  /// there (the blank, the letter and its neighbours, at the ends of a stretch a space between
  /// words). So a letter is doubtful too where something else is seen beside it: "a" said with 0.9
  /// next to a step at which b, which is not in the text, has 0.7, has ln 0.3.
  double log_probability = 0;
};
/// The likeliest way to set `classes` into the steps [begin, end), by Viterbi: a letter for each,
/// in their order, apart from each other. Nothing if they do not fit. Precondition: begin ≤ end.
[[nodiscard]] std::vector<Letter> align(const Probabilities& probabilities, std::size_t blank,
                                        std::size_t begin, std::size_t end, const Classes& classes);

}  // namespace codau::recogniser
