// Laws of line_training/lines.h (a varied line keeps its letters, has room for them and no new
// grey), line_training/ctc.h (the loss is that of the sum over all ways, its gradient the slope)
// and line_training/sampler.h (the same draws, the same minibatches).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "generator.h"
#include "line_training/ctc.h"
#include "line_training/lines.h"
#include "line_training/sampler.h"

namespace codau::lines {
namespace {

using Eigen::Index;
using Classes = std::vector<std::uint16_t>;

/// Steps that letters take: one each, one more behind the same letter.
std::size_t steps_for(const Classes& classes) {
  std::size_t steps = classes.size();
  for (std::size_t i = 1; i < classes.size(); ++i) steps += classes[i] == classes[i - 1] ? 1U : 0U;
  return steps;
}

class TrainingLineLaws : public testing::Laws {
 protected:
  Line line() {
    Line made;
    for (std::size_t i = generate.below(12); i > 0; --i)
      made.classes.push_back(static_cast<std::uint16_t>(generate.below(3)));
    made.columns = kPooling * (steps_for(made.classes) + 2) + generate.below(40);
    const std::size_t least = generate.below(128), greys = 1 + generate.below(128);
    for (std::size_t i = 0; i < kHeight * made.columns; ++i)
      made.pixels.push_back(static_cast<std::uint8_t>(least + generate.below(greys)));
    made.was_misread = generate.chance(30);
    return made;
  }
  Matrix logits(Index classes, Index columns) {
    Matrix made(classes, columns);
    for (float& one : made.reshaped()) one = static_cast<float>(generate.below(400)) / 100 - 2;
    return made;
  }
};

bool are_equal(const Line& a, const Line& b) {
  return a.columns == b.columns && a.pixels == b.pixels && a.classes == b.classes &&
         a.was_misread == b.was_misread;
}

TEST_F(TrainingLineLaws, AVariedLineKeepsItsLettersItsRoomAndItsGreys) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const Line before = line();
    const auto seed = static_cast<std::uint32_t>(round);
    std::mt19937 random(seed), again(seed);
    const Line after = varied(before, random);
    EXPECT_TRUE(are_equal(varied(before, again), after));
    EXPECT_EQ(after.classes, before.classes);
    EXPECT_EQ(after.was_misread, before.was_misread);
    EXPECT_EQ(after.pixels.size(), kHeight * after.columns);
    EXPECT_GE(after.columns / kPooling, steps_for(after.classes) + 2);
    const auto had = std::ranges::minmax(before.pixels), has = std::ranges::minmax(after.pixels);
    EXPECT_GE(has.min, had.min);
    EXPECT_LE(has.max, had.max);
  }
}

TEST_F(TrainingLineLaws, TheSameDrawsMakeTheSameMinibatches) {
  std::vector<Line> lines;
  for (int i = 0; i < 20; ++i) lines.push_back(line());
  Sampler one(lines), other(lines);
  std::mt19937 random(3), again(3);
  for (int round = 0; round < 20; ++round) {
    const Minibatch a = one.next(random), b = other.next(again);
    EXPECT_TRUE(std::ranges::equal(a, b, are_equal));
  }
}

/// softmax of each column
Matrix softmax(const Matrix& logits) {
  Matrix out = logits.array().exp();
  for (auto column : out.colwise()) column /= column.sum();
  return out;
}

/// The probability of all ways to say these classes a step, added up one by one.
double sum_of_ways(const Matrix& probabilities, const Classes& classes, std::size_t blank,
                   Index steps, const BatchColumns& columns) {
  const auto count = static_cast<std::size_t>(probabilities.rows());
  double sum = 0;
  std::vector<std::size_t> way(static_cast<std::size_t>(steps), 0);
  for (;;) {
    Classes said;
    double probability = 1;
    for (std::size_t t = 0; t < way.size(); ++t) {
      probability *= static_cast<double>(
          probabilities(static_cast<Index>(way[t]), columns.at(static_cast<Index>(t))));
      if (way[t] != blank && (t == 0 || way[t] != way[t - 1]))
        said.push_back(static_cast<std::uint16_t>(way[t]));
    }
    if (said == classes) sum += probability;
    std::size_t t = 0;
    while (t < way.size() && ++way[t] == count) way[t++] = 0;
    if (t == way.size()) return sum;
  }
}

TEST_F(TrainingLineLaws, TheLossIsThatOfAllWaysAndTheGradientItsSlope) {
  constexpr Index kClasses = 3;
  constexpr std::size_t kBlank = 1;
  for (int round = 0; round < 40; ++round) {
    const auto steps = static_cast<Index>(1 + generate.below(5));
    const auto lines = static_cast<Index>(1 + generate.below(2));
    const BatchColumns columns{lines, static_cast<Index>(generate.below(2)) % lines};
    Classes classes;
    for (std::size_t i = generate.below(4); i > 0; --i)
      classes.push_back(static_cast<std::uint16_t>(2 * generate.below(2)));
    Matrix inputs = logits(kClasses, steps * lines);
    const auto loss = [&](Matrix& gradient) {
      gradient = Matrix::Zero(kClasses, steps * lines);
      return ctc_loss(classes, kBlank, softmax(inputs), steps, columns, gradient);
    };
    Matrix gradient, ignored;
    const std::optional<double> found = loss(gradient);
    const double sum = sum_of_ways(softmax(inputs), classes, kBlank, steps, columns);
    ASSERT_EQ(found.has_value(), steps_for(classes) <= static_cast<std::size_t>(steps));
    if (!found) {
      EXPECT_EQ(sum, 0);
      EXPECT_TRUE(gradient.isZero(0));
      continue;
    }
    EXPECT_NEAR(*found, -std::log(sum), 1e-6 * (1 + *found));
    for (Index i = 0; i < inputs.size(); ++i) {
      constexpr float kStep = 0.01F;
      float& one = inputs.reshaped()[i];
      const float here = one;
      one = here + kStep;
      const double above = *loss(ignored);
      one = here - kStep;
      const double below = *loss(ignored);
      one = here;
      EXPECT_NEAR((above - below) / (2 * static_cast<double>(kStep)),
                  static_cast<double>(gradient.reshaped()[i]), 1e-3);
    }
  }
}

}  // namespace
}  // namespace codau::lines
