#include "document/prose/prose_tasks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/layout/read_layout.h"

namespace codau::document {
namespace {

using Lines = std::vector<std::string>;

/// "II.1#1 Văn phòng: Mua cây." a task; agencies of other roles behind it.
DocumentContext with_lexicon() {
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  return context;
}

Lines read(const std::string& body) {
  const TextDocument document = text::parse_plain_text("KẾ HOẠCH\nTrồng cây năm 2031\n\n" + body);
  DocumentContext context = with_lexicon();
  context.deadlines.plan_year = 2031;
  Lines out;
  for (const Task& task : read_prose_tasks(
           read_sections(own_lexicon(), document, read_layout(own_lexicon(), document)), context)) {
    std::string line = task.actor_path + "#" + std::to_string(task.row_no) + " " +
                       (task.lead_raw ? task.lead_raw->value : "-") + ": " + task.task_text->value;
    for (const AgencyMention& agency : task.agencies) {
      if (agency.role == AgencyRole::kCoop) line += " +" + agency.raw;
      if (agency.role == AgencyRole::kReportTo) line += " >" + agency.raw;
    }
    out.push_back(line);
  }
  return out;
}

TEST(ProseTasks, OneForEachBulletOrParagraphBelowAnAgency) {  // 5.3
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Mua cây giống.\n\n- Lập sổ theo dõi.\n\n"
           "2. Công an xã\n\nGiữ trật tự khi trồng cây.\n\nTrên đây là Kế hoạch trồng cây./.\n"),
      (Lines{"I.1#1 Văn phòng: Mua cây giống.", "I.1#2 Văn phòng: Lập sổ theo dõi.",
             "I.2#1 Công an xã: Giữ trật tự khi trồng cây."}));
}

TEST(ProseTasks, ATimeOfADutyStandsBeforeARule) {
  const TextDocument document = text::parse_plain_text(
      "KẾ HOẠCH\nTrồng cây năm 2031\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n"
      "- Lập hồ sơ theo quy định; báo cáo kết quả trước ngày 20/5/2031.\n\n"
      "- Lưu hồ sơ theo quy định; niêm yết công khai hằng ngày.\n\n- Lưu hồ sơ theo quy định.\n");
  DocumentContext context = with_lexicon();
  Lines raws;
  for (const Task& task : read_prose_tasks(
           read_sections(own_lexicon(), document, read_layout(own_lexicon(), document)), context))
    raws.push_back(std::to_string(task.deadlines.size()) + " " +
                   (task.deadline_raw ? task.deadline_raw->value : "-"));
  EXPECT_EQ(raws, (Lines{"1 trước ngày 20/5/2031", "1 hằng ngày", "1 -"}));
}

TEST(ProseTasks, HeadingsWithoutNumberHoldTheAgenciesBehindThem) {
  EXPECT_EQ(
      read("**Mục đích**\n\n- Trồng cây.\n\n**Tổ chức thực hiện**\n\n**Văn phòng**\n\n"
           "- Mua cây giống.\n\n**Công an xã**\n\nGiữ trật tự khi trồng cây.\n\n"
           "**Kinh phí**\n\n- Văn phòng xã trả.\n"),
      (Lines{"p3#1 Văn phòng: Mua cây giống.", "p4#1 Công an xã: Giữ trật tự khi trồng cây."}));
}

TEST(ProseTasks, PersonsMayAct) {
  EXPECT_EQ(read("I. PHÂN CÔNG NHIỆM VỤ\n\n1. Đồng chí Lê Văn An, Chủ tịch, Trưởng ban\n\n"
                 "- Chỉ đạo chung.\n\n2. Các thành viên\n\n"
                 "- Bà Hồ Thị Nga - Văn thư: Ghi chép số cây.\n\n"
                 "- Ông Vũ Minh, cán bộ thôn, phụ trách tưới cây.\n"),
            (Lines{"I.1#1 Đồng chí Lê Văn An, Chủ tịch, Trưởng ban: Chỉ đạo chung.",
                   "I.2#1 Bà Hồ Thị Nga - Văn thư: Bà Hồ Thị Nga - Văn thư: Ghi chép số cây.",
                   "I.2#2 Ông Vũ Minh, cán bộ thôn: Ông Vũ Minh, cán bộ thôn, phụ trách tưới "
                   "cây."}));
  EXPECT_EQ(read("I. PHÂN CÔNG NHIỆM VỤ\n\n1. Văn phòng\n\n"
                 "- Bà Hồ Thị Nga, văn thư, theo dõi số cây.\n\n- Tổ giúp việc họp hằng tuần.\n\n"
                 "- Tổ thư ký giúp việc cho Trưởng ban.\n\n- Tổ dân phố ký cam kết giữ cây.\n"),
            (Lines{"I.1#1 Bà Hồ Thị Nga, văn thư: Bà Hồ Thị Nga, văn thư, theo dõi số cây.",
                   "I.1#2 Tổ giúp việc: Tổ giúp việc họp hằng tuần.",
                   "I.1#3 Tổ thư ký: Tổ thư ký giúp việc cho Trưởng ban.",
                   "I.1#4 Tổ dân phố: Tổ dân phố ký cam kết giữ cây."}));
}

TEST(ProseTasks, ANameEndsBeforeItsDuty) {  // 13.9
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Hội Nông dân xã\n\n- Giao bà Hồ Thị Nga, Trưởng ban "
           "Thanh tra theo dõi, đôn đốc.\n\n- Văn phòng Cục tổng hợp, báo cáo Bộ.\n\n"
           "- Ban Tuyên giáo - Chính sách luật pháp tham mưu đề cương.\n"),
      (Lines{"I.1#1 bà Hồ Thị Nga, Trưởng ban Thanh tra: Giao bà Hồ Thị Nga, Trưởng ban Thanh "
             "tra theo dõi, đôn đốc.",
             "I.1#2 Văn phòng Cục: Văn phòng Cục tổng hợp, báo cáo Bộ. >Bộ",
             "I.1#3 Ban Tuyên giáo - Chính sách luật pháp: Ban Tuyên giáo - Chính sách luật "
             "pháp tham mưu đề cương."}));
}

TEST(ProseTasks, ANameEndsBeforeAVerbOfSoMany) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Các khoa, phòng cử 01 nhân viên trồng cây.\n\n"
                 "2. Các xí nghiệp mở 02 lớp.\n\n3. Trường cấp 2 trồng cây.\n"),
            (Lines{"I.1#1 Các khoa, phòng: Các khoa, phòng cử 01 nhân viên trồng cây.",
                   "I.2#1 Các xí nghiệp: Các xí nghiệp mở 02 lớp.",
                   "I.3#1 Trường cấp 2: Trường cấp 2 trồng cây."}));
}

