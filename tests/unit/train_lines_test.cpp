// The training of the network that reads lines (tools/line_training).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "../support/output_error.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "line_training/adam.h"
#include "line_training/gradient.h"
#include "line_training/lines.h"
#include "line_training/sampler.h"
#include "line_training/weights.h"
#include "recogniser/line_model_file.h"

namespace codau::lines {
namespace {

using testing::put_bytes;
using testing::TempFolder;

const std::vector<std::string> kTexts{"", "a", "ế"};  ///< by class

std::string entry(std::uint32_t columns, const std::string& text, std::uint32_t was_misread = 0,
                  std::uint32_t text_bytes = UINT32_MAX) {
  const std::uint32_t head[] = {
      columns, text_bytes == UINT32_MAX ? static_cast<std::uint32_t>(text.size()) : text_bytes,
      was_misread};
  std::string out(sizeof head, '\0');
  std::memcpy(out.data(), head, sizeof head);
  return out + std::string(kHeight * std::min<std::size_t>(columns, 100), '\xFF') + text;
}

/// What reading these bytes as a file "lines" ends with.
std::string refusal(const std::string& bytes) {
  const TempFolder folder;
  put_bytes(folder / "lines", bytes);
  try {
    static_cast<void>(read_lines(folder / "lines", kTexts));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInput);
    const std::string name = (folder / "lines").string(), what = error.what();
    EXPECT_EQ(what.rfind(name, 0), 0U) << what;
    return what.substr(name.size());
  }
  return "";
}

TEST(TrainingLines, AreReadWhereTheModelHasTheirLetters) {
  const TempFolder folder;
  put_bytes(folder / "lines",
            entry(30, "aế", 1) + entry(30, "x") + entry(11, "aa") + entry(15, "aa") + entry(9, ""));
  const std::vector<Line> lines = read_lines(folder / "lines", kTexts);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].columns, 30U);
  EXPECT_EQ(lines[0].pixels, std::vector<std::uint8_t>(kHeight * 30, 0xFF));
  EXPECT_EQ(lines[0].classes, (std::vector<std::uint16_t>{1, 2}));
  EXPECT_TRUE(lines[0].was_misread);
  EXPECT_EQ(lines[1].columns, 15U);  // five steps: a letter, a blank, a letter, and two more
  EXPECT_FALSE(lines[1].was_misread);
  EXPECT_TRUE(lines[2].classes.empty());
}

TEST(TrainingLines, OfADamagedFileAreRefusedWithThePlace) {
  const std::string whole = entry(10, "a");
  ASSERT_EQ(whole.size(), 373U);
  EXPECT_EQ(refusal(whole), "");
  const std::string second = ": line 2 at byte 373: ";
  for (const std::string& damaged : {entry(10, "a").substr(0, 5), entry(10, "a").substr(0, 12),
                                     entry(10, "a").substr(0, 372), entry(10, "a", 0, 2)})
    EXPECT_TRUE(names_all(refusal(whole + damaged), {second}));
  EXPECT_TRUE(names_all(refusal(whole + entry(0, "")), {second, "1800"}));
  EXPECT_TRUE(names_all(refusal(whole + entry(UINT32_MAX, "")), {second, "1800", "4294967295"}));
  EXPECT_TRUE(names_all(refusal(whole + entry(10, "a", 0, UINT32_MAX - 1)),
                        {second, "4096", "4294967294"}));
  EXPECT_TRUE(names_all(refusal(whole + entry(10, "a", 7)), {second, "7"}));
}

TEST(TrainingLines, AreRefusedWhereThereIsNone) {
  EXPECT_NE(refusal(""), "");
  EXPECT_NE(refusal(entry(30, "x")), "");
  EXPECT_THROW(static_cast<void>(read_lines("/nowhere/lines", kTexts)), Error);
}

TEST(TrainingLines, ModelsOfAnotherShapeAreRefused) {
  recogniser::LineModel model;
  model.height = 36;
  model.pooling = 3;
  require_trained_shape(model, "vie");
  model.height = 48;
  try {
    require_trained_shape(model, "other");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    EXPECT_TRUE(names_all(error.what(), {"other", "48 pixels", "36 pixels", "3 columns"}));
  }
}

