// Duties in sentences of all kinds of papers: who is told, what stands below, what is none.
#include <gtest/gtest.h>

#include <algorithm>
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

constexpr const char* kHead =
    "ỦY BAN NHÂN DÂN\nXÃ SÔNG MÂY\n\nSố: 15/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n\nSông Mây, ngày 03 tháng 3 năm 2031\n\n";
constexpr const char* kEnd =
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Thị Mẫu\n";

Document paper(const std::string& title, const std::string& body) {
  return read_plain(kHead + title + "\n\n" + body + kEnd);
}

/// "leads: text" of each task.
Lines tasks_of(const Document& document) {
  Lines out;
  for (const Task& task : document.tasks) {
    std::string leads;
    for (const AgencyMention& one : task.agencies) {
      if (one.role == AgencyRole::kLead) leads += (leads.empty() ? "" : "; ") + one.raw;
    }
    out.push_back(leads + ": " + task.task_text->value);
  }
  return out;
}

Lines tasks_in(const std::string& body) {
  return tasks_of(paper("KẾ HOẠCH\nĐắp đê năm 2031", body));
}

TEST(Duties, OfAParagraphWithoutNumberBelowAHeading) {
  EXPECT_EQ(
      tasks_in("I. NỘI DUNG\n\n1. Đắp đê\n\nPhòng Kinh tế hoàn thành đắp đê trước ngày "
               "30/4/2031.\n\n2. Trồng tre\n\nCông an xã chủ trì, phối hợp với các thôn trồng "
               "tre.\n"),
      (Lines{"Phòng Kinh tế: Phòng Kinh tế hoàn thành đắp đê trước ngày 30/4/2031.",
             "Công an xã: Công an xã chủ trì, phối hợp với các thôn trồng tre."}));
  // what is, and what has been, is no duty
  EXPECT_EQ(tasks_in("I. ĐẶC ĐIỂM\n\n1. Đê\n\nCông ty quản lý 12 km đê, 03 cống.\n"), Lines{});
}

TEST(Duties, BelowALineThatTellsSomebody) {
  EXPECT_EQ(tasks_in("I. TỔ CHỨC THỰC HIỆN\n\nGiao Phòng Kinh tế thực hiện các công việc:\n\n"
                     "1. Đo đê trước ngày 20/4/2031.\n\n2. Mua tre giống.\n"),
            (Lines{"Phòng Kinh tế: Đo đê trước ngày 20/4/2031.", "Phòng Kinh tế: Mua tre giống."}));
  const Document letter = paper(
      "V/v đắp đê",
      "Kính gửi:\n- Các thôn;\n- Công an xã.\n\nĐể giữ đất, Ủy ban nhân dân xã yêu cầu các thôn, "
      "Công an xã thực hiện các nội dung sau:\n\n1. Dọn cỏ trên mặt đê.\n\n2. Canh đê ban đêm.\n");
  EXPECT_EQ(tasks_of(letter), (Lines{"các thôn; Công an xã: Dọn cỏ trên mặt đê.",
                                     "các thôn; Công an xã: Canh đê ban đêm."}));
}

TEST(Duties, BelowAStarThatNamesWhoHasThem) {
  EXPECT_EQ(tasks_in("I. QUY ĐỊNH CHUNG\n\n* Đối với Công an xã:\n\n- Canh đê ban đêm.\n\n"
                     "* Đối với Trạm Y tế:\n\n- Chuẩn bị thuốc.\n"),
            (Lines{"Công an xã: Canh đê ban đêm.", "Trạm Y tế: Chuẩn bị thuốc."}));
}

TEST(Duties, OfAPostInCharge) {
  EXPECT_EQ(tasks_in("I. TỔ CHỨC THỰC HIỆN\n\n1. Các Phó Chủ tịch phụ trách Kinh tế, Văn hóa\n\n"
                     "- Chỉ đạo đắp đê.\n"),
            (Lines{"Các Phó Chủ tịch phụ trách Kinh tế, Văn hóa: Chỉ đạo đắp đê."}));
}

TEST(Duties, AMainClauseStandsBeforeWhatLeadsIn) {
  EXPECT_EQ(
      tasks_in("I. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Kinh tế\n\nChủ trì đắp đê trước ngày "
               "30/9/2031. Cụ thể:\n\n- Đo đê.\n"),
      (Lines{"Phòng Kinh tế: Chủ trì đắp đê trước ngày 30/9/2031.", "Phòng Kinh tế: Đo đê."}));
}