TEST(ProseTasks, WhomAnActorGivesItsOwnDutyIsNoActor) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Phân công cán bộ theo dõi cây.\n\n"
                 "- Giao Công an xã giữ trật tự.\n"),
            (Lines{"I.1#1 Văn phòng: Phân công cán bộ theo dõi cây.",
                   "I.1#2 Công an xã: Giao Công an xã giữ trật tự."}));
}

TEST(ProseTasks, ALeadInIsNoTask) {  // 5.3
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nCăn cứ kế hoạch này, làm các việc "
                 "sau:\n\n- Mua cây.\n\n"
                 "- Trồng cây.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây.", "I.1#2 Văn phòng: Trồng cây."}));
}

TEST(ProseTasks, LetterHeadingsMayNameAnotherAgency) {  // 5.2
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\na) Mua cây giống cho các thôn.\n\nb) Công an "
           "xã:\n\n- Giữ trật tự.\n"),
      (Lines{"I.1#1 Văn phòng: Mua cây giống cho các thôn.", "I.1.b#1 Công an xã: Giữ trật tự."}));
}

TEST(ProseTasks, PlusItemsCountOnlyBelowALeadIn) {  // 13.3
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Chuẩn bị:\n\n+ Cây giống.\n\n+ Cuốc "
                 "xẻng.\n\n- Trồng cây.\n\n+ Đúng mùa.\n"),
            (Lines{"I.1#1 Văn phòng: Cây giống.", "I.1#2 Văn phòng: Cuốc xẻng.",
                   "I.1#3 Văn phòng: Trồng cây.\nĐúng mùa."}));
}

TEST(ProseTasks, SentencesThatNameTheirAgencyAreSplitThere) {  // 5.4
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\nCác phòng chủ động trồng cây. Cây phải là cây bản địa. "
                 "Văn phòng Sở làm đầu mối theo dõi.\n"),
            (Lines{"I#1 Các phòng: Các phòng chủ động trồng cây. Cây phải là cây bản địa.",
                   "I#2 Văn phòng Sở: Văn phòng Sở làm đầu mối theo dõi."}));
}

TEST(ProseTasks, WhoLeadsMayStandBehindTheDuty) {  // 5.3
  EXPECT_EQ(
      read("I. PHÂN CÔNG THỰC HIỆN\n\n1. Rà soát vườn cây; lập sổ theo dõi. Văn phòng chủ "
           "trì, phối hợp với Công an xã thực hiện.\n\n"
           "2. Mua cây giống. Giao Hội Nông dân chịu trách nhiệm thực hiện trong quý I.\n\n"
           "3. Cây đã già. Công an xã giữ trật tự.\n\n"
           "4. Công an xã tuần tra. Văn phòng chủ trì lập sổ.\n\n"
           "5. Cây đã già. Công an xã gửi số liệu cho cơ quan chủ trì.\n"),
      (Lines{"I.1#1 Văn phòng: Rà soát vườn cây; lập sổ theo dõi. Văn phòng chủ trì, phối "
             "hợp với Công an xã thực hiện. +Công an xã",
             "I.2#1 Hội Nông dân: Mua cây giống. Giao Hội Nông dân chịu trách nhiệm thực "
             "hiện trong quý I.",
             "I.3#1 Công an xã: Công an xã giữ trật tự.", "I.4#1 Công an xã: Công an xã tuần tra.",
             "I.4#2 Văn phòng: Văn phòng chủ trì lập sổ.",
             "I.5#1 Công an xã: Công an xã gửi số liệu cho cơ quan chủ trì."}));
}

TEST(ProseTasks, AnItemMayNameWhoLeadsItLast) {  // 5.1
  const std::string one = "II. NHIỆM VỤ\n\n1. Mua cây giống. Văn phòng chủ trì thực hiện.\n\n",
                    none = "2. Trồng cây bản địa. Giữ cây.\n\n";
  EXPECT_EQ(read(one + none),
            (Lines{"II.1#1 Văn phòng: Mua cây giống. Văn phòng chủ trì thực hiện."}));
  EXPECT_EQ(read(one + none + "3. Tưới cây. Giao Hội Nông dân chủ trì.\n"),
            (Lines{"II.1#1 Văn phòng: Mua cây giống. Văn phòng chủ trì thực hiện.",
                   "II.3#1 Hội Nông dân: Tưới cây. Giao Hội Nông dân chủ trì."}));
  EXPECT_EQ(read("I. MỤC TIÊU\n\n" + one.substr(one.find("1. ")) +
                 "2. Tưới cây. Giao Hội Nông dân chủ trì.\n"),
            Lines{});
}

TEST(ProseTasks, AnOrderInASentenceChangesItsLead) {  // 5.3
  EXPECT_EQ(
      read(
          "I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Giao Công an xã giữ trật tự.\n\n- Mua cây.\n"),
      (Lines{"I.1#1 Công an xã: Giao Công an xã giữ trật tự.", "I.1#2 Văn phòng: Mua cây."}));
}

TEST(ProseTasks, CuesNameWhoHelpsAndWhoIsTold) {  // 5.5
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Chủ trì, phối hợp với Công an xã tổ "
                 "chức trồng cây, báo cáo UBND huyện.\n"),
            (Lines{"I.1#1 Văn phòng: Chủ trì, phối hợp với Công an xã tổ chức trồng cây, báo cáo "
                   "UBND huyện. +Công an xã "
                   ">UBND huyện"}));
}

TEST(ProseTasks, AListOfAgenciesEndsWithItsNames) {  // 13.9
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n- Sở Y tế chủ trì, phối hợp với Bộ Lao động - Thương binh "
           "và Xã hội quy định mức thu; tham mưu UBND tỉnh.\n\n- Ban Quản lý chợ phối hợp với các "
           "cơ quan, đơn vị có liên quan thu gom rác.\n\n- Giám đốc Sở Khoa học và Công nghệ, Thủ "
           "trưởng các đơn vị thuộc Sở mua cây giống.\n"),
      (Lines{"I#1 Sở Y tế: Sở Y tế chủ trì, phối hợp với Bộ Lao động - Thương binh và Xã hội quy "
             "định mức thu; tham mưu UBND tỉnh. +Bộ Lao động - Thương binh và Xã hội",
             "I#2 Ban Quản lý chợ: Ban Quản lý chợ phối hợp với các cơ quan, đơn vị có liên quan "
             "thu gom rác. +các cơ quan, đơn vị có liên quan",
             "I#3 Giám đốc Sở Khoa học và Công nghệ, Thủ trưởng các đơn vị thuộc Sở: Giám đốc Sở "
             "Khoa học và Công nghệ, Thủ trưởng các đơn vị thuộc Sở mua cây giống."}));
}

