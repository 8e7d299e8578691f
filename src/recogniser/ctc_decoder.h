// recogniser/ctc_decoder.h — decodes the class probabilities of a line into hypotheses (CTC).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "recogniser/line_network.h"

namespace codau::recogniser {

using ClassSequence = std::vector<std::uint16_t>;

/// One reading of a segment of a line.
struct CtcHypothesis {
  ClassSequence classes;       ///< without blanks
  double log_probability = 0;  ///< summed over all alignments
};

/// Steps of a line between two certain spaces, mostly one word.
struct LatticeSegment {
  std::size_t begin = 0, end = 0;           ///< steps
  std::vector<CtcHypothesis> alternatives;  ///< likeliest first, at least one, all different
};

/// A line as the network reads it: one hypothesis of each segment, separated by spaces.
using Lattice = std::vector<LatticeSegment>;

/// Decodes by prefix beam search for connectionist temporal classification (CTC).
/// Sources: Graves and Jaitly 2014; Hannun et al. 2014. A step follows at most 8 classes, each of
/// at least 1e-4. Posteriors are too confident, but the right letter seldom has less. The beam has
/// 32 prefixes.
/// Law: the probabilities of the hypotheses of a segment sum to at most one.
[[nodiscard]] Lattice decode_lattice(const Probabilities& probabilities, std::size_t blank);

/// Returns the hypotheses of the steps [begin, end) of a line, as another network reads them.
[[nodiscard]] std::vector<CtcHypothesis> decode_steps(const Probabilities& probabilities,
                                                      std::size_t blank, std::size_t begin,
                                                      std::size_t end);

/// Returns the natural logarithm of the probability that the steps [begin, end) read `classes`.
/// Sums over all alignments, with or without a space on either side.
[[nodiscard]] double compute_log_probability(const Probabilities& probabilities, std::size_t blank,
                                             std::size_t begin, std::size_t end,
                                             const ClassSequence& classes);

/// The place of a letter.
struct AlignedLetter {
  std::uint16_t of_class = 0;
  std::size_t begin = 0, end = 0;  ///< steps that read the letter
  /// Natural logarithm of the lower of two probabilities:
  /// 1. The highest probability of the letter in its steps.
  /// 2. The lowest sum of expected classes, over its steps and the adjacent blank steps.
  /// Expected are the blank, the letter, its neighbours and, at the ends of a segment, a space
  /// between words. So a letter is also doubtful if another letter is seen beside it. Example: "a"
  /// has 0.9, and the next step has 0.7 for b, which is not in the text. Then "a" has ln 0.3.
  double log_probability = 0;
};
/// Returns the likeliest alignment of `classes` to the steps [begin, end) (Viterbi). It has one
/// letter for each class, in their order, without overlap. Returns nothing if the classes do not
/// fit. Precondition: begin ≤ end.
[[nodiscard]] std::vector<AlignedLetter> align_letters(const Probabilities& probabilities,
                                                       std::size_t blank, std::size_t begin,
                                                       std::size_t end,
                                                       const ClassSequence& classes);

}  // namespace codau::recogniser
