// lines/line_words.h — what one network or two say of a line of print, step by step → its words.
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
struct Translation {
  std::vector<std::optional<std::uint16_t>> to_second, from_second;
};
[[nodiscard]] Translation translation_between(const std::vector<std::string>& first,
                                              const std::vector<std::string>& second);

/// What a stretch may say, and what it is taken for: the likeliest as print and as words.
struct Readings {
  std::vector<recogniser::CtcHypothesis> all;  ///< log-probabilities summed over the networks
  std::size_t chosen = 0, networks = 1;        ///< that have looked
  double lead = 0;                             ///< of the chosen one on the next, natural logarithm
};

/// A line as the first network sees it.
struct SeenLine {
  recogniser::Probabilities first;
  recogniser::Lattice stretches;
  std::vector<Readings> readings;  ///< of each stretch
};
[[nodiscard]] SeenLine seen_line(recogniser::Probabilities first, const Alphabet& alphabet,
                                 const WordPrior& prior);

/// Steps [begin, end) of a line.
struct Steps {
  std::size_t begin = 0, end = 0;
};
/// Those that hold the stretches whose reading has hardly more for it than another, with what is
/// beside them; in their order, apart from each other.
[[nodiscard]] std::vector<Steps> doubted_in(const SeenLine& line);

/// What is said of some steps of a line by another network, or by the same one of another picture.
struct Opinion {
  recogniser::Probabilities said;  ///< a row for each of the steps
  std::size_t blank = 0;           ///< its class
  const Translation* translation = nullptr;
};
/// Stretches that lie in those steps, which begin at `begin`, are judged anew by what all think of
/// the readings of each: the product of their probabilities, none of which counts for less than
/// e⁻¹², so that one alone cannot rule a text out. All opinions are on the same steps.
void judge_again(SeenLine& line, std::size_t begin, const std::vector<const Opinion*>& opinions,
                 const Alphabet& alphabet, const WordPrior& prior);

/// A word by the steps in which its letters are said.
struct SaidWord {
  std::string text;
  std::size_t begin = 0, end = 0;
  double log_probability = 0;  ///< of its least sure letter
  std::vector<OcrAlternative> alternatives{};
  std::vector<double> middles{};  ///< steps: where each of its characters is said
};
[[nodiscard]] std::vector<SaidWord> words_of(const SeenLine& line, const Alphabet& alphabet);

/// With blanks between them.
[[nodiscard]] std::string joined(const std::vector<SaidWord>& words);

}  // namespace codau::ocr