TEST(Duties, ASectionOfReportsHasThem) {
  EXPECT_EQ(tasks_in("I. CHẾ ĐỘ THÔNG TIN, BÁO CÁO\n\nTrước ngày 15 hằng tháng, các thôn gửi báo "
                     "cáo về Phòng Kinh tế.\n"),
            (Lines{"các thôn: Trước ngày 15 hằng tháng, các thôn gửi báo cáo về Phòng Kinh tế."}));
}

TEST(Duties, AreNeitherMembersNorSignersNorForms) {
  EXPECT_EQ(tasks_in("I. TỔ CHỨC THỰC HIỆN\n\n1. Ban Chỉ huy\n\n- Trần Thị Mẫu - Chủ tịch - Trưởng "
                     "ban.\n\n- Canh đê.\n\n- Hồi ….. giờ ….. ngày ….., tại …..\n"),
            (Lines{"Ban Chỉ huy: Canh đê."}));
}

TEST(Duties, OfADirectiveADecisionAndANotice) {
  EXPECT_EQ(
      tasks_of(paper("CHỈ THỊ\nVề việc đắp đê",
                     "Để giữ đất, Ủy ban nhân dân xã chỉ thị:\n\n1. Phòng Kinh tế\n\na) Đo "
                     "đê.\n\nb) Mua tre giống.\n\n2. Công an xã\n\na) Canh đê.\n")),
      (Lines{"Phòng Kinh tế: Đo đê.", "Phòng Kinh tế: Mua tre giống.", "Công an xã: Canh đê."}));
  EXPECT_EQ(tasks_of(paper("QUYẾT ĐỊNH\nVề việc đắp đê",
                           "QUYẾT ĐỊNH:\n\nĐiều 1. Thành lập Tổ canh đê.\n\nĐiều 2. Giao Phòng "
                           "Kinh tế đo đê.\n\nĐiều 3. Công an xã, Phòng Kinh tế chịu trách nhiệm "
                           "thi hành Quyết định này.\n")),
            (Lines{"Phòng Kinh tế: Giao Phòng Kinh tế đo đê."}));
}

TEST(Duties, OfPersonsNamedOneBehindTheOther) {
  const Lines rows = tasks_in(
      "I. PHÂN CÔNG\n\n| TT | Nội dung công việc | Người thực hiện | Thời gian |\n"
      "|---|---|---|---|\n| 1 | Đo đê | Trần Văn Bốn Lê Thị Năm | 10/3/2031 |\n");
  EXPECT_EQ(rows, (Lines{"Trần Văn Bốn; Lê Thị Năm: Đo đê"}));
  EXPECT_EQ(tasks_in("I. PHÂN CÔNG\n\n| TT | Họ và tên | Chức vụ | Nhiệm vụ |\n|---|---|---|---|\n"
                     "| 1 | Trần Văn Bốn | Tổ trưởng | Phụ trách chung; đo đê, lập sổ theo dõi "
                     "mực nước hằng ngày |\n| 2 | Lê Thị Năm | Thư ký | Ghi chép, tổng hợp số "
                     "liệu, báo cáo Tổ trưởng kết quả |\n"),
            (Lines{"Trần Văn Bốn: Phụ trách chung; đo đê, lập sổ theo dõi mực nước hằng ngày",
                   "Lê Thị Năm: Ghi chép, tổng hợp số liệu, báo cáo Tổ trưởng kết quả"}));
}

TEST(Duties, OfWhoStandsBehindAClause) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Khi nước lên báo động 2, Công an xã tuần tra mặt đê.\n\n"
                     "2. Căn cứ thực tế, các thôn bố trí người canh đê.\n\n"
                     "3. Khi nước lên, đê bị thấm.\n\n"
                     "4. Trách nhiệm của các cơ quan trong việc đăng tải tin về đê.\n"),
            (Lines{"Công an xã: Khi nước lên báo động 2, Công an xã tuần tra mặt đê.",
                   "các thôn: Căn cứ thực tế, các thôn bố trí người canh đê."}));
}