TEST(ProseTasks, ANameHasWhatItIsOfAndWhere) {  // 13.9
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Ban Công tác Mặt trận ở khu dân cư họp dân trồng cây.\n\n"
           "2. Hợp tác xã Dịch vụ nông nghiệp Hàm Minh phối hợp với chính quyền cùng cấp xây "
           "dựng vườn ươm.\n\n3. Đội Quản lý đường bộ 473 cấp mốc lộ giới.\n"),
      (Lines{"I.1#1 Ban Công tác Mặt trận ở khu dân cư: Ban Công tác Mặt trận ở khu dân cư họp dân "
             "trồng cây.",
             "I.2#1 Hợp tác xã Dịch vụ nông nghiệp Hàm Minh: Hợp tác xã Dịch vụ nông nghiệp Hàm "
             "Minh phối hợp với chính quyền cùng cấp xây dựng vườn ươm. +chính quyền cùng cấp",
             "I.3#1 Đội Quản lý đường bộ 473: Đội Quản lý đường bộ 473 cấp mốc lộ giới."}));
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Hội Nông dân xã cùng cấp kinh phí mua cây.\n"),
            (Lines{"I.1#1 Hội Nông dân xã: Hội Nông dân xã cùng cấp kinh phí mua cây."}));
}

TEST(ProseTasks, ALineThatOnlyNamesAnAgencyHeadsWhatFollows) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n**Văn phòng - Thống kê**\n\n- Mua cây.\n\n**Công an "
                 "xã, Ban Chỉ huy Quân sự xã**\n\nGiữ trật tự.\n"),
            (Lines{"I.-1#1 Văn phòng - Thống kê: Mua cây.",
                   "I.-3#1 Công an xã, Ban Chỉ huy Quân sự xã: Giữ trật tự."}));
}

TEST(ProseTasks, AHeadingAmongAgenciesIsAnActor) {  // 5.2
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Ban Giám hiệu\n\n- Mua cây.\n\n2. Tổng phụ trách "
                 "Đội\n\n- Trồng cây.\n\n3. Kinh phí\n\n- Từ ngân sách.\n"),
            (Lines{"I.1#1 Ban Giám hiệu: Mua cây.", "I.2#1 Tổng phụ trách Đội: Trồng cây."}));
}

TEST(ProseTasks, AHeadingAmongDutiesOfAgenciesIsAnActor) {  // 5.2
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng lập sổ theo dõi.\n\n"
                 "2. Tổng phụ trách Đội\n\na) Nhắc học sinh giữ cây.\n\n"
                 "3. Kinh phí\n\na) Từ ngân sách xã.\n"),
            (Lines{"I.1#1 Văn phòng: Văn phòng lập sổ theo dõi.",
                   "I.2#1 Tổng phụ trách Đội: Nhắc học sinh giữ cây."}));
}

TEST(ProseTasks, TheHelpersOfAHeadingHelpWithEveryDuty) {
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng chủ trì, phối hợp với Công an xã:\n\n- Mua "
           "cây.\n\n- Trồng cây.\n"),
      (Lines{"I.1#1 Văn phòng: Mua cây. +Công an xã", "I.1#2 Văn phòng: Trồng cây. +Công an xã"}));
}

TEST(ProseTasks, ClosingWordsAreNoTask) {  // 5.7
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nMua cây.\n\nTrong quá trình thực hiện, "
           "nếu có vướng mắc, các đơn vị báo cáo UBND xã.\n\nYêu cầu các đơn vị nghiêm túc thực "
           "hiện./.\n"),
      (Lines{"I.1#1 Văn phòng: Mua cây."}));
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nMua cây.\nQuá trình thực hiện, nếu có "
                 "vướng mắc, các đơn vị báo cáo UBND xã.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây."}));
  const std::string duty = "Đề nghị Công an xã duy trì 12 đội hình tình nguyện hỗ trợ người dân.";
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng: Mua cây.\n\n2. " + duty +
                 "\n\nYêu cầu các phòng, Trưởng ban nhân dân các ấp nghiêm túc thực hiện./.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây.", "I.2#1 Công an xã: " + duty}));
}

TEST(ProseTasks, WhoHeadsTheIssuerAsksEverybody) {  // 5.7
  for (const char* last :
       {"Giám đốc yêu cầu các phòng, đội, bến xe triển khai nghiêm túc, không để ùn ứ xe./.",
        "Đề nghị lãnh đạo các khoa, phòng quán triệt đến toàn thể nhân viên./."}) {
    EXPECT_EQ(
        read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nMua cây.\n\n" + std::string(last) + "\n"),
        (Lines{"I.1#1 Văn phòng: Mua cây."}));
  }
}

TEST(ProseTasks, ALastDutyIsNoCallOnEverybody) {  // 5.7
  for (const std::string last :
       {"Đề nghị các trường tư thục phổ biến nội dung trồng cây trước ngày 15/6/2031./.",
        "Đề nghị các đơn vị triển khai kế hoạch trồng cây trước ngày 15/6/2031./.",
        "Kiểm tra, yêu cầu các trường triển khai đúng tiến độ, tổng hợp báo cáo./."}) {
    EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nMua cây.\n\n" + last + "\n").size(), 2U)
        << last;
  }
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nMua cây.\n\nĐề nghị các trường phổ biến "
                 "nội dung đến học sinh./.\n\n2. Công an xã\n\nGiữ trật tự.\n")
                .size(),
            3U);
}

TEST(ProseTasks, WhatAsksEverybodyToActOnThePlanIsNoTask) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng: Mua cây.\n\n2. Công an xã: Giữ trật tự.\n\n"
                 "Căn cứ Kế hoạch này, yêu cầu các thôn triển khai thực hiện.\n\nThủ "
                 "trưởng các đơn vị "
                 "căn cứ nội dung trên tổ chức thực hiện.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây.", "I.2#1 Công an xã: Giữ trật tự."}));
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\nCác phòng căn cứ Kế hoạch này tổ chức thực hiện.\n"),
            (Lines{"I#1 Các phòng: Các phòng căn cứ Kế hoạch này tổ chức thực hiện."}));
}

TEST(ProseTasks, BehindHelpingWithANameCountsWhateverItsFirstWord) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Phối hợp với PC07 kiểm tra.\n\n"
                 "- Phối hợp với chính quyền địa phương trồng cây.\n\n- Phối hợp với Hạt Kiểm lâm, "
                 "Đội Quản lý thị trường số 3 giữ rừng.\n\n- Phối hợp với các viện nghiên cứu tổ "
                 "chức hội thảo.\n"),
            (Lines{"I.1#1 Văn phòng: Phối hợp với PC07 kiểm tra. +PC07",
                   "I.1#2 Văn phòng: Phối hợp với chính quyền địa phương trồng cây. +chính quyền "
                   "địa phương",
                   "I.1#3 Văn phòng: Phối hợp với Hạt Kiểm lâm, Đội Quản lý thị trường số 3 giữ "
                   "rừng. +Hạt Kiểm lâm +Đội Quản lý thị trường số 3",
                   "I.1#4 Văn phòng: Phối hợp với các viện nghiên cứu tổ chức hội thảo. +các viện "
                   "nghiên cứu"}));
}

