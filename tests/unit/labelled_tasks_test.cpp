#include "document/prose/labelled_tasks.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "../support/temp_folder.h"
#include "document/layout/read_layout.h"
#include "document/tasks/column_roles.h"

namespace codau::document {
namespace {

using Lines = std::vector<std::string>;

std::vector<SectionNode> nodes_of(const std::string& body) {
  const TextDocument document = text::parse_plain_text("KẾ HOẠCH\nTrồng cây năm 2031\n\n" + body);
  return read_sections(own_lexicon(), document, read_layout(own_lexicon(), document));
}

void add(std::string& line, const char* name, const TextField& value) {
  if (value) line += std::string(" | ") + name + " " + value->value;
}

std::vector<Task> tasks_of(const std::string& body, const char* issued = nullptr) {
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  context.deadlines.plan_year = 2031;
  if (issued != nullptr) context.deadlines.issued_date = issued;
  return read_labelled_tasks(nodes_of(body), context).tasks;
}

/// Two items, each with the same labels: "Tên: cái một | cái hai" names one.
std::string twice(const std::vector<std::string>& labels) {
  std::string out = "II. NỘI DUNG\n\n";
  for (const int item : {0, 1}) {
    out += item == 0 ? "1. Mua cây giống\n\n" : "2. Trồng cây\n\n";
    for (const std::string& label : labels) {
      const std::size_t colon = label.find(": "), bar = label.find(" | ");
      out +=
          "- " +
          (item == 0 ? label.substr(0, bar) : label.substr(0, colon + 2) + label.substr(bar + 3)) +
          "\n\n";
    }
  }
  return out;
}

/// "II.1 Mua cây. | ai Văn phòng | hạn tháng 3": path and text of a task, and what it has.
Lines read(const std::string& body) {
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  context.deadlines.plan_year = 2031;
  Lines out;
  for (const Task& task : read_labelled_tasks(nodes_of(body), context).tasks) {
    std::string line = task.actor_path + " " + task.task_text->value;
    add(line, "ai", task.lead_raw);
    add(line, "cùng", task.coop_raw);
    add(line, "hạn", task.deadline_raw);
    add(line, "ra", task.output);
    add(line, "tiền", task.budget_raw);
    for (const auto& [title, value] : task.extra) line += " | " + title + " " + value;
    out.push_back(line);
  }
  return out;
}

TEST(LabelledTasks, ANumberedItemWithItsLabelsIsOneTask) {  // 13.10
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây giống\n\na) Đơn vị chủ trì: Văn phòng.\n\n"
                 "b) Đơn vị phối hợp: Công an xã; Đoàn Thanh niên.\n\nc) Thời gian hoàn thành: "
                 "Tháng 3 năm 2031.\n\nd) Sản phẩm: 500 cây.\n\n2. Trồng cây\n\n"
                 "- Cơ quan thực hiện: Hội Nông dân\n\n- Kinh phí: 15 triệu đồng\n"),
            (Lines{"II.1 Mua cây giống | ai Văn phòng | cùng Công an xã; Đoàn Thanh niên | hạn "
                   "Tháng 3 năm 2031 | ra 500 cây",
                   "II.2 Trồng cây | ai Hội Nông dân | tiền 15 triệu đồng"}));
}

TEST(LabelledTasks, AValueEndsWithAWholeLetter) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Đo đất –\n\n- Đơn vị chủ trì: Trung tâm Đo đạc và Bản đồ.\n\n"
                 "- Sản phẩm: Bản đồ, hồ sơ đê. –\n"),
            (Lines{"II.1 Đo đất | ai Trung tâm Đo đạc và Bản đồ | ra Bản đồ, hồ sơ đê"}));
}

TEST(LabelledTasks, LabelsMayStandBesideOneAnother) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây giống.\n\nĐơn vị chủ trì: Văn phòng. Thời gian thực "
                 "hiện: Tháng 3/2031.\n\n2. Trồng cây (Cơ quan chủ trì: Hội Nông dân; thời gian: "
                 "trước 15/4/2031).\n"),
            (Lines{"II.1 Mua cây giống | ai Văn phòng | hạn Tháng 3/2031",
                   "II.2 Trồng cây | ai Hội Nông dân | hạn trước 15/4/2031"}));
}

TEST(LabelledTasks, ALabelMayStandBehindABlankAlone) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Mua cây giống cho các thôn trong xã Đơn vị chủ trì: Văn phòng "
           "Đơn vị phối hợp: Công an xã Thời gian hoàn thành: Tháng 3/2031\n"),
      (Lines{"II.1 Mua cây giống cho các thôn trong xã | ai Văn phòng | cùng Công an xã | hạn "
             "Tháng 3/2031"}));
}

TEST(LabelledTasks, OneLabelBehindABlankIsWordsOfASentence) {
  EXPECT_TRUE(read("II. NỘI DUNG\n\n1. Gửi báo cáo về Cơ quan chủ trì: Văn phòng xã trước ngày "
                   "25/3/2031.\n\n2. Công tác Phối hợp: các thôn thường xuyên trao đổi.\n")
                  .empty());
}

TEST(LabelledTasks, ALabelWithItsValueIsNoOtherLabel) {  // "Thời gian hoàn thành"
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây giống\n\na) Đơn vị chủ trì: Văn phòng\n\n"
                 "b) Thời gian: Hằng tháng\n\nc) Sản phẩm: 500 cây\n"),
            (Lines{"II.1 Mua cây giống | ai Văn phòng | hạn Hằng tháng | ra 500 cây"}));
}

