#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "core/error.h"
#include "lm/ngram_format.h"
#include "lm/ngram_model.h"
#include "train/corpus.h"
#include "train/exact_log.h"

namespace codau::lm {
namespace {

std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ModelFile : public ::testing::Test {
 protected:
  ModelFile() : path_((folder_.path() / "toy.lm").string()) {
    const auto toy = testing::toy_model();
    train::write_model(toy.ngrams, toy.vocabulary, path_);
    bytes_ = read_bytes(path_);
  }
  void write(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }
  /// What the Error says when the file holds `bytes`; "loaded" when there is none.
  std::string complaint(const std::string& bytes) const {
    write(bytes);
    try {
      NgramModel(path_.c_str()).verify();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kModel);
      EXPECT_NE(std::string(error.what()).find(path_), std::string::npos);
      return error.what();
    }
    return "loaded";
  }
  testing::TempFolder folder_;
  std::string path_, bytes_;
};

WordId id_of(const NgramModel& model, std::string_view word) {
  for (WordId id = 0; id < model.size(); ++id) {
    if (model.spelling(id) == word) return id;
  }
  return kUnknown;
}

TEST_F(ModelFile, KnowsWhatFollows) {
  const NgramModel model(path_.c_str());
  State state;
  for (const char* word : {"ủy", "ban", "nhân"})
    state = model.score(state, id_of(model, word)).next;
  EXPECT_GT(model.score(state, id_of(model, "dân")).log_prob, std::log(0.5));
  EXPECT_LT(model.score(state, id_of(model, "sở")).log_prob, std::log(0.1));
}

TEST_F(ModelFile, WordsOfOneFoldAreNeighbours) {
  const NgramModel model(path_.c_str());
  EXPECT_EQ(std::abs(id_of(model, "sở") - id_of(model, "số")), 1);
}

TEST_F(ModelFile, IsRefusedWhenMissing) {
  EXPECT_THROW(NgramModel((path_ + ".none").c_str()), Error);
  EXPECT_THROW(NgramModel(folder_.path().c_str()), Error);
}

TEST_F(ModelFile, IsRefusedAtEveryLengthButItsOwn) {
  EXPECT_EQ(complaint(bytes_), "loaded");
  for (std::size_t size = 0; size < bytes_.size(); size += 1 + size / 8) {
    EXPECT_NE(complaint(bytes_.substr(0, size)), "loaded") << size;
  }
  EXPECT_NE(complaint(bytes_ + "x"), "loaded");
}

TEST_F(ModelFile, SaysWhatIsWrong) {
  EXPECT_NE(complaint("%PDF-1.4" + bytes_.substr(8)).find("not a language model"),
            std::string::npos);
  EXPECT_NE(complaint(std::string(kUnfinishedMagic) + bytes_.substr(8)).find("not finished"),
            std::string::npos);
  std::string other = bytes_;
  other[8] = 9;
  EXPECT_NE(complaint(other).find("format 9"), std::string::npos);
}

TEST_F(ModelFile, AnyFlippedByteIsFound) {
  for (std::size_t at = 0; at < bytes_.size(); at += 1 + bytes_.size() / 500) {
    std::string other = bytes_;
    other[at] = static_cast<char>(other[at] ^ 0x10);
    const bool padding = complaint(other) == "loaded";
    EXPECT_FALSE(padding && at < kHeaderBytes) << at;
  }
}

TEST_F(ModelFile, IsOpenedWithoutReadingItsLargeBlocks) {
  std::string other = bytes_;
  std::uint64_t large = 0;
  std::memcpy(&large, other.data() + 24 + 24 * static_cast<std::size_t>(kFirstLargeSection), 8);
  other[large] = static_cast<char>(other[large] ^ 1);
  write(other);
  const NgramModel model(path_.c_str());
  EXPECT_THROW(model.verify(), Error);
}

TEST_F(ModelFile, ScoresManyWordsAsOneByOne) {
  const NgramModel model(path_.c_str());
  const State state = model.score(State{}, id_of(model, "nhân")).next;
  std::vector<WordId> words;
  for (WordId id = kNumber; id < model.size(); ++id) words.push_back(id);
  words.insert(words.end(), {kFirstWord, kNumber, id_of(model, "dân"), id_of(model, "dân")});
  std::vector<NgramLookup> found(words.size());
  model.look_up(state, words, found);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(found[i].log_prob, model.score(state, words[i]).log_prob);
    EXPECT_EQ(model.next_state(words[i], found[i]), model.score(state, words[i]).next);
  }
}

