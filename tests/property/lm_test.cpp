// Laws of lm/ and of the tools that train it.
#include <cmath>
#include <map>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "generator.h"
#include "lm/ngram_model.h"
#include "train/ngrams.h"

namespace codau::lm {
namespace {

class LmLaws : public testing::Laws {
 protected:
  LmLaws() : toy_(testing::toy_model()), path_((folder_.path() / "toy.lm").string()) {
    train::write_model(toy_.ngrams, toy_.vocabulary, path_);
  }
  WordId word() {
    const auto id = static_cast<WordId>(generate.below(toy_.vocabulary.words.size()));
    return id == kSentenceStart ? kUnknown : id;
  }
  State walk(const NgramModel& model, State state, const std::vector<WordId>& words) {
    for (const WordId id : words) state = model.score(state, id).next;
    return state;
  }
  /// Words that stand together somewhere in the toy corpus, so that long n-grams are met.
  std::vector<WordId> toy_words(std::size_t size) {
    std::vector<WordId> out;
    std::size_t at = generate.below(toy_.text.size());
    for (; out.size() < size && at < toy_.text.size(); ++at) {
      out.push_back(toy_.text[at] == kSentenceStart || generate.chance(15) ? word()
                                                                           : toy_.text[at]);
    }
    return out;
  }
  testing::ToyModel toy_;
  testing::TempFolder folder_;
  std::string path_;
};

TEST_F(LmLaws, ProbabilitiesOfAStateSumToOne) {  // lm/ngram_model.h
  const NgramModel model(path_.c_str());
  for (int round = 0; round < testing::kRounds; ++round) {
    const State state = walk(model, State{}, toy_words(generate.below(6)));
    double sum = 0;
    for (WordId id = 0; id < model.size(); ++id) {
      if (id != kSentenceStart) sum += std::exp(model.score(state, id).log_prob);
    }
    EXPECT_NEAR(sum, 1, 0.05);
  }
}

TEST_F(LmLaws, TheStateIsThatOfTheLastWords) {  // lm/ngram_model.h
  const NgramModel model(path_.c_str());
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::vector<WordId> tail = toy_words(kMaxOrder - 1);
    if (tail.size() < kMaxOrder - 1) continue;
    const State here = walk(model, walk(model, State{}, toy_words(generate.below(5))), tail);
    const State there = walk(model, walk(model, State{}, toy_words(generate.below(5))), tail);
    EXPECT_EQ(here, there);
  }
}

TEST_F(LmLaws, EstimatesSumToOne) {  // train/estimate.h
  for (const std::size_t bytes : {std::size_t{1} << 20U, std::size_t{2600}}) {
    const testing::ToyModel toy = testing::toy_model(bytes);
    const std::string path = (folder_.path() / "pruned.lm").string();
    train::write_model(toy.ngrams, toy.vocabulary, path);
    const NgramModel model(path.c_str());
    double sum = 0;
    for (const float p : toy.ngrams.levels[0].log_prob) sum += std::exp(static_cast<double>(p));
    EXPECT_NEAR(sum, 1, 1e-3);
    sum = 0;
    for (WordId id = 0; id < model.size(); ++id) {
      if (id != kSentenceStart) sum += std::exp(model.score(State{}, id).log_prob);
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

TEST_F(LmLaws, CountsDoNotDependOnMemory) {  // train/ngrams.h
  train::Text text("/tmp");
  for (int line = 0; line < 4000; ++line) {
    text.ids.append(kSentenceStart);
    for (std::size_t n = generate.below(20); n > 0; --n) {
      text.ids.append(static_cast<WordId>(2 + generate.below(6)));
    }
    if (line == 1500) text.ends.push_back(text.ids.size());
  }
  text.ends.push_back(text.ids.size());
  train::CountOptions large, small;
  large.weights = small.weights = {1, 0.3};
  large.order = small.order = 4;
  small.memory = std::size_t{1} << 18U;  // eight thousand places a run
  const auto one = train::count_ngrams(text, 8, large);
  const auto many = train::count_ngrams(text, 8, small);
  for (unsigned n = 1; n <= large.order; ++n) {
    EXPECT_EQ(one[n - 1].word, many[n - 1].word);
    EXPECT_EQ(one[n - 1].context, many[n - 1].context);
    EXPECT_EQ(one[n - 1].lower, many[n - 1].lower);
    EXPECT_EQ(one[n - 1].seen, many[n - 1].seen);
    EXPECT_EQ(one[n - 1].followed, many[n - 1].followed);
  }
}

TEST_F(LmLaws, CountsAreThoseOfATable) {  // train/ngrams.h
  std::map<std::vector<WordId>, std::uint32_t> table;
  train::Text text("/tmp");
  text.ends.push_back(toy_.text.size());
  for (std::size_t i = 0; i < toy_.text.size(); ++i) {
    text.ids.append(toy_.text[i]);
    std::vector<WordId> ngram;
    for (std::size_t k = i + 1; k-- > 0 && ngram.size() < kMaxOrder;) {
      ngram.insert(ngram.begin(), toy_.text[k]);
      ++table[ngram];
      if (toy_.text[k] == kSentenceStart) break;
    }
  }
  train::CountOptions options;
  options.order = kMaxOrder;
  options.least.fill(1);
  const auto orders = train::count_ngrams(text, toy_.vocabulary.words.size(), options);
  std::size_t found = 0;
  for (unsigned n = 1; n <= kMaxOrder; ++n) {
    for (std::uint32_t i = 0; i < orders[n - 1].size(); ++i) {
      std::vector<WordId> ngram;
      for (std::uint32_t at = i, k = n; k > 0; at = orders[k - 1].context[at], --k) {
        ngram.insert(ngram.begin(), orders[k - 1].word[at]);
      }
      if (orders[n - 1].seen[i] == 0) continue;  // a word of the vocabulary alone
      EXPECT_EQ(orders[n - 1].seen[i], static_cast<float>(table[ngram]));
      ++found;
    }
  }
  EXPECT_EQ(found, table.size());
}

TEST_F(LmLaws, CleanLinesStayClean) {  // train/corpus.h
  train::Cleaner first, second;
  first.begin("one");
  second.begin("one");
  std::size_t kept = 0;
  for (int round = 0; round < testing::kRounds; ++round) {
    const auto line = first.clean(generate.line());
    if (!line) continue;
    EXPECT_EQ(second.clean(*line), line);
    ++kept;
  }
  EXPECT_EQ(first.accounts()[0].kept, kept);
  EXPECT_GT(kept, 20U);
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
