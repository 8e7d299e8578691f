// codau_train_lines: Tesseract's network for Vietnamese print, trained further on lines of made
// pages (tools/train/make_lines). Writes its layers as src/recogniser/vie.lstm has them. The same
// bytes on any number of cores.
//
//   codau_train_lines LINES --check LINES --out FILE [--model FILE] [--steps N]
//   --check: lines of pages that are not learnt from; their share of wrong letters is printed on
//   the way
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <future>
#include <iterator>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "lines/lines.h"
#include "lines/training.h"
#include "lines/weights.h"
#include "recogniser/model.h"
#include "recogniser/traineddata.h"

namespace {

using namespace codau::lines;

/// A step looks at two lots of lines of like width at once; lots are cut from eight times as many.
constexpr std::size_t kLots = 2, kInLot = 16, kLotsDrawn = 16;
/// Of lines that Debian's model reads wrong there is one in seven; it is looked at twice as often.
constexpr std::uint32_t kMisread = 30, kVaried = 50;  // per cent
// Adam (Kingma and Ba 2015). The rate rises over the first steps and sinks along half a cosine.
constexpr float kRate = 5e-4F, kRising = 200, kMomentum = 0.9F, kSpread = 0.99F, kSmall = 1e-6F;
constexpr float kMostGradient = 1;
/// What is written is a mean of the weights of the last steps.
constexpr float kOfLast = 0.003F, kOfLastAtFirst = 0.05F;
constexpr std::size_t kAtFirst = 500, kReports = 12;

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw codau::Error(codau::ErrorCode::kModel,
                       path + codau::both(": không mở được", ": cannot be opened"));
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A file that lies beside its place until it is whole.
class Output {
 public:
  explicit Output(std::string name)
      : name_(std::move(name)), part_(name_ + ".part"), out_(part_, std::ios::binary) {
    if (!out_) throw codau::cannot_write(name_, errno);
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
      throw codau::cannot_write(name_, errno);
  }

 private:
  std::string name_, part_;
  std::ofstream out_;
};

std::size_t edits(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1] ? 1 : 0)});
      diagonal = above;
    }
  }
  return row.back();
}

std::vector<std::vector<Line>> lots_of(std::vector<Line> lines) {
  std::ranges::stable_sort(lines, {}, &Line::columns);
  std::vector<std::vector<Line>> lots;
  for (std::size_t i = 0; i < lines.size(); i += kInLot) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(i);
    lots.emplace_back(std::make_move_iterator(begin),
                      std::make_move_iterator(
                          begin + static_cast<std::ptrdiff_t>(std::min(kInLot, lines.size() - i))));
  }
  return lots;
}

/// Wrong letters in per cent.
double checked(const Weights& weights, const std::vector<std::vector<Line>>& lots,
               std::size_t blank) {
  const Weights whole = rounded(weights);
  const auto count = [&](std::size_t first) {
    std::pair<std::size_t, std::size_t> wrong_of{};
    for (std::size_t i = first; i < lots.size(); i += kLots) {
      const auto said = read(whole, lots[i], blank, 1);
      for (std::size_t k = 0; k < said.size(); ++k) {
        wrong_of.first += edits(lots[i][k].classes, said[k]);
        wrong_of.second += lots[i][k].classes.size();
      }
    }
    return wrong_of;
  };
  auto other = std::async(std::launch::async, count, 1);
  const auto one = count(0), two = other.get();
  return 100.0 * static_cast<double>(one.first + two.first) /
         static_cast<double>(one.second + two.second);
}

/// Draws lines for ever. Precondition: there are some.
class Supply {
 public:
  explicit Supply(const std::vector<Line>& lines) : lines_(lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      (lines[i].was_misread ? misread_ : others_).push_back(i);
  }

  std::vector<Line> lot(std::mt19937& chance) {
    if (lots_.empty()) {
      std::vector<Line> drawn;
      for (std::size_t i = 0; i < kLotsDrawn * kInLot; ++i) {
        const bool from_misread = chance() % 100 < kMisread;
        const std::vector<std::size_t>& from =
            others_.empty() || (from_misread && !misread_.empty()) ? misread_ : others_;
        const Line& line = lines_[from[chance() % from.size()]];
        drawn.push_back(chance() % 100 < kVaried ? varied(line, chance) : line);
      }
      lots_ = lots_of(std::move(drawn));
      for (std::size_t i = lots_.size() - 1; i > 0; --i)
        std::swap(lots_[i], lots_[chance() % (i + 1)]);
    }
    std::vector<Line> out = std::move(lots_.back());
    lots_.pop_back();
    return out;
  }

 private:
  const std::vector<Line>& lines_;
  std::vector<std::size_t> misread_, others_;
  std::vector<std::vector<Line>> lots_;
};

