// The one matcher of marks of secrecy: forms that are one, forms that may be, and harmless
// look-alikes.
#include "text/secrecy_mark.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codau::text {
namespace {

using enum SecrecyMark;
using Cases = std::vector<std::pair<std::string_view, SecrecyMark>>;

SecrecyMark of_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return detect_secrecy_in_lines(lines);
}

TEST(SecrecyMark, ALineOfItsOwnIsSure) {
  for (const auto& [line, mark] : Cases{{"MẬT", kMat},
                                        {"TỐI MẬT", kToiMat},
                                        {"TUYỆT MẬT", kTuyetMat},
                                        {"MÂT", kMat},
                                        {"TÔI MẬT", kToiMat},
                                        {"TUYÊT MÂT", kTuyetMat},
                                        {"TUYET MAT", kTuyetMat},
                                        {"TOI MAT", kToiMat},
                                        {"MAT", kMat},
                                        {"(MẬT)", kMat},
                                        {"[MẬT]", kMat},
                                        {"| MẬT |", kMat},
                                        {"|MẬT|", kMat},
                                        {"M Ậ T", kMat},
                                        {"T Ố I  M Ậ T", kToiMat},
                                        {"MẬT - KHẨN", kMat},
                                        {"TỐI MẬT - HỎA TỐC", kToiMat},
                                        {"Độ mật: Mật", kMat},
                                        {"Độ mật: TỐI MẬT", kToiMat},
                                        {"TUYỆTMẬT", kTuyetMat},
                                        {"UBND XÃ AN BÌNH\nMẬT\nSố: 1/KH-UBND", kMat},
                                        {"TUYỆT\nMẬT", kTuyetMat}}) {
    EXPECT_EQ(of_lines(line), mark) << line;
  }
}

TEST(SecrecyMark, WhatMayBeOneIsSuspected) {
  for (const std::string_view line :
       {"IMẬTI", "TUYỆT MẶT", "TUYỆI MẬT", "TUYẾT MẬT", "TỚI MẬT", "TOI MAI", "MẶT",
        "Số: 12/KH-UBND MẬT", "MẬT Lam Giang, ngày 12 tháng 3 năm 2024", "UBND TỈNH LAM GIANG MẬT",
        "MẬT KẾ HOẠCH", "TUYỆT MẬT Số: 5/KH-UBND"}) {
    EXPECT_EQ(of_lines(line), kSuspected) << line;
  }
}

TEST(SecrecyMark, OtherWordsAreNone) {
  for (const std::string_view line : {"KẾ HOẠCH\nBảo vệ bí mật nhà nước năm 2024",
                                      "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
                                      "CÔNG TÁC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
                                      "KẾ HOẠCH BẢO MẬT THÔNG TIN",
                                      "CƠ MẬT VIỆN",
                                      "MẬT MÃ DÂN SỰ",
                                      "MẬT ĐỘ DÂN SỐ",
                                      "ỦY BAN MẶT TRẬN TỔ QUỐC",
                                      "UY BAN MAT TRAN TO QUOC",
                                      "mật",
                                      "Mật độ",
                                      "Độ mật:",
                                      "Độ mật: Thường",
                                      "KHẨN",
                                      "THƯỢNG KHẨN",
                                      "HỎA TỐC",
                                      "CÔNG VĂN ĐẾN",
                                      "CÔNG KHAI",
                                      "SAO Y",
                                      "BẢN CHÍNH",
                                      "DỰ THẢO",
                                      "MỤC LỤC",
                                      "MẪU 01",
                                      "Số: 12/KH-UBND",
                                      "HỌP MẶT ĐẦU XUÂN",
                                      "",
                                      "I.",
                                      "TÔI",
                                      "TUYỆT ĐỐI",
                                      "TỐI ĐA",
                                      "NHẬT",
                                      "\xC3("}) {
    EXPECT_EQ(of_lines(line), kNone) << line;
  }
}

TEST(SecrecyMark, AStampIsReadWithMoreEdits) {
  for (const auto& [reading, mark] : Cases{{"MẬT", kMat},
                                           {"[ MẬT |", kMat},
                                           {"TUYẾT MẬT _j", kTuyetMat},
                                           {"TỐI MÂT", kToiMat},
                                           {"_ TUYẾT /ẬT |", kTuyetMat},
                                           {"FOI MẠI", kSuspected},
                                           {"MẬI", kSuspected},
                                           {"NẬT", kSuspected},
                                           {"TÀI LIỆU MẬT", kSuspected},
                                           {"ĐÃ GIẢI MẬT", kSuspected},
                                           {"_MẬ", kSuspected},
                                           {"NHẬN", kNone},
                                           {"NGÀY NHẬP", kNone},
                                           {"KHẨN", kNone},
                                           {"KHAN", kNone},
                                           {"THƯỢNG KHẨN", kNone},
                                           {"HỎA TỐC", kNone},
                                           {"ĐẾN", kNone},
                                           {"CÔNG VĂN ĐẾN Số: 12 Ngày: 3/4", kNone},
                                           {"CÔNG KHAI", kNone},
                                           {"SAO Y BẢN CHÍNH", kNone},
                                           {"BẢN SAO", kNone},
                                           {"DỰ THẢO", kNone},
                                           {"LƯU", kNone},
                                           {"Độc lập", kNone},
                                           {"ngày", kNone},
                                           {"tháng", kNone},
                                           {"Số: 128", kNone},
                                           {"", kNone}}) {
    EXPECT_EQ(detect_secrecy_in_stamp(reading), mark) << reading;
  }
}

TEST(SecrecyMark, OtherStampsAreKnown) {
  for (const std::string_view reading : {"KHẨN", "[Mẫu]", "HỎA TỐC", "| ĐẾN |", "CÔNG KHAl"})
    EXPECT_TRUE(is_harmless_stamp(reading)) << reading;
  for (const std::string_view reading : {"MẬT", "TỐI MẬT", "WaMÂT", "", "Quyết định"})
    EXPECT_FALSE(is_harmless_stamp(reading)) << reading;
}

TEST(SecrecyMark, TravelsAsAWarningOfItsPage) {
  EXPECT_EQ(secrecy_of_warnings({}), kNone);
  EXPECT_EQ(secrecy_of_warnings({"BLANK", "READ_SIMPLY"}), kNone);
  for (const SecrecyMark mark : {kSuspected, kMat, kToiMat, kTuyetMat}) {
    EXPECT_EQ(secrecy_of_warnings({"NEGATIVE", std::string(warning_of_secrecy(mark))}), mark);
  }
  EXPECT_EQ(secrecy_of_warnings({"SECRET_MAT", "SECRET_SUSPECTED"}), kMat);
  EXPECT_EQ(warning_of_secrecy(kNone), "");
}

TEST(SecrecyMark, ThreeLettersAreAMarkWhereTheyAreSpeltSo) {
  for (const char* reading : {"MẬT", "MẤT", "[ MẬT ]", "_ MÂT |", "\xe2\x80\x93 MẬT `"})
    EXPECT_TRUE(is_spelt_as_mat(reading)) << reading;
  for (const char* reading : {"Mát", "MÁT", "Mật", "MAT", "M\xc3\xa2t", "", "\xff"})
    EXPECT_FALSE(is_spelt_as_mat(reading)) << reading;
}

}  // namespace
}  // namespace codau::text
