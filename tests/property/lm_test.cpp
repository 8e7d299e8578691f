// Laws of lm/ and of the tools that train it.
#include <cmath>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "generator.h"
#include "lm/model.h"

namespace codau::lm {
namespace {

class LmLaws : public testing::Laws {
 protected:
  LmLaws() : toy_(testing::toy_model()), path_((folder_.path() / "toy.lm").string()) {
    train::write_model(toy_.ngrams, toy_.vocabulary, path_);
  }
  WordId word() {
    const auto id = static_cast<WordId>(generate.below(toy_.vocabulary.words.size()));
    return id == kStart ? kUnknown : id;
  }
  State walk(const Model& model, State state, const std::vector<WordId>& words) {
    for (const WordId id : words) state = model.score(state, id).next;
    return state;
  }
  /// Words that stand together somewhere in the toy corpus, so that long n-grams are met.
  std::vector<WordId> stretch(std::size_t size) {
    std::vector<WordId> out;
    std::size_t at = generate.below(toy_.text.size());
    for (; out.size() < size && at < toy_.text.size(); ++at) {
      out.push_back(toy_.text[at] == kStart || generate.chance(15) ? word() : toy_.text[at]);
    }
    return out;
  }
  testing::ToyModel toy_;
  testing::TempFolder folder_;
  std::string path_;
};

TEST_F(LmLaws, ProbabilitiesOfAStateSumToOne) {  // lm/model.h
  const Model model(path_.c_str());
  for (int round = 0; round < testing::kRounds; ++round) {
    const State state = walk(model, State{}, stretch(generate.below(6)));
    double sum = 0;
    for (WordId id = 0; id < model.size(); ++id) {
      if (id != kStart) sum += std::exp(model.score(state, id).log_prob);
    }
    EXPECT_NEAR(sum, 1, 0.05);
  }
}

TEST_F(LmLaws, TheStateIsThatOfTheLastThreeWords) {  // lm/model.h
  const Model model(path_.c_str());
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::vector<WordId> tail = stretch(3);
    if (tail.size() < 3) continue;
    const State here = walk(model, walk(model, State{}, stretch(generate.below(5))), tail);
    const State there = walk(model, walk(model, State{}, stretch(generate.below(5))), tail);
    EXPECT_EQ(here, there);
  }
}

TEST_F(LmLaws, EstimatesSumToOne) {  // train/estimate.h
  for (const std::size_t bytes : {std::size_t{1} << 20U, std::size_t{2600}}) {
    const testing::ToyModel toy = testing::toy_model(bytes);
    const std::string path = (folder_.path() / "pruned.lm").string();
    train::write_model(toy.ngrams, toy.vocabulary, path);
    const Model model(path.c_str());
    double sum = 0;
    for (const float p : toy.ngrams.levels[0].log_prob) sum += std::exp(static_cast<double>(p));
    EXPECT_NEAR(sum, 1, 1e-3);
    sum = 0;
    for (WordId id = 0; id < model.size(); ++id) {
      if (id != kStart) sum += std::exp(model.score(State{}, id).log_prob);
    }
    EXPECT_NEAR(sum, 1, 0.05);
  }
}

TEST_F(LmLaws, PruningTakesTheSmallestFirst) {  // train/estimate.h
  const auto kept = [](const testing::ToyModel& toy) {
    std::size_t n = 0;
    for (const train::Level& level : toy.ngrams.levels) {
      n += static_cast<std::size_t>(std::count(level.kept.begin(), level.kept.end(), true));
    }
    return n;
  };
  EXPECT_LT(kept(testing::toy_model(2600)), kept(toy_));
}

TEST_F(LmLaws, ChannelRowsSumToAtMostOne) {  // train/channel_training.h
  std::vector<train::Pair> pairs;
  for (int i = 0; i < 200; ++i) pairs.emplace_back(generate.word(), generate.word());
  for (const auto& [letter, row] : train::learn_channel(pairs)) {
    double sum = 0;
    for (const auto& [seen, p] : row) sum += p;
    EXPECT_LE(sum, 1 + 1e-9);
  }
}

}  // namespace
}  // namespace codau::lm
