#include "restore/lattice.h"

#include <algorithm>
#include <cmath>

namespace codau::restore {
namespace {

struct Node {
  lm::State state;
  double score = 0;  ///< best way here, log
};

struct Arc {
  std::uint32_t from = 0, to = 0, option = 0;
  double weight = 0;  ///< log while the column is built, then linear and scaled
};

/// The nodes behind one column and the arcs that lead to them.
struct Slice {
  std::vector<Node> nodes;
  std::vector<Arc> arcs;
  std::vector<double> mass;  ///< forward: sum over ways to each node, scaled to sum to one
};

class Decoder {
 public:
  Decoder(const lm::Model& model, const Beam& beam) : model_(model), beam_(beam) {}

  std::vector<Choice> run(std::span<const Column> columns) {
    slices_.assign(columns.size() + 1, Slice{});
    slices_[0].nodes.push_back({lm::State{}, 0});
    slices_[0].mass.push_back(1);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      extend(columns[i], slices_[i], slices_[i + 1]);
      prune(slices_[i + 1]);
      forward(slices_[i], slices_[i + 1]);
    }
    return backward(columns);
  }

 private:
  void extend(const Column& column, const Slice& before, Slice& out) {
    const double go_on = column.restart > 0 ? std::log1p(-static_cast<double>(column.restart)) : 0;
    for (std::uint32_t option = 0; option < column.options.size(); ++option) {
      const Candidate& candidate = column.options[option];
      const std::size_t first = out.nodes.size();
      double cost = static_cast<double>(candidate.cost);
      if (option != column.observed) cost += static_cast<double>(column.change_cost);
      for (std::uint32_t from = 0; from < before.nodes.size(); ++from) {
        const lm::Step step = score(before.nodes[from].state, candidate);
        const double weight = go_on + step.log_prob - cost;
        add(out, first, step.next, {from, 0, option, weight}, before.nodes[from].score);
      }
      if (column.restart > 0) restart(column, before, out, first, option, cost);
    }
  }

  [[nodiscard]] lm::Step score(const lm::State& state, const Candidate& candidate) const {
    if (candidate.word == kNothing) return {0, state};
    const lm::Step first = model_.score(state, candidate.word);
    if (candidate.then == lm::kUnknown) return first;
    const lm::Step second = model_.score(first.next, candidate.then);
    return {first.log_prob + second.log_prob, second.next};
  }

  /// Ways that forget all before this column: one arc from each node, one score.
  void restart(const Column& column, const Slice& before, Slice& out, std::size_t first,
               std::uint32_t option, double cost) {
    const lm::Step step = score(lm::State{}, column.options[option]);
    const double weight = std::log(static_cast<double>(column.restart)) + step.log_prob - cost;
    for (std::uint32_t from = 0; from < before.nodes.size(); ++from) {
      add(out, first, step.next, {from, 0, option, weight}, before.nodes[from].score);
    }
  }

  /// Nodes from `first` on are those of the same option: only they can have the same state.
  static void add(Slice& out, std::size_t first, const lm::State& state, Arc arc, double score) {
    std::size_t to = first;
    while (to < out.nodes.size() && !(out.nodes[to].state == state)) ++to;
    if (to == out.nodes.size()) out.nodes.push_back({state, score + arc.weight});
    out.nodes[to].score = std::max(out.nodes[to].score, score + arc.weight);
    arc.to = static_cast<std::uint32_t>(to);
    out.arcs.push_back(arc);
  }

  void prune(Slice& slice) {
    std::vector<std::uint32_t>& order = order_;
    order.resize(slice.nodes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::size_t keep = std::min(beam_.states, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(keep), order.end(),
                      [&](std::uint32_t a, std::uint32_t b) {
                        const double x = slice.nodes[a].score, y = slice.nodes[b].score;
                        return x != y ? x > y : a < b;
                      });
    const double least = slice.nodes[order[0]].score - beam_.width;
    std::vector<std::uint32_t>& place = place_;
    place.assign(slice.nodes.size(), lm::kNoNode);
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < keep && slice.nodes[order[i]].score >= least; ++i) {
      place[order[i]] = static_cast<std::uint32_t>(nodes.size());
      nodes.push_back(slice.nodes[order[i]]);
    }
    const double best = nodes[0].score;
    for (Node& node : nodes) node.score -= best;  // no drift over long passages
    slice.nodes = std::move(nodes);
    std::erase_if(slice.arcs, [&](const Arc& arc) { return place[arc.to] == lm::kNoNode; });
    for (Arc& arc : slice.arcs) arc.to = place[arc.to];
  }

  static void forward(const Slice& before, Slice& slice) {
    double highest = -1e300, sum = 0;
    for (const Arc& arc : slice.arcs) highest = std::max(highest, arc.weight);
    slice.mass.assign(slice.nodes.size(), 0);
    for (Arc& arc : slice.arcs) {
      arc.weight = std::exp(arc.weight - highest);
      const double mass = before.mass[arc.from] * arc.weight;
      slice.mass[arc.to] += mass;
      sum += mass;
    }
    for (double& mass : slice.mass) mass /= std::max(sum, 1e-300);
  }

  std::vector<Choice> backward(std::span<const Column> columns) {
    std::vector<Choice> out(columns.size());
    std::vector<double> behind(slices_.back().nodes.size(), 1), before, posterior;
    for (std::size_t i = columns.size(); i-- > 0;) {
      before.assign(slices_[i].nodes.size(), 0);
      posterior.assign(columns[i].options.size(), 0);
      for (const Arc& arc : slices_[i + 1].arcs) {
        const double mass = arc.weight * behind[arc.to];
        before[arc.from] += mass;
        posterior[arc.option] += slices_[i].mass[arc.from] * mass;
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
  std::vector<Slice> slices_;
  std::vector<std::uint32_t> order_, place_;
};

}  // namespace

std::vector<Choice> decode(const lm::Model& model, std::span<const Column> columns,
                           const Beam& beam) {
  if (columns.empty()) return {};
  return Decoder(model, beam).run(columns);
}

}  // namespace codau::restore
