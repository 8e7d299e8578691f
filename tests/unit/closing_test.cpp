// Closings as offices print them, one row each: who signs, for whom, and who receives the paper.
#include "document/layout/closing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/read_document.h"

namespace codau::document {
namespace {

std::string value(const TextField& field) { return field ? field->value : "-"; }

Document closed(const std::string& closing) {
  return read_document(
      own_lexicon(),
      testing::plain_document("UBND XÃ A\nSố: 7/KH-UBND\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n\n" +
                              closing));
}

std::string recipients(const Document& document) {
  std::string out;
  for (const Recipient& one : document.recipients)
    out += (out.empty() ? "" : " | ") + one.raw.value;
  return out;
}

TEST(Closing, AHeadingWhoseNumberWasMisreadOpensNone) {
  EXPECT_EQ(recipients(closed("TL. NỘI DUNG THỰC HIỆN\n\n1. Trồng cây\n\nNơi nhận:\n- Như "
                              "trên;\n- Lưu: VT.\n\nCHỦ TỊCH\nMa Văn Mẫu\n")),
            "Như trên | Lưu: VT");
}

TEST(Closing, AnOfficeBesideAnItemMayHaveASmallLetter) {
  EXPECT_EQ(recipients(closed("Nơi nhận:\n- Ban Bí thư (để b/c), PHÓ Bí THƯ THƯỜNG TRỰC\n- Lưu: "
                              "VT.\n\nMa Văn Mẫu\n")),
            "Ban Bí thư (để b/c) | Lưu: VT");
}

TEST(Closing, OfAPartyPaperBesideTheList) {
  const Document document = closed(
      "- Nơi nhận: T/M HUYỆN ỦY\n- Thường trực Tỉnh ủy (báo cáo), -\n- Lưu Văn phòng Huyện ủy. "
      "Chamaléa Thị Thủy\n");
  EXPECT_EQ(recipients(document), "Thường trực Tỉnh ủy (báo cáo) | Lưu Văn phòng Huyện ủy");
  EXPECT_EQ(value(document.header.signer_authority), "T/M HUYỆN ỦY");
  EXPECT_EQ(value(document.header.signer_name), "Chamaléa Thị Thủy");
  EXPECT_EQ(recipients(closed("Nơi nhận:\n- Lưu: VT. Ksor Y Thiện\n")), "Lưu: VT");
}

TEST(Closing, Signatures) {  // 3.9
  struct Row {
    const char *printed, *authority, *position, *name;
  };
  for (const Row& row : std::vector<Row>{
           {"TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nMa Văn Mẫu",
            "TM. ỦY BAN NHÂN DÂN | KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ma Văn Mẫu"},
           {"TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nMa Văn Mẫu",
            "TL. CHỦ TỊCH | KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Ma Văn Mẫu"},
           {"TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG NGHIỆP VỤ Y\nMa Văn Mẫu", "TUQ. GIÁM ĐỐC",
            "TRƯỞNG PHÒNG NGHIỆP VỤ Y", "Ma Văn Mẫu"},
           {"T/M BAN THƯỜNG VỤ\nBÍ THƯ\nMa Văn Mẫu", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Ma Văn Mẫu"},
           {"TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI\nCHỦ TỊCH\nMa Văn Mẫu", "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI",
            "CHỦ TỊCH", "Ma Văn Mẫu"},
           {"TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\n\nCHỦ TỊCH UBND TỈNH\nMa Văn Mẫu", "TM. BAN CHỈ ĐẠO",
            "CHỦ TỊCH UBND TỈNH", "Ma Văn Mẫu"},
           {"TM/ UBND XÃ\nPhó Chủ tịch\nMa Văn Mẫu", "TM/ UBND XÃ", "Phó Chủ tịch", "Ma Văn Mẫu"},
           {"TRƯỞNG CÔNG AN XÃ\nThiếu tá Ma Văn Mẫu", "-", "TRƯỞNG CÔNG AN XÃ",
            "Thiếu tá Ma Văn Mẫu"},
           {"CHỦ TỊCH\n(Dấu của xã)\nĐậu Văn Mẫu", "-", "CHỦ TỊCH", "Đậu Văn Mẫu"},
           {"GIÁM ĐỐC\nNGUYỄN VĂN MẪU", "-", "GIÁM ĐỐC", "NGUYỄN VĂN MẪU"},
           {"CHỦ TỊCH\nH'Lan Êban", "-", "CHỦ TỊCH", "H'Lan Êban"},
           {"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "-"},
           {"KT. GIÁM ĐỐC SỞ Y TẾ\nPHÓ GIÁM ĐỐC\nMa Văn Mẫu\n\nGIÁM ĐỐC SỞ NỘI VỤ\nLê Thị Mẫu",
            "KT. GIÁM ĐỐC SỞ Y TẾ", "PHÓ GIÁM ĐỐC | GIÁM ĐỐC SỞ NỘI VỤ", "Ma Văn Mẫu | Lê Thị Mẫu"},
       }) {
    const Document d =
        closed(std::string("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n") + row.printed + "\n");
    EXPECT_EQ(value(d.header.signer_authority), row.authority) << row.printed;
    EXPECT_EQ(value(d.header.signer_position), row.position) << row.printed;
    EXPECT_EQ(value(d.header.signer_name), row.name) << row.printed;
    EXPECT_EQ(recipients(d), "Như trên | Lưu: VT") << row.printed;
  }
}

TEST(Closing, Recipients) {  // 3.10
  struct Row {
    const char *printed, *items;
  };
  for (const Row& row : std::vector<Row>{
           {"Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT, NC (02b).",
            "UBND tỉnh (b/c) | Lưu: VT, NC (02b)"},
           {"NƠI NHẬN: - UBND huyện; - Các thôn; - Lưu: VT.", "UBND huyện | Các thôn | Lưu: VT"},
           {"Nơi gửi:\nUBND huyện;\nLưu: VT.", "UBND huyện | Lưu: VT"},
           {"_ Nơi nhận:\n- Chủ tịch, các Phó Chủ tịch\nUBND tỉnh;\n- Lưu VT./.",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh | Lưu VT"},
           {"Nơi nhận:    TM. UBND XÃ\n- Các thôn;    CHỦ TỊCH\n- Lưu: VT.\tMa Văn Mẫu",
            "Các thôn | Lưu: VT"},
       }) {
    EXPECT_EQ(recipients(closed(row.printed + std::string("\n"))), row.items) << row.printed;
  }
}

TEST(Closing, TwoMaySignAboveTheRecipients) {
  for (const std::string gap : {"\n", "\n\n"}) {
    const Document d = closed("Trên đây là Kế hoạch./." + gap + "SỞ Y TẾ\nGIÁM ĐỐC\nMa Văn Mẫu" +
                              gap + "CÔNG AN TỈNH\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Thị Mẫu" + gap +
                              "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n");
    EXPECT_EQ(value(d.header.signer_authority), "KT. GIÁM ĐỐC");
    EXPECT_EQ(value(d.header.signer_position), "GIÁM ĐỐC | PHÓ GIÁM ĐỐC");
    EXPECT_EQ(value(d.header.signer_name), "Ma Văn Mẫu | Lê Thị Mẫu");
    EXPECT_EQ(recipients(d), "UBND tỉnh | Lưu: VT");
    EXPECT_TRUE(d.tasks.empty());
  }
}

TEST(Closing, TwoMaySignBesideEachOther) {
  const Document d = closed(
      "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế mua cây./.\n\n"
      "SỞ NỘI VỤ                         SỞ Y TẾ\n"
      "GIÁM ĐỐC                          KT. GIÁM ĐỐC\n"
      "                                  PHÓ GIÁM ĐỐC\n\n\n"
      "Lê Thị Ngọc Mẫu                   Ma Văn Mẫu\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n");
  EXPECT_EQ(d.tasks.size(), 1U);
  EXPECT_EQ(recipients(d), "Như trên | Lưu: VT");
  EXPECT_EQ(value(d.header.signer_authority), "KT. GIÁM ĐỐC");
  EXPECT_EQ(value(d.header.signer_position), "GIÁM ĐỐC | PHÓ GIÁM ĐỐC");
  EXPECT_EQ(value(d.header.signer_name), "Lê Thị Ngọc Mẫu | Ma Văn Mẫu");
}

TEST(Closing, TheNameMayStandOneBlankBehindTheLastRecipient) {
  const std::string list = "Nơi nhận: CHỦ TỊCH\n- Các thôn;\n- Lưu: VT, ";
  const Document d = closed(list + "TTr. Ma Văn Mẫu\n");
  EXPECT_EQ(value(d.header.signer_name), "Ma Văn Mẫu");
  EXPECT_EQ(recipients(d), "Các thôn | Lưu: VT, TTr");
  // who drafted it
  EXPECT_EQ(recipients(closed(list + "Ma Văn Mẫu\n")), "Các thôn | Lưu: VT, Ma Văn Mẫu");
}

TEST(Closing, TheNameMayStandBesideTheItemAboveTheLast) {
  for (const std::string name : {"Đào Quang Mẫu", "Đại tá Lưu Tấn Mẫu"}) {
    const Document document = closed("Nơi nhận: CHỦ TỊCH\n- UBND tỉnh;\n- Văn phòng, các thôn; " +
                                     name + "\n- Lưu: VT, KT.\n");
    EXPECT_EQ(recipients(document), "UBND tỉnh | Văn phòng, các thôn | Lưu: VT, KT");
    EXPECT_EQ(value(document.header.signer_name), name);
  }
  EXPECT_EQ(recipients(closed("Nơi nhận: CHỦ TỊCH\n- UBND tỉnh; Công An Nhân Dân\n- Lưu: VT.\n")),
            "UBND tỉnh | Công An Nhân Dân | Lưu: VT");
  for (const std::string name : {"Y Bhăm Niê", "K'Brông Thị Mẫu"}) {
    const Document document = closed("Nơi nhận: CHỦ TỊCH\n- Lưu: VT, KT (Th). " + name + "\n");
    EXPECT_EQ(recipients(document), "Lưu: VT, KT (Th)");
    EXPECT_EQ(value(document.header.signer_name), name);
  }
}

TEST(Closing, ANameAmongRecipientsIsNoSigner) {
  const Document columns = closed(
      "Nơi nhận:            TM. ỦY BAN NHÂN DÂN\n- Như trên;               CHỦ TỊCH\n"
      "- Các thôn; Phan Thanh Mẫu\n- Lưu: VT.\n\n                        Ma Văn Mẫu\n");
  EXPECT_EQ(value(columns.header.signer_name), "Ma Văn Mẫu");
  EXPECT_EQ(recipients(columns), "Như trên | Các thôn | Phan Thanh Mẫu | Lưu: VT");
  for (const std::string item :
       {"Các đồng chí: Lê Văn An; Trần Văn Mẫu", "TT Đảng ủy; Đại tá Lê Văn Mẫu",
        "Các thôn; Cao Văn Lầu", "Bưu điện; Hà Giang Xanh"}) {
    const Document below = closed("Nơi nhận:\n- Như trên;\n- " + item +
                                  "\n- Lưu: VT.\n\nTM. UBND XÃ\nCHỦ TỊCH\nMa Văn Mẫu\n");
    EXPECT_EQ(value(below.header.signer_name), "Ma Văn Mẫu") << item;
  }
  const Document listed =
      closed("Nơi nhận: CHỦ TỊCH\n- Các đồng chí: Lê Văn An; Trần Văn Mẫu\n- Lưu: VT, TTr.\n");
  EXPECT_EQ(value(listed.header.signer_name), "-");
  const Document archived =
      closed("Nơi nhận:\n- Lưu: VT. Lê Văn An\n\nTM. UBND XÃ\nCHỦ TỊCH\nThiếu tá Ma Văn Mẫu\n");
  EXPECT_EQ(value(archived.header.signer_name), "Thiếu tá Ma Văn Mẫu");
  for (const std::string drafter : {"Y Tế Thôn Đông", "Y Sĩ Trưởng"}) {
    const Document medical = closed("Nơi nhận: CHỦ TỊCH\n- Lưu: VT. " + drafter + "\n");
    EXPECT_EQ(value(medical.header.signer_name), "-") << drafter;
  }
}

TEST(Closing, TheSignatureMayComeFirst) {
  const Document d =
      closed("TM. UBND XÃ\nCHỦ TỊCH\n\nMa Văn Mẫu\n\nNơi nhận:\n- Các thôn;\n- Lưu: VT.\n");
  EXPECT_EQ(value(d.header.signer_name), "Ma Văn Mẫu");
  EXPECT_EQ(recipients(d), "Các thôn | Lưu: VT");
}

}  // namespace
}  // namespace codau::document
