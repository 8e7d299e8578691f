// lines/line_decoding.h — turns the output of one or two networks for a text line into words. A
// segment is the part of a line between two certain spaces (recogniser/ctc_decoder.h), mostly one
// word. Steps are columns of the output. Use:
// 1. decode_line() gives the hypotheses of all segments.
// 2. find_doubtful_ranges() tells the steps that should be read again.
// 3. rescore_segments() adds what a second network, or the first with another picture, finds there.
// 4. extract_words() gives the words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values.h"
#include "lines/word_prior.h"
#include "recogniser/ctc_decoder.h"

namespace codau::ocr {

/// The texts of the classes of a network (LineNetwork::texts()), and its blank class.
struct Alphabet {
  const std::vector<std::string>& texts;
  std::size_t blank = 0;
};

/// For each class of one network, the class with the same text in another network. Nothing if the
/// other network has no such class.
struct ClassMapping {
  std::vector<std::optional<std::uint16_t>> to_second, from_second;
};
/// Returns the mapping between two networks. Arguments: LineNetwork::texts() of both.
[[nodiscard]] ClassMapping map_classes(const std::vector<std::string>& first,
                                       const std::vector<std::string>& second);

/// The hypotheses of a segment.
struct SegmentHypotheses {
  /// their log probabilities are summed over the networks that read the segment
  std::vector<recogniser::CtcHypothesis> all;
  /// `chosen`: index of the likeliest hypothesis by print and by WordPrior. `networks`: number of
  /// networks that have read the segment.
  std::size_t chosen = 0, networks = 1;
  /// How much likelier the chosen hypothesis is than the next one: natural logarithm.
  double margin = 0;
};

/// A line as the first network reads it.
struct DecodedLine {
  recogniser::Probabilities first;
  recogniser::Lattice segments;
  std::vector<SegmentHypotheses> hypotheses;  ///< of each segment
};
/// Returns the segments of a line, each with its hypotheses. The argument `first` is the output of
/// the first network for this line.
[[nodiscard]] DecodedLine decode_line(recogniser::Probabilities first, const Alphabet& alphabet,
                                      const WordPrior& prior);

/// Steps [begin, end) of a line.
struct StepRange {
  std::size_t begin = 0, end = 0;
};
/// Returns the steps that should be read again, ascending and without overlaps. They are the
/// segments whose best hypothesis is less than e³ times as likely as the next, with 20 steps on
/// each side.
[[nodiscard]] std::vector<StepRange> find_doubtful_ranges(const DecodedLine& line);

/// The output of another network for some steps of a line, or of the same network for another
/// picture.
struct RescoringInput {
  recogniser::Probabilities probabilities;  ///< a row for each of the steps
  std::size_t blank = 0;                    ///< the blank class of the network
  const ClassMapping* mapping = nullptr;
};
/// Rescores the segments that lie inside the steps from `begin` on which all `inputs` have read.
/// The probability of a hypothesis is the product of its probabilities by all networks. No network
/// counts for less than e⁻¹², so that one alone cannot rule a text out. Precondition: all inputs
/// have as many steps.
void rescore_segments(DecodedLine& line, std::size_t begin,
                      const std::vector<const RescoringInput*>& inputs, const Alphabet& alphabet,
                      const WordPrior& prior);

/// A word, and the steps at which its letters were read.
struct DecodedWord {
  std::string text;
  std::size_t begin = 0, end = 0;
  double log_probability = 0;  ///< of its least certain letter
  std::vector<OcrAlternative> alternatives{};
  std::vector<double> character_centres{};  ///< for each character: the step at which it was read
};
/// Returns the words of the chosen hypotheses, from left to right, with their alternatives.
[[nodiscard]] std::vector<DecodedWord> extract_words(const DecodedLine& line,
                                                     const Alphabet& alphabet);

/// Returns the words with spaces between them.
[[nodiscard]] std::string join_text(const std::vector<DecodedWord>& words);

}  // namespace codau::ocr