TEST(ProseTasks, AVerbInANameIsNoVerb) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Tham mưu\n\n- Mua cây.\n\n2. Đảng ủy xã\n\n"
                 "- Lãnh đạo UBND xã cụ thể hóa Kế hoạch.\n"
                 "- Lãnh đạo rà soát chi bộ ghép.\n"),
            (Lines{"I.1#1 Phòng Tham mưu: Mua cây.",
                   "I.2#1 Đảng ủy xã: Lãnh đạo UBND xã cụ thể hóa Kế hoạch.",
                   "I.2#2 Đảng ủy xã: Lãnh đạo rà soát chi bộ ghép."}));
}

TEST(ProseTasks, ASubjectMayStandBehindItsOpening) {
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\nCăn cứ Kế hoạch này, các phòng xây dựng kế hoạch. UBND xã "
           "giao Văn phòng theo dõi.\n"),
      (Lines{"I#1 các phòng: Căn cứ Kế hoạch này, các phòng xây dựng kế hoạch.",
             "I#2 Văn phòng: UBND xã giao Văn phòng theo dõi."}));
}

TEST(ProseTasks, WhatATeacherDoesIsNoOrder) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Giáo viên chủ nhiệm\n\n- Giao thông an toàn: nhắc nhở "
                 "học sinh.\n\n- Giao Công an xã giữ trật tự.\n"),
            (Lines{"I.1#1 Giáo viên chủ nhiệm: Giao thông an toàn: nhắc nhở học sinh.",
                   "I.1#2 Công an xã: Giao Công an xã giữ trật tự."}));
}

TEST(ProseTasks, OutsideTheirPartOnlyAnActorMakesADuty) {  // 5.1
  EXPECT_EQ(read("I. MỤC ĐÍCH\n\n- Công an xã giữ vững trật tự.\n\nII. NỘI DUNG\n\n- Công an xã "
                 "kiểm tra vườn cây.\n\n- Trồng cây bản địa.\n\n- Thanh tra, kiểm tra vườn cây.\n"),
            (Lines{"II.-1#1 Công an xã: Công an xã kiểm tra vườn cây."}));
}

TEST(ProseTasks, AgenciesWithDutiesBelowThemMakeAPartOfTheirs) {  // 5.1, by another name
  const std::string duties =
      "1. Phòng Kế hoạch\n\n- Mua cây giống.\n\n2. Văn phòng: Lập sổ theo dõi.\n\n"
      "3. Yêu cầu chung\n\n- Trồng đúng kỹ thuật.\n\n";
  EXPECT_EQ(read("I. NỘI DUNG\n\n" + duties),
            (Lines{"I.1#1 Phòng Kế hoạch: Mua cây giống.", "I.2#1 Văn phòng: Lập sổ theo dõi."}));
  EXPECT_EQ(read("I. THÀNH PHẦN\n\n" + duties), Lines{});
  EXPECT_EQ(read("I. NỘI DUNG\n\n1. Phòng Kế hoạch\n\n- Mua cây giống.\n\n2. Kinh phí\n\n"
                 "- Do huyện cấp.\n\n"),
            Lines{});
}

TEST(ProseTasks, WhatIsDugIsNoGroup) {
  EXPECT_EQ(read("II. BIỆN PHÁP\n\n1. Khơi rãnh thoát nước, vun gốc, không để nước đọng.\n"),
            Lines{});
}

TEST(ProseTasks, PlacesAndTitlesAreNoDuties) {
  EXPECT_EQ(read("I. LỊCH TRỰC\n\n1. Địa điểm trực: Văn phòng, tầng 2 trụ sở; điện thoại 123.\n\n"
                 "2. Địa bàn: các xã Trà Mai, Trà Don, Trà Leng, Trà\nTập.\n\n"
                 "II. CHỦ ĐỀ\n\n1. Khối 10: \"Hiểu mình, hiểu nghề\".\n\n"
                 "2. Khối 11: \"Nghề quê em\".\n"),
            Lines{});
}

TEST(ProseTasks, ANameGoesOnBehindItsCountry) {  // 13.9
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Trung tâm Khuyến nông Quốc gia tập huấn kỹ thuật.\n\n"),
      (Lines{"I.1#1 Trung tâm Khuyến nông Quốc gia: Trung tâm Khuyến nông Quốc gia tập huấn "
             "kỹ thuật."}));
}

TEST(ProseTasks, NothingIsInventedElsewhere) {  // 5.1
  EXPECT_EQ(read("I. NỘI DUNG\n\n1. Trồng cây\n\n- Trồng cây bản địa.\n\nII. TỔ CHỨC THỰC "
                 "HIỆN\n\n1. Kinh phí\n\n- Từ ngân sách.\n"),
            Lines{});
}

TEST(ProseTasks, WhatStandsBelowASectionThatAnotherReadIsNotLost) {
  const TextDocument document = text::parse_plain_text(
      "KẾ HOẠCH\nTrồng cây năm 2031\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Lễ phát động\n\n- Hội Nông dân: "
      "vận "
      "động hội viên.\n");
  const std::vector<SectionNode> nodes =
      read_sections(own_lexicon(), document, read_layout(own_lexicon(), document));
  std::set<std::uint32_t> read_already;
  for (std::uint32_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].section.path == "I.1") read_already.insert(i);
  const std::vector<Task> tasks = read_prose_tasks(nodes, with_lexicon(), read_already);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].lead_raw->value, "Hội Nông dân");
}

TEST(ProseTasks, ARequestIsMarkedWhoeverIsAsked) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã\n\n- Giữ trật tự.\n\n2. Đề nghị Đồn Biên "
                 "phòng Kim Sơn\n\n- Tuần tra.\n"),
            (Lines{"I.1#1 Công an xã: Giữ trật tự.", "I.2#1 Đồn Biên phòng Kim Sơn: Tuần tra."}));
}

TEST(ProseTasks, ARequestIsMarked) {  // 5.2
  const TextDocument document = text::parse_plain_text(
      "KẾ HOẠCH\nTrồng cây năm 2031\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Đề nghị Ủy ban Mặt trận Tổ quốc "
      "Việt Nam xã\n\nVận động người dân.\n");
  const std::vector<Task> tasks = read_prose_tasks(
      read_sections(own_lexicon(), document, read_layout(own_lexicon(), document)), with_lexicon());
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].lead_raw->value, "Ủy ban Mặt trận Tổ quốc Việt Nam xã");
  EXPECT_NE(std::ranges::find(tasks[0].reasons, "REQUESTED"), tasks[0].reasons.end());
}

TEST(ProseTasks, WhoHandsOutDutiesHasThatDuty) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Ban Giám hiệu phân công nhiệm vụ cho từng người.\n\n"
                 "2. UBND xã giao Công an xã giữ trật tự.\n"),
            (Lines{"I.1#1 Ban Giám hiệu: Ban Giám hiệu phân công nhiệm vụ cho từng người.",
                   "I.2#1 Công an xã: UBND xã giao Công an xã giữ trật tự."}));
}

