#include "document/references/reference.h"

#include <gtest/gtest.h>

#include <string>

#include "../support/lexicon.h"
#include "document/references/code_letters.h"
#include "document/references/document_code.h"

namespace codau::document {
namespace {

std::string show(const Reference& one) {
  constexpr const char* kRelations[] = {"basis", "implements", "mentions",
                                        "self",  "amends",     "replaces"};
  std::string out = kRelations[static_cast<std::size_t>(one.relation)];
  const auto add = [&](const char* label, const auto& value) {
    if (value) out += std::string(" ") + label + *value;
  };
  add("", one.type_code);
  add("", one.number);
  if (one.year) out += " " + std::to_string(*one.year);
  add("", one.notation);
  add("", one.issued_edtf);
  add("of ", one.organ_raw);
  add("title ", one.title);
  return out;
}

std::string show(std::string_view text) {
  std::string out;
  for (const Reference& one : find_references(own_lexicon(), text))
    out += (out.empty() ? "" : " | ") + show(one);
  return out;
}

TEST(Reference, TheNumberOfAFormIsNone) {
  EXPECT_EQ(show("Gửi Thông báo 07/QLN cho người nộp thuế."), "");
  EXPECT_EQ(show("Theo Thông báo 07/TB-QLN của Chi cục."), "mentions TB 07 TB-QLN of Chi cục");
  EXPECT_EQ(show("Theo Thông báo số 07/QLN."), "mentions TB 07 QLN");
  EXPECT_EQ(show("Theo Luật 58/2014/QH13."), "mentions L 58 2014 QH13");
}

TEST(Reference, ACodeOfAnOrganOrBehindACitingVerbIsNoFormWithoutADate) {
  EXPECT_EQ(show("Căn cứ Chỉ thị 16/TTg;"), "basis CT 16 TTg");
  EXPECT_EQ(show("Thực hiện Nghị định 64/CP"), "implements NĐ 64 CP");
  EXPECT_EQ(show("Thực hiện Thông báo 07/QLN."), "implements TB 07 QLN");
  for (const std::string paper :
       {"Nghị quyết 11/CP", "Nghị quyết 05/HĐND", "Thông báo 112/VPCP", "Quyết định 12/UBND",
        "Công điện 02/TTg", "Báo cáo 15/STC", "Kế hoạch 13/CAX", "Chương trình 07/TU",
        "Luật 28/QH11", "Kế hoạch 15/BCĐ389"}) {
    const auto found = find_references(own_lexicon(), "Gửi " + paper + " cho các thôn.");
    ASSERT_EQ(found.size(), 1U) << paper;
    EXPECT_EQ(found[0].raw, paper);
  }
}

TEST(Reference, NumberDateOrganAndTitle) {  // 3.11
  EXPECT_EQ(show("Thực hiện Kế hoạch số 192/KH-UBND ngày 26/12/2023 của UBND tỉnh Hà Nam về việc "
                 "nâng cao quản trị và Thực hiện Kế hoạch số 10/KH-UBND ngày 12 tháng 01 năm 2024 "
                 "của UBND huyện Bình Lục về việc nâng cao chỉ số;"),
            "implements KH 192 KH-UBND 2023-12-26 of UBND tỉnh Hà Nam title về việc nâng cao quản "
            "trị | implements KH 10 KH-UBND 2024-01-12 of UBND huyện Bình Lục title về việc nâng "
            "cao chỉ số");
}

TEST(Reference, BothOrdersOfCodes) {  // 3.4
  EXPECT_EQ(
      show("Chỉ thị số 08-CT/TU ngày 07/4/2016 của Ban Thường vụ Tỉnh ủy Hà Nam về cải cách."),
      "mentions CT 08 CT/TU 2016-04-07 of Ban Thường vụ Tỉnh ủy Hà Nam title về cải cách");
  EXPECT_EQ(show("Căn cứ Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về dân chủ"),
            "basis NĐ 04 2015 NĐ-CP 2015-01-09 of Chính phủ title về dân chủ");
  EXPECT_EQ(show("Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20/4/2007 về dân chủ"),
            "mentions PL 34 2007 PL-UBTVQH11 2007-04-20 title về dân chủ");
}

TEST(Reference, AListIsOneVerb) {
  EXPECT_EQ(show("Thực hiện Kế hoạch số 233/KH-UBND ngày 30/9/2022; Kế hoạch số 58/KH-UBND ngày "
                 "26/7/2022 của UBND xã."),
            "implements KH 233 KH-UBND 2022-09-30 | "
            "implements KH 58 KH-UBND 2022-07-26 of UBND xã");
}

TEST(Reference, AVerbInATitleOfAListIsNotThatOfTheList) {
  EXPECT_EQ(show("Căn cứ Nghị định số 64/2014/NĐ-CP ngày 26/6/2014 của Chính phủ quy định chi tiết "
                 "thi hành Luật Tiếp công dân; Nghị định số 31/2019/NĐ-CP ngày 10/4/2019;"),
            "basis NĐ 64 2014 NĐ-CP 2014-06-26 of Chính phủ title quy định chi tiết thi hành Luật "
            "Tiếp công dân | basis L title Luật Tiếp công dân | basis NĐ 31 2019 NĐ-CP 2019-04-10");
}

TEST(Reference, ATypeAndANumberBehindACitingVerbAreEnough) {
  EXPECT_EQ(show("Tinh gọn bộ máy theo Nghị quyết số 18, Nghị quyết số 19; học phí theo NĐ 49."),
            "mentions NQ 18 | mentions NQ 19 | mentions NĐ 49");
  EXPECT_EQ(show("Ban hành Nghị quyết 18; thực hiện Quyết định 3 lần; theo quyết định 14."), "");
}

TEST(Reference, AnAppendixPointsToItsOwnPlan) {  // 12.13
  EXPECT_EQ(show("(Kèm theo Kế hoạch số /KH-UBND ngày / /2024 của UBND xã An Bình)"),
            "self KH KH-UBND 2024-XX-XX of UBND xã An Bình");
}

TEST(Reference, AnAnnexOfAnotherPaperIsNotThePlan) {
  EXPECT_EQ(show("Mẫu kèm theo Nghị định số 71/2024/NĐ-CP quy định như sau"),
            "mentions NĐ 71 2024 NĐ-CP");
}

TEST(Reference, ActsWithoutNumber) {  // 3.11, 12.23
  EXPECT_EQ(show("phổ biến rộng rãi Luật Đất đai, Luật Tài nguyên nước, Luật Bảo vệ môi trường và "
                 "các văn bản có liên quan"),
            "mentions L title Luật Đất đai | mentions L title Luật Tài nguyên nước | "
            "mentions L title Luật Bảo vệ môi trường");
  for (const char* end : {"trước 30/6/2025", "sau ngày 30/6/2025", "xong trong tháng 6"})
    EXPECT_EQ(show("Thu hồi đất theo Luật Đất đai " + std::string(end)),
              "mentions L title Luật Đất đai");
  EXPECT_EQ(show("thực hiện Luật bảo vệ môi trường năm 2020 trên địa bàn"),
            "implements L 2020 title Luật bảo vệ môi trường năm 2020");
  EXPECT_EQ(show("theo Pháp lệnh Ưu đãi người có công với cách mạng với mức mới"),
            "mentions PL title Pháp lệnh Ưu đãi người có công với cách mạng");
  EXPECT_EQ(show("quy định tại Pháp lệnh về thực hiện dân chủ ở xã, phường, thị trấn; tiếp thu"),
            "mentions PL title Pháp lệnh về thực hiện dân chủ ở xã, phường, thị trấn");
  EXPECT_EQ(show("theo Luật Di sản văn hóa và, Báo Pháp Luật Online, Hội Luật gia"),
            "mentions L title Luật Di sản văn hóa");
  EXPECT_EQ(show("chính sách pháp luật của Nhà nước, Luật sư, Đoàn luật sư"), "");
}

TEST(Reference, ShowsWhereItWasRead) {
  const std::string text = "Theo **Quyết định số 12/QĐ-TTg** ngày 27/12/2018 của Thủ tướng, thì";
  const auto found = find_references(own_lexicon(), text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].raw, "Quyết định số 12/QĐ-TTg ngày 27/12/2018 của Thủ tướng");
  EXPECT_EQ(slice(text, found[0].source),
            "Quyết định số 12/QĐ-TTg** ngày 27/12/2018 của Thủ tướng");
}

TEST(Reference, FractionsAndUnitsAreNoCodes) {
  EXPECT_EQ(show("đạt 10/12 tiêu chí, 30/5/2024, 24/7, 01 lần/năm, km/h"), "");
}

TEST(References, LawsAreCitedByTitle) {
  struct Row {
    const char *text, *title, *date;
  };
  for (const Row& row : std::vector<Row>{
           {"Căn cứ Luật Thú y ngày 19 tháng 6 năm 2015;", "Luật Thú y", "2015-06-19"},
           {"Căn cứ Luật Thú y ngày 19/6/2015;", "Luật Thú y", "2015-06-19"},
           {"Luật bảo vệ môi trường năm 2020.", "Luật bảo vệ môi trường năm 2020", "-"},
           {"Luật Khám bệnh, chữa bệnh và các văn bản", "Luật Khám bệnh, chữa bệnh", "-"},
           {"Tuyên truyền Luật Cư trú trên hệ thống loa", "Luật Cư trú", "-"},
           {"Căn cứ Luật Phòng, chống tác hại của thuốc lá ngày 18/6/2012;",
            "Luật Phòng, chống tác hại của thuốc lá", "2012-06-18"},
           {"Thực hiện Luật Phòng không nhân dân ngày 27 tháng 11 năm 2024, Sở",
            "Luật Phòng không nhân dân", "2024-11-27"},
           {"Căn cứ Luật Hòa giải, đối thoại tại Tòa án ngày 16 tháng 6 năm 2020;",
            "Luật Hòa giải, đối thoại tại Tòa án", "2020-06-16"},
           {"Thực hiện Luật Chất lượng sản phẩm, hàng hóa tại các chợ",
            "Luật Chất lượng sản phẩm, hàng hóa", "-"},
           {"Căn cứ Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam "
            "ngày 16 tháng 6 năm 2014;",
            "Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
            "2014-06-16"},
           {"Luật Phòng, chống tác hại của rượu, bia năm 2019.",
            "Luật Phòng, chống tác hại của rượu, bia năm 2019", "-"},
           {"Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân ngày 20/11/2015",
            "Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân", "2015-11-20"},
           {"Luật sửa đổi, bổ sung một số điều của Luật Đấu giá tài sản, trình Ban Giám đốc",
            "Luật sửa đổi, bổ sung một số điều của Luật Đấu giá tài sản", "-"},
           {"Luật sửa đổi, bổ sung một số điều của Luật Phòng, chống ma túy, gửi các thôn",
            "Luật sửa đổi, bổ sung một số điều của Luật Phòng, chống ma túy", "-"},
           {"Luật sửa đổi, bổ sung một số điều của Luật Thú y và Luật Cư trú ngày 22/11/2019;",
            "Luật sửa đổi, bổ sung một số điều của Luật Thú y và Luật Cư trú", "2019-11-22"}}) {
    const std::vector<Reference> all = find_references(own_lexicon(), row.text);
    ASSERT_EQ(all.size(), 1U) << row.text;
    EXPECT_EQ(all[0].type_code, "L") << row.text;
    EXPECT_EQ(all[0].title, row.title) << row.text;
    EXPECT_EQ(all[0].issued_date.value_or("-"), row.date) << row.text;
  }
}

TEST(References, ATitleBeforeANumberIsTheActs) {
  const std::vector<Reference> all =
      find_references(own_lexicon(), "Căn cứ Luật Thanh tra số 11/2022/QH15 ngày 14/11/2022;");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].number, "11");
  EXPECT_EQ(all[0].type_code, "L");
  EXPECT_EQ(all[0].title, "Luật Thanh tra");
}

