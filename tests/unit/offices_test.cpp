#include <gtest/gtest.h>

#include <string>

#include "../support/lexicon.h"
#include "document/agencies/gazetteer.h"
#include "document/layout/signature_office.h"

namespace codau::document {
namespace {

Passage passage(const std::string& line) {
  return read_passage(line, ByteRange{0, static_cast<std::uint32_t>(line.size())});
}

std::string value(const std::string& line) {
  const auto office = read_office(own_lexicon(), passage(line));
  return office ? office->value : "-";
}

TEST(Offices, MarksAreThoseOfTheVocabulary) {
  EXPECT_EQ(value("GIÁM ĐÓC"), "GIÁM ĐỐC");
  EXPECT_EQ(value("CHỦ TICH"), "CHỦ TỊCH");
  EXPECT_EQ(value("PHÓ TRƯỞNG PHONG"), "PHÓ TRƯỞNG PHÒNG");
  EXPECT_EQ(value("TM. UỶ BAN NHÂN DÂN"), "TM. UỶ BAN NHÂN DÂN");
  EXPECT_EQ(value("TM. ỦY.BAN NHÂN DÂN"), "TM. ỦY BAN NHÂN DÂN");
}

TEST(Offices, OneEditInFourLettersIsAllowed) {  // 3.1
  EXPECT_EQ(value("HÓ CHỦ TỊCH"), "PHÓ CHỦ TỊCH");
  EXPECT_EQ(value("GTÁM ĐỐC"), "GIÁM ĐỐC");
  EXPECT_EQ(value("GTÁN ĐỎI"), "-");
}

TEST(Offices, AnotherOfficeIsNoDamage) {
  EXPECT_EQ(value("TRƯỞNG HẢI QUAN"), "-");  // no "TRƯỞNG BAN"
  EXPECT_EQ(value("PHÓ TRƯỞNG THUẾ"), "-");  // no "BỘ TRƯỞNG", no "PHÓ VỤ TRƯỞNG"
  EXPECT_EQ(value("PHÓ BÍ THƯ THƯỜNG TRỰC"), "PHÓ BÍ THƯ THƯỜNG TRỰC");  // no "THỨ TRƯỞNG TRỰC"
  EXPECT_EQ(value("TRUỞNG PHÓNG"), "TRƯỞNG PHÒNG");
  EXPECT_EQ(value("HIỆU TRUONQ"), "HIỆU TRƯỞNG");
  EXPECT_EQ(value("Hiệu TRƯỞNG"), "HIỆU TRƯỞNG");  // of a page where some letters were read small
}

TEST(Offices, WhomThePaperGoesToIsNoOffice) {
  EXPECT_EQ(value("- TT Đảng ủy-HĐND-UBND-UBMTTQ;"), "-");
  EXPECT_EQ(value("- PHÓ CHỦ TỊCH"), "PHÓ CHỦ TỊCH");  // behind a stroke of the seal
}

TEST(Offices, StrokesOfASealAroundTheWordsGo) {
  EXPECT_EQ(value("“N0 SE PHÓ GIÁM ĐỚC"), "PHÓ GIÁM ĐỐC");
  EXPECT_EQ(value("“GIÁM ĐÓC,"), "GIÁM ĐỐC");
  const Passage line = passage("*/ CHỦ TỊCH |");
  EXPECT_EQ(slice(line.text, read_office(own_lexicon(), line)->bytes), "CHỦ TỊCH");
}

TEST(Offices, APrefixIsKnownByItsStop) {  // 3.9
  EXPECT_EQ(value("KT. CHỦ TỊCH"), "KT. CHỦ TỊCH");
  EXPECT_EQ(value("TM .HỘI ĐỒNG NHÂN DÂN"), "TM. HỘI ĐỒNG NHÂN DÂN");
  EXPECT_EQ(value("VT, GIÁM ĐÓC"), "KT. GIÁM ĐỐC");
  EXPECT_EQ(value("-#T, GIÁM ĐÓC"), "KT. GIÁM ĐỐC");
  EXPECT_EQ(value("T. GIÁM ĐỐC"), "GIÁM ĐỐC");  // KT, TL or TM: not known which
}

TEST(Offices, WordsBehindStayAsPrinted) {
  EXPECT_EQ(value("KT. CHỦ TỊCH UBND TỈNH"), "KT. CHỦ TỊCH UBND TỈNH");
  EXPECT_EQ(value("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"), "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ");
  EXPECT_EQ(value("TRÁCH NHIỆM CỦA CHỦ TỊCH"), "-");
  EXPECT_EQ(value("Giám đốc"), "-");
}

TEST(Offices, AnOfficeBehindAnItemOfTheListIsFound) {
  const Passage line = passage("- Bộ Nông nghiệp (b/c); PHÓ CHỦ TỊCH");
  EXPECT_EQ(line.text.substr(find_trailing_office(own_lexicon(), line)), "PHÓ CHỦ TỊCH");
  EXPECT_EQ(find_trailing_office(own_lexicon(), passage("PHÓ CHỦ TỊCH")), 0U);
  EXPECT_EQ(find_trailing_office(own_lexicon(), passage("- CT, PCT UBND;")), 0U);
  EXPECT_EQ(find_trailing_office(own_lexicon(), passage("")), 0U);
}

TEST(Places, OnlyWrongMarksAreRespelt) {
  EXPECT_EQ(correct_place_spelling(own_lexicon(), "TĨNH QUÁNG NGÃI"), "Tỉnh Quảng Ngãi");
  EXPECT_EQ(correct_place_spelling(own_lexicon(), "Hà Nôi"), "Hà Nội");
  EXPECT_EQ(correct_place_spelling(own_lexicon(), "Đắk R lấp"), "Đắk R'Lấp");
  EXPECT_EQ(correct_place_spelling(own_lexicon(), "HUYỆN ĐĂK R°LÁP"), "Huyện Đắk R'Lấp");
  EXPECT_FALSE(correct_place_spelling(own_lexicon(), "Quảng Ngãi"));
  EXPECT_FALSE(correct_place_spelling(own_lexicon(),
                                      "tỉnh Hoà Bình"));  // the other place of the tone is no fault
  EXPECT_FALSE(correct_place_spelling(own_lexicon(), "Chốn Không Đâu"));
}

}  // namespace
}  // namespace codau::document
