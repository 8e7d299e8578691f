#include "restore/repair/word_lattice.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include "restore/lexicon/candidate.h"

namespace codau::restore {
namespace {

constexpr double kNoPath = std::numeric_limits<double>::lowest();

double log_add(double a, double b) {
  const double high = std::max(a, b), low = std::min(a, b);
  return low == kNoPath ? high : high + std::log1p(std::exp(low - high));
}

/// A history at a place of the line.
struct Hypothesis {
  lm::State state;
  double best = kNoPath;     ///< log P of the best path to it
  double forward = kNoPath;  ///< log P of all paths to it
  double backward = kNoPath;
  std::size_t best_step = 0;  ///< the last step of the best path
};

/// A word after a history.
struct Step {
  std::size_t word = 0, from = 0, to = 0;  ///< indices of the arc and of two hypotheses
  double weight = 0;
};

class LatticeDecoder {
 public:
  LatticeDecoder(const lm::NgramModel& model, std::span<const WordArc> words, std::size_t units,
                 std::size_t beam)
      : model_(model), words_(words), beam_(beam), at_(units + 1) {
    hypotheses_.push_back({{}, 0, 0, kNoPath, 0});
    at_[0] = {0};
  }

  DecodedPath decode() {
    std::size_t arc = 0;
    for (std::size_t place = 0; place + 1 < at_.size(); ++place) {
      prune(place);
      for (; arc < words_.size() && words_[arc].begin == place; ++arc) {
        for (const std::size_t from : at_[place]) extend(arc, from);
      }
    }
    return read_result();
  }

 private:
  void prune(std::size_t place) {
    std::vector<std::size_t>& here = at_[place];
    if (here.size() <= beam_) return;
    std::ranges::stable_sort(here, [&](std::size_t a, std::size_t b) {
      return hypotheses_[a].best > hypotheses_[b].best;
    });
    here.resize(beam_);
  }

  void extend(std::size_t arc, std::size_t from) {
    const WordArc& word = words_[arc];
    const lm::State& state = hypotheses_[from].state;
    const lm::Transition next =
        word.word == kNoWord ? lm::Transition{0, state} : model_.score(state, word.word);
    const double weight = static_cast<double>(next.log_prob - word.cost);
    const std::size_t to = find_or_add(word.end, next.next);
    Hypothesis& reached = hypotheses_[to];
    const double best = hypotheses_[from].best + weight;
    if (best > reached.best) {
      reached.best = best;
      reached.best_step = steps_.size();
    }
    reached.forward = log_add(reached.forward, hypotheses_[from].forward + weight);
    steps_.push_back({arc, from, to, weight});
  }

  std::size_t find_or_add(std::size_t place, const lm::State& state) {
    for (const std::size_t one : at_[place]) {
      if (hypotheses_[one].state == state) return one;
    }
    at_[place].push_back(hypotheses_.size());
    hypotheses_.push_back({state, kNoPath, kNoPath, kNoPath, 0});
    return hypotheses_.size() - 1;
  }

  DecodedPath read_result() {
    double all = kNoPath;
    std::size_t last = at_.back().front();
    for (const std::size_t one : at_.back()) {
      hypotheses_[one].backward = 0;
      all = log_add(all, hypotheses_[one].forward);
      if (hypotheses_[one].best > hypotheses_[last].best) last = one;
    }
    std::map<std::pair<std::size_t, std::size_t>, double> posteriors;  // by segment
    std::vector<double> word_posteriors(words_.size());
    for (std::size_t i = steps_.size(); i-- > 0;) {
      const Step& step = steps_[i];
      const double behind = hypotheses_[step.to].backward;
      if (behind == kNoPath) continue;
      Hypothesis& from = hypotheses_[step.from];
      from.backward = log_add(from.backward, step.weight + behind);
      const double posterior = std::exp(from.forward + step.weight + behind - all);
      posteriors[{words_[step.word].begin, words_[step.word].end}] += posterior;
      word_posteriors[step.word] += posterior;
    }
    DecodedPath out{{}, hypotheses_[last].best};
    for (std::size_t at = last; at != 0; at = steps_[hypotheses_[at].best_step].from) {
      const std::size_t arc = steps_[hypotheses_[at].best_step].word;
      const WordArc& word = words_[arc];
      out.words.push_back({word.begin, word.end, arc,
                           std::min(1.0, posteriors[{word.begin, word.end}]),
                           std::min(1.0, word_posteriors[arc])});
    }
    std::ranges::reverse(out.words);
    return out;
  }

  const lm::NgramModel& model_;
  std::span<const WordArc> words_;
  std::size_t beam_;
  std::vector<std::vector<std::size_t>> at_;  ///< hypotheses by place
  std::vector<Hypothesis> hypotheses_;
  std::vector<Step> steps_;  ///< a step follows all steps to the hypothesis from which it starts
};

}  // namespace

DecodedPath decode_word_lattice(const lm::NgramModel& model, std::span<const WordArc> words,
                                std::size_t units, std::size_t beam) {
  if (units == 0) return {};
  return LatticeDecoder(model, words, units, beam).decode();
}

}  // namespace codau::restore