TEST(ProseTasks, ANameEndsBeforeTheVerb) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Các buôn, thôn họp dân, lấy ý kiến.\n\n"
                 "2. Các đơn vị thuộc Bộ giao nộp tài liệu.\n\n3. Các khoa\n\n"
                 "- Sơ tán người bệnh lên tầng cao trước khi bão vào.\n\n"
                 "4. Trưởng các khoa lâm sàng chịu trách nhiệm về kết quả.\n"),
            (Lines{"I.1#1 Các buôn, thôn: Các buôn, thôn họp dân, lấy ý kiến.",
                   "I.2#1 Các đơn vị thuộc Bộ: Các đơn vị thuộc Bộ giao nộp tài liệu.",
                   "I.3#1 Các khoa: Sơ tán người bệnh lên tầng cao trước khi bão vào.",
                   "I.4#1 Trưởng các khoa lâm sàng: Trưởng các khoa lâm sàng chịu trách nhiệm về "
                   "kết quả."}));
}

/// The lead of a duty that begins with it.
std::string lead_of(const std::string& sentence) {
  const Lines tasks = read("I. TỔ CHỨC THỰC HIỆN\n\n1. " + sentence + "\n");
  if (tasks.size() != 1) return "?";
  return tasks[0].substr(tasks[0].find(' ') + 1, tasks[0].find(": ") - tasks[0].find(' ') - 1);
}

/// The helpers of a duty.
std::string helpers_of(const std::string& sentence) {
  const Lines tasks = read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- " + sentence + "\n");
  if (tasks.size() != 1) return "?";
  const std::size_t at = tasks[0].find(" +");
  return at == std::string::npos ? "" : tasks[0].substr(at + 1);
}

TEST(ProseTasks, ANameEndsBeforeVerbsThatNamesSeldomHold) {  // 13.9
  EXPECT_EQ(lead_of("Công đoàn Công ty nắm tâm tư người lao động."), "Công đoàn Công ty");
  EXPECT_EQ(lead_of("Đoàn Luật sư tỉnh cử luật sư bảo vệ quyền lợi."), "Đoàn Luật sư tỉnh");
  EXPECT_EQ(helpers_of("Phối hợp với Báo Đồng Khởi đăng 06 kỳ về mô hình."), "+Báo Đồng Khởi");
  EXPECT_EQ(helpers_of("Phối hợp với Trung tâm Giống cây trồng soát xét quy trình kỹ thuật."),
            "+Trung tâm Giống cây trồng");
  EXPECT_EQ(helpers_of("Phối hợp với Tổ Quản lý chất lượng bình chọn khoa an toàn."),
            "+Tổ Quản lý chất lượng");
}

TEST(ProseTasks, WhatTellsAGroupApartBelongsToIt) {  // 13.9
  EXPECT_EQ(helpers_of("Phối hợp với Công an các xã vùng đệm xử lý vi phạm."),
            "+Công an các xã vùng đệm");
  EXPECT_EQ(lead_of("Các hợp tác xã thành viên cung cấp sổ sách."), "Các hợp tác xã thành viên");
  EXPECT_EQ(lead_of("Ủy ban nhân dân các xã được giám sát chuẩn bị báo cáo."),
            "Ủy ban nhân dân các xã được giám sát");
  EXPECT_EQ(lead_of("UBND xã Hưng Lộc được phân công tổ chức lễ ra quân."), "UBND xã Hưng Lộc");
  EXPECT_EQ(lead_of("UBND các xã được ủy quyền ký kết hợp đồng."), "UBND các xã");
  EXPECT_EQ(lead_of("Công an huyện được phân công chỉ đạo xử lý vi phạm."), "Công an huyện");
  EXPECT_EQ(lead_of("Hội Hồi sức cấp cứu và chống độc Việt Nam cử chuyên gia."),
            "Hội Hồi sức cấp cứu và chống độc Việt Nam");
}

TEST(ProseTasks, ToReportIsNoNewspaper) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Trưởng các bến xe\n\n- Báo sự cố mất mạng về Đội Kỹ "
                 "thuật.\n\n- Báo suất ăn về bếp trước 8 giờ.\n\n- Thường trực giúp Giám đốc điều "
                 "phối Kế hoạch.\n"),
            (Lines{"I.1#1 Trưởng các bến xe: Báo sự cố mất mạng về Đội Kỹ thuật.",
                   "I.1#2 Trưởng các bến xe: Báo suất ăn về bếp trước 8 giờ.",
                   "I.1#3 Trưởng các bến xe: Thường trực giúp Giám đốc điều phối Kế hoạch."}));
}

TEST(ProseTasks, PlacesOfAGroupBelongToIt) {
  EXPECT_EQ(lead_of("Đề nghị UBND các huyện Quản Bạ, Hoàng Su Phì, Xín Mần tuyên truyền."),
            "UBND các huyện Quản Bạ, Hoàng Su Phì, Xín Mần");
  EXPECT_EQ(lead_of("Giao UBND các xã Hưng Lộc, Nghi Phú và Hưng Đông tổ chức họp dân."),
            "UBND các xã Hưng Lộc, Nghi Phú và Hưng Đông");
  EXPECT_EQ(lead_of("Giao UBND các xã Hưng Lộc, Nghi Phú, Công an huyện tổ chức họp dân."),
            "UBND các xã Hưng Lộc, Nghi Phú, Công an huyện");
  EXPECT_EQ(lead_of("UBND các xã Hưng Lộc, Rà soát hộ nghèo."), "UBND các xã Hưng Lộc");
}

TEST(ProseTasks, ANameEndsBeforeWhatIsWritten) {
  EXPECT_EQ(helpers_of("Phối hợp với Ban Kinh tế soạn quy chế mẫu."), "+Ban Kinh tế");
  EXPECT_EQ(helpers_of("Phối hợp với Sở Ngoại vụ đàm phán với nhà tài trợ."), "+Sở Ngoại vụ");
  EXPECT_EQ(lead_of("Giao Trung tâm Văn hóa, Thể thao và Du lịch viết 04 kịch chèo ngắn."),
            "Trung tâm Văn hóa, Thể thao và Du lịch");
  for (const std::string name : {"Viện Năng lượng nguyên tử Việt Nam",
                                 "Cục An toàn bức xạ và hạt nhân", "Ban Kiểm soát nội bộ"})
    EXPECT_EQ(lead_of("Giao " + name + " đôn đốc các phòng."), name);
  for (const std::string whom :
       {"luật sư", "bác sĩ", "đoàn viên", "chuyên gia", "giáo viên", "kỹ sư"})
    EXPECT_EQ(lead_of("Các xã phường cử " + whom + " dự họp."), "Các xã phường") << whom;
}

