#include "lines/word_prior.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

TEST(WordPrior, KnownWordsInAnyEvenCaseCostNothing) {
  const WordPrior prior({"kế", "hoạch", "UBND"});
  for (const char* text :
       {"kế hoạch", "KẾ HOẠCH", "Kế hoạch", "ubnd", "(kế)", "12/3", "–", "≥ 5 °", ""})
    EXPECT_EQ(prior.log_of(text), 0) << text;
}

TEST(WordPrior, OrdinalsCostLessThanOtherLettersAndForeignOnesMost) {
  const WordPrior prior({"II", "a"});
  for (const char* text : {"I", "II", "III", "IV,"})
    EXPECT_EQ(prior.log_of(text), prior.log_of("I")) << text;
  for (const char* text : {"a)", "đ)", "b)", "b."}) EXPECT_EQ(prior.log_of(text), 0) << text;
  for (const char* text : {"liI", "b", "đ"})
    EXPECT_LT(prior.log_of(text), prior.log_of("I")) << text;
  EXPECT_LT(prior.log_of("Ï"), prior.log_of("b"));
}

TEST(WordPrior, WhoSignsForAnotherIsNoWordOfLetters) {
  const WordPrior prior({"kế"});
  for (const char* text : {"T/M", "K/T"}) {
    EXPECT_GT(prior.log_of(text), prior.log_of("XYZ")) << text;
    EXPECT_GT(prior.log_of(text), prior.log_of("T/MN")) << text;
  }
}

TEST(WordPrior, ASignCostsWhereItSeldomStands) {
  const WordPrior prior({"nâng", "cao", "chức", "danh", "lưu", "ngày", "thí", "nhiệm"});
  for (const char* text :
       {"1.", "1.2.", "- nâng", "(nâng", "nâng cao,", "12/3/2024", "12.500", "cao;", "ngày:"})
    EXPECT_EQ(prior.log_of(text), 0) << text;
  const auto is_likelier = [&prior](const char* one, const char* other) {
    return prior.log_of(one) > prior.log_of(other);
  };
  EXPECT_TRUE(is_likelier("nâng cao", "nâng.cao"));
  EXPECT_TRUE(is_likelier("CHỨC DANH", "CHỨC.DANH"));
  EXPECT_TRUE(is_likelier("thí nhiệm", "thí'nhiệm"));
  EXPECT_TRUE(is_likelier("Lưu", "~Lưu"));
  EXPECT_TRUE(is_likelier("12", "]2"));
  EXPECT_TRUE(is_likelier("I,", "[,"));
  EXPECT_TRUE(is_likelier("nâng.cao", "nâng'cao"));  // a misprint is likelier than what is none
}

TEST(WordPrior, ASyllableCostsLessThanWhatIsNone) {
  const WordPrior prior({"kế"});
  EXPECT_LT(prior.log_of("triển"), 0);
  EXPECT_LT(prior.log_of("trxển"), prior.log_of("triển"));
  EXPECT_LT(prior.log_of("kẾ"), prior.log_of("triển"));  // no case that is written
  EXPECT_DOUBLE_EQ(prior.log_of("triển triển"), 2 * prior.log_of("triển"));
}

}  // namespace
}  // namespace codau::ocr
