#include "restore/decode/decoder.h"

#include <algorithm>
#include <cmath>

namespace codau::restore {
namespace {

struct Hypothesis {
  lm::State state;
  double score = 0;  ///< log score of the best path here
  double mass = 0;   ///< forward sum over all paths here; a slice sums to one
};

struct Arc {
  std::uint32_t to = 0;  ///< index in the slice after the column
  std::uint16_t from = 0, index = 0;
  double weight = 0;  ///< log while the column is built, then linear and scaled
};

/// Paths this many nats below the best do not change a visible posterior.
constexpr double kNegligibleNats = 25;
constexpr double kNoPathScore = -1e300;  ///< the score without a path
constexpr lm::State kNoHistory;          ///< state without history

class TrellisDecoder {
 public:
  TrellisDecoder(const lm::NgramModel& model, const Beam& beam) : model_(model), beam_(beam) {}

  std::vector<RankedChoice> decode(std::span<const TrellisColumn> columns) {
    hypotheses_.push_back({kNoHistory, 0, 1});
    first_hypothesis_ = {0, 1};
    first_arc_ = {0};
    for (const TrellisColumn& column : columns) {
      extend(column);
      prune();
      sum_forward();
      first_hypothesis_.push_back(hypotheses_.size());
      first_arc_.push_back(arcs_.size());
    }
    return sum_backward(columns);
  }

 private:
  /// Returns the hypotheses before column i. The hypotheses after column i are those before column
  /// i + 1.
  [[nodiscard]] std::span<const Hypothesis> hypotheses_before(std::size_t i) const {
    return {hypotheses_.data() + first_hypothesis_[i],
            first_hypothesis_[i + 1] - first_hypothesis_[i]};
  }

  /// Fills new_hypotheses_ and new_arcs_, except for candidates without a hypothesis in the beam.
  void extend(const TrellisColumn& column) {
    const std::span<const Hypothesis> before = hypotheses_before(first_hypothesis_.size() - 2);
    look_up(column, before);
    best_by_candidate_.assign(column.candidates.size(), kNoPathScore);
    for (std::size_t index = 0; index < best_by_candidate_.size(); ++index) {
      for_each_path(column, before, index, [&](std::size_t, std::size_t from, double weight) {
        best_by_candidate_[index] =
            std::max(best_by_candidate_[index], before[from].score + weight);
      });
    }
    best_score_ = *std::max_element(best_by_candidate_.begin(), best_by_candidate_.end());
    new_hypotheses_.clear();
    new_arcs_.clear();
    for (std::size_t index = 0; index < best_by_candidate_.size(); ++index) {
      if (best_by_candidate_[index] < best_score_ - beam_.width_nats) continue;
      const std::size_t first = new_hypotheses_.size();
      for_each_path(column, before, index, [&](std::size_t row, std::size_t from, double weight) {
        const lm::State& state = row < before.size() ? before[row].state : kNoHistory;
        const std::uint32_t to =
            find_or_add(first, state_after(state, column.candidates[index], row, index));
        new_hypotheses_[to].score =
            std::max(new_hypotheses_[to].score, before[from].score + weight);
        new_arcs_.push_back(
            {to, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(index), weight});
      });
    }
  }

  /// Fills lookups_: one row for each hypothesis before, and one for a restart.
  void look_up(const TrellisColumn& column, std::span<const Hypothesis> before) {
    words_.clear();
    for (const Candidate& candidate : column.candidates) words_.push_back(candidate.word);
    const std::size_t rows = before.size() + (column.restart_probability > 0 ? 1 : 0);
    lookups_.resize(std::max(lookups_.size(), rows * words_.size()));
    for (std::size_t row = 0; row < rows; ++row) {
      const lm::State& state = row < before.size() ? before[row].state : kNoHistory;
      const std::span<lm::NgramLookup> out(lookups_.data() + row * words_.size(), words_.size());
      model_.look_up(state, words_, out);
      for (std::size_t i = 0; i < out.size(); ++i) {
        if (words_[i] == kNoWord) out[i] = {};
        const lm::WordId second_word = column.candidates[i].second_word;
        if (second_word == lm::kUnknown) continue;
        out[i].log_prob +=
            model_.score(first_state(state, words_[i], out[i]), second_word).log_prob;
      }
    }
  }