TEST(ProseTasks, ANewspaperOrABlockMayHaveAnyName) {
  EXPECT_EQ(lead_of("Giao Báo Tin tức, Báo Ngày mới Online đăng bài."),
            "Báo Tin tức, Báo Ngày mới Online");
  EXPECT_EQ(lead_of("Giao Khối Thông tin - Truyền thông lập hồ sơ."),
            "Khối Thông tin - Truyền thông");
  EXPECT_EQ(lead_of("Giao Khối Đông Lâm, Khối Thống Nhất lập hồ sơ."),
            "Khối Đông Lâm, Khối Thống Nhất");
  EXPECT_EQ(lead_of("Giao Khối cơ quan, Khối đoàn thể lập hồ sơ."), "Khối cơ quan, Khối đoàn thể");
}

TEST(ProseTasks, ANameOfTheHighlandsIsOne) {
  EXPECT_EQ(lead_of("Bà Rơ Lan H'Nhiên, Phó Giám đốc Sở Y tế, Ủy viên: rà soát hộ nghèo."),
            "Bà Rơ Lan H'Nhiên, Phó Giám đốc Sở Y tế, Ủy viên");
}

TEST(ProseTasks, AShortHeadGoesOnInANameOfItsOwn) {
  for (const std::string name : {"Bảo tàng tỉnh", "Bảo tàng Lịch sử quốc gia", "Báo Nhân dân",
                                 "Công đoàn ngành", "Công đoàn trường"}) {
    EXPECT_EQ(helpers_of("Phối hợp với " + name + " lập hồ sơ."), "+" + name);
    EXPECT_EQ(lead_of("Giao " + name + " đôn đốc các xã."), name);
  }
  EXPECT_EQ(lead_of("Giao Báo phối hợp với Đài tuyên truyền."), "Báo");
}

TEST(ProseTasks, AVerbThatBeginsInsideANameIsNone) {
  EXPECT_EQ(lead_of("Giao Hội đồng hành nghề luật sư rà soát hồ sơ."),
            "Hội đồng hành nghề luật sư");
  EXPECT_EQ(lead_of("Giao các khu dân cư nhân rộng mô hình."), "các khu dân cư");
  EXPECT_EQ(lead_of("Giao Công ty than mỏ số 3 nộp báo cáo."), "Công ty than mỏ số 3");
  EXPECT_EQ(lead_of("Giao Trường Mầm non Sen đón trẻ từ ngày 05/9."), "Trường Mầm non Sen");
  EXPECT_EQ(lead_of("Giao UBND các phường trương cờ."), "UBND các phường");
  EXPECT_EQ(lead_of("Giao Ban Thường trực tuyển chọn 05 tác phẩm."), "Ban Thường trực");
}

TEST(ProseTasks, AnAreaIsPartOfAName) {  // the offices of areas since 2025
  for (const std::string name :
       {"Kho bạc Nhà nước khu vực VII", "Kiểm toán nhà nước khu vực VI",
        "Chi cục Hải quan khu vực II", "Tòa án nhân dân khu vực 1 - Lâm Đồng",
        "Viện kiểm sát nhân dân khu vực 3", "Bảo hiểm xã hội khu vực XXVII",
        "Đồn Biên phòng Cửa khẩu cảng Cam Ranh", "Đồn Biên phòng cửa khẩu Nậm Cắn",
        "Phòng Hành chính tư pháp"}) {
    EXPECT_EQ(helpers_of("Phối hợp với " + name + " chọn 02 hồ sơ."), "+" + name);
    EXPECT_EQ(helpers_of("Phối hợp với " + name + " lập dự toán."), "+" + name);
    EXPECT_EQ(lead_of("Giao " + name + " đôn đốc các xã."), name);
  }
  EXPECT_EQ(lead_of("Giao Tòa án nhân dân khu vực 1 - Lâm Đồng gỡ biển cũ."),
            "Tòa án nhân dân khu vực 1 - Lâm Đồng");  // a verb that no list has
  EXPECT_EQ(lead_of("Giao Trạm Y tế khu vực 02 xã Hưng Lộc, Công an xã tổ chức họp dân."),
            "Trạm Y tế khu vực 02 xã Hưng Lộc, Công an xã");
  EXPECT_EQ(lead_of("Giao Hạt Kiểm lâm khu vực 1 - Phối hợp tuần tra."), "Hạt Kiểm lâm khu vực 1");
  EXPECT_EQ(helpers_of("Phối hợp với Công an xã trong khu vực giữ trật tự."), "+Công an xã");
  EXPECT_EQ(helpers_of("Phối hợp với Sở Y tế tuyển chọn bác sĩ."), "+Sở Y tế");
  EXPECT_EQ(helpers_of("Phối hợp với Công an cùng cấp kiểm tra."), "+Công an cùng cấp");
}

TEST(ProseTasks, ANameEndsBeforeItsDutyBehindALevel) {
  EXPECT_EQ(lead_of("Giao Vườn quốc gia Bến En - Xuân Liên mở tuyến đò mới."),
            "Vườn quốc gia Bến En - Xuân Liên");
  EXPECT_EQ(lead_of("Đề nghị Ban đại diện cha mẹ học sinh đồng hành, giúp nhà trường."),
            "Ban đại diện cha mẹ học sinh");
  EXPECT_EQ(lead_of("Trưởng các khoa, phòng cử nhân viên đi cùng."), "Trưởng các khoa, phòng");
  EXPECT_EQ(lead_of("Công an huyện cùng cấp phát cây cho dân."), "Công an huyện");
  EXPECT_EQ(lead_of("Các đơn vị đồng hành trao quà cho các cháu."), "Các đơn vị đồng hành");
  EXPECT_EQ(lead_of("Tổ cấp phát cây giống lập sổ theo dõi."), "Tổ cấp phát cây giống");
}

TEST(ProseTasks, OneCapitalBeforeASmallWordIsHalfAWord) {
  EXPECT_EQ(lead_of("Đề nghị Viện kiểm sát nhân dân khu vực 4, Trại tạm giam số 1 cử cán bộ dự."),
            "Viện kiểm sát nhân dân khu vực 4, Trại tạm giam số 1");
  EXPECT_EQ(helpers_of("Phối hợp với Ban Tổ chức Nhân sự đào tạo cán bộ."), "+Ban Tổ chức Nhân sự");
  EXPECT_EQ(helpers_of("Phối hợp với Sở Y tế Hà Nội đào tạo cán bộ."), "+Sở Y tế Hà Nội");
  EXPECT_EQ(helpers_of("Phối hợp với Công an TP nắm tình hình."), "+Công an TP");
  EXPECT_EQ(helpers_of("Phối hợp với Công an Vinh nắm tình hình."), "+Công an Vinh");
  EXPECT_EQ(helpers_of("Phối hợp với Công an Xã nắm tình hình."), "+Công an Xã");
  EXPECT_EQ(lead_of("Thủ trưởng các đơn vị thuộc, trực thuộc Bộ cử người dự."),
            "Thủ trưởng các đơn vị thuộc, trực thuộc Bộ");
  EXPECT_EQ(lead_of("Trung tâm Thanh thiếu niên Trung ương thiết kế bộ nhận diện."),
            "Trung tâm Thanh thiếu niên Trung ương");
  EXPECT_EQ(lead_of("Tổ tư vấn thiết kế lập bản vẽ."), "Tổ tư vấn thiết kế");
}