TEST(References, AnOrganEndsBeforeTheNextPaper) {
  const std::vector<Reference> all = find_references(
      own_lexicon(),
      "Thực hiện Công điện số 104/CĐ-TTg ngày 26/9/2024 của Thủ tướng Chính phủ và Văn bản số "
      "2210/UBND-KT ngày 30/9/2024 của UBND tỉnh");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].organ_raw, "Thủ tướng Chính phủ");
  EXPECT_EQ(all[1].type_code, "CV");
}

TEST(References, OfThePartyAndItsUnions) {
  const std::vector<Reference> all = find_references(
      own_lexicon(), "Nghị quyết số 08-NQ/TƯ và Hướng dẫn số 05-HD/TĐTN-PT ngày 13/02/2023");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].notation, "NQ/TU");
  EXPECT_EQ(all[1].notation, "HD/TĐTN-PT");
}

TEST(DocumentCode, Grammar) {  // 3.4
  const auto plan = parse_code(own_lexicon(), "07/KH-UBND");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->number, "07");
  EXPECT_EQ(plan->notation, "KH-UBND");
  EXPECT_EQ(plan->type_code, "KH");
  EXPECT_EQ(parse_code(own_lexicon(), "/KH-UBND")->number, std::nullopt);
  EXPECT_EQ(parse_code(own_lexicon(), "KH-STTTT")->notation, "KH-STTTT");
  EXPECT_EQ(parse_code(own_lexicon(), "34/2007/PL-UBTVQH11")->year, 2007);
  EXPECT_EQ(parse_code(own_lexicon(), "08-CT/TU")->notation, "CT/TU");
  EXPECT_EQ(parse_code(own_lexicon(), "575/UBND-KTTH")->type_code, "CV");
  EXPECT_EQ(parse_code(own_lexicon(), "12/QD-UBND")->notation, "QĐ-UBND");  // Đ read as D
  EXPECT_EQ(parse_code(own_lexicon(), "202/2025/QH15")->notation, "QH15");
  for (const char* none : {"", "10/6", "Kế hoạch", "07/", "12/KH", "a-b"}) {
    EXPECT_FALSE(parse_code(own_lexicon(), none)) << none;
  }
}