TEST(Duties, BelowACallThatNamesNobody) {
  EXPECT_EQ(tasks_of(paper("THÔNG BÁO\nVề việc canh đê",
                           "Nước đang lên. Ủy ban nhân dân xã yêu cầu:\n\n1. Các thôn\n\na) Canh "
                           "đê ban đêm.\n\n2. Trạm Y tế\n\nChuẩn bị thuốc.\n")),
            (Lines{"Các thôn: Canh đê ban đêm.", "Trạm Y tế: Chuẩn bị thuốc."}));
}

TEST(Duties, OfPartsNeedNamesInThePartForWhoActs) {
  EXPECT_EQ(tasks_in("1. Nội dung\n\na) Đắp đê.\n\nb) Trồng tre.\n\n2. Cơ quan chủ trì\n\nPhòng "
                     "Kinh tế\n"),
            (Lines{"Phòng Kinh tế: Đắp đê.", "Phòng Kinh tế: Trồng tre."}));
  EXPECT_EQ(tasks_in("III. NHIỆM VỤ\n\n1. Đê dài 12 km.\n\nIV. TRÁCH NHIỆM THỰC HIỆN\n\n1. Các "
                     "thôn\n\n- Canh đê ban đêm.\n"),
            (Lines{"Các thôn: Canh đê ban đêm."}));
}

TEST(Duties, OfAMonthInAColumnOfMonths) {
  const Document document = paper("KẾ HOẠCH\nĐắp đê năm 2031",
                                  "I. NỘI DUNG\n\n| Tháng | Nội dung công việc | Đơn vị thực hiện "
                                  "|\n|---|---|---|\n| 3 | Đo đê | "
                                  "Công an xã |\n| 04 | Đắp đê | Trạm Y tế |\n");
  ASSERT_EQ(document.tasks.size(), 2);
  EXPECT_EQ(document.tasks[0].deadlines.front().due_date, "2031-03-31");
  EXPECT_EQ(document.tasks[0].deadlines.front().raw, "3");
  EXPECT_EQ(document.tasks[1].deadlines.front().due_date, "2031-04-30");
}

TEST(Duties, OfWhoStandsBehindATimeOrATopic) {
  EXPECT_EQ(tasks_in("I. TIẾN ĐỘ\n\n- Trước ngày 10/4/2031: Các thôn lập danh sách người canh "
                     "đê.\n\n- Từ 11/4 đến 20/4/2031: Tổng hợp danh sách, báo cáo huyện.\n\n"
                     "- Riêng việc trồng tre, các thôn rà soát đất.\n"),
            (Lines{"Các thôn: Trước ngày 10/4/2031: Các thôn lập danh sách người canh đê.",
                   ": Từ 11/4 đến 20/4/2031: Tổng hợp danh sách, báo cáo huyện.",
                   "các thôn: Riêng việc trồng tre, các thôn rà soát đất."}));
}

TEST(Duties, OfWhoIsToldInsideASentence) {
  const std::string letter = "Kính gửi: Các thôn.\n\n";
  EXPECT_EQ(
      tasks_of(paper("V/v đắp đê", letter + "Ngoài tiền của tỉnh, đề nghị các thôn vận động Nhân "
                                            "dân góp công. Các thôn gửi danh sách về xã.\n")),
      (Lines{"các thôn: Ngoài tiền của tỉnh, đề nghị các thôn vận động Nhân dân góp công.",
             "Các thôn: Các thôn gửi danh sách về xã."}));
  // what has been, what others say, and what is announced
  for (const char* none :
       {"Thời gian qua, các thôn triển khai canh đê.\n", "Các thôn đã triển khai canh đê.\n",
        "Chủ tịch Ủy ban nhân dân xã chủ trì họp về đê; cùng dự có các thôn.\n",
        "Văn phòng thông báo để các thôn biết, thực hiện.\n"})
    EXPECT_EQ(tasks_of(paper("THÔNG BÁO\nVề đê", none)), Lines{}) << none;
}

TEST(Duties, OfActorsListedBelowAnItem) {
  EXPECT_EQ(tasks_of(paper("V/v đắp đê",
                           "Kính gửi: Các thôn.\n\n1. Đê dài 12 km.\n\n2. Để giữ đê, phân việc "
                           "như sau:\n\n2.1. Phòng Kinh tế\n\n- Đo đê.\n\n2.2.Công an xã\n\n"
                           "- Canh đê ban đêm.\n")),
            (Lines{"Phòng Kinh tế: Đo đê.", "Công an xã: Canh đê ban đêm."}));
  EXPECT_EQ(tasks_in("I. QUY ĐỊNH\n\n1. Nhiệm vụ, quyền hạn của Trạm Y tế\n\na) Chuẩn bị "
                     "thuốc.\n"),
            (Lines{"Trạm Y tế: Chuẩn bị thuốc."}));
}

