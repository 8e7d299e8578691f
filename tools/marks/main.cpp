// codau_train_marks: trains a network of segment/rules/mark_net.h on pieces (tools/make_mark_finder
// calls it) and writes its file. The same bytes for the same pieces, on any number of cores.
//
//   codau_train_marks finder|judge TRAIN.pieces VALID.pieces OUT.net ROUNDS [LAST]
//
// LAST: not all of ROUNDS.
#include <malloc.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "net_training.h"
#include "nn/float_weights.h"
#include "nn/model_file.h"
#include "pieces.h"
#include "supply.h"

namespace {

using codau::marks::Chance;
using codau::marks::kPlaces;
using codau::marks::NetTraining;
using codau::marks::Pieces;
using codau::marks::Sample;
using codau::marks::Supply;
using codau::nn::FloatConvolution;
using codau::nn::FloatNetwork;
using Layers = std::span<const FloatConvolution>;

struct Course {
  std::int64_t rounds;  ///< over which the rate falls to nearly nothing
  std::int64_t last;    ///< of them the last one
};

std::vector<float> first_weights(Layers layers) {
  Chance chance(1);
  std::vector<float> out;
  for (const FloatConvolution& layer : layers) {
    const float inputs = float(layer.kernel * layer.kernel * layer.in);
    const float spread = std::sqrt((layer.rectified ? 2 : 1) / inputs) * (layer.added ? 0.5F : 1);
    for (std::size_t i = 0; i < layer.weights(); ++i)
      out.push_back(i + std::size_t(layer.out) < layer.weights() ? spread * chance.normal() : 0);
  }
  out.back() = -4;
  return out;
}

/// The slope of the loss by the outcome `found`, kPlaces long; wrongly found places weigh more the
/// surer they are. What is known well is let be.
std::vector<float> slope_of(const float* found, const Sample& sample) {
  constexpr float kKnown = 0.004F, kMarkWeight = 3;
  std::vector<float> out(kPlaces);
  const auto marked = float(std::ranges::count(sample.truth, 1));
  for (std::size_t i = 0; i < kPlaces; ++i) {
    const float odds = 1 / (1 + std::exp(-found[i]));
    const int truth = sample.truth[i];
    if (truth == 1 && odds < 1 - kKnown)
      out[i] = (odds - 1) * kMarkWeight / marked;
    else if (truth == 0 && odds > kKnown)
      out[i] = odds * (odds > 0.3F ? 1.0F : 0.5F);
  }
  return out;
}

/// Kingma and Ba's method with decay of the weights.
struct Adam {
  std::vector<float> mean, square;
  void step(std::vector<float>& weights, const std::vector<float>& slopes, float rate,
            std::int64_t round) {
    const float m = 1 - std::pow(0.9F, float(round)), s = 1 - std::pow(0.995F, float(round));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      mean[i] = 0.9F * mean[i] + 0.1F * slopes[i];
      square[i] = 0.995F * square[i] + 0.005F * slopes[i] * slopes[i];
      weights[i] -= rate * (mean[i] / m / (std::sqrt(square[i] / s) + 1e-6F) + 1e-3F * weights[i]);
    }
  }
};

/// Samples wait until they are known well or have been learnt from often enough, so that most of
/// the work goes into what is still hard.
struct Waiting {
  Sample sample;
  int uses = 0;
};
constexpr std::size_t kWaiting = 4096, kLot = 256;
constexpr int kUses = 6;
bool is_marked(std::size_t slot) { return slot % 16 < 7; }

/// Shares of marks found at the odds that 0, 1, 4 and 20 in a thousand of the others reach.
void validate(const Pieces& pieces, const FloatNetwork& network, std::int64_t round, int count) {
  std::vector<float> odds;
  odds.resize(std::size_t(count));
  std::atomic<int> next = 0;
  const auto run = [&] {
    for (int k = next++; k < count; k = next++) {
      Chance seed(std::uint64_t(977 + k));
      Chance chance(seed.next());
      const Sample sample = codau::marks::sample_of(pieces, k % 4 == 0, chance);
      odds[std::size_t(k)] = std::ranges::max(codau::nn::run_network(network, sample.ink).values);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(run);
  }
  std::vector<float> marks, others;
  for (std::size_t k = 0; k < odds.size(); ++k) (k % 4 == 0 ? marks : others).push_back(odds[k]);
  std::ranges::sort(others, std::greater());
  std::fprintf(stderr, "round %lld:", static_cast<long long>(round));
  for (const std::size_t wrong :
       {std::size_t{0}, others.size() / 1000, others.size() / 250, others.size() / 50}) {
    const auto found = std::ranges::count_if(marks, [&](float one) { return one > others[wrong]; });
    std::fprintf(stderr, "  %.1f%% (%zu wrong, odds > %.2f)",
                 100.0 * double(found) / double(marks.size()), wrong, double(others[wrong]));
  }
  std::fprintf(stderr, "\n");
}

struct Kind {
  Layers layers;
  std::string_view name;  ///< of the file (segment/rules/mark_net.h)
};
void write(const Kind& kind, const std::vector<float>& weights, const std::string& name) {
  codau::nn::ModelFile file{std::string(kind.name)};
  codau::nn::add_float_weights(file, kind.layers, weights);
  std::ofstream out(name, std::ios::binary);
  if (!(out << file.serialise()).flush()) throw std::runtime_error("cannot write " + name);
}

/// Of the bits, to compare runs by.
std::uint64_t hash_of(const std::vector<float>& weights) {
  std::uint64_t out = 14695981039346656037U;
  for (const float weight : weights) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &weight, sizeof bits);
    out = (out ^ bits) * 1099511628211U;
  }
  return out;
}

