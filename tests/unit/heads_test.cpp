// Heads as offices print them, one row each: organs, numbers, dates and subjects of every kind.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/header/settle_handwriting.h"
#include "document/layout/page_sequence.h"
#include "document/read_document.h"

namespace codau::document {
namespace {

std::string value(const TextField& field) { return field ? field->value : "-"; }

bool has(const Document& document, std::string_view code) {
  return std::ranges::find(document.flags, code) != document.flags.end();
}

constexpr const char* kMotto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";

/// As its author wrote it.
Document read_plain(const std::string& text) {
  return read_document(own_lexicon(), testing::plain_document(text));
}

Document plan(const std::string& organ, const std::string& number, const std::string& date,
              const std::string& title = "KẾ HOẠCH\nTrồng rừng năm 2031") {
  return read_plain(
      organ + "\n" + number + "\n" + kMotto + date + "\n\n" + title +
      "\n\nNhằm giữ đất, đơn vị xây dựng kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n- Trồng rừng.\n\n"
      "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Thị Mẫu\n");
}

TEST(Heads, Organs) {  // 3.7
  struct Row {
    const char *printed, *governing, *name;
    AgencyLevel level;
  };
  for (const Row& row : std::vector<Row>{
           {"ỦY BAN NHÂN DÂN\nHUYỆN ÂN THI", "-", "ỦY BAN NHÂN DÂN HUYỆN ÂN THI",
            AgencyLevel::kDistrict},
           {"UBND TỈNH HƯNG YÊN\nSỞ NÔNG NGHIỆP VÀ\nPHÁT TRIỂN NÔNG THÔN", "UBND TỈNH HƯNG YÊN",
            "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", AgencyLevel::kProvince},
           {"UBND TỈNH HƯNG YÊN\nBAN CHỈ ĐẠO TỔNG ĐIỀU TRA NÔNG THÔN,\nNÔNG NGHIỆP NĂM 2025",
            "UBND TỈNH HƯNG YÊN", "BAN CHỈ ĐẠO TỔNG ĐIỀU TRA NÔNG THÔN, NÔNG NGHIỆP NĂM 2025",
            AgencyLevel::kProvince},
           {"BAN TỔ CHỨC LỄ HỘI NĂM 2025", "-", "BAN TỔ CHỨC LỄ HỘI NĂM 2025",
            AgencyLevel::kUnknown},
           {"ỦY BAN NHÂN DÂN i\nTỈNH HƯNG YÊN", "-", "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN",
            AgencyLevel::kProvince},
           {"HUYỆN ỦY ÂN THI               ---------------", "-", "HUYỆN ỦY ÂN THI",
            AgencyLevel::kParty},
           {"TỈNH HƯNG YÊN\nUBND HUYỆN ÂN THI", "TỈNH HƯNG YÊN", "UBND HUYỆN ÂN THI",
            AgencyLevel::kDistrict},
           {"BỘ NỘI VỤ", "-", "BỘ NỘI VỤ", AgencyLevel::kCentral},
           {"BỘ TÀI CHÍNH\nCỤC THUẾ", "BỘ TÀI CHÍNH", "CỤC THUẾ", AgencyLevel::kCentral},
           {"BỘ TÀI CHÍNH\nCỤC THUẾ TỈNH HƯNG YÊN", "BỘ TÀI CHÍNH", "CỤC THUẾ TỈNH HƯNG YÊN",
            AgencyLevel::kProvince},
           {"UBND TỈNH HƯNG YÊN\nVĂN PHÒNG", "UBND TỈNH HƯNG YÊN", "VĂN PHÒNG",
            AgencyLevel::kProvince},
           {"HỘI LHPN TỈNH HƯNG YÊN\nBAN THƯỜNG VỤ", "HỘI LHPN TỈNH HƯNG YÊN", "BAN THƯỜNG VỤ",
            AgencyLevel::kFront},
           {"TỈNH ĐOÀN HƯNG YÊN\nBCH HUYỆN VĂN LÂM", "TỈNH ĐOÀN HƯNG YÊN", "BCH HUYỆN VĂN LÂM",
            AgencyLevel::kFront},
           {"HUYỆN ỦY ÂN THI\nĐẢNG ỦY XÃ ĐÀO DƯƠNG\n*", "HUYỆN ỦY ÂN THI", "ĐẢNG ỦY XÃ ĐÀO DƯƠNG",
            AgencyLevel::kParty},
           {"ỦY BAN NHÂN DÂN\nXÃ PHONG THẠNH", "-", "ỦY BAN NHÂN DÂN XÃ PHONG THẠNH",
            AgencyLevel::kCommune},
           {"CHI CỤC KIỂM LÂM TỈNH LAI CHÂU\nHẠT KIỂM LÂM HUYỆN MƯỜNG TÈ",
            "CHI CỤC KIỂM LÂM TỈNH LAI CHÂU", "HẠT KIỂM LÂM HUYỆN MƯỜNG TÈ",
            AgencyLevel::kDistrict},
           {"TỔNG CÔNG TY LƯƠNG THỰC MIỀN NAM", "-", "TỔNG CÔNG TY LƯƠNG THỰC MIỀN NAM",
            AgencyLevel::kUnknown},
           {"BAN CHỈ ĐẠO\nCHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA", "-",
            "BAN CHỈ ĐẠO CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA", AgencyLevel::kUnknown},
           {"TẬP ĐOÀN\nVIỄN THÔNG VIỆT NAM\nVIỄN THÔNG HƯNG YÊN", "TẬP ĐOÀN VIỄN THÔNG VIỆT NAM",
            "VIỄN THÔNG HƯNG YÊN", AgencyLevel::kProvince},
           {"BAN QUẢN LÝ\nVƯỜN QUỐC GIA BA VÌ", "-", "BAN QUẢN LÝ VƯỜN QUỐC GIA BA VÌ",
            AgencyLevel::kUnknown},
       }) {
    const Header h = plan(row.printed, "Số: 07/KH-UBND", "Ân Thi, ngày 05 tháng 3 năm 2031").header;
    EXPECT_EQ(value(h.governing_organ), row.governing) << row.printed;
    EXPECT_EQ(value(h.organ_name), row.name) << row.printed;
    EXPECT_EQ(h.organ_level, row.level) << row.printed;
    EXPECT_EQ(value(h.type_code), "KH") << row.printed;
  }
}

TEST(Heads, ACityWithoutNameIsThatOfTheHead) {  // 13.12
  const auto level = [](const std::string& organ, const char* place, const char* year = "2026") {
    return plan(organ, "Số: 07/KH-TT", std::string(place) + ", ngày 05 tháng 3 năm " + year)
        .header.organ_level;
  };
  for (const std::string city : {"HÀ NỘI", "HẢI PHÒNG", "ĐÀ NẴNG", "CẦN THƠ", "HỒ CHÍ MINH", "HUẾ"})
    for (const char* const organ : {"THANH TRA THÀNH PHỐ", "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ THÀNH PHỐ",
                                    "BAN CHỈ ĐẠO 389 THÀNH PHỐ"}) {
      EXPECT_EQ(level("ỦY BAN NHÂN DÂN THÀNH PHỐ " + city + "\n" + organ, ""),
                AgencyLevel::kProvince)
          << city;
      EXPECT_EQ(level("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ " + city + "\n" + organ, ""),
                AgencyLevel::kProvince)
          << city;
      EXPECT_EQ(level("UBND TP. " + city + "\n" + organ, ""), AgencyLevel::kProvince) << city;
    }
  for (const char* const city :
       {"Hà Nội", "Hải Phòng", "Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh", "Huế"})
    EXPECT_EQ(level("BAN CHỈ ĐẠO 389 THÀNH PHỐ", city), AgencyLevel::kProvince) << city;
  EXPECT_EQ(level("BAN CHỈ ĐẠO 389 THÀNH PHỐ", "Huế", "2023"), AgencyLevel::kDistrict);
  EXPECT_EQ(level("BAN CHỈ ĐẠO 389 THÀNH PHỐ", "Vinh", "2023"), AgencyLevel::kDistrict);
  EXPECT_EQ(level("ỦY BAN NHÂN DÂN THÀNH PHỐ VINH\nTHANH TRA THÀNH PHỐ", "Vinh", "2023"),
            AgencyLevel::kDistrict);
  EXPECT_EQ(level("UBND TỈNH THỪA THIÊN HUẾ\nUBND THÀNH PHỐ HUẾ", "Huế", "2023"),
            AgencyLevel::kDistrict);
  EXPECT_EQ(level("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ", "Huế", "2023"), AgencyLevel::kDistrict);
  EXPECT_EQ(level("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ", "Huế", "2025"), AgencyLevel::kProvince);
  EXPECT_EQ(level("UBND QUẬN HẢI AN\nTHANH TRA QUẬN", "Hải An", "2023"), AgencyLevel::kDistrict);
}

TEST(Heads, TheNameOfTheStateMayBeDamagedOrBroken) {
  for (const char* name :
       {"CỘNG HÒA.XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ aor CHỦ NGHĨA VIỆT NAM",
        "CỘNG. HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM"}) {
    const Header h = read_plain("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH " + std::string(name) +
                                "\nTỈNH LAI CHÂU Độc lập - Tự do - Hạnh phúc\nSố: 7/KH-SVHTTDL\n\n"
                                "KẾ HOẠCH\nTrồng rừng năm 2031\n\nI. MỤC ĐÍCH\n\n- Trồng rừng.\n")
                         .header;
    EXPECT_EQ(value(h.organ_name), "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH TỈNH LAI CHÂU") << name;
  }
}

TEST(Heads, Numbers) {  // 3.2 to 3.4
  struct Row {
    const char *printed, *number, *notation;
  };
  for (const Row& row : std::vector<Row>{{"Số: 07/KH-UBND", "07", "KH-UBND"},
                                         {"Số:     /KH-UBND", "-", "KH-UBND"},
                                         {"Số: ……/KH-UBND", "-", "KH-UBND"},
                                         {"Số: 0?/KH-UBND", "-", "KH-UBND"},
                                         {"Số: 12a/KH – UBND", "12a", "KH-UBND"},
                                         {"Số: 07/2031/KH-UBND.", "07", "KH-UBND"},
                                         {"Số: 157/ QĐ-NĐ-UB", "157", "QĐ-NĐ-UB"},
                                         {"Số: 07/KH-VP.HĐND-UBND", "07", "KH-VP.HĐND-UBND"},
                                         {"Số 12-KH/ĐU", "12", "KH/ĐU"}}) {
    const Header h = plan("UBND XÃ A", row.printed, "A, ngày 05 tháng 3 năm 2031").header;
    EXPECT_EQ(value(h.code_number), row.number) << row.printed;
    EXPECT_EQ(value(h.code_notation), row.notation) << row.printed;
  }
}

TEST(Heads, Dates) {  // 3.5
  struct Row {
    const char *printed, *edtf;
  };
  for (const Row& row : std::vector<Row>{{"ngày 05 tháng 3 năm 2031", "2031-03-05"},
                                         {"ngày    tháng 02 năm 2031", "2031-02-XX"},
                                         {"ngày … tháng … năm 2031", "2031-XX-XX"},
                                         {"ngày /2 tháng 01 năm 2031", "2031-01-12"},
                                         {"ngày 2? tháng 03 năm 2031", "2031-03-XX"},
                                         {"ngày 45 tháng 3 năm 2031", "2031-03-XX"},
                                         {"ngày 31 tháng 02 năm 2031", "-"},
                                         {"ngày 12 tháng 3 năm 20…", "XXXX-03-12"},
                                         {"ngày 05/3/2031", "2031-03-05"},
                                         {"ngày …./…./2031", "2031-XX-XX"},
                                         {"tháng 3 năm 2031", "2031-03-XX"}}) {
    const Document d = plan("UBND XÃ A", "Số: /KH-UBND", std::string("An Bình, ") + row.printed);
    EXPECT_EQ(value(d.header.issued_edtf), row.edtf) << row.printed;
    EXPECT_EQ(value(d.header.issued_place), "An Bình") << row.printed;
    const bool is_flagged =
        has(d, "DATE_PARTIAL") || has(d, "DATE_INVALID") || has(d, "DATE_PADDING");
    EXPECT_EQ(is_flagged, std::string_view(row.edtf) != "2031-03-05") << row.printed;
  }
}

TEST(Heads, SubjectsAndTheirYears) {  // 3.8
  struct Row {
    const char *printed, *subject;
    std::optional<std::int32_t> year;
    std::optional<std::string> from, to;
  };
  const std::optional<std::string> none;
  for (const Row& row : std::vector<Row>{
           {"KẾ HOẠCH\nTrồng rừng năm 2030 và năm 2031", "Trồng rừng năm 2030 và năm 2031", 2031,
            none, none},
           {"KẾ HOẠCH\nTrồng rừng giai đoạn từ năm 2031 đến năm 2035",
            "Trồng rừng giai đoạn từ năm 2031 đến năm 2035",
            {},
            "2031-01-01",
            "2035-12-31"},
           {"KẾ HOẠCH\nTrồng rừng 5 năm 2031-2035",
            "Trồng rừng 5 năm 2031-2035",
            {},
            "2031-01-01",
            "2035-12-31"},
           {"KẾ HOẠCH\nHoạt động năm 2031 của\nBan Tiếp công dân xã",
            "Hoạt động năm 2031 của Ban Tiếp công dân xã", 2031, none, none},
           {"KẾ HOẠCH\nTrồng rừng năm 2031 theo ý kiến của Phó Chủ tịch\nUBND xã, Trưởng ban",
            "Trồng rừng năm 2031 theo ý kiến của Phó Chủ tịch UBND xã, Trưởng ban", 2031, none,
            none},
           {"KẾ HOẠCH TRỒNG RỪNG NĂM 2031", "TRỒNG RỪNG NĂM 2031", 2031, none, none},
           {"Kế hoạch\nTrồng rừng năm 2031", "Trồng rừng năm 2031", 2031, none, none},
           {"**KẾ HOẠCH**\n\n**Trồng rừng năm 2031**\n\n**Của xã A**",
            "Trồng rừng năm 2031 Của xã A", 2031, none, none},
           {"KẾ HOẠCH\n\nTrồng rừng\n\ntrên đồi năm 2031", "Trồng rừng trên đồi năm 2031", 2031,
            none, none},
       }) {
    const Header h =
        plan("UBND XÃ A", "Số: 07/KH-UBND", "A, ngày 05 tháng 3 năm 2031", row.printed).header;
    EXPECT_EQ(value(h.type_code), "KH") << row.printed;
    EXPECT_EQ(value(h.subject), row.subject) << row.printed;
    EXPECT_EQ(h.plan_year, row.year) << row.printed;
    EXPECT_EQ(h.period_start, row.from) << row.printed;
    EXPECT_EQ(h.period_end, row.to) << row.printed;
  }
}

TEST(Heads, TwoColumnsReadAsOneAreParted) {  // 3.1, 12.2
  const Header h = read_plain(
                       "HỘI LHPN TỈNH HƯNG YÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\n"
                       "NAM HỘI LHPN HUYỆN ÂN THI Độc lập - Tự do - Hạnh phúc\n"
                       "Số: 33/KH-BTV Ân Thi, ngày 11 tháng 9 năm 2031\n"
                       "KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n")
                       .header;
  EXPECT_EQ(value(h.governing_organ), "HỘI LHPN TỈNH HƯNG YÊN");
  EXPECT_EQ(value(h.organ_name), "HỘI LHPN HUYỆN ÂN THI");
  EXPECT_EQ(value(h.issued_place), "Ân Thi");
}

TEST(Heads, TheCountrysNameMayBreakAnywhere) {  // 12.2
  const Header h = read_plain(
                       "HỘI LHPN VIỆT NAM TỈNH HƯNG YÊN CỘNG HÒA XÃ HỘI CHỦ\n"
                       "NGHĨA VIỆT NAM\n\n"
                       "HỘI LHPN HUYỆN ÂN THI Độc lập - Tự do - Hạnh phúc\n"
                       "Số: 33/KH-BTV Ân Thi, ngày 11 tháng 9 năm 2031\n"
                       "KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n")
                       .header;
  EXPECT_EQ(value(h.governing_organ), "HỘI LHPN VIỆT NAM TỈNH HƯNG YÊN");
  EXPECT_EQ(value(h.organ_name), "HỘI LHPN HUYỆN ÂN THI");
}

TEST(Heads, TheYouthUnionStandsBesideItsOrgan) {  // 12.2
  const auto organ = [](const std::string& first) {
    return value(read_plain(first + "\n***\nSố: 214-KH/TĐTN Lai Châu, ngày 18 tháng 8 năm "
                                    "2031\n\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n")
                     .header.organ_name);
  };
  EXPECT_EQ(organ("TỈNH ĐOÀN LAI CHÂU                ĐOÀN TNCS HỒ CHÍ MINH"), "TỈNH ĐOÀN LAI CHÂU");
  EXPECT_EQ(organ("TỈNH ĐOÀN LAI CHÂU ĐOÀN TNCS HỒ CHÍ MINH"), "TỈNH ĐOÀN LAI CHÂU");
  EXPECT_EQ(organ("BAN CHẤP HÀNH ĐOÀN TNCS HỒ CHÍ MINH"), "BAN CHẤP HÀNH ĐOÀN TNCS HỒ CHÍ MINH");
}

TEST(Heads, OfTextsThatAreNoPlans) {  // 13.8
  const std::string head =
      "BỘ NỘI VỤ\nSố: 12/BNV-VP\n" + std::string(kMotto) + "Hà Nội, ngày 05 tháng 3 năm 2031\n\n";
  const std::string task =
      "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- Báo cáo trước ngày 15/12.\n\n";
  const Document letter = read_plain(head + "Kính gửi: Các sở\n\nBộ đề nghị báo cáo.\n\n" + task);
  EXPECT_EQ(value(letter.header.type_code), "CV");  // no "V/v", but a number and an address
  EXPECT_EQ(value(letter.header.code_notation), "BNV-VP");
  const Document receipt = read_plain(
      std::string(kMotto) + "Mã hồ sơ: 000.12\nGIẤY BIÊN NHẬN\nNgười nộp: Trần Thị Mẫu\n" + task +
      "NGƯỜI NỘP\n\nTrần Thị Mẫu\n");
  EXPECT_EQ(value(receipt.header.type_code), "KHAC");
  EXPECT_EQ(value(receipt.header.signer_name), "-");
  for (const char* type : {"BÁO CÁO", "TỜ TRÌNH", "GIẤY MỜI"}) {
    const Document other = read_plain(head + type + "\nTrồng rừng\n\n" + task);
    EXPECT_TRUE(has(other, "NOT_A_PLAN")) << type;
    EXPECT_TRUE(other.tasks.empty()) << type;
  }
  for (const char* type : {"QUYẾT ĐỊNH", "CHỈ THỊ", "THÔNG BÁO", "KẾT LUẬN", "CHƯƠNG TRÌNH"}) {
    const Document other = read_plain(head + type + "\nTrồng rừng\n\n" + task);
    EXPECT_FALSE(has(other, "NOT_A_PLAN")) << type;
    EXPECT_EQ(other.tasks.size(), 1U) << type;
  }
  EXPECT_EQ(letter.tasks.size(), 1U);
  EXPECT_EQ(receipt.tasks.size(), 1U);
}

/// A page of a scan: type, but for `written`, whose ink is unlike it. `confidence`: of its reading;
/// nothing if it was not read.
Document page(const std::string& text, const std::string& written,
              std::optional<double> confidence = std::nullopt,
              const std::vector<OcrAlternative>& alternatives = {},
              const std::vector<std::string>& file_names = {}) {
  RestoredDocument input = testing::plain_document(text);
  for (TextLine& line : input.after.lines) line.page = 1;
  for (const ByteRange word : input.after.words) {
    ScannedWord print{{0, 100, 20, 124}};
    print.is_handwritten = slice(input.after.text, word) == written;
    if (print.is_handwritten) {
      print.confidence = confidence.value_or(1);
      print.has_unread_ink_after = !confidence;
      print.alternatives = alternatives;
    }
    input.after.scanned_words.push_back(print);
  }
  return read_documents(own_lexicon(), input, {.names = file_names}).front();
}

TEST(Heads, WhatIsUnlikeTypeWasWrittenByHand) {
  const std::string text =
      "UBND XÃ A\nSố: 24 /KH-UBND\nAn Bình, ngày 15 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm "
      "giữ "
      "đất.\n";
  EXPECT_EQ(value(page(text, "").header.code_number), "24");
  EXPECT_EQ(value(page(text, "").header.issued_edtf), "2031-03-15");
  const Document number = page(text, "24"), day = page(text, "15");
  EXPECT_EQ(value(number.header.code_number), "-");
  EXPECT_TRUE(has(number, "NUMBER_BLANK"));
  EXPECT_EQ(value(day.header.issued_edtf), "2031-03-XX");
  EXPECT_TRUE(has(day, "DATE_PARTIAL"));
}

TEST(Heads, HandwritingIsKeptIfItWasReadSurely) {
  const std::string text =
      "UBND XÃ A\nSố: 24 /KH-UBND\nAn Bình, ngày 15 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm "
      "giữ đất.\n";
  const Document number = page(text, "24", 0.99), unsure = page(text, "24", 0.95),
                 day = page(text, "15", 0.99);
  EXPECT_EQ(value(number.header.code_number), "24");
  EXPECT_EQ(number.header.code_number->basis, Basis::kHand);
  EXPECT_TRUE(has(number, "NUMBER_HAND"));
  EXPECT_FALSE(has(number, "NUMBER_BLANK"));
  EXPECT_EQ(value(unsure.header.code_number), "-");
  EXPECT_EQ(value(day.header.issued_edtf), "2031-03-15");
  EXPECT_EQ(day.header.issued_edtf->basis, Basis::kHand);
  EXPECT_TRUE(has(day, "DATE_HAND"));
}

TEST(Heads, WitnessesChooseAmongReadingsOfHandwriting) {
  const std::string text =
      "UBND XÃ A\nSố: 24 /KH-UBND\nAn Bình, ngày 15 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nCăn "
      "cứ Kế hoạch số 7/KH-UBND ngày 16 tháng 3 năm 2031 của UBND huyện.\n";
  const std::vector<OcrAlternative> others{{"29", 0.88}}, days{{"18", 0.4}};
  const Document named = page(text, "24", 0.1, others, {"29-KH-UBND.pdf"}),
                 unnamed = page(text, "24", 0.1, others, {"scan.pdf"}),
                 day = page(text, "15", 0.5, days);
  EXPECT_EQ(value(named.header.code_number), "29");
  EXPECT_TRUE(has(named, "NUMBER_HAND_NAMED"));
  EXPECT_EQ(value(unnamed.header.code_number), "-");
  EXPECT_EQ(value(day.header.issued_edtf), "2031-03-XX");  // not the 15th; not surely the 18th
  EXPECT_EQ(value(page(text, "15", 0.99).header.issued_edtf), "2031-03-XX");
  EXPECT_EQ(value(page(text, "15", 0.01, {{"18", 0.98}}).header.issued_edtf), "2031-03-18");
}

TEST(Heads, APartyNumberMayBeLeftOpenWithDots) {
  const Document party = plan("HUYỆN ỦY A", "Số ..... - KH/HU", "A, ngày 5 tháng 3 năm 2031");
  EXPECT_EQ(value(party.header.code_notation), "KH/HU");
  EXPECT_TRUE(has(party, "NUMBER_BLANK"));
}

TEST(Heads, WhatIsWrittenOverTheStrokeIsNoNumberEither) {
  const std::string text =
      "UBND XÃ A\nSố: 24 KH-UBND\nAn Bình, ngày 15 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm "
      "giữ đất.\n";
  EXPECT_EQ(value(page(text, "").header.code_number), "24");
  EXPECT_EQ(value(page(text, "24").header.code_number), "-");
  EXPECT_TRUE(has(page(text, "24"), "NUMBER_BLANK"));
}

TEST(Heads, OnAPageAskewTypeStaysType) {
  RestoredDocument input = testing::plain_document(
      "UBND XÃ A\nSố: 24/KH-UBND\nAn Bình, ngày 15 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\nNhằm "
      "giữ đất "
      "cho rừng của xã.\n");
  input.after.scanned_words.resize(input.after.words.size());
  for (const TextLine& line : input.after.lines) {
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
      const auto along = static_cast<std::int32_t>(i - line.words.begin);
      input.after.scanned_words[i].box = {100 * along, 100 + 4 * along, 100 * along + 60,
                                          124 + 4 * along};
    }
  }
  EXPECT_EQ(value(read_document(own_lexicon(), input).header.issued_edtf), "2031-03-15");
}

TEST(Heads, TypeOfATurnedPageIsNoHandwriting) {
  RestoredDocument input = testing::plain_document(
      "UBND XÃ A\nSố: 24 /KH-UBND\nThái Nguyên, ngày 15 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây\n\n"
      "Nhằm giữ đất.\n");
  for (TextPage& page : input.after.pages) {
    page.rotation = 90;
    page.width = 1700;
    page.height = 1200;
  }
  std::int32_t along = 1100;
  for (const ByteRange word : input.after.words) {  // lines run up the page as it was scanned
    const auto length = static_cast<std::int32_t>(12 * word.size());
    input.after.scanned_words.push_back({{100, along - length, 124, along}});
    along -= length + 8;
  }
  const Document document = read_document(own_lexicon(), input);
  EXPECT_EQ(value(document.header.code_number), "24");
  EXPECT_EQ(value(document.header.issued_edtf), "2031-03-15");
}

TEST(Heads, FaintTypeStandsInLine) {
  RestoredDocument input =
      testing::plain_document("UBND XÃ A\nSố: 24 /KH-UBND\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n");
  input.after.scanned_words.assign(input.after.words.size(), {{0, 100, 20, 124}, 0.7});
  EXPECT_EQ(value(read_document(own_lexicon(), input).header.code_number), "24");
  for (std::size_t i = 0; i < input.after.words.size(); ++i) {
    if (slice(input.after.text, input.after.words[i]) == "24")
      input.after.scanned_words[i].box.bottom = 128;
  }
  EXPECT_EQ(value(read_document(own_lexicon(), input).header.code_number), "-");
}

TEST(Heads, ASecondHeadInAFileBeginsADocumentOfItsOwn) {
  const std::string first = "UBND XÃ A\nSố: 24/KH-UBND\n" + std::string(kMotto) +
                            "KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n\n" +
                            "II. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Báo cáo trước ngày "
                            "15/12.\n\nCHỦ TỊCH\n\nTrần Thị Mẫu\n\n";
  const std::string body =
      "\nTrồng cây\n\nThực hiện Kế hoạch số 9/KH-UBND ngày 05/3/2031.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
      "1. Công an\n\n- Tuần tra.\n\nPHÓ CHỦ TỊCH\n\nLê Văn Thử\n";
  const std::string organ = "UBND XÃ B\nSố: 7/BC-UBND\n" + std::string(kMotto);
  const std::string day = "B, ngày 05 tháng 3 năm 2031\n\n";
  const auto read = [&](const std::string& behind) {
    return read_documents(own_lexicon(), testing::plain_document(first + behind));
  };
  EXPECT_EQ(read("").size(), 1U);
  for (const std::string& second :
       {organ + "BÁO CÁO", organ + day + "KẾ HOẠCH", "\f" + organ + day + "Kính gửi: UBND xã A"}) {
    const std::vector<Document> two = read(second + body);
    ASSERT_EQ(two.size(), 2U) << second;
    EXPECT_EQ(two[0].tasks.size(), 1U) << second;
    EXPECT_TRUE(two[0].references.empty()) << second;
    EXPECT_EQ(value(two[0].header.signer_name), "Trần Thị Mẫu") << second;
    EXPECT_EQ(value(two[1].header.code_number), "7") << second;
    EXPECT_EQ(value(two[1].header.signer_name), "Lê Văn Thử") << second;
    EXPECT_EQ(two[1].references.size(), 1U) << second;
    EXPECT_EQ(two[0].bytes.end, two[1].bytes.begin) << second;
    EXPECT_EQ(two[1].bytes.end, (first + second + body).size()) << second;
  }
  for (const std::string& attached :
       {"Mẫu số 01\n" + std::string(kMotto) + "..., ngày ... tháng ... năm ...\nBÁO CÁO",
        "Mẫu số 02\n" + organ + day + "BÁO CÁO",
        "\fUBND XÃ A\n" + std::string(kMotto) +
            "QUY CHẾ\n(Ban hành kèm theo Kế hoạch số 24/KH-UBND ngày 05/3/2031 của UBND xã A)"}) {
    EXPECT_EQ(read(attached + body).size(), 1U) << attached;
  }
}

constexpr const char* kParty = "ĐẢNG CỘNG SẢN VIỆT NAM\n";

/// A letter with its closing; `number` and `day` are the lines as they were read.
std::string a_letter(const std::string& organ, const std::string& number, const std::string& day,
                     const std::string& motto = kMotto) {
  return organ + "\n" + number + "\n" + motto + day +
         "\nKính gửi: Ủy ban nhân dân xã A.\nĐề nghị trồng cây.\nNơi nhận:\n- Như trên;\n- Lưu: "
         "VT.\nGIÁM ĐỐC\nTrần Thị Mẫu\n";
}
std::size_t documents_in(const std::string& text) {
  return read_documents(own_lexicon(), testing::plain_document(text)).size();
}

TEST(Heads, ADamagedHeadUndoesNeitherItselfNorThoseBehindIt) {  // 13.11
  struct Row {
    const char *motto, *number, *day;
  };
  const std::string whole = a_letter("SỞ B", "Số: 7/SB-VP", "B, ngày 05 tháng 3 năm 2031");
  for (const Row& row :
       std::vector<Row>{{kParty, "35-TTr/CTC&QLĐT", "A, ngày 16 tháng 11 năm 2017"},
                        {kParty, "Số 6.2 - CV/NXB", "A, ngày43, tháng 10 năm 2017"},
                        {kMotto, "Số: /UBND-VP", "A, ngày tháng năm 2031"},
                        {kMotto, "Số: \\64/UBND-VP", "A, ngày 4.2. tháng 3 năm 2031"},
                        {kMotto, "", "A, ngày 05 tháng 3 năm 2031"},
                        {kMotto, "S6: l2/UBND-VP", ""},
                        {"", "Số: 12/UBND-VP", "A, ngày 05 tháng 3 năm 2031"}}) {
    const std::string damaged =
        a_letter("CÔNG TY A\nPHÒNG TỔ CHỨC", row.number, row.day, row.motto);
    for (const char* page : {"", "\f"}) {
      if (*page == '\0' && *row.motto == '\0') continue;
      EXPECT_EQ(documents_in(damaged + page + whole), 2U) << row.number << row.day << (*page == 0);
      EXPECT_EQ(documents_in(whole + page + damaged), 2U) << row.number << row.day << (*page == 0);
      EXPECT_EQ(documents_in(whole + page + damaged + page + whole), 3U) << row.number << row.day;
    }
  }
}

TEST(Heads, AClosingAboveTheFirstHeadIsOfADocumentWithoutOne) {  // 13.11
  const std::string whole = a_letter("SỞ B", "Số: 7/SB-VP", "B, ngày 05 tháng 3 năm 2031"),
                    closing =
                        "2\n6. Trồng cây ven đường.\nNơi nhận:\n- Như trên;\n- Lưu: "
                        "VT.\nCHỦ TỊCH\nLê Văn Thử\n";
  EXPECT_EQ(documents_in(closing + "\f" + whole), 2U);
  EXPECT_EQ(documents_in(closing + "\f" + whole + "\f" + whole), 3U);
  EXPECT_EQ(documents_in(closing + "\f" + whole.substr(0, whole.find("Nơi nhận"))), 1U)
      << "the second page was scanned first";
}

TEST(Heads, BehindAnAppendixADamagedHeadHasPageNumbersOfItsOwn) {  // 13.11
  const std::string first = a_letter("SỞ B", "Số: 7/SB-VP", "B, ngày 05 tháng 3 năm 2031"),
                    appendix = "\f2\nPHỤ LỤC\nDANH MỤC CÂY\n1. Cây lim\n",
                    blank =
                        "\fUBND XÃ A\nSố:    /KH-UBND\nA, ngày    tháng 3 năm 2031\n\nKẾ "
                        "HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n\f";
  const std::string end = "2. Thực hiện.\nNơi nhận:\n- Như trên;\nCHỦ TỊCH\nLê Văn Thử\n";
  EXPECT_EQ(documents_in(first + appendix + blank + "2\n" + end), 2U);
  EXPECT_EQ(documents_in(first + appendix + blank + "4\n" + end), 1U);
}

TEST(Heads, WhatADocumentEnclosesIsNoDocumentOfItsOwn) {
  const std::string first = a_letter("SỞ B", "Số: 7/SB-VP", "B, ngày 05 tháng 3 năm 2031");
  const std::string form = std::string("UBND XÃ ……\nSố: …/BC-UBND\n") + kMotto +
                           "……, ngày … tháng … năm 20…\nBÁO CÁO\nTrồng cây\n",
                    open = std::string("UBND XÃ A\n") + kMotto + "A, ngày 05 tháng 3\nBÁO CÁO\n",
                    blank = std::string("UBND XÃ A\nSố:    /BC-UBND\n") + kMotto +
                            "A, ngày    tháng    năm 2031\nBÁO CÁO\nTrồng cây\n";
  for (const std::string& behind :
       {form, std::string("Mẫu số 01\n") + blank, std::string("PHỤ LỤC I\n") + blank,
        std::string("PHỤ LỤC\nDANH MỤC CÂY\n1. Cây lim\n\f") + blank,
        "UBND XÃ A    Mẫu số 02/BC\n" + blank,
        std::string("DANH MỤC CÂY\n(Kèm theo Công văn số 7/SB-VP)\n1. Cây lim\n\f") + blank,
        std::string("CHƯƠNG TRÌNH\nHội nghị trồng cây\n(ngày 15 tháng 3 năm 2031)\n"),
        std::string("UBND XÃ A\nBIỂU TỔNG HỢP\nNăm 2031\n"),
        std::string("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐƠN ĐĂNG KÝ\nKính gửi: ……\nTôi tên: …\n")})
    EXPECT_EQ(documents_in(first + "\f" + behind), 1U) << behind;
  const std::string body = "SỞ B\nSố: 7/HD-SB\n" + std::string(kMotto) +
                           "B, ngày 05 tháng 3 năm 2031\nHƯỚNG DẪN\nTrình bày văn bản\n1. Ghi "
                           "như sau:\n";
  EXPECT_EQ(documents_in(body + "\fUBND XÃ A\nSố: /BC-UBND\n" + kMotto +
                         "A, ngày tháng năm 2031\nBÁO CÁO\n2. Thực hiện.\n"),
            1U)
      << "nobody has signed";
}

std::string a_decision(const std::string& number, const std::string& what) {
  return "UBND XÃ A\nSố: " + number + "/QĐ-UBND\n\n" + kMotto +
         "An Bình, ngày 05 tháng 3 năm 2031\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch " + what +
         "\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch " + what +
         ".\n\nCHỦ TỊCH\n\nTrần Thị Mẫu\n\n";
}
std::string a_plan(const std::string& number, const std::string& what) {
  return "KẾ HOẠCH\n" + what + "\n(Ban hành kèm theo Quyết định số " + number +
         "/QĐ-UBND ngày 05/3/2031 của UBND xã A)\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- "
         "Mua "
         "cây trước ngày 15/4.\n\n";
}
std::string heads_of(const std::vector<Document>& all) {
  std::string out;
  for (const Document& one : all)
    out += value(one.header.type_code) + value(one.header.code_number) + "/" +
           std::to_string(one.tasks.size()) + " ";
  return out;
}

TEST(Heads, DecisionsWithTheirPlansMayFollowOneAnother) {  // 13.11
  for (const char* page : {"", "\f"}) {
    const std::vector<Document> all = read_documents(
        own_lexicon(), testing::plain_document(a_decision("24", "trồng cây năm 2031") + page +
                                               a_plan("24", "Trồng cây năm 2031") + page +
                                               a_decision("25", "đắp đường năm 2031") + page +
                                               a_plan("25", "Đắp đường năm 2031")));
    EXPECT_EQ(heads_of(all), "QĐ24/0 KH24/1 QĐ25/0 KH25/1 ");
  }
}

TEST(Heads, DocumentsOnOnePageStayTwoWherePeopleDivideTheFile) {
  const std::string texts[] = {
      a_decision("24", "trồng cây năm 2031") + a_plan("24", "Trồng cây năm 2031"),
      a_decision("25", "đắp đường năm 2031") + a_plan("25", "Đắp đường năm 2031")};
  RestoredDocument file = testing::plain_document(texts[0] + texts[1]);
  TextDocument& text = file.after;
  text.pages.resize(2, text.pages.front());
  for (TextLine& line : text.lines) line.page = line.text.begin < texts[0].size() ? 1 : 2;
  for (std::uint32_t number : {1U, 2U}) text.pages[number - 1].number = number;
  const auto divided = [&](const std::vector<std::uint32_t>& first_pages) {
    return heads_of(read_documents(own_lexicon(), file, {.first_pages = first_pages}));
  };
  EXPECT_EQ(divided({}), "QĐ24/0 KH24/1 QĐ25/0 KH25/1 ");
  EXPECT_EQ(divided({1, 1, 2, 2}), divided({}));
  EXPECT_EQ(divided({1, 2, 2}), "QĐ24/1 QĐ25/0 KH25/1 ");
  EXPECT_EQ(divided({1, 1, 2}), "QĐ24/0 KH24/1 QĐ25/1 ");
}

TEST(Heads, NoNumberIsTakenFromAnotherPaperThanTheOneNamed) {  // 13.11
  const std::string letter =
      "UBND XÃ A\nSố: 15/UBND-VP\nV/v gửi Kế hoạch\n\n" + std::string(kMotto) +
      "An Bình, ngày 05 tháng 3 năm 2031\n\nKính gửi: Các thôn.\n\nUBND xã gửi Kế hoạch kèm "
      "theo.\n\nCHỦ TỊCH\n\nTrần Thị Mẫu\n\n";
  const std::string body = "\n\nI. MỤC ĐÍCH\n\n- Giữ đất.\n";
  const auto second = [&](const std::string& behind) {
    const std::vector<Document> all =
        read_documents(own_lexicon(), testing::plain_document(letter + behind + body));
    return all.size() == 2 ? value(all[1].header.code_number) : "one document";
  };
  for (const char* said :
       {"\n(Kèm theo Công văn số 15/UBND-VP)", " (Ban\nhành kèm theo Công văn số 15/UBND-VP)",
        "\n(Kèm theo Công văn\nsố 15/UBND-VP)"})
    EXPECT_EQ(second(std::string("KẾ HOẠCH\nTrồng cây") + said), "15") << said;
  EXPECT_EQ(second("KẾ HOẠCH\nTrồng cây\n(Ban hành kèm theo Quyết định số 99/QĐ-UBND)"), "-");
  EXPECT_EQ(second("UBND TỈNH B\nSố: 07/KH-UBND\n\n" + std::string(kMotto) +
                   "B, ngày 01 tháng 02 năm 2031\n\nKẾ HOẠCH\nTrồng cây\n(Kèm theo Công văn số "
                   "15/UBND-VP)"),
            "07");
  for (const char* label : {"Mẫu số 01\n\n", "PHỤ LỤC I\n"})
    EXPECT_EQ(second(label + std::string("BÁO CÁO\nTrồng cây\n(Kèm theo Công văn số 15/UBND-VP)")),
              "one document");
}

TEST(Heads, APlaceBesideAnOrganIsCutOff) {  // 12.2
  const Header header = read_plain(
                            "TỈNH ỦY KON TUM ĐẢNG CỘNG SẢN VIỆT NAM\n"
                            "BAN DÂN VẬN Kon Tum, ngày 19 tháng 02 năm 2020\n*\n"
                            "Số 41-KH/BDVTU\n\nKẾ HOẠCH\ntrồng cây năm 2020\n\n"
                            "I. MỤC ĐÍCH\n\n- Giữ đất.\n")
                            .header;
  EXPECT_EQ(value(header.issued_place), "Kon Tum");
  EXPECT_EQ(value(header.governing_organ), "TỈNH ỦY KON TUM");
  EXPECT_EQ(value(header.organ_name), "BAN DÂN VẬN");
}

TEST(Heads, UrgencyIsNotOfTheSubject) {
  const Header header = read_plain(
                            "SỞ NỘI VỤ\nSố: 20/SNV-VP\nV/v giao nộp hồ sơ\nvào "
                            "Lưu trữ\nHỎA TỐC\n\n" +
                            std::string(kMotto) +
                            "Kon Tum, ngày 18 tháng 10 năm 2024\n\nKính gửi: Các "
                            "sở.\n\nĐề nghị giao nộp.\n")
                            .header;
  EXPECT_EQ(value(header.subject), "giao nộp hồ sơ vào Lưu trữ");
  EXPECT_EQ(header.priority, Priority::kHoaToc);
}

TEST(Heads, ALetterMayHaveItsSubjectAboveItsOrgan) {
  const Header h =
      read_plain(
          "# V/v trồng rừng ở đồi\n\n| BỘ XÂY DỰNG ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
          "Độc "
          "lập - Tự do - Hạnh phúc ------- |\n|---|---|\n| Số: 24/BXD-QLN V/v trồng rừng ở đồi | "
          "Hà "
          "Nội, ngày 15 tháng 11 năm 2031 |\n\nKính gửi: UBND tỉnh Hưng Yên\n\nĐề nghị UBND tỉnh "
          "trồng rừng.\n\n| Nơi nhận: - Như trên; - Lưu: VT. | TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI CHỦ "
          "TỊCH Lê Văn Mẫu |\n|---|---|\n")
          .header;
  EXPECT_EQ(value(h.subject), "trồng rừng ở đồi");
  EXPECT_EQ(value(h.organ_name), "BỘ XÂY DỰNG");
  EXPECT_EQ(value(h.signer_authority), "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI");
  EXPECT_EQ(value(h.signer_position), "CHỦ TỊCH");
}

TEST(Heads, WhatADecisionPromulgatesIsADocumentWithItsNumber) {  // 13.11
  const std::string decision =
      "UBND XÃ A\nSố: 24/QĐ-UBND\n" + std::string(kMotto) +
      "An Bình, ngày 05 tháng 3 năm 2031\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch trồng cây năm 2031\n\n"
      "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây.\n\nCHỦ TỊCH\n\nTrần Thị "
      "Mẫu\n\n";
  const std::string plan =
      "KẾ HOẠCH\nTrồng cây năm 2031\n(Ban hành kèm theo Quyết định số 24/QĐ-UBND ngày 05/3/2031 "
      "của UBND xã A)\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Mua cây trước ngày 15/4.\n";
  for (const std::string& between :
       {std::string(), "\f" + std::string(kMotto), std::string("UBND XÃ A\n\n"),
        std::string("Nơi nhận:\n- Như Điều 1;\n- ")}) {
    const std::vector<Document> two =
        read_documents(own_lexicon(), testing::plain_document(decision + between + plan));
    ASSERT_EQ(two.size(), 2U) << between;
    EXPECT_TRUE(two[0].tasks.empty());
    const Header& header = two[1].header;
    EXPECT_EQ(header.type_code->value, "KH");
    EXPECT_EQ(value(header.code_number), "24");
    EXPECT_EQ(value(header.code_notation), "QĐ-UBND");
    EXPECT_EQ(value(header.issued_edtf), "2031-03-05");
    EXPECT_EQ(value(header.organ_name), "UBND XÃ A");
    for (const TextField& field : {header.code_number, header.code_notation, header.organ_name})
      EXPECT_EQ(field->basis, Basis::kXref);
    EXPECT_EQ(value(header.subject), "Trồng cây năm 2031");
    EXPECT_EQ(value(header.signer_name), "-");
    ASSERT_EQ(two[1].tasks.size(), 1U);
    EXPECT_EQ(two[1].tasks[0].deadlines.front().due_date, "2031-04-15");
    ASSERT_EQ(two[1].references.size(), 1U);
    EXPECT_EQ(two[1].references[0].number, "24");
    EXPECT_FALSE(has(two[1], "NUMBER_BLANK") || has(two[1], "SIGNER_MISSING"));
  }
}

TEST(Heads, BehindACoverOrANoteAreRead) {
  const std::string head = "UBND XÃ A\nSố: 24/KH-UBND\n" + std::string(kMotto) +
                           "An Bình, ngày 05 tháng 3 năm 2031\n\nKẾ HOẠCH\nTrồng cây năm "
                           "2031\n\nNhằm giữ đất.\n\nI. MỤC ĐÍCH\n\n- Giữ đất.\n";
  std::string letter = "Gửi các đồng chí bản quét của văn phòng.\n";
  for (int i = 0; i < 14; ++i) letter += "Tệp này do văn thư quét lại từ bản lưu.\n";
  for (const std::string& before :
       {std::string("<!-- bản quét: tu-lieu.pdf -->\n\n"),
        std::string("UBND XÃ A\n\nKẾ HOẠCH\nTRỒNG CÂY NĂM 2031\n\nAn Bình, 2031\n\n"),
        letter + "\n", std::string("HỒ SƠ LƯU TRỮ\nTập 2\n\f")}) {
    const Document d = read_plain(before + head);
    EXPECT_EQ(value(d.header.type_code), "KH") << before;
    EXPECT_EQ(value(d.header.code_number), "24") << before;
    EXPECT_EQ(value(d.header.issued_edtf), "2031-03-05") << before;
    EXPECT_EQ(value(d.header.organ_name), "UBND XÃ A") << before;
    EXPECT_EQ(value(d.header.subject), "Trồng cây năm 2031") << before;
  }
}

TEST(Heads, PagesOutOfOrderAreFlagged) {
  const auto is_flagged = [](const std::vector<const char*>& numbers) {
    std::string text = "KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n";
    for (const char* number : numbers) text += std::string("\f") + number + "\nĐất được giữ.\n";
    return has(read_plain(text), "NUM_GAP");
  };
  EXPECT_FALSE(is_flagged({"2", "3", "4"}));
  EXPECT_TRUE(is_flagged({"3", "2", "4"}));
  EXPECT_FALSE(is_flagged({"2", "3", "2", "3"}));  // an appendix counts anew
  EXPECT_FALSE(is_flagged({"2", "9", "4"}));       // a digit misread
  EXPECT_TRUE(is_flagged({"4", "3", "2"}));
}

TEST(Heads, OrgansMayHaveANumberInTheirName) {
  const auto organ_of = [](const std::string& organ) {
    return value(
        plan("UBND HUYỆN ÂN THI\n" + organ, "Số: 5/KH-BCĐ", "Ân Thi, ngày 12 tháng 3 năm 2031")
            .header.organ_name);
  };
  EXPECT_EQ(organ_of("BAN CHỈ ĐẠO 389"), "BAN CHỈ ĐẠO 389");
  EXPECT_EQ(organ_of("TỔ CÔNG TÁC TRIỂN KHAI\nĐỀ ÁN 06"), "TỔ CÔNG TÁC TRIỂN KHAI ĐỀ ÁN 06");
  EXPECT_EQ(organ_of("BAN CHỈ ĐẠO PHÒNG, CHỐNG\nDỊCH COVID-19"),
            "BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH COVID-19");
  EXPECT_EQ(organ_of("BAN CHỈ ĐẠO\nPHÒNG, CHỐNG MA TÚY"), "BAN CHỈ ĐẠO PHÒNG, CHỐNG MA TÚY");
  // two columns read as one: the motto stands beside the lines above
  const Document glued = read_plain(
      "UBND HUYỆN ÂN THI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "
      "NAM\nTỔ CÔNG TÁC Độc lập - Tự do - Hạnh phúc\n"
      "ĐỀ ÁN 06\nSố: 5/KH-TCT Ân Thi, ngày 12 tháng 3 năm "
      "2031\n\nKẾ HOẠCH\nCấp thẻ\n\nNhằm cấp thẻ.\n");
  EXPECT_EQ(value(glued.header.type_code), "KH");
  EXPECT_EQ(value(glued.header.organ_name), "TỔ CÔNG TÁC ĐỀ ÁN 06");
}

TEST(Heads, WhatKindOfPlanItIsIsNotItsSubject) {
  for (const char* title :
       {"KẾ HOẠCH LIÊN TỊCH", "KẾ HOẠCH PHỐI HỢP", "KẾ HOẠCH HÀNH ĐỘNG", "KẾ HOẠCH CÔNG TÁC",
        "KẾ HOẠCH (Dự thảo)", "KẾ HOẠCH\n(Dự thảo)", "KẾ HOẠCH"}) {
    const Document d = plan("UBND XÃ A", "Số: 5/KH-UBND", "A, ngày 12 tháng 3 năm 2031",
                            std::string(title) + "\nTriển khai trồng rừng năm 2031");
    EXPECT_EQ(value(d.header.subject), "Triển khai trồng rừng năm 2031") << title;
  }
  EXPECT_EQ(value(plan("UBND XÃ A", "Số: 5/KH-UBND", "A, ngày 12 tháng 3 năm 2031",
                       "KẾ HOẠCH PHỐI HỢP TRỒNG RỪNG")
                      .header.subject),
            "PHỐI HỢP TRỒNG RỪNG");
}

TEST(Heads, ADateMayBeLeftOpenWithDots) {
  for (const char* dots : {"...", ".....", "......", "…", "……", "____", "   "}) {
    const Document d = plan("UBND XÃ A", "Số: 5/KH-UBND",
                            "Bình An, ngày " + std::string(dots) + " tháng 4 năm 2031");
    EXPECT_EQ(value(d.header.issued_place), "Bình An") << dots;
    EXPECT_EQ(value(d.header.issued_edtf), "2031-04-XX") << dots;
    EXPECT_TRUE(has(d, "DATE_PARTIAL")) << dots;
  }
  const Document d = plan("UBND XÃ A", "Số: 5/KH-UBND", "....., ngày 12 tháng 4 năm 2031");
  EXPECT_EQ(value(d.header.issued_place), "-");
  EXPECT_EQ(value(d.header.issued_edtf), "2031-04-12");
}

TEST(Heads, AContractHasItsNumberBelowItsTitle) {
  const Document d =
      read_plain(std::string(kMotto) +
                 "\nHỢP ĐỒNG THI CÔNG\nSố: 15/HĐ-XD\n\nCăn cứ nhu cầu.\n\nĐiều 1. Việc\n");
  EXPECT_EQ(value(d.header.code_number), "15");
  EXPECT_EQ(value(d.header.code_notation), "HĐ-XD");
  EXPECT_EQ(value(d.header.subject), "THI CÔNG");
  EXPECT_TRUE(d.references.empty());
}

}  // namespace
}  // namespace codau::document