/// The gradient of a step, by letter, no longer than kMostGradient.
Weights gradient_of(std::vector<Lesson> lessons, double& loss) {
  std::size_t letters = 0;
  loss = 0;
  for (const Lesson& one : lessons) {
    letters += one.letters;
    loss += one.loss;
  }
  const auto share = 1 / static_cast<float>(std::max<std::size_t>(letters, 1));
  loss *= share;
  Weights out = std::move(lessons.front().gradient);
  const std::vector<Matrix*> sums = out.learnt();
  float length = 0;
  for (std::size_t i = 1; i < lessons.size(); ++i) {
    const std::vector<Matrix*> more = lessons[i].gradient.learnt();
    for (std::size_t k = 0; k < sums.size(); ++k) *sums[k] += *more[k];
  }
  for (Matrix* one : sums) {
    *one *= share;
    length += one->squaredNorm();
  }
  length = std::sqrt(length);
  for (Matrix* one : sums) *one *= length > kMostGradient ? kMostGradient / length : 1;
  return out;
}

void train(Weights& weights, const std::vector<Line>& lines,
           const std::vector<std::vector<Line>>& check, std::size_t blank, std::size_t steps) {
  std::mt19937 chance(1);
  Supply supply(lines);
  Weights mean = weights, moment = weights, square = weights;
  for (Matrix* one : moment.learnt()) one->setZero();
  for (Matrix* one : square.learnt()) one->setZero();
  double lost = 0;
  const auto began = std::chrono::steady_clock::now();
  for (std::size_t step = 0; step < steps; ++step) {
    const Weights whole = rounded(weights);
    std::vector<std::future<Lesson>> asked;
    for (std::size_t i = 0; i < kLots; ++i) {
      std::vector<Line> lot = supply.lot(chance);
      const auto seed = static_cast<std::uint32_t>(chance());
      asked.push_back(std::async(std::launch::async, [&whole, blank, seed, lot = std::move(lot)] {
        return learn(whole, lot, blank, seed);
      }));
    }
    std::vector<Lesson> lessons;
    for (std::future<Lesson>& one : asked) lessons.push_back(one.get());
    double loss = 0;
    Weights gradient = gradient_of(std::move(lessons), loss);
    lost = step == 0 ? loss : 0.98 * lost + 0.02 * loss;
    const auto done = static_cast<float>(step);
    const float rate =
        kRate * std::min(1.0F, (done + 1) / kRising) *
        (0.5F + 0.5F * std::cos(std::numbers::pi_v<float> * done / static_cast<float>(steps)));
    const float of_moment = 1 - std::pow(kMomentum, done + 1),
                of_square = 1 - std::pow(kSpread, done + 1);
    const float of_last = step < kAtFirst ? kOfLastAtFirst : kOfLast;
    const auto to = weights.learnt(), by = gradient.learnt(), moments = moment.learnt(),
               squares = square.learnt(), means = mean.learnt();
    for (std::size_t i = 0; i < to.size(); ++i) {
      auto first = moments[i]->array(), second = squares[i]->array();
      first = first * kMomentum + by[i]->array() * (1 - kMomentum);
      second = second * kSpread + by[i]->array().square() * (1 - kSpread);
      to[i]->array() -= rate * (first / of_moment) / ((second / of_square).sqrt() + kSmall);
      means[i]->array() += of_last * (to[i]->array() - means[i]->array());
    }
    if ((step + 1) % std::max<std::size_t>(1, steps / kReports) != 0) continue;
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    std::printf("step %zu, %.0f s: loss %.4f a letter, wrong letters %.3f %%\n", step + 1,
                passed.count(), lost, checked(mean, check, blank));
    std::fflush(stdout);
  }
  weights = mean;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace codau;
  using namespace codau::recogniser;
  CLI::App app("Trains the network that reads lines of print.");
  std::string lines_file, check_file, out_file,
      model_file = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
  std::size_t steps = 8000;
  app.add_option("lines", lines_file)->required();
  app.add_option("--check", check_file)->required();
  app.add_option("--out", out_file)->required();
  app.add_option("--model", model_file, "what is trained further")->capture_default_str();
  app.add_option("--steps", steps)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    Output out(out_file);
    const std::string file = bytes_of(model_file);
    const std::optional<Model> model = read_model(file);
    if (!model)
      throw Error(ErrorCode::kModel,
                  model_file + both(": không phải mô hình có thể huấn luyện tiếp",
                                    ": is no model that can be trained further"));
    require_trained_shape(*model, model_file);
    const std::vector<Line> lines = read_lines(lines_file, model->texts);
    std::vector<Line> check_lines = read_lines(check_file, model->texts);
    if (std::ranges::all_of(check_lines, [](const Line& line) { return line.classes.empty(); }))
      throw Error(ErrorCode::kInput, check_file + ": no line with letters");
    const auto check = lots_of(std::move(check_lines));
    Weights weights = weights_of(*model);
    std::printf("%zu lines; wrong letters %.3f %%\n", lines.size(),
                checked(weights, check, model->blank));
    std::fflush(stdout);
    train(weights, lines, check, model->blank, steps);
    out.write(layers_with(weights, *model, component(file, Component::kLayers)));
  } catch (const Error& error) {
    std::fprintf(stderr, "codau_train_lines: %s\n", error.what());
    return static_cast<int>(error.code());
  }
}