TEST(LabelledTasks, ALineWithALabelGoesOnWithNoOther) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Trồng cây ở các trường học, trạm y tế và trụ sở cơ quan trong xã\n"
           "Nội dung: Trồng 500 cây bóng mát ở ba trường và dọc tuyến đường liên xã\n"
           "Đơn vị chủ trì: Hội Cựu chiến binh xã và Đoàn Thanh niên cộng sản Hồ Chí Minh xã\n"
           "Thời gian hoàn thành: 15/3/2031\n"),
      (Lines{"II.1 Trồng cây ở các trường học, trạm y tế và trụ sở cơ quan trong xã\nNội dung: "
             "Trồng 500 cây bóng mát ở ba trường và dọc tuyến đường liên xã | ai Hội Cựu chiến "
             "binh xã "
             "và Đoàn Thanh niên cộng sản Hồ Chí Minh xã | hạn 15/3/2031"}));
}

TEST(LabelledTasks, LabelsBelongToTheBulletBeforeThem) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Việc mùa xuân\n\n- Mua cây.\n\n- Đơn vị chủ trì: Văn phòng\n\n"
                 "- Trồng cây.\n\n- Đơn vị chủ trì: Hội Nông dân\n"),
            (Lines{"II.1.-1 Mua cây. | ai Văn phòng", "II.1.-3 Trồng cây. | ai Hội Nông dân"}));
}

TEST(LabelledTasks, OneListOfLabelsBehindAllLinesIsTheHeadings) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Việc mùa xuân\n\n- Mua cây.\n\n- Trồng cây.\n\n"
                 "- Đơn vị chủ trì: Văn phòng\n\n- Địa điểm: Đồi thông\n"),
            (Lines{"II.1 Việc mùa xuân | ai Văn phòng | Địa điểm Đồi thông"}));
}

TEST(LabelledTasks, ContentMayBeALabelItself) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Nội dung: Mua cây giống.\n\nĐơn vị chủ trì: Văn phòng\n\n"
                 "2. Trồng cây\n\n- Nội dung: Phát động và trồng 500 cây.\n\n"
                 "- Thời gian: Tháng 4/2031\n"),
            (Lines{"II.1 Nội dung: Mua cây giống | ai Văn phòng",
                   "II.2 Trồng cây\nNội dung: Phát động và trồng 500 cây | hạn Tháng 4/2031"}));
}

TEST(LabelledTasks, ContentKeepsItsLabelInAnItemOfLetters) {  // 13.10
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Chăm sóc\n\na) Nội dung: Tưới cây ở đồi.\nChủ trì: Công an xã.\n"
           "Thời gian: Tháng 4/2031.\n\nb) Nội dung: Tỉa cây.\nChủ trì: Văn phòng.\n"
           "Thời gian: Tháng 5/2031.\n"),
      (Lines{"II.1.a Nội dung: Tưới cây ở đồi. | ai Công an xã | hạn Tháng 4/2031",
             "II.1.b Nội dung: Tỉa cây | ai Văn phòng | hạn Tháng 5/2031"}));
}

TEST(LabelledTasks, ALabelMayHaveAListBelowIt) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Mua cây giống\n\na) Đơn vị chủ trì: Văn phòng\n\n"
           "b) Đơn vị phối hợp:\n\n- Công an xã\n\n- Đoàn Thanh niên\n\n"
           "c) Thời gian thực hiện: tháng 3/2031\n"),
      (Lines{"II.1 Mua cây giống | ai Văn phòng | cùng Công an xã\nĐoàn Thanh niên | hạn tháng "
             "3/2031"}));
}

TEST(LabelledTasks, DutiesOfAnAgencyWithATimeAreLeftToItsReader) {
  EXPECT_EQ(
      read("III. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã\n\n- Giữ gìn trật tự.\n\n- Thời gian: "
           "trước ngày 25/4/2031.\n\n2. Giao Hội Nông dân xã trồng cây. Thời gian: tháng 4.\n\n"
           "3. Phòng Văn hóa\n\na) Tổng hợp kết quả. Thời gian: trước 15/5/2031.\n"),
      Lines{});
}

TEST(LabelledTasks, AnAgencyBeforeAColonIsNoLabel) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Lễ phát động\n\n- Đơn vị chủ trì: Văn phòng\n\n- Hội Nông dân: "
           "vận động hội viên trước ngày 30/4/2031.\n"),
      (Lines{"II.1 Lễ phát động | ai Văn phòng"}));
}

TEST(LabelledTasks, LabelsHaveManyNames) {
  EXPECT_EQ(read("II. VIỆC LỚN\n\n1. Đồi thông\nViệc phải làm: Đào hố, trồng 500 cây\n"
                 "Đầu mối: Hội Nông dân\nCùng tham gia: Công an xã\nHạn xong: Trước ngày "
                 "15/3/2031\nKết quả cần đạt: 400 cây sống\n\n2. Mua cây giống\n"
                 "Chịu trách nhiệm chính: Văn phòng\nThời hạn thực hiện: Quý I/2031\n"
                 "Sản phẩm dự kiến: 500 cây\n"),
            (Lines{"II.1 Đồi thông\nViệc phải làm: Đào hố, trồng 500 cây | ai Hội Nông dân | cùng "
                   "Công an xã | hạn Trước ngày 15/3/2031 | ra 400 cây sống",
                   "II.2 Mua cây giống | ai Văn phòng | hạn Quý I/2031 | ra 500 cây"}));
}

