#include "lines/word_repairs.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

TEST(WordRepairs, AHornIsReadOnce) {
  EXPECT_EQ(remove_second_horn("xử'"), "xử");
  EXPECT_EQ(remove_second_horn("chứ:c,"), "chức,");
  EXPECT_EQ(remove_second_horn("gồm:"), "gồm:");
  EXPECT_EQ(remove_second_horn("cơ:"), "cơ:");
  EXPECT_EQ(remove_second_horn("'cơ'"), "'cơ'");
  EXPECT_EQ(remove_second_horn("M'Nông"), "M'Nông");
}

TEST(WordRepairs, PutsTheHalvesOfADoubleQuoteTogether) {
  EXPECT_EQ(join_split_quotes("'\"Tháng"), "\"Tháng");
  EXPECT_EQ(join_split_quotes("phẩm''"), "phẩm\"");
  EXPECT_EQ(join_split_quotes("phẩm\"'"), "phẩm\"");
  EXPECT_EQ(join_split_quotes("M'Nông"), "M'Nông");
  EXPECT_EQ(join_split_quotes("\"xanh\","), "\"xanh\",");
}

TEST(WordRepairs, SlashesAndDAreThoseThatOfficesPrint) {
  EXPECT_EQ(correct_confused_letters("12⁄2024⁄QĐ-UBND"), "12/2024/QĐ-UBND");
  EXPECT_EQ(correct_confused_letters("ÐĐối"), "Đối");
  EXPECT_EQ(correct_confused_letters("ĐÐối"), "Đối");
  EXPECT_EQ(correct_confused_letters("Ðối"), "Ðối");  // alone it may be one
  EXPECT_EQ(correct_confused_letters(""), "");
}

TEST(WordRepairs, AnEmDashIsAnEnDash) {
  EXPECT_EQ(correct_dashes("—"), "–");
  EXPECT_EQ(correct_dashes("2021—2025"), "2021–2025");
  EXPECT_EQ(correct_dashes("—-"), "–");
  EXPECT_EQ(correct_dashes("—-—"), "––");
  EXPECT_EQ(correct_dashes("a-–b"), "a-–b");
}

TEST(WordRepairs, InANumberTheLetterBeforeADigitIsAOne) {
  EXPECT_EQ(correct_ones("l5"), "15");
  EXPECT_EQ(correct_ones("I0/2018"), "10/2018");
  EXPECT_EQ(correct_ones("3l5,I2"), "315,12");
  EXPECT_EQ(correct_ones("5l"), "5l");      // no digit behind it
  EXPECT_EQ(correct_ones("ll5"), "ll5");    // of two that follow each other neither is sure
  EXPECT_EQ(correct_ones("I0a"), "I0a");    // no number
  EXPECT_EQ(correct_ones("II.3"), "II.3");  // a Roman numeral
  EXPECT_EQ(correct_ones(""), "");
}

ReadLine line_of(const std::vector<std::string>& words) {
  ReadLine line;
  for (const std::string& word : words) line.words.push_back({word, {0, 0, 60, 20}, 0.9});
  return line;
}

TEST(WordRepairs, AQuoteBehindAHornStaysWhereTheLineHasOneBefore) {
  ReadLine line = line_of({"xử'", "lý", "—-", "l5"});
  repair_words(line);
  EXPECT_EQ(join_text(line), "xử lý – 15");
  line = line_of({"gọi", "là", "'hồ", "sơ'"});
  repair_words(line);
  EXPECT_EQ(join_text(line), "gọi là 'hồ sơ'");
}

TEST(WordRepairs, ASignBeforeANumberIsAWordOfItsOwn) {
  ReadLine line = line_of({"đạt", "≥95%", "≤"});
  line.words[1].alternatives = {{">95%", 0.2}};
  line.words[2].alternatives = {{"<", 0.3}};
  split_comparison_signs(line);
  ASSERT_EQ(join_text(line), "đạt ≥ 95% ≤");
  const ReadWord &sign = line.words[1], &number = line.words[2];
  EXPECT_EQ(sign.box, (Box{0, 0, 20, 20}));  // as wide as high
  EXPECT_EQ(number.box, (Box{20, 0, 60, 20}));
  EXPECT_EQ(number.confidence, 0.9);
  // What was read in place of "≥95%" is no alternative to a part of it.
  EXPECT_TRUE(sign.alternatives.empty());
  EXPECT_TRUE(number.alternatives.empty());
  EXPECT_EQ(line.words[3].alternatives.size(), 1U);
}

}  // namespace
}  // namespace codau::ocr