  /// Returns the state after the first of two words.
  [[nodiscard]] lm::State first_state(const lm::State& state, lm::WordId word,
                                      const lm::NgramLookup& lookup) const {
    return word == kNoWord ? state : model_.next_state(word, lookup);
  }

  [[nodiscard]] lm::State state_after(const lm::State& state, const Candidate& candidate,
                                      std::size_t row, std::size_t index) const {
    const lm::NgramLookup& lookup = lookups_[row * words_.size() + index];
    const lm::State next = first_state(state, candidate.word, lookup);
    return candidate.second_word == lm::kUnknown ? next
                                                 : model_.score(next, candidate.second_word).next;
  }

  /// Calls visit(row, from, weight) for each path to candidate `index`: a step from each hypothesis
  /// of `before`, and a restart from each.
  template <typename Visit>
  void for_each_path(const TrellisColumn& column, std::span<const Hypothesis> before,
                     std::size_t index, const Visit& visit) const {
    const Candidate& candidate = column.candidates[index];
    double cost = static_cast<double>(candidate.cost);
    if (index != column.observed) cost += static_cast<double>(column.change_cost);
    const auto weigh = [&](std::size_t row, double extra) {
      return static_cast<double>(lookups_[row * words_.size() + index].log_prob) + extra;
    };
    const bool may_restart = column.restart_probability > 0;
    const double go_on =
        may_restart ? std::log1p(-static_cast<double>(column.restart_probability)) : 0;
    for (std::size_t from = 0; from < before.size(); ++from) {
      visit(from, from, weigh(from, go_on - cost));
    }
    if (!may_restart) return;
    const double start = std::log(static_cast<double>(column.restart_probability));
    const double weight = weigh(before.size(), start - cost);
    for (std::size_t from = 0; from < before.size(); ++from) visit(before.size(), from, weight);
  }

  /// Returns the index of `state` in new_hypotheses_. Only the hypotheses from `first` on, those of
  /// the same candidate, can have this state.
  std::uint32_t find_or_add(std::size_t first, const lm::State& state) {
    std::size_t at = first;
    while (at < new_hypotheses_.size() && !(new_hypotheses_[at].state == state)) ++at;
    if (at == new_hypotheses_.size()) new_hypotheses_.push_back({state, kNoPathScore, 0});
    return static_cast<std::uint32_t>(at);
  }

  /// Makes the best of new_hypotheses_ the hypotheses of the next slice, the best first.
  void prune() {
    order_.clear();
    for (std::uint32_t i = 0; i < new_hypotheses_.size(); ++i) {
      if (new_hypotheses_[i].score >= best_score_ - beam_.width_nats) order_.push_back(i);
    }
    const std::size_t keep = std::min({beam_.max_hypotheses, order_.size(), std::size_t{0xFFFF}});
    std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(keep),
                      order_.end(), [&](std::uint32_t a, std::uint32_t b) {
                        const double x = new_hypotheses_[a].score, y = new_hypotheses_[b].score;
                        return x != y ? x > y : a < b;
                      });
    const std::span<const Hypothesis> before = hypotheses_before(first_hypothesis_.size() - 2);
    new_index_.assign(new_hypotheses_.size(), lm::kNoNode);
    for (std::size_t i = 0; i < keep; ++i) new_index_[order_[i]] = static_cast<std::uint32_t>(i);
    std::erase_if(new_arcs_, [&](const Arc& arc) {
      return new_index_[arc.to] == lm::kNoNode ||
             before[arc.from].score + arc.weight < best_score_ - kNegligibleNats;
    });
    for (Arc& arc : new_arcs_) arc.to = new_index_[arc.to];
    for (std::size_t i = 0; i < keep; ++i) {
      Hypothesis hypothesis = new_hypotheses_[order_[i]];
      hypothesis.score -= best_score_;  // no drift over long passages
      hypotheses_.push_back(hypothesis);
      model_.prefetch(hypothesis.state);
    }
  }