TEST(LabelledTasks, WordsNearALabelAreNone) {
  EXPECT_EQ(read("II. NỘI DUNG PHỐI HỢP\n\n1. Đường điện\n\n- Đấu nối: Điện lực huyện.\n\n"
                 "- Đã hoàn thành: 15/3/2030.\n\n- Mốc thời gian: từ ngày 01/01/2029.\n\n"
                 "- Đầu mối liên hệ: bà Hồ Thị Nga.\n\n- Chống hạn: tháng 3/2031.\n"),
            Lines{});
  EXPECT_EQ(read("II. NỘI DUNG PHỐI HỢP\n\n1. Mua cây giống\n\nĐơn vị chủ trì: Văn phòng\n"),
            (Lines{"II.1 Mua cây giống | ai Văn phòng"}));
}

TEST(LabelledTasks, LabelsWithoutWhoOrWhenAreNone) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây giống\n\n- Sản phẩm: 500 cây.\n\n- Kinh phí: 15 triệu "
                 "đồng.\n"),
            Lines{});
}

TEST(LabelledTasks, AimsAndFramesAreNoItems) {
  EXPECT_EQ(read("I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\n- Phủ xanh đồi.\n\n- Thời gian: cả "
                 "năm\n\nII. NỘI DUNG\n\n1. Thời gian, địa điểm\n\n- Thời gian: Tháng 3\n\n"
                 "- Địa điểm: Đồi thông\n\nIII. THỜI GIAN\n\n- Thời gian: Tháng 4\n"),
            Lines{});
}

TEST(LabelledTasks, LabelsThatComeAgainTogetherAreToldByWordsAndValues) {
  const std::string body =
      "II. NỘI DUNG\n\n1. Mua cây giống\n\n+ Bộ phận chủ công: Văn phòng\n\n+ Nơi hỗ trợ: Hội Nông "
      "dân xã\n\n+ Xong vào: 15/3/2031\n\n+ Cần đạt: 500 cây\n\n+ Tiền mua: 15 triệu đồng\n\n";
  EXPECT_EQ(read(body), Lines{});  // once is no rule
  EXPECT_EQ(
      read(body +
           "2. Trồng cây\n\n+ Bộ phận chủ công: Công an xã\n\n+ Nơi hỗ trợ: Văn phòng\n\n"
           "+ Xong vào: tháng 4/2031\n\n+ Cần đạt: ba đồi xanh\n\n+ Tiền mua: 2 triệu đồng\n"),
      (Lines{"II.1 Mua cây giống | ai Văn phòng | cùng Hội Nông dân xã | hạn 15/3/2031 | ra "
             "500 cây | tiền 15 triệu đồng",
             "II.2 Trồng cây | ai Công an xã | cùng Văn phòng | hạn tháng 4/2031 | ra ba đồi "
             "xanh | tiền 2 triệu đồng"}));
}

TEST(LabelledTasks, ALabelWithoutKnownWordsIsTakenByItsValuesForAPersonToLookAt) {
  const std::string body =
      "II. NỘI DUNG\n\n1. Mua cây giống\n\nNgười vác việc: Văn phòng; Người tiếp ứng: Công an xã; "
      "Hẹn nhau: 15/3/2031; Tốn: 15 triệu đồng; Hạn chót nữa: 20/3/2031.\n\n2. Trồng cây\n\nNgười "
      "vác việc: Hội Nông dân xã; Người tiếp ứng: Văn phòng; Hẹn nhau: 15/4/2031; Tốn: 2 triệu "
      "đồng; Hạn chót nữa: 20/4/2031.\n";
  EXPECT_EQ(read(body), (Lines{"II.1 Mua cây giống | ai Văn phòng | hạn 20/3/2031 | tiền 15 triệu "
                               "đồng | Người tiếp ứng Công an xã | Hẹn nhau 15/3/2031",
                               "II.2 Trồng cây | ai Hội Nông dân xã | hạn 20/4/2031 | tiền 2 triệu "
                               "đồng | Người tiếp ứng Văn phòng | Hẹn nhau 15/4/2031"}));
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  for (const Task& task : read_labelled_tasks(nodes_of(body), context).tasks)
    EXPECT_EQ(task.reasons, (Lines{"HEADER_UNKNOWN"}));
}

TEST(LabelledTasks, LabelsThatBeginAgainBeginAnotherTask) {
  EXPECT_EQ(read("II. NỘI DUNG\n\nKhâu: Mua cây giống\nPhòng lo chính: Văn phòng\nKết thúc vào: "
                 "15/3/2031\n\nKhâu: Trồng cây\nPhòng lo chính: Công an xã\nKết thúc vào: "
                 "15/4/2031\n"),
            (Lines{"II.p1 Mua cây giống | ai Văn phòng | hạn 15/3/2031",
                   "II.p4 Trồng cây | ai Công an xã | hạn 15/4/2031"}));
  EXPECT_EQ(read("II. NỘI DUNG\n\nViệc 1: Mua cây giống\n\nĐơn vị đầu mối: Văn phòng\n\nViệc 2: "
                 "Trồng cây\n\nĐơn vị đầu mối: Công an xã\n"),
            Lines{});  // labels of the list alone, and nothing more of a task
  EXPECT_EQ(read("II. NỘI DUNG\n\nViệc 1: Mua cây giống\n\nGiao cho: Văn phòng\n\nXong vào: "
                 "15/3/2031\n\nViệc 2: Trồng cây\n\nGiao cho: Công an xã\n\nXong vào: 15/4/2031\n"),
            (Lines{"II.p1 Mua cây giống | ai Văn phòng | hạn 15/3/2031",
                   "II.p4 Trồng cây | ai Công an xã | hạn 15/4/2031"}));
}

