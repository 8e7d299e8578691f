// Laws of lm/context_model.h and of tools/train/context_training.h.
#include <cmath>
#include <numeric>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "generator.h"
#include "lm/context_model.h"
#include "train/context_training.h"

namespace codau::lm {
namespace {

class ContextLaws : public testing::Laws {
 protected:
  ContextLaws() : toy_(testing::toy_model()) {
    train::read_context(testing::toy_lines(), toy_.vocabulary, text_);
  }
  ContextModel train(unsigned epochs, const std::string& name = "toy.nn") {
    train::train_context(text_, toy_.vocabulary, {64, 8, epochs, 0.1F},
                         (folder_.path() / name).string(), [](const std::string&) {});
    return {(folder_.path() / name).c_str(), size()};
  }
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(toy_.vocabulary.words.size());
  }
  /// The words of the fold of `word`.
  [[nodiscard]] std::pair<WordId, WordId> fold(WordId word) const {
    std::size_t begin = word, end = word;
    while (begin > kFirstWord && toy_.vocabulary.folds[begin - 1] == toy_.vocabulary.folds[word]) {
      --begin;
    }
    while (end < size() && toy_.vocabulary.folds[end] == toy_.vocabulary.folds[word]) ++end;
    return {static_cast<WordId>(begin), static_cast<WordId>(end)};
  }
  std::vector<float> score_words(ContextScorer& scorer, std::size_t position, WordId word) {
    const auto [begin, end] = fold(word);
    std::vector<float> out(static_cast<std::size_t>(end - begin));
    scorer.score_words(position, begin, out);
    return out;
  }
  WordId word() { return static_cast<WordId>(kFirstWord + generate.below(size() - kFirstWord)); }

  testing::ToyModel toy_;
  testing::TempFolder folder_;
  train::ContextText text_;
};

TEST_F(ContextLaws, SharesOfAFoldSumToOne) {  // lm/context_model.h
  const ContextModel model = train(2);
  ContextScorer scorer(model, text_.tokens);
  for (int round = 0; round < testing::kRounds; ++round) {
    double sum = 0;
    for (const float p : score_words(scorer, generate.below(text_.tokens.size()), word())) {
      sum += std::exp(static_cast<double>(p));
    }
    EXPECT_NEAR(sum, 1, 1e-4);
  }
}

TEST_F(ContextLaws, AnswersDoNotDependOnTheOrderOfQuestions) {  // lm/context_model.h
  const ContextModel model = train(2);
  ContextScorer scorer(model, text_.tokens);
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::size_t position = generate.below(text_.tokens.size());
    const WordId asked = word();
    ContextScorer fresh(model, text_.tokens);
    EXPECT_EQ(score_words(scorer, position, asked), score_words(fresh, position, asked));
  }
}

TEST_F(ContextLaws, TheSameTextGivesTheSameBytes) {  // train/context_training.h
  (void)train(2, "one.nn");
  (void)train(2, "two.nn");
  const auto bytes = [&](const char* name) {
    std::ifstream file(folder_.path() / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(bytes("one.nn"), bytes("two.nn"));
}

TEST_F(ContextLaws, WithoutTrainingAllWordsOfAFoldAreAlike) {  // train/context_training.h
  const ContextModel model = train(0);
  ContextScorer scorer(model, text_.tokens);
  for (int round = 0; round < testing::kRounds; ++round) {
    const auto shares = score_words(scorer, generate.below(text_.tokens.size()), word());
    for (const float p : shares) EXPECT_FLOAT_EQ(p, shares.front());
  }
}

TEST_F(ContextLaws, LearnsWhatItWasShown) {
  const ContextModel model = train(40);
  ContextScorer scorer(model, text_.tokens);
  std::size_t asked = 0, right = 0;
  for (std::size_t i = 0; i < text_.words.size(); ++i) {
    const WordId truth = text_.words[i];
    if (truth < kFirstWord) continue;
    const auto [begin, end] = fold(truth);
    if (end - begin < 2) continue;
    const auto shares = score_words(scorer, i, truth);
    const auto best = std::max_element(shares.begin(), shares.end()) - shares.begin();
    ++asked;
    right += begin + best == truth ? 1U : 0U;
  }
  ASSERT_GT(asked, 5U);
  EXPECT_EQ(right, asked);
}

}  // namespace
}  // namespace codau::lm
