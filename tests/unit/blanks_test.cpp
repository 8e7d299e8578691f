// What converters do to text: blanks in words, lost blanks (restore/repair/uncertain_blanks.h),
// letters lost (fill_letters.h), marks as signs (sign_marks.h).
#include <gtest/gtest.h>

#include "../support/temp_folder.h"
#include "../support/toy_knowledge.h"
#include "core/changes.h"
#include "restore/repair/fill_letters.h"
#include "restore/repair/sign_marks.h"
#include "restore/repair/uncertain_blanks.h"
#include "restore/repair/word_lattice.h"

namespace codau::restore {
namespace {

class Blanks : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<testing::TempFolder>();
    testing::write_toy_models(folder_->path());
    toy_ = std::make_unique<testing::ToyKnowledge>(folder_->path().string());
  }
  static void TearDownTestSuite() {
    toy_.reset();
    folder_.reset();
  }

  static text::RewrittenText correct(std::string_view text, double min_confidence = 0) {
    return correct_blanks(toy_->all(), text, tokenise(text), min_confidence);
  }
  static FilledText fill(std::string_view text, double min_confidence = 0) {
    return fill_letters(toy_->all(), titles(), text, tokenise(text), min_confidence);
  }
  static std::string filled(std::string_view text) { return fill(text).text.first; }
  static std::string composed(std::string_view text, bool is_viqr = false) {
    return compose_sign_marks(toy_->all(), text, is_viqr).first;
  }
  static const DivisionTitles& titles() {
    static const DivisionTitles kTitles{"Điều "};
    return kTitles;
  }
  static std::string corrected(std::string_view text) { return correct(text).first; }

  static std::unique_ptr<testing::TempFolder> folder_;
  static std::unique_ptr<testing::ToyKnowledge> toy_;
};
std::unique_ptr<testing::TempFolder> Blanks::folder_;
std::unique_ptr<testing::ToyKnowledge> Blanks::toy_;

constexpr std::string_view kRight = "Ủy ban nhân dân tỉnh ban hành kế hoạch";

TEST_F(Blanks, TornWordsAreJoined) {
  EXPECT_EQ(corrected("Ủ y ban nh ân dân t ỉ nh ban h ành k ế ho ạ ch"), kRight);
  EXPECT_EQ(corrected("Ủ Y BAN NHÂN D Â N T Ỉ NH"), "ỦY BAN NHÂN DÂN TỈNH");
  EXPECT_EQ(corrected("Ủ y b a n n h â n d â n t ỉ n h b a n h à n h k ế h o ạ c h"), kRight);
}

TEST_F(Blanks, WordsThatRanTogetherAreSplit) {
  EXPECT_EQ(corrected("Ủy bannhân dântỉnh ban hành kếhoạch"), kRight);
  EXPECT_EQ(corrected("Ủybannhândântỉnhbanhànhkếhoạch"), kRight);
}

TEST_F(Blanks, ABlankMovesIntoPlace) {
  EXPECT_EQ(corrected("Ủy ba nnhân dâ ntỉnh ban hàn hkế hoạch"), kRight);
}

TEST_F(Blanks, RightTextStays) {
  for (const std::string_view text :
       {kRight, std::string_view("Khu A tỉnh"), std::string_view("điểm a khoản"),
        std::string_view("Y Ê-ban và H' Mông"), std::string_view("to a plan in a town"),
        std::string_view("Số: 12/KH-UBND"), std::string_view("Facebook, Vinamilk")}) {
    EXPECT_EQ(corrected(text), text);
  }
}

TEST_F(Blanks, LinesAndSignsStayBetweenWords) {
  EXPECT_EQ(corrected("k ế ho\nạch k ế ho ạch"), "kế ho\nạch kế hoạch");
  EXPECT_EQ(corrected("Ủ y ban, nh ân dân t ỉ nh"), "Ủy ban, nhân dân tỉnh");
}

TEST_F(Blanks, ChangesAreLoggedAndUndone) {
  constexpr std::string_view kTorn = "Ủ y ban nh ân dân t ỉ nh ban h ành k ế ho ạ ch";
  const text::RewrittenText out = correct(kTorn);
  ASSERT_FALSE(out.second.empty());
  EXPECT_EQ(undo(out.second, out.first), kTorn);
  for (const Change& change : out.second) {
    EXPECT_EQ(change.rule, "blank");
    EXPECT_GT(change.confidence, 0.6);
    EXPECT_LE(change.confidence, 1);
  }
  EXPECT_EQ(correct(kTorn, 1.1).first, kTorn);
}

TEST_F(Blanks, SourceCodeAndCommandsStay) {
  for (const std::string_view text : {"--backup[=BANHÀNH] tỉnh", "các_sởkế hoạch của xã"})
    EXPECT_EQ(corrected(text), text);
}