TEST(LabelledTasks, ASentenceBetweenBlocksIsOfNone) {
  const std::string sentence = "Cây giống phải lấy ở vườn ươm của huyện.\n\n";
  for (const std::string item : {"Khâu: ", "Nội dung: "}) {
    const std::string printed = item == "Nội dung: " ? item : "";  // 13.10
    const std::string one = item +
                            "Mua cây giống\n\nĐơn vị lo chính: Văn phòng\n\nKết thúc vào: "
                            "15/3/2031\n\n",
                      two = item +
                            "Trồng cây\n\nĐơn vị lo chính: Công an xã\n\nKết thúc vào: "
                            "15/4/2031\n\n";
    EXPECT_EQ(read("II. NỘI DUNG\n\n" + one + sentence + two),
              (Lines{"II.p1 " + printed + "Mua cây giống | ai Văn phòng | hạn 15/3/2031",
                     "II.p5 " + printed + "Trồng cây | ai Công an xã | hạn 15/4/2031"}));
    // each may be an item
    EXPECT_EQ(read("II. NỘI DUNG\n\n" + sentence + one + sentence + two), Lines{});
  }
}

TEST(LabelledTasks, ASentenceBelowNamesIsNoneOfThem) {
  const std::string sentence = "Cây giống phải lấy ở vườn ươm của huyện.\n\n";
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây giống\n\na) Đơn vị phối hợp:\n\n- Công an xã\n\n"
                 "- Liên đội trường.\n\n" +
                 sentence + "b) Thời gian: tháng 3/2031\n"),
            (Lines{"II.1 Mua cây giống | cùng Công an xã\nLiên đội trường | hạn tháng 3/2031"}));
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây giống\n\nĐơn vị phối hợp:\n\nCông an xã\n\n" +
                 sentence + "Đơn vị chủ trì: Văn phòng\n"),
            (Lines{"II.1 Mua cây giống | ai Văn phòng | cùng Công an xã"}));
}

TEST(LabelledTasks, LabelsGoOnBehindASentenceForAPersonToLookAt) {
  const std::string lead = "Đơn vị chủ trì: Văn phòng\n\n", time = "Thời gian: tháng 3/2031\n\n",
                    sentence = "Giá cây giống đang lên nhanh.\n\n",
                    item = "II. NỘI DUNG\n\n1. Mua cây giống\n\n";
  const auto tasks = tasks_of(item + lead + sentence + time);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].deadline_raw->value, "tháng 3/2031");
  EXPECT_EQ(tasks[0].reasons, (Lines{"HEADER_UNKNOWN"}));
  EXPECT_EQ(tasks_of(item + sentence + lead + time + sentence).at(0).reasons, Lines{});
  EXPECT_EQ(read(item + sentence + lead + sentence + lead), Lines{});  // each may be an item
}

TEST(LabelledTasks, WhoLeadsOrWhenMayStandBeforeWhatIsToBeDone) {
  const auto blocks = [](const std::string& begin, const std::string& lead, const std::string& task,
                         const std::string& end) {
    return "II. NỘI DUNG\n\n" + begin + lead + ": Văn phòng\n\n" + task + ": Mua cây\n\n" + end +
           ": tháng 3/2031\n\n" + (begin == "1. " ? "2. " : begin) + lead + ": Công an xã\n\n" +
           task + ": Trồng cây\n\n" + end + ": tháng 4/2031\n";
  };
  const Lines rows = {" Mua cây | ai Văn phòng | hạn tháng 3/2031",
                      " Trồng cây | ai Công an xã | hạn tháng 4/2031"};
  const Lines paragraphs = {"II.p1" + rows[0], "II.p4" + rows[1]},
              items = {"II.1" + rows[0], "II.2" + rows[1]};
  EXPECT_EQ(read(blocks("", "Đơn vị thực hiện", "Nội dung", "Thời gian")), paragraphs);
  EXPECT_EQ(read(blocks("", "Phòng lo chính", "Việc", "Kết thúc vào")), paragraphs);
  EXPECT_EQ(read(blocks("1. ", "Đơn vị thực hiện", "Nội dung", "Thời gian")), items);
  EXPECT_EQ(read("II. NỘI DUNG\n\n- Thời gian: tháng 3/2031\n\n- Nội dung: Mua cây\n\n- Đơn vị "
                 "thực hiện: Văn phòng\n\n- Thời gian: tháng 4/2031\n\n- Nội dung: Trồng cây\n\n"
                 "- Đơn vị thực hiện: Công an xã\n"),
            (Lines{"II.-1" + rows[0], "II.-4" + rows[1]}));
  EXPECT_EQ(
      read("II. NỘI DUNG\n\nThời gian: tháng 3/2031; Nội dung: Mua cây; Đơn vị thực hiện: Văn "
           "phòng.\n\nThời gian: tháng 4/2031; Nội dung: Trồng cây; Đơn vị thực hiện: Công "
           "an xã.\n"),
      (Lines{"II.p1" + rows[0], "II.p2" + rows[1]}));
  EXPECT_TRUE(tasks_of(blocks("", "Đơn vị thực hiện", "Nội dung", "Thời gian"), "2032-01-05")
                  .empty());  // what has been
  // who leads in more than one thing
  EXPECT_EQ(read(blocks("", "Đơn vị thực hiện", "Nội dung", "Thời gian") +
                 "\nNội dung: Tưới cây\n\nThời gian: tháng 5/2031\n"),
            Lines{});
}

