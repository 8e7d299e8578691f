// Laws of recogniser/line_network.h (a line is read the same beside any other lines and on any
// processor) and recogniser/ctc_decoder.h (probabilities of a segment sum to one at most; the
// search finds what adding up all ways to set letters in time finds).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "../support/processors.h"
#include "generator.h"
#include "nn/layers.h"
#include "recogniser/ctc_decoder.h"
#include "recogniser/line_network.h"

namespace codau::recogniser {
namespace {

class RecogniserLaws : public testing::Laws {
 protected:
  nn::QuantisedMatrix matrix(std::size_t outputs, std::size_t inputs) {
    nn::QuantisedMatrix made{outputs, inputs, {}, {}};
    for (std::size_t i = 0; i < outputs * (inputs + 1); ++i)
      made.weights.push_back(static_cast<std::int8_t>(static_cast<int>(generate.below(255)) - 127));
    // So that sums of a hundred products lie where tanh bends.
    for (std::size_t i = 0; i < outputs; ++i)
      made.scales.push_back(static_cast<float>(1 + generate.below(100)) * 1e-7F);
    return made;
  }
  nn::Lstm lstm(std::size_t inputs, std::size_t states, bool is_backwards) {
    nn::Lstm made{inputs, states, {}, is_backwards};
    for (nn::QuantisedMatrix& gate : made.gates) gate = matrix(states, inputs + states);
    return made;
  }
  LineModel model() {
    LineModel made;
    made.height = 12;
    made.pooling = 3;
    made.filter = matrix(16, 9);
    made.column = lstm(16, 32, false);
    made.line = {lstm(32, 16, false), lstm(16, 48, true)};
    made.output = matrix(21, 48);
    made.blank = 20;
    made.noise_seed = 7;
    made.texts.assign(21, "x");
    return made;
  }
  LineImage line(std::size_t width) {
    LineImage made{width, {}};
    for (std::size_t i = 0; i < 12 * width; ++i)
      made.pixels.push_back(static_cast<std::uint8_t>(generate.below(256)));
    return made;
  }
  Probabilities rows(std::size_t steps, std::size_t classes) {
    Probabilities made{classes, {}};
    for (std::size_t step = 0; step < steps; ++step) {
      std::vector<float> row;
      float total = 0;
      for (std::size_t i = 0; i < classes; ++i) {
        row.push_back(static_cast<float>(1 + generate.below(100)));
        total += row.back();
      }
      for (const float one : row) made.values.push_back(one / total);
    }
    return made;
  }
};

TEST_F(RecogniserLaws, ALineIsReadTheSameBesideAnyOthers) {
  const LineNetwork network(model());
  std::vector<LineImage> lines = {line(0), line(1), line(2), line(3)};
  for (std::size_t i = 0; i < 40; ++i) lines.push_back(line(generate.below(120)));
  const std::vector<Features> together = network.compute_features(lines);
  ASSERT_EQ(together.size(), lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<Features> alone = network.compute_features({&lines[i], 1});
    EXPECT_EQ(together[i].steps(), lines[i].width / network.pooling());
    EXPECT_EQ(together[i].values, alone.front().values) << "line " << i;
  }
}

TEST_F(RecogniserLaws, EveryProcessorReadsTheSameBytes) {
  const LineNetwork network(model());
  std::vector<LineImage> lines;
  for (std::size_t i = 0; i < 20; ++i) lines.push_back(line(generate.below(120)));
  const std::vector<Features> widest = network.compute_features(lines);
  std::vector<Probabilities> expected;
  for (const Features& of_line : widest) expected.push_back(network.compute_probabilities(of_line));
  testing::on_every_processor([&] {
    const std::vector<Features> here = network.compute_features(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(here[i].values, widest[i].values);
      EXPECT_EQ(network.compute_probabilities(here[i]).values, expected[i].values);
    }
  });
}

/// What classes a way of saying one class a step comes down to: runs are one, blanks are none.
ClassSequence collapsed(const std::vector<std::size_t>& way, std::size_t blank) {
  ClassSequence out;
  for (std::size_t i = 0; i < way.size(); ++i) {
    if (way[i] != blank && (i == 0 || way[i] != way[i - 1]))
      out.push_back(static_cast<std::uint16_t>(way[i]));
  }
  return out;
}

/// All ways, added up.
std::map<ClassSequence, double> all_readings(const Probabilities& rows, std::size_t blank) {
  std::map<ClassSequence, double> out;
  std::vector<std::size_t> way(rows.steps(), 0);
  for (bool done = false; !done;) {
    double probability = 1;
    for (std::size_t step = 0; step < way.size(); ++step)
      probability *= static_cast<double>(rows.at(step)[way[step]]);
    out[collapsed(way, blank)] += probability;
    std::size_t step = 0;
    while (step < way.size() && ++way[step] == rows.units) way[step++] = 0;
    done = step == way.size();
  }
  return out;
}

TEST_F(RecogniserLaws, TheSearchAddsUpAllWaysToReadAStretch) {
  for (int round = 0; round < 50; ++round) {
    // Few enough classes and steps that no prefix is dropped; class 0, the blank between words, is
    // unlikely.
    Probabilities made = rows(1 + generate.below(4), 4);
    for (std::size_t step = 0; step < made.steps(); ++step) made.values[step * 4] = 0;
    const auto expected = all_readings(made, 3);
    const Lattice lattice = decode_lattice(made, 3);
    for (const LatticeSegment& stretch : lattice) {
      double sum = 0;
      for (const CtcHypothesis& one : stretch.alternatives) {
        sum += std::exp(one.log_probability);
        ASSERT_TRUE(expected.contains(one.classes));
        EXPECT_NEAR(std::exp(one.log_probability), expected.at(one.classes), 1e-9);
        const double given =
            compute_log_probability(made, 3, stretch.begin, stretch.end, one.classes);
        EXPECT_NEAR(std::exp(given), expected.at(one.classes), 1e-9);
      }
      EXPECT_LE(sum, 1 + 1e-9);
    }
  }
}

TEST_F(RecogniserLaws, AReadingIsAsProbableWithBlanksAroundItOrWithout) {
  for (int round = 0; round < 50; ++round) {
    const Probabilities made = rows(1 + generate.below(4), 4);
    const auto all = all_readings(made, 3);
    for (const ClassSequence& classes :
         {ClassSequence{}, ClassSequence{1}, ClassSequence{1, 2}, ClassSequence{2, 2}}) {
      std::set<ClassSequence> ways{classes};
      for (const ClassSequence& one : {ClassSequence{0}, ClassSequence{}}) {
        ClassSequence before = one, around;
        before.insert(before.end(), classes.begin(), classes.end());
        around = before;
        around.push_back(0);
        ways.insert({before, around});
      }
      if (classes.empty()) ways.erase(ClassSequence{0, 0});
      double expected = 0;
      for (const ClassSequence& way : ways) expected += all.contains(way) ? all.at(way) : 0;
      EXPECT_NEAR(std::exp(compute_log_probability(made, 3, 0, made.steps(), classes)), expected,
                  1e-9);
    }
  }
}

TEST_F(RecogniserLaws, LettersStandBehindEachOtherInTheStretch) {
  for (int round = 0; round < 200; ++round) {
    const Probabilities made = rows(1 + generate.below(12), 5);
    for (const LatticeSegment& stretch : decode_lattice(made, 4)) {
      for (const CtcHypothesis& one : stretch.alternatives) {
        const std::vector<AlignedLetter> letters =
            align_letters(made, 4, stretch.begin, stretch.end, one.classes);
        ASSERT_EQ(letters.size(), one.classes.size());
        std::size_t from = stretch.begin;
        for (std::size_t i = 0; i < letters.size(); ++i) {
          EXPECT_EQ(letters[i].of_class, one.classes[i]);
          EXPECT_LE(from, letters[i].begin);
          EXPECT_LT(letters[i].begin, letters[i].end);
          EXPECT_LE(letters[i].log_probability, 0);
          from = letters[i].end;
        }
        EXPECT_LE(from, stretch.end);
      }
    }
  }
}

/// The likeliest of all ways to say `classes`, tried one by one.
double likeliest(const Probabilities& rows, std::size_t blank, const ClassSequence& classes) {
  double most = 0;
  std::vector<std::size_t> way(rows.steps(), 0);
  for (bool done = false; !done;) {
    if (collapsed(way, blank) == classes) {
      double probability = 1;
      for (std::size_t step = 0; step < way.size(); ++step)
        probability *= static_cast<double>(rows.at(step)[way[step]]);
      most = std::max(most, probability);
    }
    std::size_t step = 0;
    while (step < way.size() && ++way[step] == rows.units) way[step++] = 0;
    done = step == way.size();
  }
  return most;
}

/// Of a way that says the letters in their steps: the rest is blank.
double probability_of(const Probabilities& rows, std::size_t blank,
                      const std::vector<AlignedLetter>& letters) {
  double out = 1;
  for (std::size_t step = 0; step < rows.steps(); ++step) {
    std::size_t of_class = blank;
    for (const AlignedLetter& letter : letters)
      if (letter.begin <= step && step < letter.end) of_class = letter.of_class;
    out *= static_cast<double>(rows.at(step)[of_class]);
  }
  return out;
}

TEST_F(RecogniserLaws, LettersAreSetTheLikeliestWay) {
  for (int round = 0; round < 50; ++round) {
    const Probabilities made = rows(1 + generate.below(5), 4);
    ClassSequence classes;
    for (std::size_t i = 0; i < 1 + generate.below(3); ++i)
      classes.push_back(static_cast<std::uint16_t>(generate.below(3)));
    const std::vector<AlignedLetter> letters = align_letters(made, 3, 0, made.steps(), classes);
    const double expected = likeliest(made, 3, classes);
    ASSERT_EQ(letters.empty(), expected == 0);
    if (letters.empty()) continue;
    EXPECT_NEAR(probability_of(made, 3, letters), expected, 1e-12);
    for (const AlignedLetter& letter : letters) {
      double surest = 0;
      for (std::size_t step = letter.begin; step < letter.end; ++step)
        surest = std::max(surest, static_cast<double>(made.at(step)[letter.of_class]));
      EXPECT_LE(letter.log_probability, std::log(surest) + 1e-12);
    }
  }
}

}  // namespace
}  // namespace codau::recogniser
