#include "lines/word_prior.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

TEST(WordPrior, KnownWordsInAnyEvenCaseCostNothing) {
  const WordPrior prior({"kế", "hoạch", "UBND"});
  for (const char* text :
       {"kế hoạch", "KẾ HOẠCH", "Kế hoạch", "ubnd", "(kế)", "12/3", "–", "≥ 5 °", ""})
    EXPECT_EQ(prior.compute_log_factor(text), 0) << text;
}

TEST(WordPrior, OrdinalsCostLessThanOtherLettersAndForeignOnesMost) {
  const WordPrior prior({"II", "a"});
  for (const char* text : {"I", "II", "III", "IV,"})
    EXPECT_EQ(prior.compute_log_factor(text), prior.compute_log_factor("I")) << text;
  for (const char* text : {"a)", "đ)", "b)", "b."})
    EXPECT_EQ(prior.compute_log_factor(text), 0) << text;
  for (const char* text : {"liI", "b", "đ"})
    EXPECT_LT(prior.compute_log_factor(text), prior.compute_log_factor("I")) << text;
  EXPECT_LT(prior.compute_log_factor("Ï"), prior.compute_log_factor("b"));
}

TEST(WordPrior, WhoSignsForAnotherIsNoWordOfLetters) {
  const WordPrior prior({"kế"});
  for (const char* text : {"T/M", "K/T"}) {
    EXPECT_GT(prior.compute_log_factor(text), prior.compute_log_factor("XYZ")) << text;
    EXPECT_GT(prior.compute_log_factor(text), prior.compute_log_factor("T/MN")) << text;
  }
}

TEST(WordPrior, ASignCostsWhereItSeldomStands) {
  const WordPrior prior({"nâng", "cao", "chức", "danh", "lưu", "ngày", "thí", "nhiệm"});
  for (const char* text :
       {"1.", "1.2.", "- nâng", "(nâng", "nâng cao,", "12/3/2024", "12.500", "cao;", "ngày:"})
    EXPECT_EQ(prior.compute_log_factor(text), 0) << text;
  const auto is_likelier = [&prior](const char* one, const char* other) {
    return prior.compute_log_factor(one) > prior.compute_log_factor(other);
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
  EXPECT_LT(prior.compute_log_factor("triển"), 0);
  EXPECT_LT(prior.compute_log_factor("trxển"), prior.compute_log_factor("triển"));
  EXPECT_LT(prior.compute_log_factor("kẾ"),
            prior.compute_log_factor("triển"));  // no case that is written
  EXPECT_DOUBLE_EQ(prior.compute_log_factor("triển triển"), 2 * prior.compute_log_factor("triển"));
}

}  // namespace
}  // namespace codau::ocr
