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

/// A segment of a line, mostly one word: a longest range of steps without a certain space. A step
/// is a certain space if the space has a probability above 0.95 there.
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

/// Returns 1 to 8 hypotheses of the steps [begin, end), likeliest first, by the same search. Use
/// this if the steps are already known. Example: two networks read a line. decode_lattice() finds a
/// segment in the output of the first. This function decodes the same steps of the second.
[[nodiscard]] std::vector<CtcHypothesis> decode_steps(const Probabilities& probabilities,
                                                      std::size_t blank, std::size_t begin,
                                                      std::size_t end);

/// Returns the natural logarithm of the probability of `classes` in the steps [begin, end), summed
/// over all alignments. Alignments with a space before or after `classes` are also counted. Returns
/// -infinity if no alignment is possible.
[[nodiscard]] double compute_log_probability(const Probabilities& probabilities, std::size_t blank,
                                             std::size_t begin, std::size_t end,
                                             const ClassSequence& classes);

/// A letter of a hypothesis: its place in the line, and how surely it was read. A space of the
/// hypothesis counts as a letter here.
struct AlignedLetter {
  std::uint16_t of_class = 0;
  std::size_t begin = 0, end = 0;  ///< its steps [begin, end)
  /// How surely the letter was read. In each step, the hypothesis makes some classes expected:
  /// 1. the blank;
  /// 2. in a step of a letter: this letter, and the letters before and after it in the hypothesis;
  /// 3. in a blank step: the letters on both sides;
  /// 4. in steps of the first or last letter, and in blank steps next to these: the space. This
  ///    does not hold if the hypothesis begins or ends with a space.
  ///
  /// The value is the natural logarithm of the lower of two probabilities:
  /// 1. The highest probability of the letter in one of its steps.
  /// 2. The sum of the probabilities of the expected classes, in the step with the lowest sum. The
  ///    steps are those of the letter and the blank steps next to them. So a letter is doubtful,
  ///    too, if an unexpected letter is seen beside it.
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