TEST(ProseTasks, AFieldOfWorkIsPartOfAName) {
  EXPECT_EQ(lead_of("Giao Viện Khoa học công nghệ xây dựng biên soạn tiêu chuẩn."),
            "Viện Khoa học công nghệ xây dựng");
  EXPECT_EQ(lead_of("Đề nghị Hội Vật liệu xây dựng Việt Nam giới thiệu công nghệ."),
            "Hội Vật liệu xây dựng Việt Nam");
  EXPECT_EQ(lead_of("Giao Vụ Khoa học công nghệ, môi trường và Vật liệu xây dựng chủ trì đề tài."),
            "Vụ Khoa học công nghệ, môi trường và Vật liệu xây dựng");
  for (const char* work : {"kế hoạch", "quy hoạch", "báo cáo", "chuyên mục"})
    EXPECT_EQ(lead_of("Giao Phòng Kinh tế - Hạ tầng xây dựng " + std::string(work) + "."),
              "Phòng Kinh tế - Hạ tầng");
  EXPECT_EQ(lead_of("Giao Sở Tài nguyên và Môi trường quan trắc khí thải."),
            "Sở Tài nguyên và Môi trường");
  EXPECT_EQ(lead_of("Giao Trạm quan trắc gửi số liệu."), "Trạm quan trắc");
  EXPECT_EQ(lead_of("Giao Viện Vật liệu xây dựng thử nghiệm gạch lát."), "Viện Vật liệu xây dựng");
  EXPECT_EQ(lead_of("Trường Đại học Bạc Liêu xây dựng 03 mô hình."), "Trường Đại học Bạc Liêu");
  EXPECT_EQ(lead_of("Đề nghị Báo Lạng Sơn cử phóng viên đưa tin."), "Báo Lạng Sơn");
}

TEST(ProseTasks, OnlyOrgansOfAFieldGoOnWithOne) {
  EXPECT_EQ(lead_of("Ban Giám hiệu xây dựng đánh giá ngoài."), "Ban Giám hiệu");
  EXPECT_EQ(lead_of("Trung tâm Hành chính công xây dựng quản lý hồ sơ điện tử."),
            "Trung tâm Hành chính công");
  EXPECT_EQ(lead_of("Nhà văn hóa xây dựng tổ chức hội thi."), "Nhà văn hóa");
  EXPECT_EQ(lead_of("Ban Phát triển thôn xây dựng cải tạo nhà văn hóa."), "Ban Phát triển thôn");
  EXPECT_EQ(lead_of("Chi cục Kiểm lâm xây dựng bảo vệ rừng."), "Chi cục Kiểm lâm");
  EXPECT_EQ(lead_of("Cục Quản lý đầu tư xây dựng quan trắc độ lún."),
            "Cục Quản lý đầu tư xây dựng");
  EXPECT_EQ(lead_of("Phòng Quản lý xây dựng xây dựng kế hoạch."), "Phòng Quản lý xây dựng");
}

TEST(ProseTasks, AWordOfTwoSyllablesGoesOnSmall) {
  EXPECT_EQ(lead_of("Giao Công đoàn Khoáng sản tỉnh đôn đốc đoàn viên."),
            "Công đoàn Khoáng sản tỉnh");
  EXPECT_EQ(lead_of("Đề nghị Công đoàn Xây dựng Việt Nam vận động đoàn viên."),
            "Công đoàn Xây dựng Việt Nam");
  EXPECT_EQ(lead_of("Đề nghị Thanh tra Sở Xây dựng đưa nội dung vào các cuộc thanh tra."),
            "Thanh tra Sở Xây dựng");
  EXPECT_EQ(lead_of("Giao Xí nghiệp Cơ khí đóng mới 06 phao."), "Xí nghiệp Cơ khí");
  EXPECT_EQ(lead_of("Giao Công đoàn Bình Minh tặng quà."), "Công đoàn Bình Minh");
  EXPECT_EQ(lead_of("Giao Đoàn phường 5 thí điểm mô hình."), "Đoàn phường 5");
  EXPECT_EQ(
      helpers_of("Phối hợp với Trường Phổ thông dân tộc bán trú THCS Tà Rụt tổ chức hội thi."),
      "+Trường Phổ thông dân tộc bán trú THCS Tà Rụt");
  EXPECT_EQ(helpers_of("Phối hợp với Trường Cao đẳng Sư phạm Hòa Bình tuyển chọn đội viên."),
            "+Trường Cao đẳng Sư phạm Hòa Bình");
}

TEST(ProseTasks, AnOrganMaySayWhereItSits) {
  EXPECT_EQ(helpers_of("Phối hợp với Hội đồng hương Tiên Phước tại Thành phố Hồ Chí Minh tổ chức "
                       "gặp mặt."),
            "+Hội đồng hương Tiên Phước tại Thành phố Hồ Chí Minh");
  EXPECT_EQ(helpers_of("Phối hợp với Công an huyện tại thành phố Vinh trồng cây."),
            "+Công an huyện");
  EXPECT_EQ(helpers_of("Phối hợp với nhà cung cấp kiểm tra cây."), "+nhà cung cấp");
  EXPECT_EQ(lead_of("Chi nhánh Ngân hàng Nông nghiệp huyện tại các xã thu nợ."),
            "Chi nhánh Ngân hàng Nông nghiệp huyện");
  EXPECT_EQ(helpers_of("Phối hợp với Hội đồng hương Huế tại các tỉnh phía Nam trồng cây."),
            "+Hội đồng hương Huế");
}

TEST(ProseTasks, AHeadingBesideARequestNamesItsActor) {
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Vườn ươm của lương y Hồ Phúc, xã La\n\nCung ứng 300 cây "
           "giống.\n\n2. Đề nghị Công an xã giữ trật tự.\n"),
      (Lines{"I.1#1 Vườn ươm của lương y Hồ Phúc, xã La: Cung ứng 300 cây giống.",
             "I.2#1 Công an xã: Đề nghị Công an xã giữ trật tự."}));
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Kinh phí thực hiện\n\nMua 300 cây giống.\n\n"
                 "2. Đề nghị Công an xã giữ trật tự.\n"),
            (Lines{"I.2#1 Công an xã: Đề nghị Công an xã giữ trật tự."}));
}

TEST(ProseTasks, ANumberAloneIsNoDuty) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n2\n\n- Mua cây giống.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây giống."}));
}

