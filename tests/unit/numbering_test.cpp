#include "document/words/numbering.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace codau::document {
namespace {

Passage line(std::string_view text) {
  return read_passage(text, {0, static_cast<std::uint32_t>(text.size())});
}

/// The items of a text as the stack reads them: "I", "1", "a!" (repaired), "-", "·" (no item),
/// "4?" (gap or repeat).
std::string walk(const std::vector<std::string>& lines) {
  NumberStack stack;
  std::string out;
  for (const std::string& text : lines) {
    const auto placed = stack.place(read_item_numbers(line(text)));
    if (!out.empty()) out += " ";
    if (!placed) {
      out += "·";
      continue;
    }
    out += placed->number.norm.empty() ? "-" : placed->number.norm;
    for (const std::string& reason : placed->reasons) out += reason == "NUM_REPAIRED" ? "!" : "?";
    stack.open(*placed, 0);
  }
  return out;
}

TEST(Numbering, ReadsTheOrdinaryTree) {  // 2
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "1. Mục đích", "a) Một", "b) Hai", "2. Yêu cầu", "- gạch",
                  "+ cộng", "II. NỘI DUNG", "1. Lại từ đầu"}),
            "I 1 a b 2 - - II 1");
}

TEST(Numbering, PointLettersFollowTheVietnameseAlphabet) {  // 2.1
  EXPECT_EQ(walk({"1. Mục", "a) A", "b) B", "c) C", "d) D", "đ) Đ", "e) E", "g) G"}),
            "1 a b c d đ e g");
}

TEST(Numbering, ADashOrStrokeMayCloseANumber) {
  EXPECT_EQ(walk({"I- MỤC ĐÍCH", "1- Mục đích", "1.1- Rà soát", "1.2 - Chuyển đổi", "a/ Một",
                  "b/ Hai", "2/ Yêu cầu", "II- NỘI DUNG"}),
            "I 1 1.1 1.2 a b 2 II");
}

TEST(Numbering, RepairsDamageByWhatIsExpected) {  // 2.3
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "11. NỘI DUNG", "I11. TỔ CHỨC"}), "I II! III!");
  EXPECT_EQ(walk({"1. Mục", "a) A", "b) B", ") C", "d) D", "d) Đ"}), "1 a b c! d đ!");
  EXPECT_EQ(walk({"1. Mục", "a) A", "~ b) B", "¢) C"}), "1 a b! c!");
  EXPECT_EQ(walk({"1. Mục", "- một", "o Hai"}), "1 - -!");
}

TEST(Numbering, AStopReadAsACommaStillClosesTheNumberOfATitle) {
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "II. NỘI DUNG", "III, PHÂN CÔNG THỰC HIỆN", "1. Một"}),
            "I II III! 1");
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "II, III và IV"}), "I ·");
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "_II..NỘI DUNG", "III.. TỔ CHỨC"}), "I II! III");
  EXPECT_EQ(walk({"I- MỤC ĐÍCH", "1- Một", "| 2- Hai"}), "I 1 2!");
}

TEST(Numbering, SpecksThatLookLikeADashCountWhereTheNumberIsTheNext) {
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "1. Một", "- gạch", "- II. NỘI DUNG", ": 1. Một", "- 2. Hai"}),
            "I 1 - II! 1! 2!");
  EXPECT_EQ(walk({"1. Một", "- gạch", "- 5. Năm"}), "1 - -");
  EXPECT_EQ(walk({"1. Một", "a) một", "—_-b) hai", "-c) ba", "- đ) gạch"}), "1 a b! c! -");
  EXPECT_EQ(walk({"II. NỘI DUNG", "I, Một", "2. Hai"}), "II? 1! 2");
}

TEST(Numbering, ReadsRomanNumeralsWhoseStrokesTouch) {
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "H. NỘI DUNG", "HI. TỔ CHỨC"}), "I II! III!");
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "IL NỘI DUNG"}), "I II!");
  EXPECT_EQ(walk({"4. Bốn", "5. Năm", "6. Sáu", "7. Bảy", "§. Tám"}), "4? 5 6 7 8!");
}

TEST(Numbering, LettersThatRunIntoEachOtherAreANumberWhereItIsTheNext) {
  EXPECT_EQ(walk({"I. Mục đích", "H. Nội dung", "HI. Tổ chức"}), "I · ·");
  EXPECT_EQ(walk({"I. Mục đích", "II. Nội dung", "HI. Tổ chức"}), "I II III!");
  EXPECT_EQ(walk({"Chương I", "Chương H", "Chương HI."}), "I II! III!");
}

TEST(Numbering, CapitalsThatGoOnNoCountAreNoNumbers) {
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "II. NỘI DUNG", "H. NỘI DUNG", "L. TÊN RIÊNG"}), "I II · ·");
}

TEST(Numbering, ElevenStaysArabicWhereItFollowsTen) {  // 2.4
  std::vector<std::string> lines = {"I. NHIỆM VỤ"};
  for (int i = 1; i <= 11; ++i) lines.push_back(std::to_string(i) + ". Việc thứ tiếp theo");
  EXPECT_EQ(walk(lines), "I 1 2 3 4 5 6 7 8 9 10 11");
}

TEST(Numbering, NumbersInsideTextAreNoItems) {  // 2.5
  EXPECT_EQ(walk({"1. Mục", "31/10/2023) theo quy định", "2024 là năm", "15 ngày làm việc"}),
            "1 · · ·");
}

TEST(Numbering, PrintThatIsMerelyWrongIsKeptAndNoted) {  // 2.3
  EXPECT_EQ(walk({"1. Một", "2. Hai", "4. Bốn", "4. Bốn nữa"}), "1 2 4? 4?");
}

TEST(Numbering, ATitleMayBeginWithACount) {
  EXPECT_EQ(walk({"I. MỤC ĐÍCH", "II. 05 GIẢI PHÁP CHÍNH", "III. 10 CHỨC THỰC HIỆN"}), "I II III");
}

TEST(Numbering, ADotMayBeLostWhereTheNumberIsExpected) {  // 2.3
  EXPECT_EQ(walk({"I. TỔ CHỨC", "1 Văn phòng", "2 Tư pháp", "9 Không phải mục"}), "I 1 2 ·");
}

TEST(Numbering, LinesOfLevelZeroThatAreWorn) {
  EXPECT_EQ(walk({"PHẦN THỨ NHẤT", "I. MỘT", "PHẦN THỨ HAI", "PHÂN THỨBA -"}), "1 I 2 3!");
  EXPECT_EQ(walk({"Chương I", "Chươnng II", "ï Chương J1 -"}), "I II! III!");
}

TEST(Numbering, LevelZeroForms) {  // 2, 13.2
  EXPECT_EQ(walk({"Phần I", "I. MỘT", "Phần II", "Chương 1", "Mục 1"}), "I I II 1 1");
}

TEST(Numbering, DottedNumbersNestBelowTheirFirstPart) {
  EXPECT_EQ(walk({"1. Một", "1.1. Một một", "1.2. Một hai", "2. Hai", "2.1. Hai một", "2.1.1. Ba"}),
            "1 1.1 1.2 2 2.1 2.1.1");
}

TEST(Numbering, ADrawnLineIsNoBullet) {
  EXPECT_TRUE(read_item_numbers(line("-----*-----")).empty());
}

}  // namespace
}  // namespace codau::document
