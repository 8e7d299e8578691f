#include "ocr/word_prior.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

TEST(WordPrior, KnownWordsInAnyEvenCaseCostNothing) {
  const WordPrior prior({"kế", "hoạch", "UBND"});
  for (const char* text :
       {"kế hoạch", "KẾ HOẠCH", "Kế hoạch", "ubnd", "(UBND)", "12/3", "–", "“kế”", "≥ 5 °", ""})
    EXPECT_EQ(prior.log_of(text), 0) << text;
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