TEST(LabelledTasks, OneBlockOfAnotherShapeLeavesThoseThatWhoLeadsBegins) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Đơn vị chủ trì: Văn phòng\n\nNội dung: Mua cây\n\nThời gian: tháng "
           "3/2031\n\n2. Đơn vị chủ trì: Công an xã\n\nNội dung: Trồng cây\n\nThời gian: tháng "
           "4/2031\n\n3. Đơn vị chủ trì: Trạm Y tế\n\nNội dung:\n\n- Tưới cây\n\n- Tỉa cây\n\n"
           "Thời gian: tháng 5/2031\n")
          .size(),
      2U);
}

TEST(LabelledTasks, ALabelBeforeTheContentIsOfNoItemOrOfThisOne) {
  const auto tasks = tasks_of(
      "II. NỘI DUNG\n\n- Thời gian: tháng 3/2031\n\n- Nội dung: Mua cây\n\n"
      "- Đơn vị thực hiện: Văn phòng\n");  // once is no rule
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].reasons, (Lines{"HEADER_UNKNOWN"}));
}

TEST(LabelledTasks, OwnLabelsMayStandBehindABlankAlone) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Mua cây giống\n\nPhòng lo chính: Văn phòng\n\nNơi giúp: Công an "
           "xã\n\nMốc về: 15/3/2031\n\n2. Trồng cây\n\nPhòng lo chính: Công an xã\n\nNơi giúp: "
           "Văn phòng\n\nMốc về: 15/4/2031\n\n3. Tưới cây\n\nPhòng lo chính: Hội Nông dân xã Nơi "
           "giúp: Văn phòng Mốc về: 15/5/2031\n"),
      (Lines{"II.1 Mua cây giống | ai Văn phòng | cùng Công an xã | hạn 15/3/2031",
             "II.2 Trồng cây | ai Công an xã | cùng Văn phòng | hạn 15/4/2031",
             "II.3 Tưới cây | ai Hội Nông dân xã | cùng Văn phòng | hạn 15/5/2031"}));
}

TEST(LabelledTasks, OwnLabelsMayHaveNumbersBracketsAndLists) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Mua cây giống\n\n1.1. Bộ phận lo chính: Văn phòng\n\n1.2. Hẹn "
           "xong: 15/3/2031\n\n1.3. Tiền mua (triệu đồng): 15\n\n2. Trồng cây\n\n2.1. Bộ phận lo "
           "chính: Công an xã\n\n2.2. Hẹn xong: 15/4/2031\n\n2.3. Tiền mua (triệu đồng): 2\n"),
      (Lines{"II.1 Mua cây giống | ai Văn phòng | hạn 15/3/2031 | tiền 15",
             "II.2 Trồng cây | ai Công an xã | hạn 15/4/2031 | tiền 2"}));
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Mua cây giống\n\n- Người lo chính:\n\n+ Văn phòng\n\n+ Công an "
           "xã\n\n- Hẹn xong: 15/3/2031\n\n2. Trồng cây\n\n- Người lo chính:\n\n+ Công an xã\n\n"
           "- Hẹn xong: 15/4/2031\n"),
      (Lines{"II.1 Mua cây giống | ai Văn phòng\nCông an xã | hạn 15/3/2031",
             "II.2 Trồng cây | ai Công an xã | hạn 15/4/2031"}));
}

TEST(LabelledTasks, NamesThatNoListHasAreAgenciesBesideOneThatIs) {
  EXPECT_EQ(
      read("II. NỘI DUNG\n\n1. Mua cây\n\n- Đơn vị lo chính: Văn phòng\n\n- Góp tay hỗ trợ: Liên "
           "đội trường\n\n2. Trồng cây\n\n- Đơn vị lo chính: Công an xã\n\n- Góp tay hỗ trợ: Chi "
           "đoàn trường\n\n3. Tưới cây\n\n- Đơn vị lo chính: Công an xã\n\n- Góp tay hỗ trợ: Văn "
           "phòng\n"),
      (Lines{"II.1 Mua cây | ai Văn phòng | cùng Liên đội trường",
             "II.2 Trồng cây | ai Công an xã | cùng Chi đoàn trường",
             "II.3 Tưới cây | ai Công an xã | cùng Văn phòng"}));
}

TEST(LabelledTasks, ALabelMaySayThatItsDayIsABound) {
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  const auto tasks =
      read_labelled_tasks(
          nodes_of("II. NỘI DUNG\n\n1. Mua cây\n\n- Đơn vị chủ công: Văn phòng\n\n"
                   "- Xong trước: 15/3/2031\n\n2. Trồng cây\n\n- Đơn vị chủ công: Công "
                   "an xã\n\n- Xong trước: tháng 4/2031\n"),
          context)
          .tasks;
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].deadlines.front().due_op, DueOp::kBefore);
  EXPECT_EQ(tasks[0].deadlines.front().due_date, "2031-03-15");
  EXPECT_EQ(tasks[0].deadlines.front().due_last_day, "2031-03-14");
  EXPECT_EQ(tasks[1].deadlines.front().due_op, DueOp::kBy);
}

