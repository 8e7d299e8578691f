#include "text/unicode.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "text/letters.h"
#include "text/utf16.h"

namespace codau::text {
namespace {

TEST(Unicode, FoldKeyVectorsOfTheDomainReference) {
  EXPECT_EQ(fold_key("Văn hóa – Thông tin"), "van hoa - thong tin");
  EXPECT_EQ(fold_key("Uỷ ban MTTQ"), "uy ban mttq");
  EXPECT_EQ(fold_key("ĐẢNG ỦY"), "dang uy");
  EXPECT_EQ(fold_key("Kỹ thuật"), "ki thuat");
  EXPECT_EQ(fold_key("kÿ thuật"), "ki thuat");  // dropped marks make a new lone y
  EXPECT_EQ(fold_key("Hằng năm"), fold_key("Hàng năm"));
  EXPECT_EQ(fold_key(" Bộ phận “một  cửa” TP. Hà Nội. "), "bo phan mot cua tp ha noi");
}

TEST(Unicode, ToneKeyMovesTonesAndKeepsMarks) {
  EXPECT_EQ(tone_key("hoá khoẻ thuỷ"), "hóa khỏe thủy");
  EXPECT_EQ(tone_key("quý Quỷ hoàn hoài"), "quý quỷ hoàn hoài");
  EXPECT_EQ(tone_key("lý Mỹ kỷ ý vy"), "lí mĩ kỉ í vi");
  EXPECT_EQ(tone_key("Nguyễn yêu"), "nguyễn yêu");
  EXPECT_EQ(tone_key("HOÁ"), "hóa");
}

TEST(Unicode, NfcPutsTonesBehindShapes) {
  EXPECT_EQ(to_nfc("e\u0301\u0302"), "ế");
  EXPECT_EQ(to_nfc("é\u0302"), "ế");
  EXPECT_EQ(to_nfc("e\u0302\u0301"), "ế");
  EXPECT_EQ(to_nfc("a\u0309\u0306"), "ẳ");
  EXPECT_EQ(to_nfc("o\u0323\u031B"), "ợ");
  EXPECT_EQ(to_nfc("\u2126 \u2000|"), "Ω \u2002|");
}

TEST(Unicode, NfcRefusesIllFormedText) {
  for (const char* bad :
       {"\x80", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    EXPECT_FALSE(is_utf8(bad));
    EXPECT_THROW((void)to_nfc(bad), Error);
  }
  EXPECT_TRUE(is_utf8("ế \U0001F600 \U0010FFFF"));
}

TEST(Unicode, StripMarksKeepsCaseAndForeignLetters) {
  EXPECT_EQ(strip_diacritics("Ủy Đắk đường"), "Uy Dak duong");
  EXPECT_EQ(strip_diacritics("ñ ç 각 вб ½ ﬁ"), "n c 각 вб ½ ﬁ");
}

TEST(Unicode, CaseIsTheSameOnEveryMachine) {
  EXPECT_EQ(to_upper("đường ưỡn I i"), "ĐƯỜNG ƯỠN I I");
  EXPECT_EQ(to_lower("ĐƯỜNG ƯỠN I i"), "đường ưỡn i i");
}

TEST(Unicode, CountsCodePoints) { EXPECT_EQ(count_code_points("Kế hoạch 😀"), 10U); }

TEST(Letters, SayShapeToneAndCase) {
  const Letter found = letter(U'Ế');
  EXPECT_EQ(found.toneless, U'ê');
  EXPECT_EQ(found.bare, 'e');
  EXPECT_EQ(found.tone, Tone::kSac);
  EXPECT_TRUE(found.upper);
  EXPECT_EQ(with_tone(found, Tone::kNang), U'Ệ');
  EXPECT_EQ(with_tone(letter(U'D'), Tone::kSac), U'D');
  for (const char32_t c : {U'ñ', U'Ð', U'5', U' ', U'\u1EFA'}) EXPECT_FALSE(letter(c));
}

TEST(Utf16, IsToldByItsMarkOrItsNuls) {
  using namespace std::string_view_literals;
  EXPECT_EQ(detect_utf16("\xFF\xFEx\0"sv), "UTF-16");
  EXPECT_EQ(detect_utf16("\xFE\xFF\0x"sv), "UTF-16");
  EXPECT_EQ(detect_utf16("x\0a\0 \0\xA1\x1E"sv), "UTF-16LE");
  EXPECT_EQ(detect_utf16("\0x\0a\0 \x1E\xA1"sv), "UTF-16BE");
  for (const std::string_view other : {""sv, "\xFF\xFE\0"sv, "x\0"sv, "xã An Phú"sv,
                                       "\0\0\0\0\0\0\0\0"sv, "một\0hai ba bốn năm sáu bảy tám"sv}) {
    EXPECT_EQ(detect_utf16(other), "") << other;
  }
}

}  // namespace
}  // namespace codau::text
