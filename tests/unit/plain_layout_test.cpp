// Plain text that does not show the printed lines: cells of layout tables, broken lines, tables
// without bars.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/read_document.h"

namespace codau::document {
namespace {

using Lines = std::vector<std::string>;

Document read_plain(const std::string& text) {
  return read_document(own_lexicon(), testing::plain_document(text));
}

std::string value(const TextField& field) { return field ? field->value : "-"; }

constexpr const char* kBody =
    "\n\nKẾ HOẠCH\nĐắp đê năm 2031\n\nI. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế đo đê.\n"
    "2. Công an xã canh đê.\n\n";

struct Paper {
  const char *head, *closing;
};

TEST(PlainLayout, HeadAndClosingStandInCells) {
  for (const Paper& paper : std::vector<Paper>{
           {"ỦY BAN NHÂN DÂN XÃ SÔNG MÂY Số: 15/KH-UBND\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc "
            "lập "
            "- Tự do - Hạnh phúc Sông Mây, ngày 03 tháng 3 năm 2031",
            "Nơi nhận: - Như trên; - Lưu: VT.\tTM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Thị Mẫu"},
           {"ỦY BAN NHÂN DÂN XÃ SÔNG MÂY | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - "
            "Hạnh phúc\nSố: 15/KH-UBND | Sông Mây, ngày 03 tháng 3 năm 2031",
            "Nơi nhận: - Như trên; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Thị Mẫu"},
           {"| **ỦY BAN NHÂN DÂN**<br>**XÃ SÔNG MÂY**<br>Số: 15/KH-UBND | **CỘNG HÒA XÃ HỘI CHỦ "
            "NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc**<br>*Sông Mây, ngày 03 tháng 3 năm "
            "2031* |\n|---|---|",
            "| Nơi nhận:<br>- Như trên;<br>- Lưu: VT. | **TM. ỦY BAN NHÂN DÂN**<br>**CHỦ "
            "TỊCH**<br>**Trần Thị Mẫu** |\n|---|---|"},
           {"ỦY BAN NHÂN DÂN\nXÃ SÔNG MÂY\n-------\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - "
            "Tự do - Hạnh phúc\nSố:\n15/KH-UBND\nSông Mây, ngày\n03 tháng 3 năm 2031",
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Thị Mẫu"}}) {
    const Document document = read_plain(paper.head + std::string(kBody) + paper.closing + "\n");
    const Header& header = document.header;
    EXPECT_EQ(value(header.code_number), "15") << paper.head;
    EXPECT_EQ(value(header.code_notation), "KH-UBND") << paper.head;
    EXPECT_EQ(value(header.issued_edtf), "2031-03-03") << paper.head;
    EXPECT_EQ(value(header.issued_place), "Sông Mây") << paper.head;
    EXPECT_EQ(value(header.organ_name), "ỦY BAN NHÂN DÂN XÃ SÔNG MÂY") << paper.head;
    EXPECT_EQ(value(header.signer_authority), "TM. ỦY BAN NHÂN DÂN") << paper.head;
    EXPECT_EQ(value(header.signer_position), "CHỦ TỊCH") << paper.head;
    EXPECT_EQ(value(header.signer_name), "Trần Thị Mẫu") << paper.head;
    EXPECT_EQ(document.tasks.size(), 2U) << paper.head;
  }
}

/// "text | lead | deadline" of each task.
Lines rows_of(const std::string& table) {
  Lines out;
  const Document document =
      read_plain("KẾ HOẠCH\nĐắp đê năm 2031\n\nI. PHÂN CÔNG NHIỆM VỤ\n\n" + table + "\n");
  for (const Task& task : document.tasks)
    out.push_back(value(task.task_text) + " | " + value(task.lead_raw) + " | " +
                  value(task.deadline_raw));
  return out;
}

const Lines kRows = {"Đo đê | Phòng Kinh tế | Trước ngày 30/4/2031",
                     "Canh đê ban đêm | Công an xã | Tháng 5/2031"};

TEST(PlainLayout, ThePageOfAWebSiteHasATitle) {
  const auto read = [](const std::string& text) {
    const Document document = read_plain(text);
    return value(document.header.type_code) + " " + value(document.header.subject);
  };
  const std::string body = "\n\n1. Các khoa lập danh sách.\n";
  EXPECT_EQ(read("Kế hoạch tuyển sinh năm 2031" + body), "KH tuyển sinh năm 2031");
  EXPECT_EQ(read("Trang chủ\nThông báo\n\n# Kế hoạch tuyển sinh năm 2031" + body),
            "KH tuyển sinh năm 2031");
  for (const std::string line :
       {"Kế hoạch này có bốn phần chính", "Kế hoạch năm 2031 đã được phê duyệt.",
        "Báo cáo viên cấp tỉnh tập huấn", "Kế hoạch năm", "Chào mừng năm học mới"})
    EXPECT_EQ(read(line + body), "KHAC -") << line;
}

TEST(PlainLayout, TablesHaveBarsBetweenCellsAlone) {
  EXPECT_EQ(rows_of("TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian hoàn thành\n"
                    "1 | Đo đê | Phòng Kinh tế | Trước ngày 30/4/2031\n"
                    "2 | Canh đê ban đêm | Công an xã | Tháng 5/2031"),
            kRows);
}

TEST(PlainLayout, TablesHaveACellALine) {
  EXPECT_EQ(rows_of("TT\nNhiệm vụ\nĐơn vị chủ trì\nThời gian hoàn thành\n1\nĐo đê\nPhòng Kinh tế\n"
                    "Trước ngày 30/4/2031\n2\nCanh đê ban đêm\nCông an xã\nTháng 5/2031"),
            kRows);
}

TEST(PlainLayout, TablesHaveColumnsBetweenBlanks) {
  EXPECT_EQ(rows_of("TT   Nhiệm vụ            Đơn vị           Thời gian\n"
                    "                         chủ trì          hoàn thành\n"
                    "1    Đo đê               Phòng Kinh tế    Trước ngày\n"
                    "                                          30/4/2031\n"
                    "2    Canh đê             Công an xã       Tháng 5/2031\n"
                    "     ban đêm\n"
                    "\n"
                    "     Trên đây là kế hoạch đắp đê năm 2031 của Ủy ban nhân dân xã./."),
            kRows);
}

TEST(PlainLayout, OrdinalsMayStandInTheMiddleOfTheirRows) {
  EXPECT_EQ(rows_of("TT Nhiệm vụ              Đơn vị chủ trì   Thời gian\n"
                    "     Đo đê\n"
                    "1                        Phòng Kinh tế    Trước ngày\n"
                    "                                          30/4/2031\n"
                    "     Canh đê\n"
                    "2                        Công an xã       Tháng 5/2031\n"
                    "     ban đêm"),
            kRows);
}

TEST(PlainLayout, AMonthMayStandOnceBesideRowsWithoutOrdinals) {
  EXPECT_EQ(rows_of("Tháng  Nội dung công việc       Thời gian    Người thực hiện\n"
                    "4+5/   Đo đê và cống trên toàn   Trước ngày   Phòng Kinh tế\n"
                    "2031   tuyến của xã              30/4/2031\n"
                    "       Canh đê ban đêm ở các     20/5         Công an xã\n"
                    "       Cống lớn và nhỏ                        và các thôn\n"
                    "\f\n"
                    "     Phát cỏ mặt đê đợt một    25/5         Trạm Y tế\n"
                    "6/   Kè đá chân đê             Tháng 6      Phòng Kinh tế\n"
                    "2031 phía sông\n"
                    "     Báo cáo kết quả           30/6         Văn phòng\n"),
            (Lines{"Đo đê và cống trên toàn tuyến của xã | Phòng Kinh tế | Trước ngày 30/4/2031",
                   "Canh đê ban đêm ở các Cống lớn và nhỏ | Công an xã và các thôn | 20/5",
                   "Phát cỏ mặt đê đợt một | Trạm Y tế | 25/5",
                   "Kè đá chân đê phía sông | Phòng Kinh tế | Tháng 6",
                   "Báo cáo kết quả | Văn phòng | 30/6"}));
}

TEST(PlainLayout, WordsOfFullCellsMayStandBesideTheirColumns) {
  EXPECT_EQ(rows_of("TT   Nhiệm vụ                         Thời gian     Đơn vị chủ trì\n"
                    "1    Đo đê và cống trên toàn tuyến    Tháng 4/2031  Phòng Kinh tế\n"
                    "2    Canh đê ban đêm trên mọi đoạn xung Tháng 5/2031 Công an xã\n"
                    "     yếu và báo cáo hằng ngày về xã\n"
                    "3    Phát cỏ mái đê và chân đê phía   Tháng 6/2031  Trạm Y tế\n"
                    "     sông\n"
                    "4    Kiểm tra máy bơm ở mọi trạm xã   Tháng 7/2031  Phòng Kinh tế\n"),
            (Lines{"Đo đê và cống trên toàn tuyến | Phòng Kinh tế | Tháng 4/2031",
                   "Canh đê ban đêm trên mọi đoạn xung yếu và báo cáo hằng ngày về xã | Công an xã "
                   "| Tháng 5/2031",
                   "Phát cỏ mái đê và chân đê phía sông | Trạm Y tế | Tháng 6/2031",
                   "Kiểm tra máy bơm ở mọi trạm xã | Phòng Kinh tế | Tháng 7/2031"}));
}

/// Of a table of many columns and lines, none of which tells where a row begins.
TEST(PlainLayout, TheSearchForColumnsAndRowsIsBounded) {
  std::string titles = "TT   Nhiệm vụ   Thời gian", words = "1 ";
  for (int column = 0; column < 30; ++column) titles += "   Đơn vị chủ trì";
  while (words.size() < titles.size()) words += "a ";
  std::string many = titles + "\n", sparse = "TT   Nhiệm vụ   Thời gian   Đơn vị chủ trì\n";
  for (int line = 0; line < 300; ++line) many += words + "\n";
  for (int line = 0; line < 3000; ++line)
    sparse += line % 500 == 250 ? "1    đê\n" : "     đê         tháng 4     thôn\n";
  const auto begin = std::chrono::steady_clock::now();
  rows_of(many);
  rows_of(sparse);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(PlainLayout, ListsAndPairsOfWordsAreNoTables) {
  EXPECT_EQ(rows_of("Số liệu: 12 | 13 | 14"), Lines{});
  EXPECT_EQ(rows_of("Từ 7 giờ      đến 9 giờ      sáng thứ hai\nhọp thôn      cả làng"), Lines{});
}

}  // namespace
}  // namespace codau::document