TEST(References, LettersOfAnOrganMayBeginWithAnyCapitals) {
  EXPECT_EQ(show("Công văn số 516/TƯHCTĐ-VP ngày 28/5/2024"),
            "mentions CV 516 TƯHCTĐ-VP 2024-05-28");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "HD-TUHCTD"), "HD-TƯHCTĐ");
}

TEST(References, OfSeveralOrgans) {
  EXPECT_EQ(show("Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN ngày 15/6/2017"),
            "mentions NQLT 403 2017 NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN 2017-06-15");
}

TEST(References, ANamedTypeSaysWhetherADIsAnother) {
  EXPECT_EQ(show("Hợp đồng số 05/2022/HD-SNN ngày 28/01/2022"),
            "mentions HĐ 05 2022 HĐ-SNN 2022-01-28");
  EXPECT_EQ(show("Hợp đồng đặt hàng số 05/2022/HD-SNN ngày 28/01/2022"),
            "mentions HĐ 05 2022 HĐ-SNN 2022-01-28");
  EXPECT_EQ(show("Hướng dẫn số 05/HD-SNN ngày 28/01/2022"), "mentions HD 05 HD-SNN 2022-01-28");
}

TEST(References, InitialsOfAnOrganSayWhetherADIsAnother) {
  EXPECT_EQ(correct_by_initials("BỆNH VIỆN ĐA KHOA AN BÌNH", "KH-BVDK"), "KH-BVĐK");
  EXPECT_EQ(correct_by_initials("CHI CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG", "BC-TDC"), "BC-TĐC");
  EXPECT_EQ(correct_by_initials("Đảng ủy xã Đông", "KH/DU"), "KH/ĐU");
  EXPECT_EQ(correct_by_initials("SỞ DU LỊCH", "KH-SDL"), "KH-SDL");
  EXPECT_EQ(correct_by_initials("TRƯỜNG DÂN TỘC ĐÔNG AN", "KH-TDT"), "KH-TDT");
  EXPECT_EQ(correct_by_initials("UBND XÃ AN BÌNH", "KH-VDX"), "KH-VDX");
  EXPECT_EQ(correct_by_initials("ĐOÀN XÃ", "HD-XX"), "HD-XX") << "the type is no organ";
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "KH-TDTN"), "KH-TĐTN");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "KH/TWDTN-TNNT"), "KH/TWĐTN-TNNT");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "KH-BDD"), "KH-BĐD");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "NQ-HDTV"), "NQ-HĐTV");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "NQ-HPND"), "NQ-HĐND");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "CV-PTHPND"), "CV-PTHPND");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "NQ-HDT"), "NQ-HĐT");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "BC-HDTM"), "BC-HDTM");
  EXPECT_EQ(correct_organ_letters(own_lexicon(), "KH-PTDTNT"), "KH-PTDTNT") << "dân tộc nội trú";
  EXPECT_EQ(correct_by_notation("KH-CĐN", "QĐ-CDN"), "QĐ-CĐN");
  EXPECT_EQ(correct_by_notation("KH-CĐN", "QĐ-CDNX"), "QĐ-CDNX");
}