TEST(Duties, ThingsInAListAreNone) {
  EXPECT_EQ(
      tasks_of(paper("V/v đắp đê",
                     "Kính gửi: Các thôn.\n\nỦy ban nhân dân xã đề nghị các thôn thực hiện các "
                     "nội dung sau:\n\n1. Thuê máy xúc.\n\n2. Số lượng: 20 máy.\n\n3. Nộp hồ "
                     "sơ gồm:\n\n- Đơn xin thuê máy;\n\n- Bản vẽ đê.\n")),
      (Lines{"các thôn: Thuê máy xúc.", "các thôn: Nộp hồ sơ gồm\nĐơn xin thuê máy;\nBản vẽ đê."}));
}

TEST(Duties, ADashMayStandInsideANameOrATime) {
  const Document document =
      paper("KẾ HOẠCH\nĐắp đê năm 2031",
            "I. NỘI DUNG\n\n1. Sở Lao động\n- Thương binh và Xã hội tuyên truyền từ ngày 8/7/2031\n"
            "- 12/7/2031.\n\n2. Phòng Văn hóa và Thông tin\n- Tuyên truyền về đê.\n");
  const auto bullets = std::ranges::count(document.sections, SectionKind::kBullet, &Section::kind);
  EXPECT_EQ(bullets, 1);
}

TEST(Duties, OfATimeBesideItsMonth) {
  const Document document = paper(
      "KẾ HOẠCH\nĐắp đê năm 2031",
      "I. NỘI DUNG\n\n| Tháng | Nội dung công việc | Thời gian | Đơn vị thực hiện |\n"
      "|---|---|---|---|\n| 3 | Đo đê | 05/3/2031 | Công an xã |\n|  | Phát cỏ |  | Công an xã "
      "|\n| 4 | Đắp đê | Trước ngày 20/4/2031 | Trạm Y tế |\n");
  Lines due;
  for (const Task& task : document.tasks) due.push_back(*task.deadlines.front().due_date);
  EXPECT_EQ(due, (Lines{"2031-03-05", "2031-03-31", "2031-04-20"}));
}

TEST(Duties, ARowMayNameItsActorInItsSentence) {
  const Document document =
      paper("KẾ HOẠCH\nĐắp đê năm 2031",
            "I. NỘI DUNG\n\n| Thời gian | Nội dung công việc |\n|---|---|\n"
            "| 05/3/2031 | Công an xã tuần tra mặt đê |\n| 07/3/2031 | Đo đê |\n");
  Lines leads;
  for (const Task& task : document.tasks)
    leads.push_back(task.agencies.empty() ? "-" : task.agencies.front().raw);
  EXPECT_EQ(leads, (Lines{"Công an xã", "-"}));
}

TEST(Duties, OfARegulationAreThoseOfTheOrganInItsTitle) {
  EXPECT_EQ(tasks_of(paper("QUY ĐỊNH\nChức năng, nhiệm vụ, quyền hạn của Phòng Kinh tế",
                           "Điều 1. Vị trí\n\n1. Phòng Kinh tế là cơ quan chuyên môn.\n\n"
                           "Điều 2. Nhiệm vụ và quyền hạn\n\n1. Lập quy hoạch đê.\n\n"
                           "2. Về kè\n\na) Đắp kè.\n")),
            (Lines{"Phòng Kinh tế: Lập quy hoạch đê.", "Phòng Kinh tế: Đắp kè."}));
}

TEST(Duties, WhoIsChargedMayBeManyWords) {
  EXPECT_EQ(tasks_of(paper("KẾ HOẠCH\nĐắp đê năm 2031",
                           "I. NỘI DUNG\n\n1. Đại diện cơ quan, tổ chức tham gia canh đê thường "
                           "xuyên có trách nhiệm ghi sổ.\n")),
            (Lines{"Đại diện cơ quan, tổ chức tham gia canh đê thường xuyên: Đại diện cơ quan, tổ "
                   "chức tham gia canh đê thường xuyên có trách nhiệm ghi sổ."}));
}

