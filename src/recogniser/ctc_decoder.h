// recogniser/ctc_decoder.h — decodes the output of the network for a line of text (line_network.h)
// into hypotheses, by connectionist temporal classification (CTC).
//
// The network gives the probabilities of classes at each step along the line. A class is a letter,
// the space (kSpaceClass, line_model.h) or the blank, which means "no new letter". In CTC, an
// alignment assigns one class to each step. A letter may take several steps. Two equal letters in a
// row need a blank between them.
//
// The argument `blank` is LineNetwork::blank() of the network that gave `probabilities`. A range of
// steps is [begin, end), with begin <= end <= probabilities.steps().
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "recogniser/line_network.h"

namespace codau::recogniser {

/// Classes in reading order, without blanks: the letters of a word, or of two words and the space
/// between them.
using ClassSequence = std::vector<std::uint16_t>;

/// One possible reading of a range of steps.
struct CtcHypothesis {
  ClassSequence classes;       ///< no space at either end; may be empty: nothing is printed there
  double log_probability = 0;  ///< natural log of the sum over the kept alignments
};

/// A segment: the steps between two certain spaces or ends of the line, mostly one word. A step is
/// a certain space if the space has a probability above 0.95 in it.
struct LatticeSegment {
  std::size_t begin = 0, end = 0;           ///< steps [begin, end)
  std::vector<CtcHypothesis> alternatives;  ///< likeliest first, 1 to 8, all different
};

/// The segments of a line from left to right. A reading of the line takes one hypothesis of each
/// segment, and puts a space between segments.
using Lattice = std::vector<LatticeSegment>;

/// Returns the segments of a whole line, by prefix beam search. Segments are left out if their
/// likeliest hypothesis is empty. Limits of the search:
/// 1. In each step, the search follows the blank and at most 8 other classes, each with a
///    probability of at least 1e-4. The right letter seldom has less.
/// 2. It keeps the 32 likeliest prefixes.
/// Law: the probabilities of the hypotheses of a segment sum to at most one. Sources: Graves and
/// Jaitly 2014; Hannun et al. 2014.
[[nodiscard]] Lattice decode_lattice(const Probabilities& probabilities, std::size_t blank);

/// Returns 1 to 8 hypotheses of the steps [begin, end), likeliest first, by the same search. Made
/// for a line that two networks read. The steps are a segment that decode_lattice() found for the
/// first network. The arguments `probabilities` and `blank` are those of the second network.
[[nodiscard]] std::vector<CtcHypothesis> decode_steps(const Probabilities& probabilities,
                                                      std::size_t blank, std::size_t begin,
                                                      std::size_t end);

/// Returns the natural logarithm of the probability that the steps [begin, end) read `classes`,
/// with or without a space before and after. Sums over all alignments. Returns -infinity if no
/// alignment is possible.
[[nodiscard]] double compute_log_probability(const Probabilities& probabilities, std::size_t blank,
                                             std::size_t begin, std::size_t end,
                                             const ClassSequence& classes);

/// A letter of a hypothesis: its place in the line, and how surely it was read. A space of the
/// hypothesis counts as a letter here.
struct AlignedLetter {
  std::uint16_t of_class = 0;
  std::size_t begin = 0, end = 0;  ///< its steps [begin, end)
  /// How surely the letter was read: the natural logarithm of the lower of two numbers.
  /// 1. The highest probability of its class in one of its steps.
  /// 2. How well the hypothesis explains the steps of the letter and the blank steps next to them.
  ///    In each of these steps, the probabilities of the classes that the hypothesis expects there
  ///    (see below) are added up. The lowest sum counts. So a letter is doubtful, too, if an
  ///    unexpected letter is seen beside it.
  ///
  /// Expected classes: the blank is expected in every step. In a step of a letter, so are this
  /// letter and the letters before and after it in the hypothesis. In a blank step, so are the
  /// letters on both sides. The space is also expected in steps of the first and last letter and in
  /// blank steps next to these.
  ///
  /// Example: "a" has 0.9 in its only step. In the next step, the blank has 0.3, and "b", which is
  /// not in the hypothesis, has 0.7. The result is ln 0.3.
  double log_probability = 0;
};
/// Returns the likeliest alignment of `classes` to the steps [begin, end), by the Viterbi
/// algorithm. The result has one element for each class, in the same order. The steps of two
/// elements do not overlap. The result is empty if `classes` is empty or no alignment is possible.
[[nodiscard]] std::vector<AlignedLetter> align_letters(const Probabilities& probabilities,
                                                       std::size_t blank, std::size_t begin,
                                                       std::size_t end,
                                                       const ClassSequence& classes);

}  // namespace codau::recogniser