TEST(ProseTasks, WhatAGroupIsIsNoDuty) {
  EXPECT_EQ(read("I. NỘI DUNG\n\na) Nhóm 1 là cơ sở gây ô nhiễm, phải ngừng ngay; nhóm 2 được gia "
                 "hạn.\n\nb) Giao Công an xã giữ trật tự.\n"),
            (Lines{"I.b#1 Công an xã: Giao Công an xã giữ trật tự."}));
}

TEST(ProseTasks, ALastParagraphMayAskAllToPlan) {
  const std::string duty = "I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nMua cây giống.\n\n",
                    close =
                        "Căn cứ Kế hoạch này, Hội Nông dân các xã xây dựng kế hoạch của đơn vị ";
  EXPECT_EQ(read(duty + close + "mình và tổ chức thực hiện.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây giống."}));
  EXPECT_EQ(read(duty + close + "mình trước ngày 05/9/2031 và tổ chức thực hiện.\n").size(), 2U);
}

TEST(ProseTasks, ARankOrTradeNamesAPerson) {
  EXPECT_EQ(lead_of("Giao Đại úy Thạch Minh Luân, Trợ lý Quân nhu, theo dõi số liệu."),
            "Đại úy Thạch Minh Luân, Trợ lý Quân nhu");
  EXPECT_EQ(lead_of("Giao điều dưỡng Phạm Văn Kiều kiểm kê dụng cụ."), "điều dưỡng Phạm Văn Kiều");
  EXPECT_EQ(lead_of("Giao điều dưỡng Khoa Nội kiểm kê dụng cụ."), "?");
  EXPECT_EQ(lead_of("Giao kế toán Đoàn Thanh niên kiểm kê dụng cụ."), "?");
  EXPECT_EQ(lead_of("Giao kế toán Vũ Thị Hoa kiểm kê dụng cụ."), "kế toán Vũ Thị Hoa");
}

TEST(ProseTasks, ARankBeforeAnOrganNamesNoPerson) {
  EXPECT_EQ(lead_of("Trung úy Phòng Cảnh sát giao thông hướng dẫn người dân."), "?");
  EXPECT_EQ(lead_of("Đại úy Đồn Biên phòng Cửa Tùng tuần tra."), "Đại úy Đồn Biên phòng Cửa Tùng");
  EXPECT_EQ(lead_of("Thượng tá Bộ Chỉ huy Quân sự tỉnh kiểm tra."), "?");
  EXPECT_EQ(lead_of("Trung úy Công An Xã kiểm tra."), "?");
  EXPECT_EQ(lead_of("Đại úy Đoàn Văn Kha kiểm tra."), "Đại úy Đoàn Văn Kha");
  EXPECT_EQ(lead_of("Đại úy Tô Vũ kiểm tra."), "Đại úy Tô Vũ");
  EXPECT_EQ(lead_of("Thượng úy Vừ Mí Sính kiểm tra."), "Thượng úy Vừ Mí Sính");
}

TEST(ProseTasks, WhoStandsBehindAPersonActsToo) {
  EXPECT_EQ(lead_of("Đại úy Lê Văn Kha, Trạm Y tế chuẩn bị thuốc."),
            "Đại úy Lê Văn Kha, Trạm Y tế");
  EXPECT_EQ(lead_of("Phân công Đại úy Lê Văn Kha; Trạm Y tế; Hội Phụ nữ trực."),
            "Đại úy Lê Văn Kha; Trạm Y tế; Hội Phụ nữ");
  EXPECT_EQ(lead_of("Đại tá Lê Văn Kha, Giám đốc Công an tỉnh; Sở Y tế chuẩn bị thuốc."),
            "Đại tá Lê Văn Kha, Giám đốc Công an tỉnh; Sở Y tế");
  EXPECT_EQ(lead_of("Đại úy Lê Văn Kha và các thôn tuần tra."), "Đại úy Lê Văn Kha và các thôn");
  EXPECT_EQ(lead_of("Kế toán Đặng Thị Lan, văn thư Ngô Thị Hoa chuẩn bị hồ sơ."),
            "Kế toán Đặng Thị Lan, văn thư Ngô Thị Hoa");
  EXPECT_EQ(lead_of("Ông Lê Văn Kha, Chủ tịch UBND xã; Chủ tịch Hội Nông dân xã kiểm tra quỹ."),
            "Ông Lê Văn Kha, Chủ tịch UBND xã; Chủ tịch Hội Nông dân xã");
  EXPECT_EQ(lead_of("Ông Lê Văn Kha; tổ chức họp trước khi gặt."), "Ông Lê Văn Kha");
  EXPECT_EQ(lead_of("Ông Lê Văn Kha, Công an xã và bà Ngô Thị Hoa kiểm tra quỹ."),
            "Ông Lê Văn Kha, Công an xã và bà Ngô Thị Hoa");
  EXPECT_EQ(lead_of("Đồng chí Lê Văn Kha, Chủ tịch HĐND, UBND xã chỉ đạo chung."),
            "Đồng chí Lê Văn Kha");
  EXPECT_EQ(lead_of("Đồng chí Lê Văn Kha, Đảng ủy viên, Tổ trưởng chuẩn bị hồ sơ."),
            "Đồng chí Lê Văn Kha");
}

TEST(ProseTasks, ANameEndsBeforeAnAbbreviation) {
  EXPECT_EQ(lead_of("Giao đồng chí Lê Văn Kha CAX kiểm tra."), "đồng chí Lê Văn Kha");
}

TEST(ProseTasks, TheOneInChargeOfDailyWorkIsTheOneAbove) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Thường trực theo dõi, đôn đốc.\n\n"
                 "- Thường trực HĐND xã giám sát.\n"),
            (Lines{"I.1#1 Văn phòng: Thường trực theo dõi, đôn đốc.",
                   "I.1#2 Thường trực HĐND xã: Thường trực HĐND xã giám sát."}));
}

TEST(ProseTasks, APaperOfHelpTellsOfNoHelper) {  // 5.5
  EXPECT_EQ(helpers_of("Ký quy chế phối hợp với Công an huyện trước ngày 05/9/2031."), "");
  EXPECT_EQ(helpers_of("Ký văn bản phối hợp với UBND các xã."), "");
  EXPECT_EQ(helpers_of("Soạn văn bản, phối hợp với UBND các xã."), "+UBND các xã");
}

TEST(ProseTasks, WhomAnInspectionIsOfHasNoDutyByIt) {
  EXPECT_TRUE(read("I. NỘI DUNG\n\n1. Kiểm tra việc quản lý đất đai\n\n1.1. Đối tượng: Đảng ủy các "
                   "xã Việt Tiến, Thạch Liên.\n\n1.2. Cách làm: qua sổ sách, hồ sơ lưu.\n")
                  .empty());
}

}  // namespace
}  // namespace codau::document