TEST(Duties, OfThoseWhomASentenceIsAbout) {
  EXPECT_EQ(
      tasks_in("I. NỘI DUNG\n\n1. Đê\n\nĐối với các xã chưa có đê phải đắp đê trước mùa lũ.\n\n"
               "Đối với các thôn thì chuẩn bị tre.\n\n"
               "Đối với các thôn thì đê dài 12 km.\n"),
      (Lines{"các xã chưa có đê: Đối với các xã chưa có đê phải đắp đê trước mùa lũ.",
             "các thôn: Đối với các thôn thì chuẩn bị tre."}));
}

TEST(Duties, BelowAHeadingForAnyGroup) {
  EXPECT_EQ(tasks_of(paper("QUYẾT ĐỊNH\nBan hành Nội quy đê",
                           "Điều 1. Đối với công dân\n\n1. Chấp hành nội quy.\n\n"
                           "Điều 2. Đối với trường hợp vi phạm\n\n1. Có biên bản.\n")),
            (Lines{"công dân: Chấp hành nội quy."}));
}

TEST(Duties, BelowALineInWhichManyActByATimetable) {
  EXPECT_EQ(tasks_in("I. BÁO CÁO\n\nCác thôn báo cáo kết quả theo thời gian sau:\n\n"
                     "- Báo cáo quý I nộp trước ngày 30/3/2031.\n"),
            (Lines{"Các thôn: Báo cáo quý I nộp trước ngày 30/3/2031."}));
}

TEST(Duties, ACallOnSomebodyUnknownIsOneWithoutALead) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Đê\n\nYêu cầu mọi nhà ở gần đê không đào ao.\n\n"
                     "Yêu cầu của mùa lũ là đê cao.\n\nMọi chi tiết xin hỏi văn phòng.\n"),
            (Lines{": Yêu cầu mọi nhà ở gần đê không đào ao."}));
}

TEST(Duties, HandedInByADayAreOnesWithoutALead) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Đê\n\nSổ canh đê gửi về xã trước ngày 30/3/2031.\n\n"
                     "Sổ canh đê đã gửi về xã trước ngày 30/3/2031.\n\n"
                     "Sổ canh đê để ở nhà kho trước ngày 30/3/2031.\n"),
            (Lines{": Sổ canh đê gửi về xã trước ngày 30/3/2031."}));
}

TEST(Duties, OfEachAreNoInvitation) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Đê\n\n- Mỗi xã cử một người canh đê.\n"),
            (Lines{"Mỗi xã: Mỗi xã cử một người canh đê."}));
}

TEST(Duties, APlanWithoutAnyIsTold) {
  const auto lacks = [](const std::string& title, const std::string& body) {
    const Document document = paper(title, body);
    return std::ranges::find(document.flags, "TASKS_MISSING") != document.flags.end();
  };
  EXPECT_TRUE(lacks("KẾ HOẠCH\nĐắp đê năm 2031", "I. NỘI DUNG\n\nĐê dài 12 km.\n"));
  EXPECT_FALSE(lacks("KẾ HOẠCH\nĐắp đê năm 2031", "I. NỘI DUNG\n\n1. Các thôn canh đê.\n"));
  EXPECT_FALSE(lacks("THÔNG BÁO\nVề đê", "I. NỘI DUNG\n\nĐê dài 12 km.\n"));
  // papers that are written to have something done: if a verb or a last day stands in them
  EXPECT_TRUE(lacks("THÔNG BÁO\nVề đê", "I. NỘI DUNG\n\nTre để ở đê trước ngày 30/3/2031.\n"));
  EXPECT_FALSE(lacks("QUYẾT ĐỊNH\nVề đê", "I. NỘI DUNG\n\nTre để ở đê trước ngày 30/3/2031.\n"));
}

TEST(Duties, APassageThatGaveNoneIsTold) {
  const Document document =
      paper("KẾ HOẠCH\nĐắp đê năm 2031", "Công an xã tuần tra mặt đê.\n\nĐê dài 12 km.\n");
  EXPECT_TRUE(document.tasks.empty());
  Lines told;
  for (const Section& section : document.sections) {
    if (std::ranges::find(section.reasons, "DUTY_UNREAD") != section.reasons.end())
      told.push_back(section.text->value);
  }
  EXPECT_EQ(told, (Lines{"Công an xã tuần tra mặt đê."}));
}