TEST_F(Blanks, SignsForLettersAreFilled) {
  EXPECT_EQ(filled("?y ban nhân dân t?nh ban hành k? ho?ch"), kRight);
  EXPECT_EQ(filled("\uFFFDy ban nh\uFFFDn d\uFFFDn t\uFFFDnh ban h\uFFFDnh k\uFFFD ho\uFFFDch"),
            kRight);
  // Two and three bytes of UTF-8 each.
  EXPECT_EQ(filled("\uFFFD\uFFFD\uFFFDy ban nh\uFFFD\uFFFDn d\uFFFD\uFFFDn "
                   "t\uFFFD\uFFFD\uFFFDnh ban h\uFFFD\uFFFDnh k\uFFFD\uFFFD\uFFFD "
                   "ho\uFFFD\uFFFD\uFFFDch"),
            kRight);
  EXPECT_EQ(filled("K? HO?CH C?A T?NH"), "KẾ HOẠCH CỦA TỈNH");
}

TEST_F(Blanks, NotationsGetTheirLettersOnly) {
  EXPECT_EQ(filled("K? ho?ch số 12/Q?-UBND c?a t?nh, 13/X?-CP"),
            "Kế hoạch số 12/QĐ-UBND của tỉnh, 13/X?-CP");
}

TEST_F(Blanks, DroppedLettersAreFilled) {
  EXPECT_EQ(filled("y ban nhn dn tnh ban hnh k hoch ca cc s, y ban nhn dn tnh ban hnh k hoch"),
            "Ủy ban nhân dân tỉnh ban hành kế hoạch của các sở, ủy ban nhân dân tỉnh ban hành kế "
            "hoạch");
}

TEST_F(Blanks, QuestionMarksStay) {
  for (const std::string_view text :
       {"Kế hoạch của tỉnh? Các xã thực hiện?", "cán bộ?các xã", "https://a.vn/?ho=ke&t?nh"})
    EXPECT_EQ(filled(text), text);
}

TEST_F(Blanks, GapsThatNothingFillsAreReported) {
  const FilledText out = fill("K? ho?ch c?a t?nh, xqz?wr");
  EXPECT_EQ(out.text.first, "Kế hoạch của tỉnh, xqz?wr");
  ASSERT_EQ(out.gaps.size(), 1U);
  EXPECT_EQ(slice(out.text.first, out.gaps[0]), "xqz?wr");
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(undo(out.text.second, out.text.first), "K? ho?ch c?a t?nh, xqz?wr");
  EXPECT_EQ(fill("K? ho?ch c?a t?nh", 1.1).text.first, "K? ho?ch c?a t?nh");
}

TEST_F(Blanks, MarksThatAreSignsAreComposed) {
  EXPECT_EQ(composed("U?y ban nha^n da^n ti?nh ban ha`nh ke^' hoa.ch"), kRight);
  EXPECT_EQ(composed("U \u0309y ban nhân dân ti \u0309nh ban ha \u0300nh kê \u0301 hoa \u0323ch"),
            kRight);
  EXPECT_EQ(composed("ho^` so+", true), "hồ sơ");
  // letters in Unicode's decomposed form have no signs, so "." is a full stop
  const std::string decomposed = "u\u0309y ban nha\u0302n da\u0302n ti\u0309nh. ban hanh ke hoach.";
  EXPECT_EQ(composed(decomposed), decomposed);
  for (const std::string_view text :
       {"Kế hoạch của tỉnh? Các xã.", "TP.HCM, v.v.", "git log HEAD~3 a^b", "don't can't won't"})
    EXPECT_EQ(composed(text), text);
}

TEST_F(Blanks, TheLatticeCoversAllUnits) {
  const lm::NgramModel& model = toy_->all().model;
  const std::vector<WordArc> words{{0, 1, lm::kUnknown, 5},
                                   {0, 2, lm::kNumber, 1},
                                   {1, 2, lm::kUnknown, 5},
                                   {2, 3, lm::kBreak, 0}};
  const DecodedPath out = decode_word_lattice(model, words, 3);
  ASSERT_EQ(out.words.size(), 2U);
  EXPECT_EQ(out.words[0].end, 2U);
  EXPECT_EQ(out.words[1].begin, 2U);
  EXPECT_GT(out.words[0].confidence, 0.9);
  EXPECT_LT(out.words[0].confidence, 1);
  EXPECT_DOUBLE_EQ(out.words[1].confidence, 1);
  EXPECT_TRUE(decode_word_lattice(model, {}, 0).words.empty());
}

}  // namespace
}  // namespace codau::restore
