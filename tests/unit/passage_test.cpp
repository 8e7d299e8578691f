#include "document/words/passage.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace codau::document {
namespace {

Passage whole(std::string_view text) {
  return read_passage(text, {0, static_cast<std::uint32_t>(text.size())});
}

TEST(Passage, TakesTransportMarksOut) {  // 1.1
  EXPECT_EQ(whole("## **II. NỘI DUNG**  ").text, "II. NỘI DUNG");
  EXPECT_EQ(whole("trước ngày **05/12/2022**.").text, "trước ngày 05/12/2022.");
  EXPECT_EQ(whole("<p>một</p> <p>hai</p>").text, "một hai");
  EXPECT_EQ(whole("*( Có phụ lục)*").text, "( Có phụ lục)");
}

TEST(Passage, KeepsWhatOnlyLooksLikeAMark) {
  EXPECT_EQ(whole("* gạch đầu dòng").text, "* gạch đầu dòng");
  EXPECT_EQ(whole("ghi chú (*) cuối trang").text, "ghi chú (*) cuối trang");
  EXPECT_EQ(whole("số #5").text, "số #5");
}

TEST(Passage, KnowsWhereEveryByteStood) {
  const std::string document = "x\n**Kế   hoạch**\nnăm 2024\n";
  const std::array<ByteRange, 2> lines = {ByteRange{2, 20}, ByteRange{21, 30}};
  const Passage passage = read_passage(document, lines);
  EXPECT_EQ(passage.text, "Kế hoạch năm 2024");
  EXPECT_EQ(passage.key, "ke hoach nam 2024");
  const auto at = static_cast<std::uint32_t>(passage.key.find("hoach"));
  const ByteRange of_text = passage.in_text({at, at + 5});
  EXPECT_EQ(slice(passage.text, of_text), "hoạch");
  EXPECT_EQ(slice(document, passage.in_document(of_text)), "hoạch");
  const auto year = static_cast<std::uint32_t>(passage.text.find("2024"));
  EXPECT_EQ(slice(document, passage.in_document({year, year + 4})), "2024");
}

TEST(Passage, JoinsANameBrokenAtItsHyphen) {  // 1.3
  const auto two = [](const std::string& above, const std::string& below) {
    const std::string document = above + "\n" + below;
    const auto middle = static_cast<std::uint32_t>(above.size());
    const std::array<ByteRange, 2> lines = {
        ByteRange{0, middle}, ByteRange{middle + 1, static_cast<std::uint32_t>(document.size())}};
    return read_passage(document, lines).text;
  };
  EXPECT_EQ(two("Văn phòng HĐND-", "UBND"), "Văn phòng HĐND-UBND");
  EXPECT_EQ(two("tin trên Cổng/", "Trang thông tin"), "tin trên Cổng/Trang thông tin");
  EXPECT_EQ(two("Tài chính -", "Kế hoạch"), "Tài chính - Kế hoạch");
  EXPECT_EQ(two("2009-", "2010"), "2009- 2010");
  EXPECT_EQ(two("chính trị-", "xã hội"), "chính trị- xã hội");
}

TEST(Passage, FoldsDashesQuotesAndMarksButKeepsDots) {
  EXPECT_EQ(fold("Văn phòng – “Đảng ủy”."), "van phong - \"dang uy\".");
}

TEST(Passage, ResemblesForgivesOneEditInFourLetters) {  // 3.1
  EXPECT_TRUE(is_similar_word("ke hoacb", "ke hoach"));
  EXPECT_TRUE(is_similar_word("kehoach", "ke hoach"));
  EXPECT_FALSE(is_similar_word("ke toan", "ke hoach"));
}

TEST(Passage, CapitalsAreCountedAmongLetters) {
  EXPECT_DOUBLE_EQ(compute_capital_share("ĐẢNG 12"), 1.0);
  EXPECT_DOUBLE_EQ(compute_capital_share("12/01"), 0.0);
  EXPECT_TRUE(begins_with_capital("“Đẩy mạnh"));
  EXPECT_FALSE(begins_with_capital("5 Đẩy mạnh"));
}

}  // namespace
}  // namespace codau::document
