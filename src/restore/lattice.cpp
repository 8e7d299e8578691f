#include "restore/lattice.h"

#include <algorithm>
#include <cmath>

namespace codau::restore {
namespace {

struct Node {
  lm::State state;
  double score = 0;  ///< best way here, log
  double mass = 0;   ///< forward: sum over all ways here, scaled so that a slice sums to one
};

struct Arc {
  std::uint32_t to = 0;  ///< place in the slice behind the column
  std::uint16_t from = 0, option = 0;
  double weight = 0;  ///< log while the column is built, then linear and scaled
};

/// Ways so far behind the best add nothing that a posterior shows.
constexpr double kNegligible = 25;

class Decoder {
 public:
  Decoder(const lm::Model& model, const Beam& beam) : model_(model), beam_(beam) {}

  std::vector<Choice> run(std::span<const Column> columns) {
    nodes_.push_back({lm::State{}, 0, 1});
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
  /// The nodes before column i; those behind it are the nodes before the next.
  [[nodiscard]] std::span<const Node> nodes_before(std::size_t i) const {
    return {nodes_.data() + first_node_[i], first_node_[i + 1] - first_node_[i]};
  }

  /// Fills made_ and new_arcs_.
  void extend(const Column& column) {
    const std::span<const Node> before = nodes_before(first_node_.size() - 2);
    made_.clear();
    new_arcs_.clear();
    words_.clear();
    for (const Candidate& candidate : column.options) words_.push_back(candidate.word);
    const std::size_t options = words_.size();
    steps_.resize((before.size() + 1) * options);
    for (std::size_t from = 0; from < before.size(); ++from) {
      score(column, before[from].state, from * options);
    }
    const bool may_restart = column.restart > 0;
    if (may_restart) score(column, lm::State{}, before.size() * options);
    const double go_on = may_restart ? std::log1p(-static_cast<double>(column.restart)) : 0;
    const double start = may_restart ? std::log(static_cast<double>(column.restart)) : 0;
    for (std::size_t option = 0; option < options; ++option) {
      const std::size_t first = made_.size();
      const double cost = cost_of(column, option);
      for (std::size_t from = 0; from < before.size(); ++from) {
        add(first, steps_[from * options + option], go_on - cost, from, option, before[from]);
      }
      for (std::size_t from = 0; may_restart && from < before.size(); ++from) {
        add(first, steps_[before.size() * options + option], start - cost, from, option,
            before[from]);
      }
    }
  }

  [[nodiscard]] double cost_of(const Column& column, std::size_t option) const {
    const Candidate& candidate = column.options[option];
    double cost = static_cast<double>(candidate.cost);
    if (option != column.observed) cost += static_cast<double>(column.change_cost);
    return cost;
  }

  /// Steps from `state` to all options, into steps_ from `at` on.
  void score(const Column& column, const lm::State& state, std::size_t at) {
    const std::span<lm::Step> out(steps_.data() + at, words_.size());
    model_.score(state, words_, out);
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (words_[i] == kNothing) out[i] = {0, state};
      const lm::WordId then = column.options[i].then;
      if (then == lm::kUnknown) continue;
      const lm::Step second = model_.score(out[i].next, then);
      out[i] = {out[i].log_prob + second.log_prob, second.next};
    }
  }

  /// Nodes from `first` on are those of the same option: only they can have the same state.
  void add(std::size_t first, const lm::Step& step, double extra, std::size_t from,
           std::size_t option, const Node& before) {
    const double weight = static_cast<double>(step.log_prob) + extra;
    const double score = before.score + weight;
    std::size_t to = first;
    while (to < made_.size() && !(made_[to].state == step.next)) ++to;
    if (to == made_.size()) made_.push_back({step.next, score, 0});
    made_[to].score = std::max(made_[to].score, score);
    new_arcs_.push_back({static_cast<std::uint32_t>(to), static_cast<std::uint16_t>(from),
                         static_cast<std::uint16_t>(option), weight});
  }

  /// The best of made_ become the nodes of the next slice, the best first.
  void prune() {
    double best = made_[0].score;
    for (const Node& node : made_) best = std::max(best, node.score);
    order_.clear();
    for (std::uint32_t i = 0; i < made_.size(); ++i) {
      if (made_[i].score >= best - beam_.width) order_.push_back(i);
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
             before[arc.from].score + arc.weight < best - kNegligible;
    });
    for (Arc& arc : new_arcs_) arc.to = place_[arc.to];
    for (std::size_t i = 0; i < keep; ++i) {
      Node node = made_[order_[i]];
      node.score -= best;  // no drift over long passages
      nodes_.push_back(node);
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
  // Of the column at work.
  std::vector<lm::WordId> words_;
  std::vector<lm::Step> steps_;
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
