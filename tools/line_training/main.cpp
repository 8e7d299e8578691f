// codau_train_lines: Tesseract's network for Vietnamese print, trained further on lines of made
// pages (tools/train/make_lines). Writes a file as models/print.net. The same bytes on any number
// of cores.
//
//   codau_train_lines LINES --check LINES --out FILE [--model FILE] [--steps N] [--seed N]
//                     [--without-words]
//   codau_train_lines --mean FILE FILE… --out FILE [--model FILE] [--without-words]
//   --model: what is trained further: a file of codau, or NAME.traineddata of Tesseract
//   --check: lines of pages that are not learnt from; their character error rate is printed on
//   the way
//   --mean: what several runs wrote, whose mean reads better than each of them (Wortsman et al.
//   2022)
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <future>
#include <numbers>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "edit_distance.h"
#include "line_training/adam.h"
#include "line_training/gradient.h"
#include "line_training/lines.h"
#include "line_training/sampler.h"
#include "line_training/weights.h"
#include "recogniser/line_model_file.h"

namespace {

using namespace codau::lines;

/// Minibatches of a step, each on a thread of its own, whatever the machine has.
constexpr std::size_t kMinibatches = 2;
// The learning rate rises over the first steps and sinks along half a cosine.
constexpr float kLearningRate = 5e-4F, kWarmUpSteps = 200;
constexpr float kMostGradientNorm = 1;
/// What is written is an exponential moving average of the weights, which follows faster at first.
constexpr float kAverageRate = 0.003F, kFirstAverageRate = 0.05F;
constexpr std::size_t kFirstSteps = 500, kReports = 12;

/// A file that lies beside its place until it is whole.
class Output {
 public:
  explicit Output(std::string name)
      : name_(std::move(name)), part_(name_ + ".part"), out_(part_, std::ios::binary) {
    if (!out_) throw codau::make_write_error(name_, errno);
  }
  ~Output() {
    std::remove(part_.c_str());  // nothing is left of it once it is whole
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(const std::string& bytes) {
    out_ << bytes;
    out_.close();
    if (!out_ || std::rename(part_.c_str(), name_.c_str()) != 0)
      throw codau::make_write_error(name_, errno);
  }

 private:
  std::string name_, part_;
  std::ofstream out_;
};

/// Character error rate in per cent.
double error_rate(const Weights& weights, const std::vector<Minibatch>& check, std::size_t blank) {
  const Weights whole = quantised(weights);
  const auto count = [&](std::size_t first) {
    std::pair<std::size_t, std::size_t> wrong_of{};
    for (std::size_t i = first; i < check.size(); i += kMinibatches) {
      const auto read = decode_greedily(whole, check[i], blank, 1);
      for (std::size_t k = 0; k < read.size(); ++k) {
        wrong_of.first += codau::edit_distances(check[i][k].classes, read[k]).back();
        wrong_of.second += check[i][k].classes.size();
      }
    }
    return wrong_of;
  };
  auto other = std::async(std::launch::async, count, 1);
  const auto one = count(0), two = other.get();
  return 100.0 * static_cast<double>(one.first + two.first) /
         static_cast<double>(one.second + two.second);
}

/// The gradient of a step a letter, its norm cut to kMostGradientNorm; puts the loss a letter into
/// `loss`.
Weights joined(std::vector<Gradient> gradients, double& loss) {
  std::size_t letters = 0;
  loss = 0;
  for (const Gradient& one : gradients) {
    letters += one.letters;
    loss += one.loss;
  }
  const auto share = 1 / static_cast<float>(std::max<std::size_t>(letters, 1));
  loss *= share;
  Weights out = std::move(gradients.front().weights);
  const std::vector<Matrix*> sums = out.trainable();
  float norm = 0;
  for (std::size_t i = 1; i < gradients.size(); ++i) {
    const std::vector<Matrix*> more = gradients[i].weights.trainable();
    for (std::size_t k = 0; k < sums.size(); ++k) *sums[k] += *more[k];
  }
  for (Matrix* one : sums) {
    *one *= share;
    norm += one->squaredNorm();
  }
  norm = std::sqrt(norm);
  for (Matrix* one : sums) *one *= norm > kMostGradientNorm ? kMostGradientNorm / norm : 1;
  return out;
}

/// The gradient of the next minibatches.
Weights next_gradient(const Weights& weights, Sampler& sampler, std::mt19937& random,
                      std::size_t blank, double& loss) {
  const Weights whole = quantised(weights);
  std::vector<std::future<Gradient>> asked;
  for (std::size_t i = 0; i < kMinibatches; ++i) {
    Minibatch lines = sampler.next(random);
    const auto seed = static_cast<std::uint32_t>(random());
    asked.push_back(std::async(std::launch::async, [&whole, blank, seed, lines = std::move(lines)] {
      return gradient_of(whole, lines, blank, seed);
    }));
  }
  std::vector<Gradient> gradients;
  for (std::future<Gradient>& one : asked) gradients.push_back(one.get());
  return joined(std::move(gradients), loss);
}

float learning_rate(std::size_t step, std::size_t steps) {
  const auto done = static_cast<float>(step);
  return kLearningRate * std::min(1.0F, (done + 1) / kWarmUpSteps) *
         (0.5F + 0.5F * std::cos(std::numbers::pi_v<float> * done / static_cast<float>(steps)));
}

void average(Weights& mean, Weights& weights, float rate) {
  const auto means = mean.trainable(), from = weights.trainable();
  for (std::size_t i = 0; i < means.size(); ++i)
    means[i]->array() += rate * (from[i]->array() - means[i]->array());
}

/// The average of the weights over `steps` steps.
Weights trained(Weights weights, const std::vector<Line>& lines,
                const std::vector<Minibatch>& check, std::size_t blank, std::size_t steps,
                std::uint32_t seed) {
  std::mt19937 random(seed);
  Sampler sampler(lines);
  Adam adam(weights);
  Weights mean = weights;
  double mean_loss = 0;
  const auto began = std::chrono::steady_clock::now();
  for (std::size_t step = 0; step < steps; ++step) {
    double loss = 0;
    Weights gradient = next_gradient(weights, sampler, random, blank, loss);
    mean_loss = step == 0 ? loss : 0.98 * mean_loss + 0.02 * loss;
    adam.update(weights, gradient, learning_rate(step, steps));
    average(mean, weights, step < kFirstSteps ? kFirstAverageRate : kAverageRate);
    if ((step + 1) % std::max<std::size_t>(1, steps / kReports) != 0) continue;
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    std::printf("step %zu, %.0f s: loss %.4f a letter, CER %.3f %%\n", step + 1, passed.count(),
                mean_loss, error_rate(mean, check, blank));
    std::fflush(stdout);
  }
  return mean;
}

/// The mean of the weights of several models.
Weights mean_of(const std::vector<std::string>& runs) {
  std::optional<Weights> mean;
  float counted = 0;
  for (const std::string& run : runs) {
    Weights weights = weights_of(read_any_model(run));
    if (!mean) mean = weights;
    average(*mean, weights, 1 / ++counted);
  }
  return std::move(mean).value();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace codau;
  using namespace codau::recogniser;
  CLI::App app("Trains the network that reads lines of print.");
  std::string lines_file, check_file, out_file,
      model_file = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
  std::size_t steps = 16000;
  std::uint32_t seed = 1;
  std::vector<std::string> runs;
  bool without_words = false;
  app.add_option("lines", lines_file);
  app.add_option("--check", check_file);
  app.add_option("--mean", runs, "models of several runs, of which the mean is written")
      ->excludes(app.get_option("lines"));
  app.add_option("--out", out_file)->required();
  app.add_option("--seed", seed, "of a run")->capture_default_str();
  app.add_option("--model", model_file, "what is trained further")->capture_default_str();
  app.add_option("--steps", steps)->capture_default_str();
  app.add_flag("--without-words", without_words, "the list of frequent words is left out");
  CLI11_PARSE(app, argc, argv);
  try {
    Output out(out_file);
    LineModel model = read_any_model(model_file);
    require_trained_shape(model, model_file);
    if (without_words) model.words.clear();
    const auto write = [&](const Weights& weights) {
      out.write(make_line_model_file(model_with(weights, model)).serialise());
    };
    if (!runs.empty()) {
      write(mean_of(runs));
      return 0;
    }
    const std::vector<Line> lines = read_lines(lines_file, model.texts);
    std::vector<Line> check_lines = read_lines(check_file, model.texts);
    if (std::ranges::all_of(check_lines, [](const Line& line) { return line.classes.empty(); }))
      throw Error(ErrorCode::kInput, check_file + ": no line with letters");
    const std::vector<Minibatch> check = minibatches_of(std::move(check_lines));
    const Weights weights = weights_of(model);
    std::printf("%zu lines; CER %.3f %%\n", lines.size(), error_rate(weights, check, model.blank));
    std::fflush(stdout);
    write(trained(weights, lines, check, model.blank, steps, seed));
  } catch (const Error& error) {
    std::fprintf(stderr, "codau_train_lines: %s\n", error.what());
    return static_cast<int>(error.code());
  }
}
