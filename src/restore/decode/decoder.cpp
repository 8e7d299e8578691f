#include "restore/decode/decoder.h"

#include <algorithm>
#include <cmath>

namespace codau::restore {
namespace {

struct Node {
  lm::State state;
  double score = 0;  ///< log score of the best path here
  double mass = 0;   ///< forward sum over all paths here; a slice sums to one
};

struct Arc {
  std::uint32_t to = 0;  ///< index in the slice after the column
  std::uint16_t from = 0, option = 0;
  double weight = 0;  ///< log while the column is built, then linear and scaled
};

/// Paths this many nats below the best do not change a visible posterior.
constexpr double kNegligible = 25;
constexpr double kNone = -1e300;  ///< the score without a path
constexpr lm::State kFresh;       ///< state without history

class Decoder {
 public:
  Decoder(const lm::Model& model, const Beam& beam) : model_(model), beam_(beam) {}

  std::vector<Choice> run(std::span<const Column> columns) {
    nodes_.push_back({kFresh, 0, 1});
    first_node_ = {0, 1};
    first_arc_ = {0};
    for (const Column& column : columns) {
      extend(column);
      prune();
      forward();
      first_node_.push_back(nodes_.size());
      first_arc_.push_back(arcs_.size());
    }
    return backward(columns);
  }

 private:
  /// Returns the nodes before column i. The nodes after column i are those before column i + 1.
  [[nodiscard]] std::span<const Node> nodes_before(std::size_t i) const {
    return {nodes_.data() + first_node_[i], first_node_[i + 1] - first_node_[i]};
  }

  /// Fills made_ and new_arcs_, except for options without a node in the beam.
  void extend(const Column& column) {
    const std::span<const Node> before = nodes_before(first_node_.size() - 2);
    look_up(column, before);
    best_of_.assign(column.options.size(), kNone);
    for (std::size_t option = 0; option < best_of_.size(); ++option) {
      each_way(column, before, option, [&](std::size_t, std::size_t from, double weight) {
        best_of_[option] = std::max(best_of_[option], before[from].score + weight);
      });
    }
    best_ = *std::max_element(best_of_.begin(), best_of_.end());
    made_.clear();
    new_arcs_.clear();
    for (std::size_t option = 0; option < best_of_.size(); ++option) {
      if (best_of_[option] < best_ - beam_.width) continue;
      const std::size_t first = made_.size();
      each_way(column, before, option, [&](std::size_t row, std::size_t from, double weight) {
        const lm::State& state = row < before.size() ? before[row].state : kFresh;
        const std::uint32_t to = node_of(first, after(state, column.options[option], row, option));
        made_[to].score = std::max(made_[to].score, before[from].score + weight);
        new_arcs_.push_back(
            {to, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(option), weight});
      });
    }
  }

  /// Fills found_: one row for each node before, and one for a restart.
  void look_up(const Column& column, std::span<const Node> before) {
    words_.clear();
    for (const Candidate& candidate : column.options) words_.push_back(candidate.word);
    const std::size_t rows = before.size() + (column.restart > 0 ? 1 : 0);
    found_.resize(std::max(found_.size(), rows * words_.size()));
    for (std::size_t row = 0; row < rows; ++row) {
      const lm::State& state = row < before.size() ? before[row].state : kFresh;
      const std::span<lm::Found> out(found_.data() + row * words_.size(), words_.size());
      model_.find(state, words_, out);
      for (std::size_t i = 0; i < out.size(); ++i) {
        if (words_[i] == kNothing) out[i] = {};
        const lm::WordId then = column.options[i].then;
        if (then == lm::kUnknown) continue;
        out[i].log_prob += model_.score(first_state(state, words_[i], out[i]), then).log_prob;
      }
    }
  }

  /// Returns the state after the first of two words.
  [[nodiscard]] lm::State first_state(const lm::State& state, lm::WordId word,
                                      const lm::Found& found) const {
    return word == kNothing ? state : model_.next(word, found);
  }

  [[nodiscard]] lm::State after(const lm::State& state, const Candidate& candidate, std::size_t row,
                                std::size_t option) const {
    const lm::Found& found = found_[row * words_.size() + option];
    const lm::State next = first_state(state, candidate.word, found);
    return candidate.then == lm::kUnknown ? next : model_.score(next, candidate.then).next;
  }

  /// Calls visit(row, from, weight) for each path to `option`: a step from each node of `before`,
  /// and a restart from each.
  template <typename Visit>
  void each_way(const Column& column, std::span<const Node> before, std::size_t option,
                const Visit& visit) const {
    const Candidate& candidate = column.options[option];
    double cost = static_cast<double>(candidate.cost);
    if (option != column.observed) cost += static_cast<double>(column.change_cost);
    const auto weigh = [&](std::size_t row, double extra) {
      return static_cast<double>(found_[row * words_.size() + option].log_prob) + extra;
    };
    const bool may_restart = column.restart > 0;
    const double go_on = may_restart ? std::log1p(-static_cast<double>(column.restart)) : 0;
    for (std::size_t from = 0; from < before.size(); ++from) {
      visit(from, from, weigh(from, go_on - cost));
    }
    if (!may_restart) return;
    const double start = std::log(static_cast<double>(column.restart));
    const double weight = weigh(before.size(), start - cost);
    for (std::size_t from = 0; from < before.size(); ++from) visit(before.size(), from, weight);
  }