TEST(LabelledTasks, ALabelOfTheListFillsItsColumnAlone) {
  const std::string lead = "Đơn vị chủ trì: Văn phòng | Công an xã",
                    time = "Thời gian hoàn thành: 15/4/2031 | 20/4/2031";
  const auto first = [&](const std::string& own) { return read(twice({lead, time, own})).at(0); };
  const std::string task = "II.1 Mua cây giống | ai Văn phòng | hạn 15/4/2031";
  EXPECT_EQ(first("Ngày mở lớp: 01/3/2031 | 02/3/2031"), task + " | Ngày mở lớp 01/3/2031");
  EXPECT_EQ(first("Hạn trình: 10/4/2031 | 11/4/2031"), task + " | Hạn trình 10/4/2031");
  EXPECT_EQ(first("Xong phần đầu: 10/4/2031 | 11/4/2031"), task + " | Xong phần đầu 10/4/2031");
  EXPECT_EQ(first("Lịch giao ban: thứ Hai hằng tuần | thứ Ba hằng tuần"),
            task + " | Lịch giao ban thứ Hai hằng tuần");
  EXPECT_EQ(first("Lãnh đạo phụ trách: Phó Chủ tịch UBND xã | Chủ tịch UBND xã"),
            task + " | Lãnh đạo phụ trách Phó Chủ tịch UBND xã");
  EXPECT_EQ(first("Nơi được giao đất: Hội Phụ nữ xã | Hội Nông dân xã"),
            task + " | Nơi được giao đất Hội Phụ nữ xã");
  EXPECT_EQ(first("Nội dung chi: mua sổ | mua cọc"), task + " | Nội dung chi mua sổ");
  EXPECT_EQ(read(twice({lead, time, "Kinh phí: 15 triệu đồng | 2 triệu đồng",
                        "Vốn xã: 5 triệu đồng | 1 triệu đồng"}))
                .at(0),
            task + " | tiền 15 triệu đồng | Vốn xã 5 triệu đồng");
  const auto tasks =
      tasks_of(twice({lead, "Từ ngày: 01/4/2031 | 02/4/2031", "Đến ngày: 15/4/2031 | 16/4/2031"}));
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].deadlines.front().period, "2031-04-01/2031-04-15");
}

TEST(LabelledTasks, WhatClearWordsDoNotSayIsForAPersonToLookAt) {
  const std::string lead = "Phòng lo chính: Văn phòng | Công an xã",
                    day = "Ngày về: 15/4/2031 | 16/4/2031", end = "Xong vào: 15/4/2031 | 16/4/2031",
                    chief = "Chỉ huy: Văn phòng | Công an xã";
  const auto reasons = [](const std::vector<std::string>& labels) {
    return tasks_of(twice(labels)).at(0).reasons;
  };
  EXPECT_EQ(reasons({lead, end}), Lines{});
  EXPECT_EQ(reasons({lead, day}), (Lines{"HEADER_UNKNOWN"}));
  EXPECT_EQ(reasons({chief, end}), (Lines{"HEADER_UNKNOWN"}));
  EXPECT_EQ(reasons({lead, end, "Kết thúc: 18/4/2031 | 19/4/2031"}), Lines{});  // of the list
  EXPECT_EQ(reasons({lead, end, "Kết thúc vào: 18/4/2031 | 19/4/2031"}), (Lines{"HEADER_UNKNOWN"}));
  EXPECT_EQ(reasons({lead, "Đứng mũi chủ công: Công an xã | Văn phòng", end}),
            (Lines{"HEADER_UNKNOWN"}));
  EXPECT_EQ(read(twice({chief, day})), Lines{});
  EXPECT_EQ(read(twice({chief, "Lực lượng tham gia: Công an xã | Văn phòng"})), Lines{});
  EXPECT_EQ(read(twice({"Bên lo: Văn phòng | Công an xã", day})), Lines{});
}

TEST(LabelledTasks, TheTimeOfAnActIsThatOfTheTask) {  // also behind labels of the list
  const std::string lead = "Đơn vị chủ trì: Văn phòng | Công an xã";
  for (const std::string title : {"Thời gian ban hành", "Hạn ban hành", "Hạn báo cáo",
                                  "Thời hạn trình phê duyệt", "Thời gian nghiệm thu"})
    EXPECT_EQ(read(twice({lead, title + ": 15/4/2031 | 16/4/2031"})).at(0),
              "II.1 Mua cây giống | ai Văn phòng | hạn 15/4/2031");
}

TEST(LabelledTasks, ABoundIsOneOfItsOwnDaysOnly) {
  const auto tasks =
      tasks_of(twice({"Phòng lo chính: Văn phòng | Công an xã", "Xong trước: 15/4/2031 | 16/4/2031",
                      "Hoàn tất việc phụ: 20/4/2031 | 21/4/2031"}));
  ASSERT_EQ(tasks.size(), 2U);
  ASSERT_EQ(tasks[0].deadlines.size(), 2U);
  EXPECT_EQ(tasks[0].deadlines[0].due_op, DueOp::kBefore);
  EXPECT_EQ(tasks[0].deadlines[1].due_op, DueOp::kBy);
}