/// What there is to learn from the samples of a lot.
struct Lesson {
  std::vector<std::size_t> which;  ///< of the lot, those that are not known well
  std::vector<float> slopes;       ///< of their outcome, kPlaces each
  double loss = 0;
};
/// Counts a use of each; one that is known well is used up.
Lesson lesson_of(const std::vector<float>& found, std::span<Waiting> lot) {
  Lesson out;
  for (std::size_t n = 0; n < lot.size(); ++n) {
    const std::vector<float> slope = slope_of(found.data() + n * kPlaces, lot[n].sample);
    float loss = 0;
    for (const float value : slope) loss += std::abs(value);
    lot[n].uses = loss > 0 ? lot[n].uses + 1 : kUses;
    if (loss == 0) continue;
    out.which.push_back(n);
    out.slopes.insert(out.slopes.end(), slope.begin(), slope.end());
    out.loss += double(loss);
  }
  return out;
}

float rate_at(std::int64_t round, const Course& course) {
  constexpr float kRate = 2e-3F, kLastRate = 1e-5F, kWarm = 200;
  const float warm = std::min(1.0F, float(round) / kWarm);
  const double part = double(round) / double(course.rounds);
  return kRate * warm * float(0.5 * (1 + std::cos(part * 3.14159))) + kLastRate;
}

void train(const Kind& kind, const Pieces& pieces, const Pieces& valid, const Course& course,
           std::vector<float>& weights, const std::string& name) {
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  Supply marked(pieces, true, 1ULL << 40U, threads), others(pieces, false, 2ULL << 40U, threads);
  NetTraining net(kind.layers, kWaiting, kLot, threads);
  std::vector<Waiting> waiting(kWaiting);
  const auto renew = [&](std::size_t slot) {
    waiting[slot] = {(is_marked(slot) ? marked : others).next(), 0};
    net.put(slot, waiting[slot].sample.ink.values.data());
  };
  for (std::size_t slot = 0; slot < kWaiting; ++slot) renew(slot);
  Adam adam{std::vector<float>(weights.size()), std::vector<float>(weights.size())};
  double loss = 0;
  for (std::int64_t round = 1; round <= course.last; ++round) {
    const std::size_t first = std::size_t(round) * kLot % kWaiting;
    net.take(weights);
    const Lesson lesson = lesson_of(net.forward(first), std::span(waiting).subspan(first, kLot));
    if (!lesson.which.empty()) {
      std::vector<float> sums = net.backward(lesson.which, lesson.slopes);
      for (float& sum : sums) sum /= float(std::max<std::size_t>(32, lesson.which.size()));
      adam.step(weights, sums, rate_at(round, course), round);
    }
    for (std::size_t slot = first; slot < first + kLot; ++slot) {
      if (waiting[slot].uses >= kUses) renew(slot);
    }
    loss += lesson.loss / kLot;
    if (round % 200 == 0 || round <= 5) {
      std::fprintf(stderr, "%lld loss %.4f, %016llx\n", static_cast<long long>(round), loss,
                   static_cast<unsigned long long>(hash_of(weights)));
      loss = 0;
    }
    if (round % 2000 == 0) {
      validate(valid, {kind.layers, weights}, round, 4000);
      write(kind, weights, name);
    }
  }
}

}  // namespace

int main(int argc, char** argv) try {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);  // pages of what was freed are used again
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  if (argc < 6 || argc > 7)
    throw std::runtime_error(
        "usage: codau_train_marks finder|judge TRAIN.pieces VALID.pieces OUT.net ROUNDS [LAST]");
  const bool finder = std::string_view(argv[1]) == "finder";
  const Kind kind = finder ? Kind{codau::image::kFinderLayers, codau::image::kFinderKind}
                           : Kind{codau::image::kJudgeLayers, codau::image::kJudgeKind};
  const Pieces pieces = codau::marks::read_pieces(argv[2]),
               valid = codau::marks::read_pieces(argv[3]);
  const Course course{std::atoll(argv[5]), std::atoll(argv[argc - 1])};
  std::vector<float> weights = first_weights(kind.layers);
  train(kind, pieces, valid, course, weights, argv[4]);
  write(kind, weights, argv[4]);
  validate(valid, {kind.layers, weights}, course.last, 8000);
  return 0;
} catch (const std::exception& fault) {
  std::cerr << fault.what() << '\n';
  return 1;
}