/// Numbers in [−1, 1), the same everywhere.
class Numbers {
 public:
  float next() { return static_cast<float>(random_() >> 8U) / static_cast<float>(1U << 23U) - 1; }
  Matrix matrix(Eigen::Index rows, Eigen::Index columns) {
    Matrix out(rows, columns);
    for (float& one : out.reshaped()) one = next();
    return out;
  }
  Line line(std::size_t columns, std::vector<std::uint16_t> classes) {
    Line out{columns, std::vector<std::uint8_t>(kHeight * columns), std::move(classes)};
    for (std::uint8_t& pixel : out.pixels) pixel = static_cast<std::uint8_t>(random_() % 256);
    return out;
  }

 private:
  std::mt19937 random_{1};
};

Layer layer(Eigen::Index inputs, Eigen::Index states, bool is_backwards, Numbers& numbers) {
  return {inputs, states, is_backwards, numbers.matrix(4 * states, inputs + states + 1)};
}

constexpr std::size_t kBlank = 2;

/// Three classes, the last of them blank; a layer in each direction along the line.
Weights tiny(Numbers& numbers) {
  return {numbers.matrix(2, 10),
          layer(2, 3, false, numbers),
          {layer(3, 3, false, numbers), layer(3, 2, true, numbers)},
          numbers.matrix(3, 3)};
}

TEST(TrainingGradient, IsTheSlopeOfTheLoss) {
  Numbers numbers;
  Weights weights = tiny(numbers);
  // Of different widths, so that one ends before the other.
  const Minibatch lines{numbers.line(24, {0, 1, 1}), numbers.line(16, {1}), numbers.line(9, {})};
  const auto loss = [&] { return gradient_of(weights, lines, kBlank, 5).loss; };
  Gradient gradient = gradient_of(weights, lines, kBlank, 5);
  EXPECT_EQ(gradient.letters, 4U);
  EXPECT_TRUE(gradient.weights.filter.isZero(0));
  const std::vector<Matrix*> all = weights.trainable(), slopes = gradient.weights.trainable();
  ASSERT_EQ(all.size(), 4U);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (Eigen::Index k = 0; k < all[i]->size(); ++k) {
      constexpr float kStep = 0.01F;
      float& weight = all[i]->reshaped()[k];
      const float here = weight;
      weight = here + kStep;
      const double above = loss();
      weight = here - kStep;
      const double below = loss();
      weight = here;
      const double slope = slopes[i]->reshaped()[k];
      EXPECT_NEAR((above - below) / (2 * static_cast<double>(kStep)), slope,
                  0.001 + 0.005 * std::abs(slope))
          << "matrix " << i << ", weight " << k;
    }
  }
}

TEST(TrainingGradient, LeavesOutLinesThatAreTooNarrow) {
  Numbers numbers;
  const Weights weights = tiny(numbers);
  // One line alone: noise around it is drawn as around the first of several.
  const Minibatch lines{numbers.line(24, {0, 1, 1}), numbers.line(9, {0, 0, 0})};
  const Gradient both = gradient_of(weights, lines, kBlank, 5),
                 first = gradient_of(weights, {lines[0]}, kBlank, 5);
  EXPECT_EQ(both.letters, 3U) << "nine columns have no room for three like letters";
  EXPECT_NEAR(both.loss, first.loss, 1e-5);
  EXPECT_TRUE(both.weights.column.weights.isApprox(first.weights.column.weights, 1e-4F));
}

TEST(Training, LearnsLines) {
  Numbers numbers;
  Weights weights = tiny(numbers);
  const Minibatch lines{numbers.line(24, {0, 1}), numbers.line(21, {1, 0})};
  Adam adam(weights);
  const double before = gradient_of(weights, lines, kBlank, 5).loss;
  for (int step = 0; step < 150; ++step) {
    Gradient gradient = gradient_of(weights, lines, kBlank, 5);
    adam.update(weights, gradient.weights, 0.1F);
  }
  EXPECT_LT(gradient_of(weights, lines, kBlank, 5).loss, before / 10);
  EXPECT_EQ(decode_greedily(weights, lines, kBlank, 5),
            (std::vector<std::vector<std::uint16_t>>{{0, 1}, {1, 0}}));
}

TEST(TrainingSampler, DrawsFromListsOfOneSide) {
  Numbers numbers;
  for (const bool was_misread : {false, true}) {
    std::vector<Line> lines{numbers.line(24, {0}), numbers.line(30, {1})};
    for (Line& line : lines) line.was_misread = was_misread;
    Sampler sampler(lines);
    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(sampler.next(random).size(), 16U);
  }
}

