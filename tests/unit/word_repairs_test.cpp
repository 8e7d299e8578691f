#include "ocr/word_repairs.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

TEST(WordRepairs, AHornIsReadOnce) {
  EXPECT_EQ(without_second_horn("xử'"), "xử");
  EXPECT_EQ(without_second_horn("chứ:c,"), "chức,");
  EXPECT_EQ(without_second_horn("gồm:"), "gồm:");
  EXPECT_EQ(without_second_horn("cơ:"), "cơ:");
  EXPECT_EQ(without_second_horn("'cơ'"), "'cơ'");
  EXPECT_EQ(without_second_horn("M'Nông"), "M'Nông");
}

TEST(WordRepairs, PutsTheHalvesOfADoubleQuoteTogether) {
  EXPECT_EQ(with_whole_quotes("'\"Tháng"), "\"Tháng");
  EXPECT_EQ(with_whole_quotes("phẩm''"), "phẩm\"");
  EXPECT_EQ(with_whole_quotes("phẩm\"'"), "phẩm\"");
  EXPECT_EQ(with_whole_quotes("M'Nông"), "M'Nông");
  EXPECT_EQ(with_whole_quotes("\"xanh\","), "\"xanh\",");
}

}  // namespace
}  // namespace codau::ocr