  void sum_forward() {
    const std::size_t first = first_hypothesis_.back();
    const Hypothesis* before = hypotheses_.data() + first_hypothesis_[first_hypothesis_.size() - 2];
    double highest = -1e300, sum = 0;
    for (const Arc& arc : new_arcs_) highest = std::max(highest, arc.weight);
    for (Arc& arc : new_arcs_) {
      arc.weight = std::exp(arc.weight - highest);
      const double mass = before[arc.from].mass * arc.weight;
      hypotheses_[first + arc.to].mass += mass;
      sum += mass;
    }
    for (std::size_t i = first; i < hypotheses_.size(); ++i)
      hypotheses_[i].mass /= std::max(sum, 1e-300);
    arcs_.insert(arcs_.end(), new_arcs_.begin(), new_arcs_.end());
  }

  std::vector<RankedChoice> sum_backward(std::span<const TrellisColumn> columns) {
    std::vector<RankedChoice> out(columns.size());
    std::vector<double> mass_after(hypotheses_.size() - first_hypothesis_[columns.size()], 1),
        before, posterior;
    for (std::size_t i = columns.size(); i-- > 0;) {
      const std::span<const Hypothesis> hypotheses = hypotheses_before(i);
      before.assign(hypotheses.size(), 0);
      posterior.assign(columns[i].candidates.size(), 0);
      for (std::size_t k = first_arc_[i]; k < first_arc_[i + 1]; ++k) {
        const Arc& arc = arcs_[k];
        const double mass = arc.weight * mass_after[arc.to];
        before[arc.from] += mass;
        posterior[arc.index] += hypotheses[arc.from].mass * mass;
      }
      const double highest = *std::max_element(before.begin(), before.end());
      for (double& mass : before) mass /= std::max(highest, 1e-300);
      mass_after.swap(before);
      out[i] = choose(posterior);
    }
    return out;
  }

  static RankedChoice choose(const std::vector<double>& posterior) {
    RankedChoice out;
    double sum = 0;
    for (const double p : posterior) sum += p;
    const auto best = std::max_element(posterior.begin(), posterior.end());
    out.best = static_cast<std::size_t>(best - posterior.begin());
    out.confidence = sum > 0 ? *best / sum : 0;
    out.ranked[0] = {out.best, out.confidence};
    for (std::size_t i = 0; i < posterior.size(); ++i) {
      if (i == out.best || posterior[i] <= 0) continue;
      std::size_t at = RankedChoice::kMaxRanked;
      while (at > 1 && out.ranked.at(at - 1).confidence < posterior[i] / sum) --at;
      for (std::size_t k = RankedChoice::kMaxRanked - 1; k > at; --k)
        out.ranked.at(k) = out.ranked.at(k - 1);
      if (at < RankedChoice::kMaxRanked) out.ranked.at(at) = {i, posterior[i] / sum};
    }
    out.second = out.ranked[1].confidence > 0 ? out.ranked[1].index : out.best;
    return out;
  }

  const lm::NgramModel& model_;
  const Beam& beam_;
  // All slices, one after another; slice i lies before column i.
  std::vector<Hypothesis> hypotheses_;
  std::vector<Arc> arcs_;
  std::vector<std::size_t> first_hypothesis_, first_arc_;
  // Buffers for the current column.
  std::vector<lm::WordId> words_;
  /// [row * candidates + candidate]; may be longer than needed.
  std::vector<lm::NgramLookup> lookups_;
  std::vector<double> best_by_candidate_;  ///< by candidate: the score of the best way to it
  double best_score_ = 0;                  ///< … to any candidate
  std::vector<Hypothesis> new_hypotheses_;
  std::vector<Arc> new_arcs_;
  std::vector<std::uint32_t> order_, new_index_;
};

}  // namespace

std::vector<RankedChoice> decode_trellis(const lm::NgramModel& model,
                                         std::span<const TrellisColumn> columns, const Beam& beam) {
  if (columns.empty()) return {};
  return TrellisDecoder(model, beam).decode(columns);
}

}  // namespace codau::restore