TEST(TrainingSampler, MinibatchesAreOfLikeWidth) {
  Numbers numbers;
  std::vector<Line> lines;
  for (std::size_t i = 0; i < 40; ++i) lines.push_back(numbers.line(9 + i * 7 % 40, {0}));
  const std::vector<Minibatch> cut = minibatches_of(lines);
  ASSERT_EQ(cut.size(), 3U);
  EXPECT_EQ(cut[0].size(), 16U);
  EXPECT_EQ(cut[2].size(), 8U);
  std::size_t width = 9;
  for (const Minibatch& batch : cut) {
    for (const Line& line : batch) EXPECT_EQ(line.columns, width++);
  }
}

nn::QuantisedMatrix bytes_like(Eigen::Index rows, Eigen::Index columns, Numbers& numbers) {
  nn::QuantisedMatrix out{
      static_cast<std::size_t>(rows), static_cast<std::size_t>(columns - 1), {}, {}};
  for (Eigen::Index i = 0; i < rows * columns; ++i)
    out.weights.push_back(static_cast<std::int8_t>(
        i % columns == 0 ? 127 : std::lround(127 * numbers.next())));  // each row uses its scale
  for (Eigen::Index i = 0; i < rows; ++i) out.scales.push_back((1.5F + numbers.next()) / 4096);
  return out;
}

nn::Lstm bytes_like(const Layer& layer, Numbers& numbers) {
  nn::Lstm out{static_cast<std::size_t>(layer.inputs),
               static_cast<std::size_t>(layer.states),
               {},
               layer.is_backwards};
  for (nn::QuantisedMatrix& gate : out.gates)
    gate = bytes_like(layer.states, layer.weights.cols(), numbers);
  return out;
}

recogniser::LineModel tiny_model(Numbers& numbers) {
  const Weights like = tiny(numbers);
  recogniser::LineModel out;
  out.filter = bytes_like(like.filter.rows(), like.filter.cols(), numbers);
  out.column = bytes_like(like.column, numbers);
  for (const Layer& one : like.line) out.line.push_back(bytes_like(one, numbers));
  out.output = bytes_like(like.output.rows(), like.output.cols(), numbers);
  return out;
}

void move_a_little(Weights& weights, Numbers& numbers) {
  for (Matrix* one : weights.trainable()) *one += 0.01F * numbers.matrix(one->rows(), one->cols());
}

/// Whether these are the weights as 8 bits make them. Of many weights, a few lie in the middle of
/// two numbers, and are rounded up or down.
void expect_quantised(Weights found, const Weights& weights, float tolerance = 1e-6F) {
  Weights expected = quantised(weights);
  const std::vector<Matrix*> a = found.trainable(), b = expected.trainable();
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    EXPECT_TRUE(a[i]->isApprox(*b[i], tolerance)) << "matrix " << i;
}

TEST(TrainingWeights, ComeBackAsTheyWerePut) {
  Numbers numbers;
  const recogniser::LineModel model = tiny_model(numbers);
  Weights weights = weights_of(model);
  EXPECT_EQ(weights.column.weights.rows(), 12);
  EXPECT_TRUE(weights.line[1].is_backwards);
  expect_quantised(weights, weights);  // they were of 8 bits
  const recogniser::LineModel same = model_with(weights, model);
  EXPECT_EQ(same.output.weights, model.output.weights);
  EXPECT_EQ(same.line[1].gates[2].weights, model.line[1].gates[2].weights);
  move_a_little(weights, numbers);
  expect_quantised(weights_of(model_with(weights, model)), weights);
}

TEST(TrainingWeights, AreReadByTheRecogniser) {
  const recogniser::LineModel model = read_any_model(CODAU_ROOT "/models/print.net");
  require_trained_shape(model, "print");
  Weights weights = weights_of(model);
  Numbers numbers;
  move_a_little(weights, numbers);
  const auto file = recogniser::make_line_model_file(model_with(weights, model));
  const recogniser::LineModel trained = recogniser::read_line_model(
      nn::ModelFile::parse(file.serialise(), recogniser::kLineModelKind, "trained"));
  EXPECT_EQ(trained.filter.weights, model.filter.weights);
  EXPECT_EQ(trained.words, model.words);
  expect_quantised(weights_of(trained), weights, 1e-3F);
}

TEST(TrainingWeights, AModelOfTesseractCanBeTrainedFurther) {
  const std::string file = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "tesseract-ocr-vie is not installed";
  const recogniser::LineModel model = read_any_model(file);
  require_trained_shape(model, "vie");
  EXPECT_EQ(model.texts, read_any_model(CODAU_ROOT "/models/print.net").texts);
}

}  // namespace
}  // namespace codau::lines