TEST(LabelledTasks, DutiesBelowALabelThatNameWhoActsAreLeft) {
  const std::vector<SectionNode> nodes = nodes_of(
      "II. NỘI DUNG\n\n1. Thôn Đông\n\n- Người lo chính: Công an xã\n\n+ Hội Nông dân xã trồng 200 "
      "cây trước ngày 20/3/2031.\n\n- Xong vào: 15/4/2031\n\n2. Thôn Đoài\n\n- Người lo chính: Hội "
      "Phụ nữ xã\n\n+ Đoàn Thanh niên xã trồng 300 cây trước ngày 25/3/2031.\n\n- Xong vào: "
      "16/4/2031\n");
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  const LabelledTasks read = read_labelled_tasks(nodes, context);
  EXPECT_EQ(read.tasks.size(), 2U);
  for (const std::uint32_t node : read.nodes)
    EXPECT_FALSE(nodes[node].text.text.starts_with("Hội Nông dân xã trồng"));
}

TEST(LabelledTasks, AnItemThatNamesWhoActsHasNoOtherLead) {
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Việc xuân\n\n- Hội Nông dân xã trồng 200 cây.\n\n- Người lo "
                 "chính: Công an xã\n\n- Xong vào: 15/4/2031\n\n- Quét dọn.\n\n2. Việc hè\n\n- Hội "
                 "Phụ nữ xã "
                 "tưới 200 cây.\n\n- Người lo chính: Văn phòng\n\n- Xong vào: 16/4/2031\n\n- Quét "
                 "dọn.\n"),
            Lines{});
}

TEST(LabelledTasks, WhoLeadsAloneIsNoTaskOfOwnLabels) {
  const std::string task = "- Người lo chính: Văn phòng\n\n- Xong vào: 15/4/2031\n\n";
  EXPECT_EQ(read("II. NỘI DUNG\n\n1. Mua cây\n\n" + task + "2. Trồng cây\n\n" + task +
                 "3. Cụm một\n\n- Người lo chính: Ông Lê Văn An\n\n- Điện thoại: 0912345678\n")
                .size(),
            2U);
}

TEST(LabelledTasks, OtherThingsThatRepeatWithColonsAreNoTasks) {
  const std::string one = "Công an xã | Văn phòng", two = "Văn phòng | Công an xã",
                    day = "15/4/2031 | 16/4/2031", money = "15 triệu đồng | 2 triệu đồng";
  const std::vector<std::vector<std::string>> others = {
      {"Lực lượng tham gia: " + one, "Chỉ huy: " + two, "Phương tiện: xe | ca nô"},
      {"Đơn vị làm: " + one, "Đơn vị giúp: " + two, "Thu được: 3 km | 20 cái"},
      {"Cơ quan phụ trách: " + one, "Thành viên tham gia: " + two},
      {"Đội tham gia: " + one, "Trọng tài phụ trách: " + two, "Ngày đấu: " + day},
      {"Đơn vị ủng hộ: " + one, "Số tiền: " + money, "Ngày nộp: " + day},
      {"Đơn vị xuất bản: " + one, "Tháng phát hành: 3/2031 | 4/2031"},
      {"Đơn vị ra đề: " + one, "Đơn vị coi thi: " + two, "Ngày thi: " + day},
      {"Ngày thi: " + day, "Tổ coi thi: " + one},
      {"Cơ quan: " + one, "Đơn vị đón: " + two, "Ngày đến: " + day},
      {"Đứng đầu: " + one, "Thành lập: " + day, "Giúp việc: " + two},
      {"Đơn vị vay: " + one, "Số vốn: " + money, "Ngày trả: " + day},
      {"Đơn vị nêu: " + one, "Đơn vị trả lời: " + two, "Ngày trả lời: " + day},
      {"Nơi trả kết quả: " + one, "Thời hạn trả: 15 ngày | 3 ngày", "Đơn vị xử lý: " + two},
      {"Đơn vị bán: " + one, "Trị giá: " + money, "Hạn giao hàng: " + day},
      {"Người gửi: " + one, "Cán bộ xử lý: " + two, "Ngày hẹn: " + day},
      {"Người lo tin: " + one, "Người giúp bài: " + two, "Ngày phát: " + day}};
  for (const std::vector<std::string>& labels : others)
    EXPECT_EQ(read(twice(labels)), Lines{}) << labels.front();
  for (const char* body :
       {"1. Trực ban\n\n- Người giữ máy: ông Lê Văn An\n\n- Điện thoại: 0912 345 678\n\n"
        "2. Trạm xá\n\n- Người giữ máy: bà Lê Thị Ba\n\n- Điện thoại: 0912 345 679\n",
        "1. Nhà văn hóa\n\n- Đơn vị thi công: Công an xã\n\n- Xong vào: 15/3/2031\n\n"
        "2. Nhà trẻ\n\n- Đơn vị thi công: Văn phòng\n\n- Xong vào: 15/4/2031\n",
        "1. Khai sinh\n\n- Cơ quan giải quyết: Công an xã\n\n- Hạn trả: trước 15/3/2031\n\n"
        "2. Khai tử\n\n- Cơ quan giải quyết: Văn phòng\n\n- Hạn trả: trước 15/3/2031\n",
        "1. Rét đậm\n\n- Biểu hiện: dưới 15 độ\n\n- Lưu ý: che chuồng\n\n"
        "2. Rét hại\n\n- Biểu hiện: dưới 13 độ\n\n- Lưu ý: không cấy\n",
        "1. Vụ cháy\n\n- Cơ quan phát hiện: Công an xã\n\n- Xảy ra: 13/3/2031\n\n"
        "2. Vụ lở\n\n- Cơ quan phát hiện: Văn phòng\n\n- Xảy ra: 14/3/2031\n"})
    EXPECT_EQ(read(std::string("II. NỘI DUNG\n\n") + body), Lines{}) << body;
}

