#include "lines/punctuation_repair.h"

#include <gtest/gtest.h>

#include <string>

#include "../support/drawing.h"

namespace codau::ocr {
namespace {

constexpr std::int32_t kBaseline = 60, kHigh = 30;

/// A line of letters drawn as bars 20 pixels high on one baseline, words 30 high with their marks.
class Print {
 public:
  Print() : page_(900, 120) { lines_.emplace_back(); }

  /// A word of four letters and room for a mark behind it.
  Print& word(const std::string& text) {
    for (int i = 0; i < 4; ++i, at_ += 14) page_.bar({at_, kBaseline - 20, at_ + 10, kBaseline});
    lines_[0].words.push_back({text, {at_ - 56, kBaseline - kHigh, at_ + 6, kBaseline + 6}, 0.9});
    at_ += 26;
    return *this;
  }
  /// Behind the last word; tops and bottoms above and below the baseline.
  Print& mark(std::int32_t wide, std::int32_t above, std::int32_t below) {
    page_.bar({at_ - 26, kBaseline - above, at_ - 26 + wide, kBaseline + below});
    return *this;
  }
  /// A sign of two strokes that meet at its left, over a bar of `bar` pixels or without one.
  Print& sign(const std::string& text, std::int32_t bar) {
    for (std::int32_t y = 0; y < 16; ++y) {
      const std::int32_t x = at_ + 2 * (y < 8 ? 8 - y : y - 8);
      page_.bar({x, kBaseline - 22 + y, x + 4, kBaseline - 21 + y});
    }
    if (bar > 0) page_.bar({at_, kBaseline - 3, at_ + bar, kBaseline});
    lines_[0].words.push_back({text, {at_, kBaseline - 22, at_ + 20, kBaseline}, 0.9});
    at_ += 46;
    return *this;
  }
  [[nodiscard]] std::string read() {
    const image::PixPtr ink(pixConvertTo1(page_.pix(), 128));
    correct_punctuation(ink.get(), lines_);
    return join_text(lines_[0]);
  }

 private:
  testing::Page page_;
  ReadLines lines_;
  std::int32_t at_ = 40;
};

TEST(PunctuationRepair, AStopThatReachesBelowTheLineIsAComma) {
  EXPECT_EQ(Print().word("xong.").mark(5, 4, 6).word("Theo").read(), "xong, Theo");
  EXPECT_EQ(Print().word("xong.").mark(6, 6, 0).word("Theo").read(), "xong. Theo");
}

TEST(PunctuationRepair, ASquareCommaBeforeACapitalIsAStop) {
  EXPECT_EQ(Print().word("xong,").mark(6, 6, 0).word("Theo").read(), "xong. Theo");
  EXPECT_EQ(Print().word("xong,").mark(6, 6, 0).word("theo").read(), "xong, theo");
}

/// Print whose commas have tails, and one behind that has none.
Print with_tails(int tails) {
  Print print;
  for (int i = 0; i < tails; ++i) print.word("ra,").mark(5, 4, 6);
  print.word("xong,").mark(4, 4, 0);
  return print;
}

TEST(PunctuationRepair, ACommaWithoutATailInFrontOfAnItemIsAStopWhereOthersHaveTails) {
  EXPECT_TRUE(with_tails(5).word("b)").read().ends_with("ra, xong. b)"));
  EXPECT_TRUE(with_tails(5).word("-").read().ends_with("ra, xong. -"));
  EXPECT_TRUE(with_tails(5).word("Theo").read().ends_with("ra, xong. Theo"));
  EXPECT_TRUE(with_tails(5).word("theo").read().ends_with("ra, xong, theo"));
  EXPECT_TRUE(with_tails(4).word("b)").read().ends_with("ra, xong, b)"));
}

TEST(PunctuationRepair, AStopTooSmallToTellIsACommaInsideASentence) {
  EXPECT_EQ(Print().word("xong.").mark(4, 4, 0).word("theo").read(), "xong, theo");
  EXPECT_EQ(Print().word("xong.").mark(8, 8, 0).word("theo").read(), "xong. theo");
  EXPECT_EQ(Print().word("TT.").mark(4, 4, 0).word("theo").read(), "TT. theo");
}

TEST(PunctuationRepair, TheLowerPartTellsAColonFromASemicolon) {
  EXPECT_EQ(Print().word("sau:").mark(5, 4, 6).mark(5, 20, -15).word("Theo").read(), "sau; Theo");
  EXPECT_EQ(Print().word("sau:").mark(5, 5, 0).mark(5, 20, -15).word("Theo").read(), "sau: Theo");
}

TEST(PunctuationRepair, WithoutInkThereIsNone) {
  EXPECT_EQ(Print().word("xong.").word("theo").read(), "xong theo");
  EXPECT_EQ(Print().word("xong").mark(5, 4, 6).word("theo").read(), "xong theo");
  EXPECT_EQ(Print().word("TT.").word("theo").read(), "TT. theo");
  EXPECT_EQ(Print().word("\"Theo").word("xong'").word("xong-").read(), "Theo xong xong");
  EXPECT_EQ(Print().word("xong'").mark(3, 26, -18).word("theo").read(), "xong' theo");
  EXPECT_EQ(Print().word("xong-").mark(8, 12, -9).word("theo").read(), "xong- theo");
}

TEST(PunctuationRepair, ASignOverABarIsAtMostOrAtLeast) {
  EXPECT_EQ(Print().word("qua").sign("<", 20).word("ngay").read(), "qua ≤ ngay");
  EXPECT_EQ(Print().word("qua").sign("<3", 20).word("ngay").read(), "qua ≤3 ngay");
  EXPECT_EQ(Print().word("qua").sign("<", 0).word("ngay").read(), "qua < ngay");
  EXPECT_EQ(Print().word("qua").sign("<", 40).word("ngay").read(), "qua < ngay");  // underlined
}

TEST(PunctuationRepair, NoneStandsBeforeASmallLetter) {
  EXPECT_EQ(Print().word("ra").word(",theo").word("...xong").read(), "ra theo ...xong");
  EXPECT_EQ(Print().word(",Theo").word(",An").read(), "Theo ,An");  // at the beginning of a line
}

}  // namespace
}  // namespace codau::ocr
