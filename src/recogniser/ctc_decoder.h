// recogniser/ctc_decoder.h — decodes the class probabilities of a line into hypotheses, by
// connectionist temporal classification (CTC). A step is a column of the network's output
// (line_network.h); `blank` is the class of "nothing new".
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "recogniser/line_network.h"

namespace codau::recogniser {

/// Classes in reading order, e.g. the letters of a word.
using ClassSequence = std::vector<std::uint16_t>;

/// One possible reading of a segment of a line.
struct CtcHypothesis {
  ClassSequence classes;       ///< without blanks
  double log_probability = 0;  ///< natural log, summed over the alignments that the beam kept
};

/// The steps between two certain spaces, mostly one word. A space is certain above 0.95.
struct LatticeSegment {
  std::size_t begin = 0, end = 0;           ///< steps
  std::vector<CtcHypothesis> alternatives;  ///< likeliest first, at least one, all different
};

/// The segments of a line in order. One hypothesis of each segment, with a space between segments,
/// makes a reading of the line.
using Lattice = std::vector<LatticeSegment>;

/// Returns the segments of a line, by prefix beam search. Segments that most likely are empty are
/// left out. Sources: Graves and Jaitly 2014; Hannun et al. 2014. The search follows the blank and
/// at most 8 other classes a step. Each of these has a probability of at least 1e-4: posteriors are
/// too confident, but the right letter seldom has less. The beam has 32 prefixes. A segment has at
/// most 8 hypotheses.
/// Law: the probabilities of the hypotheses of a segment sum to at most one.
[[nodiscard]] Lattice decode_lattice(const Probabilities& probabilities, std::size_t blank);

/// Returns the hypotheses of the steps [begin, end), likeliest first. Use it to read the segment of
/// one network by the probabilities of another.
[[nodiscard]] std::vector<CtcHypothesis> decode_steps(const Probabilities& probabilities,
                                                      std::size_t blank, std::size_t begin,
                                                      std::size_t end);

/// Returns the natural logarithm of the probability that the steps [begin, end) read `classes`.
/// Sums over all alignments, with or without a space on either side. Returns -infinity if no
/// alignment is possible.
[[nodiscard]] double compute_log_probability(const Probabilities& probabilities, std::size_t blank,
                                             std::size_t begin, std::size_t end,
                                             const ClassSequence& classes);

/// A letter, its place in the line, and its confidence.
struct AlignedLetter {
  std::uint16_t of_class = 0;      ///< the class of the letter
  std::size_t begin = 0, end = 0;  ///< steps that read the letter
  /// Natural logarithm of the lower of two probabilities:
  /// 1. The highest probability that the letter has in one of its steps.
  /// 2. The total probability of all expected classes in a step. The lowest total counts, over the
  ///    steps of the letter and the adjacent blank steps.
  /// In a step of a letter, the expected classes are the blank, the letter and its neighbours. In a
  /// blank step they are the blank and the letters on both sides. At the ends of a segment, a space
  /// is also expected. So a letter is doubtful, too, if another letter is seen beside it. Example:
  /// "a" has 0.9, and the next step has 0.7 for b, which is not in the text. Then "a" has ln 0.3.
  double log_probability = 0;
};
/// Returns the likeliest alignment of `classes` to the steps [begin, end), by the Viterbi
/// algorithm. The result has one letter for each class, in the same order; letters never overlap.
/// The result is empty if `classes` is empty or no alignment is possible. Precondition:
/// begin ≤ end.
[[nodiscard]] std::vector<AlignedLetter> align_letters(const Probabilities& probabilities,
                                                       std::size_t blank, std::size_t begin,
                                                       std::size_t end,
                                                       const ClassSequence& classes);

}  // namespace codau::recogniser
