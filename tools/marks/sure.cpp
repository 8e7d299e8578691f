// codau_train_sure_marks: trains the network that the finder of marks asks where it is in doubt
// (image/mark_net.h, kSureLayers) on what the finder as built in is in doubt about, and writes its
// weights as a table of C++. tools/make_mark_finder calls it. One thread; the same bytes each time.
//
//   codau_train_sure_marks TRAIN.pieces VALID.pieces ROUNDS OUT.inc
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "doubts.h"
#include "image/mark_views.h"
#include "sure_net.h"
#include "weights_table.h"

namespace {

using codau::image::Field;
using codau::image::kMarkStep;
using codau::image::kSureLayers;
using codau::marks::Chance;
using codau::marks::Doubt;
using codau::marks::kSpare;

constexpr std::size_t kDoubts = 17617, kValid = 490;  ///< of some 75,000 and 2,000 made pieces
constexpr int kBatch = 16;

std::vector<float> first_weights(Chance& chance) {
  std::vector<float> out;
  for (const codau::image::NetLayer& layer : kSureLayers) {
    const float in = float(layer.kernel * layer.kernel * (layer.each ? 1 : layer.in));
    const float spread = std::sqrt((layer.rectified ? 2 : 1) / in) * (layer.added ? 0.5F : 1);
    for (std::size_t i = 0; i < layer.weights(); ++i)
      out.push_back(i + std::size_t(layer.out) < layer.weights() ? spread * chance.normal() : 0);
  }
  out.back() = -1;
  return out;
}

struct Shift {
  std::int32_t x, y;
};
Shift any_shift(Chance& chance) {
  const auto one = [&chance] { return chance.below(2 * kSpare + 1) - kSpare; };
  const std::int32_t x = one();
  return {x, one()};
}

/// What is to come of each place: 1 a mark, 0 none, -1 either.
std::vector<std::int8_t> truth_of(const Doubt& doubt, Shift shift, const Field& out) {
  const float angle = doubt.degrees * 3.14159F / 180;
  const float along = std::max(7.5F, 0.17F * doubt.wide * 0.75F), beside = 8.2F;
  std::vector<std::int8_t> truth;
  for (std::int32_t y = 0; y < out.height; ++y) {
    for (std::int32_t x = 0; x < out.width; ++x) {
      const float at_x = (x + 0.5F) * kMarkStep, at_y = (y + 0.5F) * kMarkStep;
      const bool near = std::abs(at_x - codau::marks::kDoubtWide / 2) < 34 &&
                        std::abs(at_y - codau::marks::kDoubtHigh / 2) < 26;
      truth.push_back(near ? 0 : -1);
      if (!doubt.marked) continue;
      const float dx = at_x - (doubt.x - kSpare - shift.x),
                  dy = at_y - (doubt.y - kSpare - shift.y);
      const float a = (dx * std::cos(angle) + dy * std::sin(angle)) / along;
      const float b = (dy * std::cos(angle) - dx * std::sin(angle)) / beside;
      const float away = a * a + b * b;
      if (away < 9) truth.back() = away < 1 ? 1 : -1;
    }
  }
  return truth;
}

/// Doubts as they are trained on: moved, other ink over some, paler or darker, with grain.
class Lessons {
 public:
  explicit Lessons(const std::vector<Doubt>& doubts) {
    for (const Doubt& doubt : doubts) (doubt.marked ? marked_ : others_).push_back(&doubt);
  }
  [[nodiscard]] const Doubt& any(bool marked, Chance& chance) const {
    const auto& list = marked ? marked_ : others_;
    return *list[std::size_t(chance.below(list.size()))];
  }
  [[nodiscard]] Field ink_of(const Doubt& doubt, Shift shift, Chance& chance) const {
    Field ink = doubt.moved(shift.x, shift.y);
    if (chance.is(0.2F)) {
      const Doubt& other = any(false, chance);
      const Shift aside = any_shift(chance);
      const Field over = other.moved(aside.y, aside.x);
      const float strength = chance.between(0.3F, 1);
      for (std::size_t i = 0; i < ink.values.size(); ++i)
        ink.values[i] = 1 - (1 - ink.values[i]) * (1 - strength * over.values[i]);
    }
    if (chance.is(0.5F)) {
      const float gain = chance.between(0.6F, 1.1F), grain = chance.between(0, 0.05F);
      for (float& value : ink.values)
        value = std::clamp(value * gain + grain * chance.normal(), 0.0F, 1.0F);
    }
    return ink;
  }