TEST(References, OfBadlyReadText) {
  const auto date = [](const std::string& text) {
    const auto found = find_references(own_lexicon(), text);
    return found.size() == 1 ? found.front().issued_date.value_or("none") : "no citation";
  };
  EXPECT_EQ(date("Kế hoạch số 415/KH-UBND ngày 10 ame 8 năm 2022 của UBND tỉnh"), "2022-08-10");
  EXPECT_EQ(date("Nghị định số 13/2016/NĐ-CP 7 19/02/2016 của Chính phủ"), "2016-02-19");
  EXPECT_EQ(date("Nghị quyết số 61/NQ-HĐND ngày. 08/12/2023 của HĐND tỉnh"), "2023-12-08");
  EXPECT_EQ(date("Kế hoạch số 15/KH-UBND ngày _ 20/11/2015"), "2015-11-20");
  EXPECT_EQ(date("Căn cứ Luật Người khuyết tật ngày 17 tháng 6 năm. 2010;"), "2010-06-17");
  EXPECT_EQ(date("Quyết định số 1438/QĐ- -TTg ngày 29 tháng 10 năm 2018"), "2018-10-29");
  EXPECT_EQ(find_references(own_lexicon(), "Quyết định số 1438/QĐ- -TTg").front().notation,
            "QĐ-TTg");
  const auto laws = find_references(
      own_lexicon(),
      "Căn cứ Luật An toàn thông. tin mạng ngày 19/11/2015; Luật Giao dịch điện tử’ ngày "
      "22/6/2023; Luật Nghĩa vụ-quân sự ngày 19/6/2015");
  ASSERT_EQ(laws.size(), 3U);
  EXPECT_EQ(laws[0].title, "Luật An toàn thông tin mạng");
  EXPECT_EQ(laws[1].title, "Luật Giao dịch điện tử");
  EXPECT_EQ(laws[2].title, "Luật Nghĩa vụ quân sự");
  EXPECT_EQ(find_references(own_lexicon(), "Nghị quyết số 1185/NQ-UBTVQH 14 ngày 11/01/2021")
                .front()
                .notation,
            "NQ-UBTVQH14");
}

}  // namespace
}  // namespace codau::document
