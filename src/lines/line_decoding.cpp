#include "lines/line_decoding.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lines/word_alternatives.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

using recogniser::ClassSequence;
using recogniser::CtcHypothesis;
using recogniser::kSpaceClass;

/// Margin of the best reading of a segment over the next, in nats. From this margin on, the second
/// network is not asked. Of 2, 2.5, 3, 4, 6 and 10, 20, 30, 40 these two values read 24 synthetic
/// pages best (lines of the training text, seed 77) for what they ask of the second network: 17 %
/// of the steps, 13 % on 60 other pages. Asking for 25 of 100 whole lines, by their least sure
/// letter, read no better.
constexpr double kMinCertainMarginNats = 3;
/// Steps shown to the second network on each side of the segment. Source: as above.
constexpr std::size_t kContextSteps = 20;
/// Natural logarithm of the probability of a text that a network hardly sees. One network alone
/// cannot rule a text out.
constexpr double kMinLogProbability = -12;

using ToOther = std::vector<std::optional<std::uint16_t>>;

ToOther classes_in(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::unordered_map<std::string_view, std::uint16_t> there;
  for (std::size_t i = 0; i < other.size(); ++i)
    there.try_emplace(other[i], static_cast<std::uint16_t>(i));
  ToOther out;
  for (const std::string& text : one) {
    const auto found = there.find(text);
    out.push_back(text.empty() || found == there.end() ? std::nullopt
                                                       : std::optional(found->second));
  }
  return out;
}

std::optional<ClassSequence> translated(ClassSequence classes, const ToOther& to) {
  for (std::uint16_t& one : classes) {
    if (!to[one]) return std::nullopt;
    one = *to[one];
  }
  return classes;
}

std::string spell_classes(const ClassSequence& classes, const Alphabet& alphabet) {
  std::string text;
  for (const std::uint16_t one : classes) text += alphabet.texts[one];
  return text;
}

/// What the opinions make of a stretch of `line`, and what all think of each reading. `begin`: the
/// step at which the opinions do.
std::vector<CtcHypothesis> combine_readings(const DecodedLine& line,
                                            const recogniser::LatticeSegment& segment,
                                            std::size_t begin,
                                            const std::vector<const RescoringInput*>& inputs,
                                            const Alphabet& alphabet) {
  std::vector<CtcHypothesis> candidates = segment.alternatives;
  const std::size_t from = segment.begin - begin, to = segment.end - begin;
  for (const RescoringInput* input : inputs) {
    for (const CtcHypothesis& theirs :
         recogniser::decode_steps(input->probabilities, input->blank, from, to)) {
      const std::optional<ClassSequence> classes =
          translated(theirs.classes, input->mapping->from_second);
      const bool is_there =
          classes &&
          std::ranges::find(candidates, *classes, &CtcHypothesis::classes) != candidates.end();
      if (!classes || classes->empty() || is_there) continue;
      candidates.push_back(
          {*classes, recogniser::compute_log_probability(line.first, alphabet.blank, segment.begin,
                                                         segment.end, *classes)});
    }
  }
  for (CtcHypothesis& one : candidates) {
    one.log_probability = std::max(one.log_probability, kMinLogProbability);
    for (const RescoringInput* input : inputs) {
      const std::optional<ClassSequence> theirs =
          translated(one.classes, input->mapping->to_second);
      const double log_probability =
          theirs ? recogniser::compute_log_probability(input->probabilities, input->blank, from, to,
                                                       *theirs)
                 : kMinLogProbability;
      one.log_probability += std::max(log_probability, kMinLogProbability);
    }
  }
  return candidates;
}

SegmentHypotheses choose_hypothesis(std::vector<CtcHypothesis> candidates, std::size_t networks,
                                    const Alphabet& alphabet, const WordPrior& prior) {
  SegmentHypotheses out{std::move(candidates), 0, networks};
  double most = -std::numeric_limits<double>::infinity(), next = most;
  for (std::size_t i = 0; i < out.all.size(); ++i) {
    const double value = out.all[i].log_probability +
                         prior.compute_log_factor(spell_classes(out.all[i].classes, alphabet));
    if (value > most) {
      next = std::exchange(most, value);
      out.chosen = i;
    } else {
      next = std::max(next, value);
    }
  }
  out.margin = most - next;
  return out;
}