 private:
  std::vector<const Doubt*> marked_, others_;
};

/// The slope of the loss by place; none where all is known well.
std::vector<float> slope_of(const Field& found, const std::vector<std::int8_t>& truth,
                            double& loss) {
  const auto positive = float(std::ranges::count(truth, 1));
  std::vector<float> out(truth.size());
  bool learns = false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const float odds = 1 / (1 + std::exp(-found.values[i]));
    out[i] = truth[i] < 0    ? 0
             : truth[i] == 1 ? (odds - 1) * 3 / positive
             : odds < 0.004F ? 0
                             : odds * (odds > 0.3F ? 1.0F : 0.5F);
    loss += std::abs(out[i]);
    learns |= std::abs(out[i]) > 0.003F;
    out[i] /= kBatch;
  }
  if (!learns) out.clear();
  return out;
}

float most_in_the_middle(const Field& odds) {
  float most = -99;
  for (std::int32_t y = odds.height / 2 - 2; y < odds.height / 2 + 2; ++y) {
    for (std::int32_t x = odds.width / 2 - 3; x < odds.width / 2 + 3; ++x)
      most = std::max(most, *std::as_const(odds).at(x, y));
  }
  return most;
}

/// The share of pairs of a mark and another in which the mark comes first.
double share_in_order(std::vector<std::pair<float, bool>> odds) {
  std::ranges::sort(odds);
  double others = 0, marks = 0, pairs = 0;
  for (const auto& [_, marked] : odds) {
    others += marked ? 0 : 1;
    marks += marked ? 1 : 0;
    pairs += marked ? others : 0;
  }
  return pairs / (marks * others);
}

void validate(const std::vector<Doubt>& valid, const std::vector<float>& weights, long round) {
  std::vector<std::pair<float, bool>> finder, asked, both;
  codau::marks::SureNet net(kSureLayers);
  for (const Doubt& doubt : valid) {
    if (doubt.odds < -2.5F || doubt.odds > 4) continue;
    const Field& out = net.forward(codau::image::views_of(doubt.moved(0, 0)), weights);
    const float odds = most_in_the_middle(out);
    finder.emplace_back(doubt.odds, doubt.marked);
    asked.emplace_back(odds, doubt.marked);
    both.emplace_back(doubt.odds + odds, doubt.marked);
  }
  std::fprintf(stderr, "round %ld, in order: finder %.4f asked %.4f both %.4f\n", round,
               share_in_order(finder), share_in_order(asked), share_in_order(both));
}

std::vector<float> trained(const std::vector<Doubt>& doubts, const std::vector<Doubt>& valid,
                           long rounds) {
  Chance chance(1);
  std::vector<float> weights = first_weights(chance), slopes(weights.size());
  std::vector<float> mean(weights.size()), square(weights.size());  // of slopes, as Adam has them
  const Lessons lessons(doubts);
  codau::marks::SureNet net(kSureLayers);
  double loss = 0;
  for (long round = 1; round <= rounds; ++round) {
    for (int k = 0; k < kBatch; ++k) {
      const Doubt& doubt = lessons.any(k < kBatch / 2, chance);
      const Shift shift = any_shift(chance);
      const Field ink = lessons.ink_of(doubt, shift, chance);
      const Field& out = net.forward(codau::image::views_of(ink), weights);
      std::vector<float> slope = slope_of(out, truth_of(doubt, shift, out), loss);
      if (!slope.empty()) net.backward(weights, std::move(slope), slopes);
    }
    const float part = float(round) / float(rounds);
    const float rate =
        2.5e-3F * std::min(1.0F, float(round) / 100.0F) * 0.5F * (1 + std::cos(part * 3.14159F)) +
        1e-5F;
    const auto m = float(1 - std::pow(0.9F, round)), q = float(1 - std::pow(0.995F, round));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      mean[i] = 0.9F * mean[i] + 0.1F * slopes[i];
      square[i] = 0.995F * square[i] + 0.005F * slopes[i] * slopes[i];
      weights[i] -= rate * (mean[i] / m / (std::sqrt(square[i] / q) + 1e-6F) + 1e-3F * weights[i]);
      slopes[i] = 0;
    }
    if (round % 500 != 0) continue;
    std::fprintf(stderr, "%ld loss %.3f\n", round, loss / (500 * kBatch));
    loss = 0;
    validate(valid, weights, round);
  }
  return weights;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5)
    throw std::runtime_error(
        "usage: codau_train_sure_marks TRAIN.pieces VALID.pieces ROUNDS OUT.inc");
  const auto doubts = codau::marks::doubts_of(codau::marks::read_pieces(argv[1]), 21, kDoubts);
  const auto valid = codau::marks::doubts_of(codau::marks::read_pieces(argv[2]), 22, kValid);
  codau::marks::write_table(trained(doubts, valid, std::atol(argv[3])), kSureLayers, "Sure",
                            argv[4]);
  return 0;
} catch (const std::exception& fault) {
  std::cerr << fault.what() << '\n';
  return 1;
}
