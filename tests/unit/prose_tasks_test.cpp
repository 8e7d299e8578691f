#include "document/prose_tasks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/plain_document.h"

namespace codau::document {
namespace {

using Lines = std::vector<std::string>;

/// "II.1#1 Văn phòng: Mua cây." a task; agencies of other roles behind it.
Lines read(const std::string& body) {
  const TextDocument document = text::read_plain_text("KẾ HOẠCH\nTrồng cây năm 2031\n\n" + body);
  Context context;
  context.deadlines.plan_year = 2031;
  Lines out;
  for (const Task& task :
       read_prose_tasks(read_sections(document, read_layout(document)), context)) {
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

TEST(ProseTasks, OneForEachBulletOrParagraphBelowAnAgency) {
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Mua cây giống.\n\n- Lập sổ theo dõi.\n\n"
           "2. Công an xã\n\nGiữ trật tự khi trồng cây.\n\nTrên đây là Kế hoạch trồng cây./.\n"),
      (Lines{"I.1#1 Văn phòng: Mua cây giống.", "I.1#2 Văn phòng: Lập sổ theo dõi.",
             "I.2#1 Công an xã: Giữ trật tự khi trồng cây."}));
}

TEST(ProseTasks, ALeadInIsNoTask) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\nCăn cứ kế hoạch này, làm các việc "
                 "sau:\n\n- Mua cây.\n\n"
                 "- Trồng cây.\n"),
            (Lines{"I.1#1 Văn phòng: Mua cây.", "I.1#2 Văn phòng: Trồng cây."}));
}

TEST(ProseTasks, LetterHeadingsMayNameAnotherAgency) {
  EXPECT_EQ(
      read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\na) Mua cây giống cho các thôn.\n\nb) Công an "
           "xã:\n\n- Giữ trật tự.\n"),
      (Lines{"I.1#1 Văn phòng: Mua cây giống cho các thôn.", "I.1.b#1 Công an xã: Giữ trật tự."}));
}

TEST(ProseTasks, PlusItemsCountOnlyBelowALeadIn) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Chuẩn bị:\n\n+ Cây giống.\n\n+ Cuốc "
                 "xẻng.\n\n- Trồng cây.\n\n+ Đúng mùa.\n"),
            (Lines{"I.1#1 Văn phòng: Cây giống.", "I.1#2 Văn phòng: Cuốc xẻng.",
                   "I.1#3 Văn phòng: Trồng cây.\nĐúng mùa."}));
}

TEST(ProseTasks, SentencesThatNameTheirAgencyAreSplitThere) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\nCác phòng chủ động trồng cây. Cây phải là cây bản địa. "
                 "Văn phòng Sở làm đầu mối theo dõi.\n"),
            (Lines{"I#1 Các phòng: Các phòng chủ động trồng cây. Cây phải là cây bản địa.",
                   "I#2 Văn phòng Sở: Văn phòng Sở làm đầu mối theo dõi."}));
}

TEST(ProseTasks, AnOrderInASentenceChangesItsLead) {
  EXPECT_EQ(
      read(
          "I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Giao Công an xã giữ trật tự.\n\n- Mua cây.\n"),
      (Lines{"I.1#1 Công an xã: Giao Công an xã giữ trật tự.", "I.1#2 Văn phòng: Mua cây."}));
}

TEST(ProseTasks, CuesNameWhoHelpsAndWhoIsTold) {
  EXPECT_EQ(read("I. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Chủ trì, phối hợp với Công an xã tổ "
                 "chức trồng cây, báo cáo UBND huyện.\n"),
            (Lines{"I.1#1 Văn phòng: Chủ trì, phối hợp với Công an xã tổ chức trồng cây, báo cáo "
                   "UBND huyện. +Công an xã "
                   ">UBND huyện"}));
}

TEST(ProseTasks, NothingIsInventedElsewhere) {
  EXPECT_EQ(read("I. NỘI DUNG\n\n1. Trồng cây\n\n- Trồng cây bản địa.\n\nII. TỔ CHỨC THỰC "
                 "HIỆN\n\n1. Kinh phí\n\n- Từ ngân sách.\n"),
            Lines{});
}

TEST(ProseTasks, ARequestIsMarked) {
  const TextDocument document = text::read_plain_text(
      "KẾ HOẠCH\nTrồng cây năm 2031\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Đề nghị Ủy ban Mặt trận Tổ quốc "
      "Việt Nam xã\n\nVận động người dân.\n");
  const std::vector<Task> tasks =
      read_prose_tasks(read_sections(document, read_layout(document)), {});
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].lead_raw->value, "Ủy ban Mặt trận Tổ quốc Việt Nam xã");
  EXPECT_NE(std::ranges::find(tasks[0].reasons, "REQUESTED"), tasks[0].reasons.end());
}

}  // namespace
}  // namespace codau::document