/// Of each word of the chosen reading. Those that look at the same print are no witnesses of their
/// own: their mean counts.
std::vector<std::vector<OcrAlternative>> list_alternatives(const SegmentHypotheses& readings,
                                                           const Alphabet& alphabet) {
  std::vector<SegmentHypothesis> said;
  for (const CtcHypothesis& one : readings.all) {
    SegmentHypothesis& reading = said.emplace_back();
    reading.log_probability = one.log_probability / static_cast<double>(readings.networks);
    bool begins = true;
    for (const std::uint16_t of_class : one.classes) {
      const bool is_space = of_class == kSpaceClass;
      if (!is_space && begins) reading.words.emplace_back();
      if (!is_space) reading.words.back() += alphabet.texts[of_class];
      begins = is_space;
    }
  }
  return collect_alternatives(said, readings.chosen);
}

}  // namespace

ClassMapping map_classes(const std::vector<std::string>& first,
                         const std::vector<std::string>& second) {
  return {classes_in(first, second), classes_in(second, first)};
}

DecodedLine decode_line(recogniser::Probabilities first, const Alphabet& alphabet,
                        const WordPrior& prior) {
  DecodedLine line{std::move(first), {}, {}};
  line.segments = recogniser::decode_lattice(line.first, alphabet.blank);
  for (const recogniser::LatticeSegment& segment : line.segments)
    line.hypotheses.push_back(choose_hypothesis(segment.alternatives, 1, alphabet, prior));
  return line;
}

std::vector<StepRange> find_doubtful_ranges(const DecodedLine& line) {
  std::vector<StepRange> parts;
  for (std::size_t i = 0; i < line.segments.size(); ++i) {
    if (line.hypotheses[i].margin >= kMinCertainMarginNats) continue;
    const recogniser::LatticeSegment& segment = line.segments[i];
    const StepRange part{segment.begin < kContextSteps ? 0 : segment.begin - kContextSteps,
                         std::min(line.first.steps(), segment.end + kContextSteps)};
    if (!parts.empty() && part.begin <= parts.back().end) {
      parts.back().end = part.end;
    } else {
      parts.push_back(part);
    }
  }
  return parts;
}

void rescore_segments(DecodedLine& line, std::size_t begin,
                      const std::vector<const RescoringInput*>& inputs, const Alphabet& alphabet,
                      const WordPrior& prior) {
  if (inputs.empty()) return;
  const std::size_t end = begin + inputs.front()->probabilities.steps();
  for (std::size_t i = 0; i < line.segments.size(); ++i) {
    const recogniser::LatticeSegment& segment = line.segments[i];
    if (segment.begin < begin || segment.end > end) continue;
    line.hypotheses[i] = choose_hypothesis(combine_readings(line, segment, begin, inputs, alphabet),
                                           1 + inputs.size(), alphabet, prior);
  }
}

std::vector<DecodedWord> extract_words(const DecodedLine& line, const Alphabet& alphabet) {
  std::vector<DecodedWord> words;
  for (std::size_t at = 0; at < line.segments.size(); ++at) {
    const recogniser::LatticeSegment& segment = line.segments[at];
    const SegmentHypotheses& readings = line.hypotheses[at];
    const std::size_t before = words.size();
    bool begins = true;
    double gap = 0;  // a word is no surer than the gaps beside it
    for (const recogniser::AlignedLetter& letter :
         recogniser::align_letters(line.first, alphabet.blank, segment.begin, segment.end,
                                   readings.all[readings.chosen].classes)) {
      const bool is_space = letter.of_class == kSpaceClass;
      if (!is_space && begins)
        words.push_back({{}, letter.begin, letter.end, std::exchange(gap, 0)});
      begins = is_space;
      if (words.empty()) continue;
      DecodedWord& word = words.back();
      word.log_probability = std::min(word.log_probability, letter.log_probability);
      if (is_space) {
        gap = letter.log_probability;
      } else {
        const std::string& text = alphabet.texts[letter.of_class];
        word.text += text;
        word.character_centres.insert(word.character_centres.end(), text::count_code_points(text),
                                      static_cast<double>(letter.begin + letter.end) / 2);
        word.end = letter.end;
      }
    }
    std::vector<std::vector<OcrAlternative>> doubts = list_alternatives(readings, alphabet);
    for (std::size_t i = before; i < words.size(); ++i)
      words[i].alternatives = std::move(doubts[i - before]);
  }
  return words;
}

std::string join_text(const std::vector<DecodedWord>& words) {
  std::string text;
  for (const DecodedWord& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

}  // namespace codau::ocr
