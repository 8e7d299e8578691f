#include "lines/word_alternatives.h"

#include <gtest/gtest.h>

#include <cmath>

#include "text/page_json.h"

namespace codau::ocr {
namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const std::vector<OcrAlternative>& alternatives) {
  Texts out;
  for (const OcrAlternative& one : alternatives) out.push_back(one.text);
  return out;
}

TEST(WordAlternatives, ReadingsOfEquallyManyWordsSpeakOfEachWord) {
  const auto said = collect_alternatives({{{"UBND", "tinh"}, std::log(0.1)},
                                          {{"UBND", "tỉnh"}, std::log(0.5)},
                                          {{"LBND", "tỉnh"}, std::log(0.2)},
                                          {{"LBND", "tinh"}, std::log(0.1)},
                                          {{"UBNDtỉnh"}, std::log(0.1)}},
                                         1);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(texts_of(said[0]), Texts{"LBND"});
  EXPECT_NEAR(said[0][0].probability, 0.3, 1e-9);  // both readings that say so
  EXPECT_EQ(texts_of(said[1]), Texts{"tinh"});
  EXPECT_NEAR(said[1][0].probability, 0.2, 1e-9);
}

TEST(WordAlternatives, OneWordMayBeTwo) {
  const auto said =
      collect_alternatives({{{"làcủa"}, std::log(3.0)}, {{"là", "của"}, std::log(1.0)}}, 0);
  ASSERT_EQ(said.size(), 1U);
  ASSERT_EQ(texts_of(said[0]), Texts{"là của"});
  EXPECT_NEAR(said[0][0].probability, 0.25, 1e-9);  // scaled to sum to one
}

TEST(WordAlternatives, WhatIsHardlySeenIsNoAlternative) {
  const auto said = collect_alternatives({{{"kế"}, 0}, {{"kê"}, -5}, {{"kể"}, -6.5}, {{}, -1}}, 0);
  EXPECT_EQ(texts_of(said[0]), Texts{"kê"});
}

TEST(WordAlternatives, TheLikeliestFiveStay) {
  std::vector<SegmentHypothesis> readings = {{{"a"}, 0}};
  for (const char* text : {"b", "c", "d", "e", "f", "g"})
    readings.push_back({{text}, readings.back().log_probability - 0.1});
  EXPECT_EQ(texts_of(collect_alternatives(readings, 0)[0]), (Texts{"b", "c", "d", "e", "f"}));
}

OcrWord word(ByteRange text, std::vector<OcrAlternative> alternatives) {
  return {text, {}, 0.5, std::move(alternatives)};
}

TEST(WordAlternatives, WhatWasPutRightIsNoAlternativeAnyMore) {
  OcrPage page;
  page.text = "QĐ\n";
  page.words = {word({0, 3}, {{"QĐ", 0.4}, {"QD", 0.1}})};
  limit_alternatives(page);
  EXPECT_EQ(texts_of(page.words[0].alternatives), Texts{"QD"});
}

TEST(WordAlternatives, APageKeepsThoseOfItsMostDoubtfulWords) {
  OcrPage page;
  for (std::size_t i = 0; i < 12; ++i) {
    const auto at = static_cast<std::uint32_t>(page.text.size());
    page.text += "a ";
    page.words.push_back(
        word({at, at + 1}, {{std::string(490, 'b'), 0.01 * static_cast<double>(i % 6 + 1)}}));
  }
  limit_alternatives(page);  // eight of 500 bytes go into 4,096
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    EXPECT_EQ(page.words[i].alternatives.empty(), i % 6 < 2) << i;
    bytes += text::count_alternative_bytes(page.words[i]);
  }
  EXPECT_EQ(bytes, 4000U);
}

}  // namespace
}  // namespace codau::ocr