  /// Returns the index of `state` in made_. Only the nodes from `first` on, those of the same
  /// option, can have this state.
  std::uint32_t node_of(std::size_t first, const lm::State& state) {
    std::size_t at = first;
    while (at < made_.size() && !(made_[at].state == state)) ++at;
    if (at == made_.size()) made_.push_back({state, kNone, 0});
    return static_cast<std::uint32_t>(at);
  }

  /// Makes the best of made_ the nodes of the next slice, the best first.
  void prune() {
    order_.clear();
    for (std::uint32_t i = 0; i < made_.size(); ++i) {
      if (made_[i].score >= best_ - beam_.width) order_.push_back(i);
    }
    const std::size_t keep = std::min({beam_.states, order_.size(), std::size_t{0xFFFF}});
    std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(keep),
                      order_.end(), [&](std::uint32_t a, std::uint32_t b) {
                        const double x = made_[a].score, y = made_[b].score;
                        return x != y ? x > y : a < b;
                      });
    const std::span<const Node> before = nodes_before(first_node_.size() - 2);
    place_.assign(made_.size(), lm::kNoNode);
    for (std::size_t i = 0; i < keep; ++i) place_[order_[i]] = static_cast<std::uint32_t>(i);
    std::erase_if(new_arcs_, [&](const Arc& arc) {
      return place_[arc.to] == lm::kNoNode ||
             before[arc.from].score + arc.weight < best_ - kNegligible;
    });
    for (Arc& arc : new_arcs_) arc.to = place_[arc.to];
    for (std::size_t i = 0; i < keep; ++i) {
      Node node = made_[order_[i]];
      node.score -= best_;  // no drift over long passages
      nodes_.push_back(node);
      model_.expect(node.state);
    }
  }

  void forward() {
    const std::size_t first = first_node_.back();
    const Node* before = nodes_.data() + first_node_[first_node_.size() - 2];
    double highest = -1e300, sum = 0;
    for (const Arc& arc : new_arcs_) highest = std::max(highest, arc.weight);
    for (Arc& arc : new_arcs_) {
      arc.weight = std::exp(arc.weight - highest);
      const double mass = before[arc.from].mass * arc.weight;
      nodes_[first + arc.to].mass += mass;
      sum += mass;
    }
    for (std::size_t i = first; i < nodes_.size(); ++i) nodes_[i].mass /= std::max(sum, 1e-300);
    arcs_.insert(arcs_.end(), new_arcs_.begin(), new_arcs_.end());
  }

  std::vector<Choice> backward(std::span<const Column> columns) {
    std::vector<Choice> out(columns.size());
    std::vector<double> behind(nodes_.size() - first_node_[columns.size()], 1), before, posterior;
    for (std::size_t i = columns.size(); i-- > 0;) {
      const std::span<const Node> nodes = nodes_before(i);
      before.assign(nodes.size(), 0);
      posterior.assign(columns[i].options.size(), 0);
      for (std::size_t k = first_arc_[i]; k < first_arc_[i + 1]; ++k) {
        const Arc& arc = arcs_[k];
        const double mass = arc.weight * behind[arc.to];
        before[arc.from] += mass;
        posterior[arc.option] += nodes[arc.from].mass * mass;
      }
      const double highest = *std::max_element(before.begin(), before.end());
      for (double& mass : before) mass /= std::max(highest, 1e-300);
      behind.swap(before);
      out[i] = choose(posterior);
    }
    return out;
  }

  static Choice choose(const std::vector<double>& posterior) {
    Choice out;
    double sum = 0;
    for (const double p : posterior) sum += p;
    const auto best = std::max_element(posterior.begin(), posterior.end());
    out.best = static_cast<std::size_t>(best - posterior.begin());
    out.confidence = sum > 0 ? *best / sum : 0;
    out.ranked[0] = {out.best, out.confidence};
    for (std::size_t i = 0; i < posterior.size(); ++i) {
      if (i == out.best || posterior[i] <= 0) continue;
      std::size_t at = Choice::kRanked;
      while (at > 1 && out.ranked.at(at - 1).confidence < posterior[i] / sum) --at;
      for (std::size_t k = Choice::kRanked - 1; k > at; --k)
        out.ranked.at(k) = out.ranked.at(k - 1);
      if (at < Choice::kRanked) out.ranked.at(at) = {i, posterior[i] / sum};
    }
    out.second = out.ranked[1].confidence > 0 ? out.ranked[1].option : out.best;
    return out;
  }

  const lm::Model& model_;
  const Beam& beam_;
  // All slices, one after another; slice i lies before column i.
  std::vector<Node> nodes_;
  std::vector<Arc> arcs_;
  std::vector<std::size_t> first_node_, first_arc_;
  // Buffers for the current column.
  std::vector<lm::WordId> words_;
  std::vector<lm::Found> found_;  ///< [row * options + option]; may be longer than needed
  std::vector<double> best_of_;   ///< by option: the score of the best way to it
  double best_ = 0;               ///< … to any option
  std::vector<Node> made_;
  std::vector<Arc> new_arcs_;
  std::vector<std::uint32_t> order_, place_;
};

}  // namespace

std::vector<Choice> decode(const lm::Model& model, std::span<const Column> columns,
                           const Beam& beam) {
  if (columns.empty()) return {};
  return Decoder(model, beam).run(columns);
}

}  // namespace codau::restore
