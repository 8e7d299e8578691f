#include "document/header/header.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "core/changes.h"
#include "document/header/detect_secrecy.h"
#include "document/layout/read_layout.h"
#include "document/read_document.h"

namespace codau::document {
namespace {

HeaderReading read(const std::string& text) {
  const TextDocument document = text::parse_plain_text(text);
  const std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
  return read_header({own_lexicon(), lines, read_sections(own_lexicon(), document, lines), false});
}

/// The same text as if it had been read from page 1.
HeaderReading read_page(const std::string& text) {
  const TextDocument document = text::parse_plain_text(text);
  std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
  for (PrintedLine& line : lines) line.page = 1;
  return read_header({own_lexicon(), lines, read_sections(own_lexicon(), document, lines), true});
}

std::string value(const TextField& field) { return field ? field->value : "-"; }

bool has(const HeaderReading& reading, std::string_view code) {
  return std::ranges::find(reading.flags, code) != reading.flags.end();
}

TEST(Header, YearsThatARecogniserBroke) {
  const auto subject = [](const char* printed) {
    const std::string text =
        std::string("UBND XÃ A\nSố: 07/KH-UBND\nA, ngày 05 tháng 3 năm 2024\n") + "KẾ HOẠCH đi\n" +
        printed + "\nCăn cứ Luật Lâm nghiệp;\nI. MỤC ĐÍCH\n";
    return value(read_page(text).header.subject);
  };
  EXPECT_EQ(subject("Trồng rừng năm 12024"), "Trồng rừng năm 2024");
  EXPECT_EQ(subject("Dạy học năm học 2024 2025"), "Dạy học năm học 2024 - 2025");
  EXPECT_EQ(subject("Trồng rừng năm 2025 2024"), "Trồng rừng năm 2025 2024");
}

constexpr const char* kPlan =
    "UBND TỈNH BÌNH MINH\nSỞ NÔNG NGHIỆP\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 07/KH-SNN\nBình Minh, ngày 05 tháng 02 năm 2031\n"
    "KẾ HOẠCH\nTrồng rừng phòng hộ ven biển\ntỉnh Bình Minh năm 2031\n"
    "Căn cứ Luật Lâm nghiệp, Sở Nông nghiệp ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\n- Trồng "
    "rừng.\n"
    "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Mẫu\n";

TEST(Header, ReadsEveryFieldOfAPlan) {  // 3
  const HeaderReading reading = read(kPlan);
  const Header& h = reading.header;
  EXPECT_EQ(value(h.type_code), "KH");
  EXPECT_EQ(value(h.type_name), "Kế hoạch");
  EXPECT_EQ(value(h.governing_organ), "UBND TỈNH BÌNH MINH");
  EXPECT_EQ(value(h.organ_name), "SỞ NÔNG NGHIỆP");
  EXPECT_EQ(h.organ_basis, OrganBasis::kZone2);
  EXPECT_EQ(value(h.code_number), "07");
  EXPECT_EQ(value(h.code_notation), "KH-SNN");
  EXPECT_EQ(value(h.issued_place), "Bình Minh");
  EXPECT_EQ(value(h.issued_edtf), "2031-02-05");
  EXPECT_EQ(value(h.subject), "Trồng rừng phòng hộ ven biển tỉnh Bình Minh năm 2031");
  EXPECT_EQ(h.plan_year, 2031);
  EXPECT_EQ(value(h.signer_authority), "KT. GIÁM ĐỐC");
  EXPECT_EQ(value(h.signer_position), "PHÓ GIÁM ĐỐC");
  EXPECT_EQ(value(h.signer_name), "Trần Thị Mẫu");
  EXPECT_TRUE(reading.flags.empty()) << reading.flags.front();
}

TEST(Header, SourcesShowWhereAValueStood) {
  const std::string text = kPlan;
  const Header h = read(text).header;
  EXPECT_EQ(slice(text, h.code_number->source), "07");
  EXPECT_EQ(slice(text, h.issued_place->source), "Bình Minh");
  EXPECT_EQ(slice(text, h.signer_name->source), "Trần Thị Mẫu");
}

TEST(Header, AYearOfTheLunarCalendarEndsNoSubject) {
  const HeaderReading reading = read(
      "KẾ HOẠCH\nTổ chức đón Tết cổ truyền\nNhâm Dần năm 2022 trên địa bàn xã\n\nNhằm vui Tết.\n");
  EXPECT_EQ(value(reading.header.subject),
            "Tổ chức đón Tết cổ truyền Nhâm Dần năm 2022 trên địa bàn xã");
  EXPECT_FALSE(has(reading, "PLAN_YEAR_MISSING"));
}

TEST(Header, PrintedBlanksStayEmpty) {  // 3.2, 3.5
  const HeaderReading reading = read(
      "Số: /KH-UBND\n\nAn Bình, ngày tháng 10 năm 2031\n\nKẾ HOẠCH\nTrồng cây năm 2031\n\nNhằm giữ "
      "đất.\n");
  EXPECT_FALSE(reading.header.code_number);
  EXPECT_EQ(value(reading.header.code_notation), "KH-UBND");
  EXPECT_EQ(value(reading.header.issued_edtf), "2031-10-XX");
  EXPECT_TRUE(has(reading, "NUMBER_BLANK"));
  EXPECT_TRUE(has(reading, "DATE_PARTIAL"));
  EXPECT_TRUE(has(reading, "ORGAN_MISSING"));
}

TEST(Header, ANumberWhoseWordWasReadAsDigitsIsOnlyProposed) {  // 3.3
  const HeaderReading reading = read(
      "8612 /KH-UBND Hung Yén, ngay /2 thang 01 nam 2031\nKE HOACH\n\nTrong cay nam 2031\n\nNham "
      "giu dat.\n");
  EXPECT_EQ(value(reading.header.code_number), "12");
  EXPECT_EQ(reading.header.code_number->basis, Basis::kInferred);
  EXPECT_TRUE(has(reading, "NUMBER_PROPOSED"));
  EXPECT_EQ(value(reading.header.issued_edtf), "2031-01-12");
  EXPECT_EQ(value(reading.header.issued_place), "Hung Yén");
}

TEST(Header, ACodeThatLostItsSlashIsInDoubt) {
  const auto head = [](const std::string& code) {
    return "UBND XÃ A\nSố: " + code +
           "\nA, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng rừng năm 2031\nCăn cứ Luật Lâm "
           "nghiệp;\nI. MỤC ĐÍCH\n";
  };
  const HeaderReading reading = read_page(head("98KH-UBND"));
  EXPECT_EQ(value(reading.header.code_number), "98");
  EXPECT_EQ(value(reading.header.code_notation), "KH-UBND");
  EXPECT_TRUE(has(reading, "NOTATION_BAD"));
  EXPECT_FALSE(has(read_page(head("98/KH-UBND")), "NOTATION_BAD"));
  EXPECT_EQ(value(read_page(head("98-KH-UBND")).header.code_number), "98");
  for (const char* written : {"6 (KH-UBND", "2>4 KH-UBND"}) {
    const HeaderReading by_hand = read_page(head(written));
    EXPECT_EQ(value(by_hand.header.code_notation), "KH-UBND") << written;
    EXPECT_FALSE(by_hand.header.code_number) << written;
    EXPECT_TRUE(has(by_hand, "NUMBER_BLANK") && has(by_hand, "NOTATION_BAD")) << written;
  }
  EXPECT_FALSE(read_page(head("98QĐ-UBND")).header.code_number);  // not of the title's type
  EXPECT_FALSE(read(head("98KH-UBND")).header.code_number);       // its author wrote so
}

TEST(Header, ANumberThatIsCitedIsNotTheDocumentS) {  // 3.2
  struct Row {
    const char *organ, *number, *notation;
  };
  const auto plan = [](const std::string& organ) {
    return read(organ + "\n" + "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nA, ngày 05 tháng 3 năm 2031\n" +
                "KẾ HOẠCH\nTrồng rừng năm 2031\nThực hiện Quyết định số 105/QĐ-SXD ngày "
                "05/3/2031;\nI. MỤC ĐÍCH\n");
  };
  for (const Row& row : std::vector<Row>{
           {"ĐOÀN KIỂM TRA THEO\nQUYẾT ĐỊNH SỐ 105/QĐ-SXD\nSố: 118/KH-ĐKT", "118", "KH-ĐKT"},
           {"ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH\nSỐ 105/QĐ-SXD\nSố: 118/KH-ĐKT", "118", "KH-ĐKT"},
           {"TỔ CÔNG TÁC THEO KẾ HOẠCH SỐ 12/KH-UBND\nSố: 118/KH-TCT", "118", "KH-TCT"},
           {"TỔ CÔNG TÁC THEO KẾ HOẠCH\nSỐ 12/KH-UBND\nSố: 118/KH-TCT", "118", "KH-TCT"},
           {"TỔ CÔNG TÁC 35\nSố: /KH-TCT\nTHEO QUYẾT ĐỊNH SỐ 105/QĐ-SXD", "-", "KH-TCT"},
           {"ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 105/QĐ-SXD", "-", "-"},
           {"BAN CHỈ ĐẠO CHƯƠNG TRÌNH\nSố: 05/KH-BCĐ", "05", "KH-BCĐ"}}) {
    const HeaderReading reading = plan(row.organ);
    EXPECT_EQ(value(reading.header.code_number), row.number) << row.organ;
    EXPECT_EQ(value(reading.header.code_notation), row.notation) << row.organ;
  }
}

TEST(Header, LettersForDigitsOfANumberAreProposed) {
  for (const auto& [printed, number] : std::vector<std::pair<std::string, std::string>>{
           {"2l", "21"}, {"l2", "12"}, {"1O5", "105"}, {"O4", "04"}}) {
    const HeaderReading reading = read("UBND XÃ A\nSố: " + printed +
                                       "/KH-UBND\nA, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng "
                                       "rừng năm 2031\nI. MỤC ĐÍCH\n");
    EXPECT_EQ(value(reading.header.code_number), number);
    EXPECT_TRUE(has(reading, "NUMBER_PROPOSED")) << printed;
  }
  EXPECT_FALSE(has(read("UBND XÃ A\nSố: 12a/KH-UBND\nKẾ HOẠCH\nTrồng rừng\nI. MỤC ĐÍCH\n"),
                   "NUMBER_PROPOSED"));
}

TEST(Header, ANotationStaysWhereTheReaderTellsItsLetters) {
  const std::string head =
      "TRƯỜNG ĐẠI HỌC CÔNG TRÌNH\nSố: 41/TB-DCT\nA, ngày 05 tháng 3 năm 2031\nTHÔNG BÁO\nThu học "
      "phí\nTrường thông báo.\n";
  const auto notation = [&](bool has_crossed_d) {
    const TextDocument document = text::parse_plain_text(head);
    const std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
    return *read_header({own_lexicon(),
                         lines,
                         read_sections(own_lexicon(), document, lines),
                         true,
                         {},
                         has_crossed_d})
                .header.code_notation;
  };
  EXPECT_EQ(notation(false).value, "TB-ĐCT");
  EXPECT_EQ(notation(true).value, "TB-DCT");
  EXPECT_LE(notation(true).confidence, 0.5);
}

TEST(Header, OrganOnTwoLinesIsOne) {
  const Header h =
      read("ỦY BAN NHÂN DÂN\nTỈNH BÌNH MINH\nSố: 1/KH-UBND\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n")
          .header;
  EXPECT_EQ(value(h.organ_name), "ỦY BAN NHÂN DÂN TỈNH BÌNH MINH");
  EXPECT_FALSE(h.governing_organ);
}

TEST(Header, OrganMayBeKnownFromThePreambleAlone) {  // 3.7
  const HeaderReading reading = read(
      "KẾ HOẠCH\nTrồng cây năm 2031\n\nNhằm giữ đất, UBND xã An Bình xây dựng kế hoạch như "
      "sau:\n\nI. MỤC ĐÍCH\n");
  EXPECT_EQ(value(reading.header.organ_name), "UBND xã An Bình");
  EXPECT_EQ(reading.header.organ_basis, OrganBasis::kPreamble);
  EXPECT_TRUE(has(reading, "ORGAN_INFERRED"));
}

TEST(Header, MembersAreNoOrgan) {
  const auto organ = [](const std::string& whose) {
    return value(read("KẾ HOẠCH\nTrồng cây năm 2031\n(Kèm theo danh sách của " + whose +
                      ")\n\nI. MỤC ĐÍCH\n")
                     .header.organ_name);
  };
  EXPECT_EQ(organ("Hội Nông dân xã An Bình"), "Hội Nông dân xã An Bình");
  EXPECT_EQ(organ("hội viên nông dân các thôn"), "-");
}

TEST(Header, APlanThatIsAttachedHasItsOrganBelowTheSubject) {
  const HeaderReading reading = read(
      "KẾ HOẠCH\nTrồng cây năm 2031\n(Ban hành kèm theo Quyết định số 7/QĐ-UBND ngày 02/3/2031\n"
      "của Ủy ban nhân dân xã An Bình)\n\nI. MỤC ĐÍCH\n");
  EXPECT_EQ(value(reading.header.subject), "Trồng cây năm 2031");
  EXPECT_EQ(value(reading.header.organ_name), "Ủy ban nhân dân xã An Bình");
  EXPECT_EQ(reading.header.organ_basis, OrganBasis::kAppendix);
  EXPECT_FALSE(reading.header.issued_edtf);
}

TEST(Header, AJointPlanSaysSoInItsTitleAlone) {
  EXPECT_EQ(value(read("KẾ HOẠCH LIÊN TỊCH\nTrồng cây năm 2031\n\nI. MỤC ĐÍCH\n").header.subject),
            "Trồng cây năm 2031");
}

TEST(Header, ALetterHasItsSubjectBehindVeViec) {  // 13.8
  const HeaderReading reading = read(
      "SỞ TÀI CHÍNH\nSố: 5/STC-NS\nV/v báo cáo thu\nngân sách\nBình Minh, ngày 03 tháng 3 năm "
      "2031\n"
      "Kính gửi: Các phòng\nSở Tài chính đề nghị báo cáo.\n");
  EXPECT_EQ(value(reading.header.type_code), "CV");
  EXPECT_EQ(value(reading.header.subject), "báo cáo thu ngân sách");
  EXPECT_FALSE(has(reading, "NOT_A_PLAN"));  // it gives duties
}

TEST(Header, ALetterMayHaveItsSubjectBehindVeBelowItsNumber) {
  const HeaderReading reading = read(
      "SỞ TÀI CHÍNH\nSố: 5/STC-NS\nVề báo cáo thu\nngân sách\nKính gửi: Các phòng\n"
      "Về số thu, Sở Tài chính đề nghị báo cáo.\n");
  EXPECT_EQ(value(reading.header.type_code), "CV");
  EXPECT_EQ(value(reading.header.subject), "Về báo cáo thu ngân sách");
}

TEST(Header, ALetterMayHaveItsVeViecInBracketsOrMisread) {
  for (const std::string about :
       {"(V/v báo cáo thu", "V báo cáo thu", "Vív báo cáo thu", "V/ báo cáo thu"}) {
    const std::string end = about.front() == '(' ? ")" : "";
    const HeaderReading reading =
        read("SỞ TÀI CHÍNH\nSố: 5/STC-NS\n" + about + "\nngân sách" + end +
             "\nKính gửi: Các phòng\nSở Tài chính đề nghị báo cáo.\n");
    EXPECT_EQ(value(reading.header.subject), "báo cáo thu ngân sách") << about;
  }
}

TEST(Header, ATextWithoutTypeHasNoFields) {  // 13.8
  const HeaderReading reading = read("Hôm nay trời đẹp.\nSố: 5/KH-UBND là một số.\n");
  EXPECT_EQ(value(reading.header.type_code), "KHAC");
  EXPECT_FALSE(reading.header.code_number);
}

TEST(Header, APeriodHasNoPlanYear) {  // 3.8, 13.7
  const HeaderReading reading =
      read("KẾ HOẠCH\nTrồng rừng giai đoạn 2031 - 2035\n\nNhằm giữ đất.\n");
  EXPECT_EQ(reading.header.period_start, "2031-01-01");
  EXPECT_EQ(reading.header.period_end, "2035-12-31");
  EXPECT_FALSE(reading.header.plan_year);
  EXPECT_FALSE(has(reading, "PLAN_YEAR_MISSING"));
}

TEST(Header, ASchoolYearIsAYear) {  // 3.8: of two years, so no plan_year
  const HeaderReading reading = read("KẾ HOẠCH\nDạy học năm học 2031 - 2032\n\nNhằm dạy tốt.\n");
  EXPECT_FALSE(reading.header.plan_year);
  EXPECT_EQ(reading.header.period_start, "2031-08-01");
  EXPECT_EQ(reading.header.period_end, "2032-05-31");
  EXPECT_FALSE(has(reading, "PLAN_YEAR_MISSING"));
  const HeaderReading enrolment = read(
      "TRƯỜNG TIỂU HỌC AN BÌNH\nSố: 1/KH-TH\nAn Bình, ngày 05 tháng 6 năm 2031\nKẾ HOẠCH\nTuyển "
      "sinh năm học 2031 - 2032\n\nNhằm dạy tốt.\n");
  EXPECT_EQ(enrolment.header.period_start, "2031-06-05");
}

TEST(Header, SecrecyAndUrgencyMarks) {  // 3.12; ô 10, 11
  const HeaderReading reading = read(
      "UBND XÃ AN BÌNH\nSố: 1/KH-UBND\nMẬT\nHỎA TỐC\nKẾ HOẠCH\nTrồng cây năm 2031\n\nNhằm giữ "
      "đất.\n");
  EXPECT_EQ(reading.header.secrecy, Secrecy::kMat);
  EXPECT_EQ(reading.header.priority, Priority::kHoaToc);
  EXPECT_TRUE(has(reading, "SECRET"));
}

TEST(Header, AMarkThatIsPossibleIsSuspected) {  // 13.15
  const HeaderReading reading =
      read("UBND XÃ AN BÌNH\nSố: 1/KH-UBND MẬT\nKẾ HOẠCH\nTrồng cây năm 2031\n\nNhằm giữ đất.\n");
  EXPECT_EQ(reading.header.secrecy, Secrecy::kNone);
  EXPECT_TRUE(has(reading, "SECRET_SUSPECTED"));
}

TEST(Header, AMarkCountsAsItWasRead) {  // restoration makes another word of it
  const std::string read = "UBND XÃ AN BÌNH\nSố: 1/KH-UBND\nMÂT\nKẾ HOẠCH\n";
  const auto at = static_cast<std::uint32_t>(read.find("Â"));
  Restoration restored;
  restored.changes = {{{at, at + 2}, {at, at + 3}, "Â", "Ặ", "viet_ocr", "ocr_restore", 0.6, ""}};
  restored.text = codau::apply(restored.changes, read);
  EXPECT_GE(detect_secrecy(text::apply_restoration(text::parse_plain_text(read), restored)),
            text::SecrecyMark::kSuspected);
}

TEST(Header, AMarkFoundOnAPageIsOfItsDocument) {  // 3.12
  RestoredDocument input;
  input.before.pages.resize(2);
  EXPECT_EQ(detect_secrecy(input), text::SecrecyMark::kNone);
  input.before.pages[1].warnings = {"SECRET_SUSPECTED"};
  Header header;
  std::vector<std::string> flags;
  raise_secrecy(detect_secrecy(input), header, flags);
  EXPECT_EQ(flags, std::vector<std::string>{"SECRET_SUSPECTED"});
  input.before.pages[0].warnings = {"SECRET_TOI_MAT"};
  raise_secrecy(detect_secrecy(input), header, flags);
  EXPECT_EQ(flags, std::vector<std::string>{"SECRET"});
  EXPECT_EQ(header.secrecy, Secrecy::kToiMat);
}

TEST(Header, ImpossibleDatesAreNotRead) {
  const HeaderReading reading =
      read("An Bình, ngày 31 tháng 6 năm 2031\nKẾ HOẠCH\nTrồng cây năm 2031\n\nNhằm giữ đất.\n");
  EXPECT_FALSE(reading.header.issued_edtf);
  EXPECT_TRUE(has(reading, "DATE_INVALID"));
}

TEST(Header, AYearOfNoLawIsNone) {
  const auto read_year = [](const std::string& year) {
    return read("An Bình, ngày 12 tháng 6 năm " + year +
                "\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n");
  };
  const HeaderReading behind_stroke = read_year("12031");
  EXPECT_EQ(value(behind_stroke.header.issued_edtf), "2031-06-12");
  EXPECT_TRUE(has(behind_stroke, "DATE_PADDING"));
  const HeaderReading damaged = read_year("1025");
  EXPECT_EQ(value(damaged.header.issued_edtf), "XXXX-06-12");
  EXPECT_TRUE(has(damaged, "DATE_PARTIAL"));
}

TEST(Header, ScrapsBeforeThePlaceAreNoneOfIt) {
  const auto place = [](const std::string& printed) {
    return value(
        read(printed + ", ngày 12 tháng 6 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n")
            .header.issued_place);
  };
  EXPECT_EQ(place("wee An Bình"), "An Bình");
  EXPECT_EQ(place("tp. Huế"), "tp. Huế");
}

TEST(Header, HandwritingIsReadOrLeftEmpty) {
  const HeaderReading reading = read(
      "UBND XÃ AN BÌNH\nSố: 2}2 /KH-UBND\nAn Bình, ngày ƠL tháng 3 năm 2031\nKẾ HOẠCH\nTrồng "
      "cây\n\nNhằm giữ đất.\n");
  EXPECT_FALSE(reading.header.code_number);
  EXPECT_EQ(value(reading.header.code_notation), "KH-UBND");
  EXPECT_EQ(value(reading.header.organ_name), "UBND XÃ AN BÌNH");
  EXPECT_EQ(value(reading.header.issued_edtf), "2031-03-01");
  EXPECT_EQ(reading.header.issued_edtf->basis, Basis::kInferred);
  EXPECT_EQ(value(read("An Bình, ngày ?; tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm.\n")
                      .header.issued_edtf),
            "2031-03-XX");
}

TEST(Header, StrokesOfANumberAreNotOfTheNotation) {
  const auto notation = [](const std::string& line) {
    return value(read_page(line + "\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n").header.code_notation);
  };
  EXPECT_EQ(notation("Số: 22 /&H-SYT"), "KH-SYT");
  EXPECT_EQ(notation("Số: 3/%/É/KH-SYT"), "KH-SYT");
  EXPECT_EQ(notation("sSóz2|/KH-SYT"), "KH-SYT");
}

TEST(Header, APlaceStandsBeforeADayThatCannotBeRead) {
  const Header h =
      read_page(
          "UBND XÃ AN BÌNH\nAn Bình, ngày ¿ _' tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm.\n")
          .header;
  EXPECT_EQ(value(h.issued_place), "An Bình");
  EXPECT_EQ(value(h.issued_edtf), "2031-03-XX");
}

TEST(Header, WhatASealLeavesOfAnOfficeIsNone) {
  const Header h = read_page(
                       "UBND XÃ A\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\nNơi nhận:\n- Lưu: VT.\nIỦ "
                       "TỊCH\nTrần Thị Mẫu\n")
                       .header;
  EXPECT_EQ(value(h.signer_position), "-");
}

TEST(Header, WhatADigitalSignaturePrintsIsNotOfTheSigner) {
  const std::string head =
      "UBND XÃ A\nSố: 07/KH-UBND\nQuảng Ngãi, ngày 05 tháng 02 năm 2031\nKẾ HOẠCH\nTrồng cây\n\n"
      "Nhằm giữ đất.\nNơi nhận:\n- Lưu: VT.\n";
  const Header h = read_page(head + "PHÓ CHỦ TỊCH Ký bởi Ủy ban\nTrần Thị Mẫu\n").header;
  EXPECT_EQ(value(h.signer_position), "PHÓ CHỦ TỊCH");
  EXPECT_EQ(value(h.signer_name), "Trần Thị Mẫu");
  EXPECT_EQ(value(read_page(head + "CHỦ TỊCH\nQuảng Ngãi\n").header.signer_name), "-");
}

TEST(Header, ASureDigitSettlesTheOtherOfADay) {  // 3.5
  const HeaderReading reading =
      read("An Bình, ngày I2 tháng 6 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n");
  EXPECT_EQ(value(reading.header.issued_edtf), "2031-06-12");
  EXPECT_EQ(reading.header.issued_edtf->basis, Basis::kRead);
  EXPECT_TRUE(has(reading, "DATE_PADDING"));
}

constexpr const char* kDamaged =
    "UY BAN NHÂN DÂN TĨNH QUÁNG NGÃI\nSố: 07/KH-UBND\nQuãng Ngãi, ngày 05 tháng 02 năm 2031\n"
    "KẾ HOẠCH\nTrồng rừng\n\nNhằm giữ đất.\nNơi nhận:\n- Như trên;\nKT. GIÁM ĐÓC\n“GIÁM ĐÓC,\n"
    "Trần Thị Mẫu\n";

TEST(Header, ClosedVocabularyOfPagesHasItsMarks) {
  const Header h = read_page(kDamaged).header;
  EXPECT_EQ(value(h.organ_name), "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI");
  EXPECT_EQ(slice(std::string_view(kDamaged), h.organ_name->source),
            "UY BAN NHÂN DÂN TĨNH QUÁNG NGÃI");
  EXPECT_LT(h.organ_name->confidence, 1);
  EXPECT_EQ(value(h.issued_place), "Quảng Ngãi");
  EXPECT_EQ(value(h.signer_authority), "KT. GIÁM ĐỐC");
}

TEST(Header, ADepartmentBelowACommitteeIsAnotherOrgan) {
  const Header h = read(
                       "ỦY BAN NHÂN DÂN\nSỞ VĂN HÓA VÀ THỂ THAO\nSố: 07/KH-SVHTT\nKẾ HOẠCH\nTrồng "
                       "rừng\n\nNhằm giữ đất.\n")
                       .header;
  EXPECT_EQ(value(h.governing_organ), "ỦY BAN NHÂN DÂN");
  EXPECT_EQ(value(h.organ_name), "SỞ VĂN HÓA VÀ THỂ THAO");
}

TEST(Header, APlaceWithAWrongLetterIsThatOfTheOrgan) {
  const Header h = read_page(
                       "UBND XÃ BÌNH MINH\nSố: 07/KH-UBND\nBình Mịnhh, ngày 05 tháng 02 năm 2031\n"
                       "KẾ HOẠCH\nTrồng rừng\n\nNhằm giữ đất.\n")
                       .header;
  EXPECT_EQ(value(h.issued_place), "Bình Minh");
}

TEST(Header, APlaceThatTheOrganDoesNotNameStaysAsRead) {
  const Header h = read_page(
                       "UBND XÃ BÌNH MINH\nSố: 07/KH-UBND\nQuãng Ngãi, ngày 05 tháng 02 năm 2031\n"
                       "KẾ HOẠCH\nTrồng rừng\n\nNhằm giữ đất.\n")
                       .header;
  EXPECT_EQ(value(h.issued_place), "Quãng Ngãi");
}

/// A page whose lines are centred, one close below the other, in ô 2 and in ô 7.
HeaderReading read_centred(const std::string& text) {
  const TextDocument document = text::parse_plain_text(text);
  std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
  std::int32_t top = 100;
  for (PrintedLine& line : lines) {
    line.page = 1;
    if (line.zone == LineZone::kHead) line.role = Role::kHeaderLeft;
    const auto half = static_cast<std::int32_t>(5 * line.passage.text.size());
    line.box = {500 - half, top, 500 + half, top + 30};
    top += line.passage.empty() ? 200 : 36;
  }
  return read_header({own_lexicon(), lines, read_sections(own_lexicon(), document, lines), true});
}

TEST(Header, OrgansAndOfficesAreBrokenOverTwoLines) {
  const Header h =
      read_centred(
          "HỘI ĐỒNG NHÂN DÂN HUYỆN A\nTHƯỜNG TRỰC HỘI ĐỒNG NHÂN\nDÂN\nSố: 7/KH-HĐND\n"
          "KẾ HOẠCH\nTrồng rừng\n\nNhằm giữ đất.\n\nNơi nhận:\n- Như trên.\n"
          "TM. HỘI ĐỒNG NGHĨA VỤ QUÂN\nSỰ\nPHÓ CHỦ TỊCH THƯỜNG\nTRỰC\n\nTrần Thị Mẫu\n")
          .header;
  EXPECT_EQ(value(h.organ_name), "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN");
  EXPECT_EQ(value(h.signer_authority), "TM. HỘI ĐỒNG NGHĨA VỤ QUÂN SỰ");
  EXPECT_EQ(value(h.signer_position), "PHÓ CHỦ TỊCH THƯỜNG TRỰC");
  EXPECT_EQ(value(h.signer_name), "Trần Thị Mẫu");
}

TEST(Header, ASubjectThatIsNotWholeGoesOn) {
  EXPECT_EQ(
      value(read("KẾ HOẠCH\nTrồng rừng giai đoạn 2031\n- 2035\nCăn cứ Luật.\n").header.subject),
      "Trồng rừng giai đoạn 2031 - 2035");
  EXPECT_EQ(
      value(
          read("KẾ HOẠCH\nNâng cao chỉ số của\nSở Nội vụ năm 2031\nCăn cứ Luật.\n").header.subject),
      "Nâng cao chỉ số của Sở Nội vụ năm 2031");
}

TEST(Header, BelowTheHeadForWhomOneSignsStandsTheDeputy) {  // 3.9
  const Header h = read_page(kDamaged).header;
  EXPECT_EQ(value(h.signer_position), "PHÓ GIÁM ĐỐC");
  EXPECT_EQ(h.signer_position->basis, Basis::kInferred);
}

TEST(Header, ATextFileIsAsItsAuthorSpeltIt) {
  const Header h = read(kDamaged).header;
  EXPECT_EQ(value(h.organ_name), "UY BAN NHÂN DÂN TĨNH QUÁNG NGÃI");
  EXPECT_EQ(value(h.issued_place), "Quãng Ngãi");
  EXPECT_EQ(value(h.signer_position), "GIÁM ĐÓC");
}

TEST(Header, TheLastPagesAloneAreStillSigned) {
  const Header h = read("- Trồng rừng.\nNơi nhận:\n- Như trên;\nGIÁM ĐỐC\nTrần Thị Mẫu\n").header;
  EXPECT_EQ(value(h.type_code), "KHAC");
  EXPECT_EQ(value(h.signer_position), "GIÁM ĐỐC");
  EXPECT_EQ(value(h.signer_name), "Trần Thị Mẫu");
}

TEST(Header, ANumberHalfReadFromHandwritingStaysEmpty) {
  const auto read_with = [](const std::string& number, double confidence) {
    RestoredDocument input = testing::plain_document(
        "UBND XÃ AN BÌNH\n" + number + "KH-UBND\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n");
    input.after.scanned_words.assign(input.after.words.size(), {{}, confidence});
    return value(read_document(own_lexicon(), input).header.code_number);
  };
  EXPECT_EQ(read_with("Số: 24 /", 0.7), "-");
  EXPECT_EQ(read_with("Số: 24 /", 0.95), "24");
  EXPECT_EQ(read_with("Số: 24/", 0.7), "24");
}

TEST(Header, StrokesBesideANameAreNotOfIt) {
  const std::string plan =
      "KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\nNơi nhận:\n- Như trên.\nGIÁM ĐỐC\n";
  EXPECT_EQ(value(read(plan + "“Trần Thị Mẫu ,\n").header.signer_name), "-");
  EXPECT_EQ(value(read(plan + "' Trần Thị Mẫu ,\n").header.signer_name), "Trần Thị Mẫu");
  EXPECT_EQ(value(read(plan + "- Trần Thị Mẫu\n").header.signer_name), "-");
}

TEST(Header, ASubjectEndsWhereTheBodyBegins) {  // 3.8
  const std::string head = "KẾ HOẠCH\nTrồng rừng năm 2031\n";
  for (const std::string body :
       {"Ngày 12/11/2030, xã họp bàn.\n", "Phần thứ nhất\nĐÁNH GIÁ\n", "Căn cứ Luật.\n"}) {
    EXPECT_EQ(value(read(head + body).header.subject), "Trồng rừng năm 2031") << body;
  }
}

TEST(Header, APaddingThatTheRuleForbidsIsNoted) {  // 3.5
  EXPECT_TRUE(has(read("An Bình, ngày 6 tháng 11 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n"),
                  "DATE_PADDING"));
}

}  // namespace
}  // namespace codau::document
