// lines/line_decoding.h — what one network or two say of a line of print, step by step → its words.
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

/// What the classes of a network stand for. `texts`: Network::texts().
struct Alphabet {
  const std::vector<std::string>& texts;
  std::size_t blank = 0;
};

/// Classes of two networks that have the same text; none where the other has no such text.
struct ClassMapping {
  std::vector<std::optional<std::uint16_t>> to_second, from_second;
};
[[nodiscard]] ClassMapping map_classes(const std::vector<std::string>& first,
                                       const std::vector<std::string>& second);

/// What a stretch may say, and what it is taken for: the likeliest as print and as words.
struct SegmentHypotheses {
  std::vector<recogniser::CtcHypothesis> all;  ///< log-probabilities summed over the networks
  std::size_t chosen = 0, networks = 1;        ///< that have looked
  /// Of the chosen one on the next, natural logarithm.
  double margin = 0;
};

/// A line as the first network sees it.
struct DecodedLine {
  recogniser::Probabilities first;
  recogniser::Lattice segments;
  std::vector<SegmentHypotheses> hypotheses;  ///< of each stretch
};
[[nodiscard]] DecodedLine decode_line(recogniser::Probabilities first, const Alphabet& alphabet,
                                      const WordPrior& prior);

/// Steps [begin, end) of a line.
struct StepRange {
  std::size_t begin = 0, end = 0;
};
/// Those that hold the stretches whose reading has hardly more for it than another, with what is
/// beside them; in their order, apart from each other.
[[nodiscard]] std::vector<StepRange> find_doubtful_ranges(const DecodedLine& line);

/// What is said of some steps of a line by another network, or by the same one of another picture.
struct RescoringInput {
  recogniser::Probabilities probabilities;  ///< a row for each of the steps
  std::size_t blank = 0;                    ///< its class
  const ClassMapping* mapping = nullptr;
};
/// Stretches that lie in those steps, which begin at `begin`, are judged anew by what all think of
/// the readings of each: the product of their probabilities, none of which counts for less than
/// e⁻¹², so that one alone cannot rule a text out. All opinions are on the same steps.
void rescore_segments(DecodedLine& line, std::size_t begin,
                      const std::vector<const RescoringInput*>& inputs, const Alphabet& alphabet,
                      const WordPrior& prior);

/// A word by the steps in which its letters are said.
struct DecodedWord {
  std::string text;
  std::size_t begin = 0, end = 0;
  double log_probability = 0;  ///< of its least sure letter
  std::vector<OcrAlternative> alternatives{};
  std::vector<double> character_centres{};  ///< steps: where each of its characters is said
};
[[nodiscard]] std::vector<DecodedWord> extract_words(const DecodedLine& line,
                                                     const Alphabet& alphabet);

/// With blanks between them.
[[nodiscard]] std::string join_text(const std::vector<DecodedWord>& words);

}  // namespace codau::ocr