TEST(LabelledTasks, WhatHasBeenIsNoTask) {
  const std::string blocks =
      "1. Đường làng\n\n- Người lo chính: Văn phòng\n\n- Xong vào: 15/3/2031\n\n2. Cầu làng\n\n"
      "- Người lo chính: Công an xã\n\n- Xong vào: 15/4/2031\n";
  EXPECT_EQ(read("I. NỘI DUNG\n\n" + blocks).size(), 2U);
  EXPECT_EQ(read("I. TÌNH HÌNH\n\n" + blocks), Lines{});
  EXPECT_TRUE(tasks_of("I. NỘI DUNG\n\n" + blocks, "2032-01-05").empty());
  EXPECT_EQ(tasks_of("I. NỘI DUNG\n\n" + blocks, "2031-04-01").size(), 2U);  // one is to come
  EXPECT_EQ(read("I. NỘI DUNG\n\n" + blocks + "II. KẾT QUẢ ĐẠT ĐƯỢC\n\n" + blocks).size(), 2U);
  EXPECT_EQ(read(twice({"Người làm: Công an xã | Văn phòng",
                        "Làm xong: tháng 6/2030 | tháng "
                        "9/2030"})),
            Lines{});  // before the year of the plan
  EXPECT_EQ(read("I. NỘI DUNG\n\n" + blocks +
                 "3. Tự đánh giá\n\n- Người lo chính: Công an xã\n\n- Xong vào: 15/5/2031\n")
                .size(),
            3U);
}

TEST(LabelledTasks, WordsOfTimesBoundsAndHeadingsAreData) {
  const testing::TempFolder folder;
  std::ofstream(folder.path() / "one.tsv") << "phen\tlabel_word\tdeadline\t\t\ttime\n"
                                              "chot\tbound_word\nmanh moi\ttask_heading\n";
  const std::array folders{std::filesystem::path(CODAU_ROOT "/data/lexicon"), folder.path()};
  DocumentContext context;
  context.agencies.lexicon = text::Lexicon(folders);
  const auto tasks = [&](const std::string& heading, const std::string& label) {
    std::string body = twice({"Phòng lo chính: Văn phòng | Công an xã", label});
    body.replace(body.find("NỘI DUNG"), std::string("NỘI DUNG").size(), heading);
    return read_labelled_tasks(nodes_of(body), context).tasks;
  };
  ASSERT_EQ(tasks("NỘI DUNG", "Phen báo cáo: 15/4/2031 | 16/4/2031").size(), 2U);
  const std::string bound = "Xong và chốt trước: 15/4/2031 | 16/4/2031";
  ASSERT_EQ(tasks("KẾT QUẢ VÀ MANH MỐI", bound).size(), 2U);
  EXPECT_EQ(tasks("NỘI DUNG", bound)[0].deadlines.front().due_op, DueOp::kBefore);
  EXPECT_TRUE(tasks("KẾT QUẢ", bound).empty());
}

TEST(LabelledTasks, ALabelBeginsWithTheLongestTitleBehindAStop) {
  const auto title = [](const std::string& text, std::string_view stops) {
    const auto colon = static_cast<std::uint32_t>(text.rfind(':'));
    const auto is_title = [](std::string_view words) {
      return words == "thời gian" || words == "Thời gian" || words == "Bao giờ, thời gian" ||
             words == "Hạn";
    };
    const auto begin = find_label_start(text, colon, stops, is_title);
    return begin ? text.substr(*begin, colon - *begin) : "";
  };
  EXPECT_EQ(title("Bao giờ, thời gian: tháng 3", ".;,(\n-"), "Bao giờ, thời gian");
  EXPECT_EQ(title("Mua cây (thời gian: tháng 3", ".;,(\n-"), "thời gian");
  EXPECT_EQ(title("Mua cây, thời gian: tháng 3", ".;,(\n-"), "");  // no capital
  EXPECT_EQ(title("Mua cây.\n- + Thời gian: tháng 3", ".;,(\n-"), "Thời gian");
  EXPECT_EQ(title("Mua cây Thời gian: tháng 3", ".;,(\n-"), "");
  EXPECT_EQ(title("Mua cây Thời gian: tháng 3", " "), "Thời gian");
  EXPECT_EQ(title("Mua cây Hạn: tháng 3", " "), "");  // one word
  EXPECT_EQ(title("Thời gian: tháng 3", " "), "");    // the text's beginning is no blank
}

TEST(LabelledTasks, NamesTheSectionsThatItHasRead) {
  const std::vector<SectionNode> nodes = nodes_of(
      "II. NỘI DUNG\n\n1. Mua cây giống\n\n- Đơn vị chủ trì: Văn phòng\n\n2. Trồng cây khi mưa.\n");
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  const LabelledTasks read = read_labelled_tasks(nodes, context);
  ASSERT_EQ(read.tasks.size(), 1U);
  std::vector<std::string> paths;
  for (const std::uint32_t node : read.nodes) paths.push_back(nodes[node].section.path);
  EXPECT_EQ(paths, (Lines{"II.1", "II.1.-1"}));
}

}  // namespace
}  // namespace codau::document