TEST_F(ModelFile, KnowsManyWordsThatFollowOne) {
  std::vector<std::string> followers;
  for (const char* onset :
       {"b", "c", "đ", "g", "h", "kh", "l", "m", "n", "ph", "s", "t", "v", "x"}) {
    for (const char* rime : {"a",  "à", "á", "an", "àn", "án", "o",  "ò",   "ó",   "on", "òn",
                             "ón", "u", "ù", "ú",  "un", "ùn", "ún", "ang", "ong", "ung"})
      followers.push_back(std::string(onset) + rime);
  }
  const auto toy = testing::toy_model(1U << 20U, [&](const auto& take) {
    for (const std::string& word : followers) take("nhân " + word + " dân " + word);
  });
  train::write_model(toy.ngrams, toy.vocabulary, path_);
  const NgramModel model(path_.c_str());
  const State state = model.score(State{}, id_of(model, "nhân")).next;
  const WordId other = id_of(model, "dân");
  EXPECT_LT(model.score(state, other).log_prob, model.unigram_log_prob(other));
  for (const std::string& word : followers) {
    const WordId id = id_of(model, word);
    const Transition step = model.score(state, id);
    EXPECT_GT(step.log_prob, model.unigram_log_prob(id)) << word;
    EXPECT_GT(model.score(step.next, other).log_prob, std::log(0.5)) << word;
  }
}

TEST(ExactLog, IsTheLogarithm) {
  for (double x = 1e-30; x < 1e9; x *= 1.7) {
    EXPECT_NEAR(train::exact_log(x), std::log(x), 1e-13 * (1 + std::abs(std::log(x)))) << x;
  }
  EXPECT_EQ(train::exact_log(1), 0);
}

TEST(Corpus, SaysWhyALineIsUnfit) {
  using train::Unfit;
  train::Cleaner cleaner;
  cleaner.begin("one");
  const std::string good = "Ủy ban nhân dân tỉnh ban hành kế hoạch";
  EXPECT_EQ(cleaner.clean(good + '\r'), good);
  const auto why = [&](const std::string& line) {
    const auto before = cleaner.accounts()[0].dropped;
    if (cleaner.clean(line)) return Unfit::kCount;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (cleaner.accounts()[0].dropped.at(i) > before.at(i)) return static_cast<Unfit>(i);
    }
    return Unfit::kCount;
  };
  EXPECT_EQ(why(good), Unfit::kDuplicate);
  EXPECT_EQ(why("Kế hoạch\x01 này"), Unfit::kNotText);
  EXPECT_EQ(why("Q U Y Ế T Đ Ị N H của"), Unfit::kLetterSpaced);
  EXPECT_EQ(why("Uy ban nhan dan tinh ban hanh ke hoach cai cach hanh chinh"), Unfit::kUnmarked);
  EXPECT_EQ(why("The committees shall approve every single proposal within weeks"),
            Unfit::kForeign);
  EXPECT_EQ(why("Điều 5"), Unfit::kCount);
}

TEST(Corpus, HasADomainForEachFileButThoseForMeasuring) {
  const testing::TempFolder folder;
  for (const char* name : {"b.txt", "a.txt.xz", "dev.b.txt", "test.txt", "test.a.txt", "c.tsv"}) {
    std::ofstream(folder.path() / name) << "một\nhai";
  }
  const auto files = train::corpus_files(folder.path().string());
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].domain, "a");
  EXPECT_EQ(files[1].domain, "b");
  std::vector<std::string> lines;
  train::lines_of(files[1].path, 0)([&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_EQ(lines, (std::vector<std::string>{"một", "hai"}));
  EXPECT_THROW(train::lines_of(files[0].path, 0)([](std::string_view) {}), Error);
}

}  // namespace
}  // namespace codau::lm