TEST(Duties, OfGroupsThatGaveNoneAreTold) {
  const auto is_told = [](const std::string& words) {
    const Document document =
        paper("KẾ HOẠCH\nĐắp đê năm 2031", "I. NỘI DUNG\n\n1. Đê dài 12 km.\n\n- " + words + "\n");
    return std::ranges::any_of(document.sections, [](const Section& section) {
      return std::ranges::find(section.reasons, "DUTY_UNREAD") != section.reasons.end();
    });
  };
  EXPECT_FALSE(is_told("Học sinh đã biết là phải trồng tre."));
  EXPECT_FALSE(is_told("Mặt đê phải rộng."));
}

TEST(Duties, WhoIsBoundMayBeManyWords) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Học sinh tham gia hội thi phải nộp bài vẽ đê.\n\n"
                     "2. Tất cả giáo viên ở gần đê đều phải có xuồng.\n\n"
                     "3. Học sinh đã biết là phải trồng tre.\n"),
            (Lines{"Học sinh tham gia hội thi: Học sinh tham gia hội thi phải nộp bài vẽ đê.",
                   "Tất cả giáo viên ở gần đê: Tất cả giáo viên ở gần đê đều phải có xuồng."}));
}

TEST(Duties, OfWhoStandsBehindTheTitleOfAnItem) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Hội thi\n\n- Nộp bài dự thi: Các trường nộp bài vẽ đê về "
                     "xã.\n\n- Mặt đê: Đê dài 12 km.\n"),
            (Lines{"Các trường: Nộp bài dự thi: Các trường nộp bài vẽ đê về xã."}));
}

TEST(Duties, OfAllWhomTwoCallsTell) {
  EXPECT_EQ(tasks_in("I. TỔ CHỨC THỰC HIỆN\n\nUBND xã đề nghị Mặt trận Tổ quốc xã, yêu cầu các "
                     "thôn thực hiện các việc sau:\n\n- Trồng tre.\n"),
            (Lines{"Mặt trận Tổ quốc xã; các thôn: Trồng tre."}));
}

TEST(Duties, WhereAGroupIsBelongsToItsName) {
  EXPECT_EQ(tasks_in("I. NỘI DUNG\n\n1. Các thôn trong vùng lũ tổ chức canh đê.\n\n"
                     "2. Các thôn trong tháng 3 tổ chức trồng tre.\n"),
            (Lines{"Các thôn trong vùng lũ: Các thôn trong vùng lũ tổ chức canh đê.",
                   "Các thôn: Các thôn trong tháng 3 tổ chức trồng tre."}));
}

TEST(Duties, MeasuresThatGaveNoneAreTold) {
  const auto count_told = [](const std::string& body) {
    const Document document = paper("KẾ HOẠCH\nĐắp đê năm 2031", body);
    return std::ranges::count_if(document.sections, [](const Section& section) {
      return std::ranges::find(section.reasons, "DUTY_UNREAD") != section.reasons.end();
    });
  };
  const std::string measures =
      "I. NỘI DUNG\n\n1. Đê dài 12 km.\n\n- Tổ chức trồng tre ở mặt đê.\n\n"
      "- Đã tổ chức đắp đê dài 12 km.\n\n- Tuần tra mặt đê.\n";
  EXPECT_EQ(count_told(measures), 1);
  EXPECT_EQ(count_told("I. MỤC TIÊU\n\n- Tổ chức trồng tre ở mặt đê.\n"), 0);
  // a part for assignments says who does them (standards 5.1)
  EXPECT_EQ(count_told(measures + "\nII. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã canh đê.\n"), 0);
}

TEST(Duties, OfTheOpeningAreTheIssuersOwn) {
  const Document document = paper("KẾ HOẠCH\nĐắp đê năm 2031",
                                  "Phòng Kinh tế xây dựng kế hoạch đắp đê.\n\n1. Đê dài 12 km.\n");
  EXPECT_TRUE(std::ranges::none_of(document.sections, [](const Section& section) {
    return std::ranges::find(section.reasons, "DUTY_UNREAD") != section.reasons.end();
  }));
}

}  // namespace
}  // namespace codau::document
