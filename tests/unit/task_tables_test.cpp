#include "document/tables/task_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/layout/read_layout.h"
#include "document/tasks/budget.h"
#include "document/tasks/column_roles.h"

namespace codau::document {
namespace {

TaskTableReading read(const TextDocument& document) {
  DocumentContext context;
  context.agencies.lexicon = own_lexicon();
  context.deadlines.plan_year = 2031;
  return read_task_tables(
      document, read_sections(own_lexicon(), document, read_layout(own_lexicon(), document)),
      context);
}

TaskTableReading read(const std::string& text) { return read(text::parse_plain_text(text)); }

std::string value(const TextField& field) { return field ? field->value : "-"; }

/// "1 A/I Mua cây|Văn phòng|-" a task.
std::vector<std::string> show(const TaskTableReading& reading) {
  std::vector<std::string> out;
  for (const Task& task : reading.tasks) {
    std::string line = task.ordinal_norm.value_or("-") + " " + task.group_path + " " +
                       value(task.task_text) + "|" + value(task.lead_raw) + "|" +
                       value(task.coop_raw);
    for (const std::string& reason : task.reasons) {
      if (!reason.starts_with("AGENCY") && !reason.starts_with("DEADLINE")) line += " !" + reason;
    }
    out.push_back(line);
  }
  return out;
}

std::string count(const TaskTableReading& reading) {
  const TaskTableCount& c = reading.count;
  return std::to_string(c.lines) + "=" + std::to_string(c.headers) + "+" +
         std::to_string(c.continuations) + "+" + std::to_string(c.groups) + "+" +
         std::to_string(c.tasks);
}

using Lines = std::vector<std::string>;
constexpr const char* kTitles =
    "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tYêu cầu\tThời gian hoàn thành\n";

TEST(TaskTable, TheNumbersOfItsColumnsMayBeMisread) {
  const TaskTableReading reading = read(std::string(kTitles) + "Œ)\t(2)\t(3)\t(4)\tG)\t(6)\n" +
                                        "1\tMua cây\tVăn phòng\t\t\tQuý I\n");
  EXPECT_EQ(reading.tasks.size(), 1U);
}

TEST(TaskTable, TellsHeadersGroupsContinuationsAndTasksApart) {  // 4.3, 4.4
  const TaskTableReading reading = read(
      std::string(kTitles) +
      "A\tTRỒNG CÂY\t\t\t\t\nI\tCây bóng mát\t\t\t\t\n1\tMua cây\t- Văn phòng\t\t100 cây\tQuý I\n" +
      "2\tTrồng cây dọc\tCông an xã\tVăn phòng\t\tThường xuyên\n\n" + kTitles +
      "\tđường liên thôn\t\t\t\t\n" + "II\tCây ăn quả\t\t\t\t\n3\tGhép cây\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading),
            (Lines{"1 A/I Mua cây|Văn phòng|-",
                   "2 A/I Trồng cây dọc đường liên thôn|Công an xã|Văn phòng !PAGE_JOIN",
                   "3 A/II Ghép cây|Văn phòng|-"}));
  EXPECT_EQ(count(reading), "9=2+1+3+3");
  EXPECT_EQ(reading.tasks[0].group_text, "TRỒNG CÂY / Cây bóng mát");
  EXPECT_EQ(value(reading.tasks[0].output), "100 cây");
}

constexpr const char* kFive = "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\n";

std::string dues(const TaskTableReading& reading) {
  std::string out;
  for (const Task& task : reading.tasks) {
    for (const Deadline& one : task.deadlines) out += one.due_date.value_or("-") + " ";
  }
  return out;
}

TEST(TaskTable, ARowBelowAMergedOrdinalIsATaskOfItsOwn) {  // 4.4
  for (const char* page : {"", "\f"}) {
    const TaskTableReading reading = read(
        std::string(kFive) + "1.\tTrồng rừng phòng hộ\tSở Nội vụ\tSở Tư pháp\t10/2032\n" + page +
        "\t\tSở Tư pháp\tSở Nội vụ\t6/2032\n" + "\t\tSở Tài chính\tSở Nội vụ\tQuý IV/2032\n" +
        "2.\tTập huấn\tSở Tài chính\t\t3/2032\n");
    EXPECT_EQ(show(reading), (Lines{"1  Trồng rừng phòng hộ|Sở Nội vụ|Sở Tư pháp",
                                    "1  Trồng rừng phòng hộ|Sở Tư pháp|Sở Nội vụ !ORDINAL_DUP",
                                    "1  Trồng rừng phòng hộ|Sở Tài chính|Sở Nội vụ !ORDINAL_DUP",
                                    "2  Tập huấn|Sở Tài chính|-"}));
    EXPECT_EQ(dues(reading), "2032-10-31 2032-06-30 2032-12-31 2032-03-31 ");
  }
}

TEST(TaskTable, ARowWithWordsOfItsOwnBelowAMergedOrdinalIsATask) {
  const TaskTableReading reading =
      read(std::string(kFive) +
           "1\tTrồng rừng\tVăn phòng\t\t01/2032\n\tVẽ bản đồ\tCông an xã\t\t"
           "03/2032\n2\tTập huấn\tVăn phòng\t\t2032\n");
  EXPECT_EQ(show(reading),
            (Lines{"1  Trồng rừng|Văn phòng|-", "1  Vẽ bản đồ|Công an xã|- !ORDINAL_DUP",
                   "2  Tập huấn|Văn phòng|-"}));
}

TEST(TaskTable, ARowThatLostItsOrdinalIsATaskOfItsOwn) {
  const TaskTableReading reading =
      read(std::string(kFive) +
           "1\tTrồng rừng\tSở Nội vụ\t\tQuý I\n\tĐắp đường\tSở Tư pháp\t\tQuý "
           "II\n3\tTập huấn\tSở Tài chính\t\tQuý III\n");
  EXPECT_EQ(show(reading),
            (Lines{"1  Trồng rừng|Sở Nội vụ|-", "2  Đắp đường|Sở Tư pháp|- !NUM_REPAIRED",
                   "3  Tập huấn|Sở Tài chính|-"}));
}

TEST(TaskTable, WhatGoesOnOverAPageIsJoined) {  // 4.4
  struct Row {
    const char *above, *below, *shown;
  };
  for (const Row& row : std::vector<Row>{
           {"Trồng rừng\tSở Nội vụ,\tSở Tư pháp\tQuý IV", "phòng hộ\tSở Tài chính\t\tnăm 2032",
            "1  Trồng rừng phòng hộ|Sở Nội vụ, Sở Tài chính|Sở Tư pháp !PAGE_JOIN"},
           {"Trồng rừng\tSở Nội\tSở Tư pháp\tTháng", "\tvụ\t\t10/2032",
            "1  Trồng rừng|Sở Nội vụ|Sở Tư pháp !PAGE_JOIN"},
           {"Trồng rừng\tSở Nội vụ\tSở Tư\tQuý I", "\t\tpháp\t",
            "1  Trồng rừng|Sở Nội vụ|Sở Tư pháp !PAGE_JOIN"},
           {"Trồng rừng\tSở Nội vụ\tSở Tư pháp\tQuý I", "\tSở Tài chính\t\t",
            "1  Trồng rừng|Sở Nội vụ Sở Tài chính|Sở Tư pháp !PAGE_JOIN !ROW_ORPHAN"}}) {
    const TaskTableReading reading =
        read(std::string(kFive) + "1\t" + row.above + "\n\f\t" + row.below + "\n");
    EXPECT_EQ(show(reading), (Lines{row.shown})) << row.below;
  }
}

TEST(TaskTable, ATitledColumnOfDeadlinesKeepsItsRole) {  // 4.1
  const auto tasks = [](const std::vector<std::string>& cells) {
    std::string text = "TT\tNội dung\tHành động\tCơ quan chủ trì\tThời hạn hoàn thành\n";
    for (std::size_t i = 0; i < cells.size(); ++i)
      text += std::to_string(i + 1) + "\tTrồng rừng\tXây dựng quy chế theo quy định\tSở Nội vụ\t" +
              cells[i] + "\n";
    return dues(read(text));
  };
  EXPECT_EQ(tasks({"10/2032", "6/2033", "12.2032"}), "2032-10-31 2033-06-30 2032-12-31 ");
  EXPECT_EQ(tasks({"QIII/2032", "Q.IV/2032", "Q1/2033"}), "2032-09-30 2032-12-31 2033-03-31 ");
  EXPECT_EQ(tasks({"2032", "2033"}), "2032-12-31 2033-12-31 ");
  EXPECT_EQ(tasks({"10/2032-3/2033", "10/2032 - 03/2033"}), "2033-03-31 2033-03-31 ");
  EXPECT_EQ(tasks({"QI - QII/2032", "từ 10/2032 đến 3/2033"}), "2032-06-30 2033-03-31 ");
  EXPECT_EQ(tasks({"6, 9/2032", "III/2032"}), "2032-06-30 2032-09-30 2032-09-30 ");
  EXPECT_EQ(tasks({"đợt một", "đợt hai"}), "- - ") << "not read, and taken from nowhere else";
}

// Whoever has a section has its text in memory: of a long table that is not all.
TEST(TaskTable, ALongOneGoesOnInAnotherSection) {
  constexpr std::size_t kRows = 2500;
  std::string text = kTitles, words;
  while (words.size() < 1000) words += " cây";
  for (std::size_t i = 1; i <= kRows; ++i)
    text += std::to_string(i) + "\tTrồng" + words + "\tVăn phòng\t\t\tQuý I\n";
  const TextDocument document = text::parse_plain_text(text);
  const auto nodes = read_sections(own_lexicon(), document, read_layout(own_lexicon(), document));
  ASSERT_EQ(nodes.size(), 3U);
  const TaskTableReading reading = read(document);
  EXPECT_EQ(count(reading), "2501=1+0+0+2500");
  EXPECT_TRUE(reading.flags.empty());
  std::set<std::uint32_t> sections;
  for (const Task& task : reading.tasks) {
    const ByteRange section = nodes[task.section].section.bytes, row = task.bytes.front();
    EXPECT_TRUE(section.begin <= row.begin && row.end <= section.end);
    EXPECT_TRUE(task.reasons.empty() || !task.reasons.front().starts_with("ORDINAL"));
    sections.insert(task.section);
  }
  EXPECT_EQ(sections.size(), 3U);
}

TEST(TaskTable, AGroupBAfterAPageBreakGoesOn) {  // 4.5
  const TaskTableReading reading =
      read(std::string(kTitles) + "A\tTRỒNG CÂY\t\t\t\t\n1\tMua cây\tVăn phòng\t\t\tQuý I\n\n" +
           kTitles + "\tgiống\t\t\t\t\nB\tCHĂM CÂY\t\t\t\t\n2\tTưới cây\tVăn phòng\t\t\tQuý I\n");
  EXPECT_EQ(show(reading),
            (Lines{"1 A Mua cây giống|Văn phòng|- !PAGE_JOIN", "2 B Tưới cây|Văn phòng|-"}));
}

TEST(TaskTable, AGroupLetterIsReadByWhatComesNext) {
  const TaskTableReading reading = read(
      std::string(kTitles) + "A\tMỘT\t\t\t\t\n1\tMua cây\tVăn phòng\t\t\tQuý I\nB\tHAI\t\t\t\t\n" +
      "2\tTrồng cây\tVăn phòng\t\t\tQuý I\nG\tBA\t\t\t\t\n3\tTưới cây\tVăn phòng\t\t\tQuý I\n");
  EXPECT_EQ(show(reading), (Lines{"1 A Mua cây|Văn phòng|-", "2 B Trồng cây|Văn phòng|-",
                                  "3 C Tưới cây|Văn phòng|-"}));
}

TEST(TaskTable, NumbersUnderADamagedTitleAreOrdinals) {
  const std::string titles = "PET\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n";
  EXPECT_EQ(show(read(titles + "1\tMua cây\tVăn phòng\tQuý I\n2\tTrồng cây\tCông an xã\tQuý II\n")),
            (Lines{"1  Mua cây|Văn phòng|-", "2  Trồng cây|Công an xã|-"}));
}

TEST(TaskTable, ABareTaskIsKeptAndNoted) {  // 4.3
  const TaskTableReading reading =
      read(std::string(kTitles) + "1\tMua cây\tVăn phòng\t\t\t\n2\tTưới cây\t\t\t\t\n");
  EXPECT_EQ(show(reading), (Lines{"1  Mua cây|Văn phòng|-", "2  Tưới cây|-|- !TASK_BARE"}));
}

TEST(TaskTable, ARowThatContinuesNothingIsAnOrphan) {  // 4.4
  const TaskTableReading reading =
      read(std::string(kTitles) + "\tnối vào đâu\t\t\t\t\n1\tMua cây\tVăn phòng\t\t\t\n");
  EXPECT_EQ(reading.flags, Lines{"ROW_ORPHAN"});
  EXPECT_EQ(count(reading), "3=1+1+0+1");
}

TEST(TaskTable, OrdinalsAreChecked) {  // 4.7
  const TaskTableReading reading =
      read(std::string(kTitles) + "1.\tA a\tVăn phòng\t\t\t\n2.\tB b\tVăn phòng\t\t\t\n" +
           "4.\tC c\tVăn phòng\t\t\t\n4.\tD d\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading),
            (Lines{"1  A a|Văn phòng|-", "2  B b|Văn phòng|-", "4  C c|Văn phòng|- !ORDINAL_GAP",
                   "4  D d|Văn phòng|- !ORDINAL_DUP"}));
  EXPECT_EQ(value(reading.tasks[0].ordinal_raw), "1.");
}

TEST(TaskTable, OrdinalsMayBeginAnewInEachGroup) {  // 4.7
  const TaskTableReading reading = read(
      std::string(kTitles) + "I\tMột\t\t\t\t\n1\tA a\tVăn phòng\t\t\t\n2\tB b\tVăn phòng\t\t\t\n" +
      "II\tHai\t\t\t\t\n1\tC c\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading),
            (Lines{"1 I A a|Văn phòng|-", "2 I B b|Văn phòng|-", "1 II C c|Văn phòng|-"}));
}

TEST(TaskTable, AGroupNumberReadAsALetterIsRomanWhereItComesNext) {  // 4.6
  const TaskTableReading reading =
      read(std::string(kTitles) + "I\tMột\t\t\t\t\n1\tA a\tVăn phòng\t\t\t\n" +
           "H\tHai\t\t\t\t\n2\tC c\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading), (Lines{"1 I A a|Văn phòng|-", "2 II C c|Văn phòng|-"}));
}

TEST(TaskTable, StrokesBetweenTasksOfWhichTheNumbersRunOnAreTheNextRomanGroup) {
  for (const std::string group : {"u", "11", "ll", "1l"}) {
    const TaskTableReading reading =
        read(std::string(kTitles) + "I\tMột\t\t\t\t\n1\tA a\tVăn phòng\t\t\t\n" + group +
             "\tHai\t\t\t\t\n2\tC c\tVăn phòng\t\t\t\n");
    EXPECT_EQ(show(reading), (Lines{"1 I A a|Văn phòng|-", "2 II C c|Văn phòng|-"})) << group;
  }
  // a task that says who acts is none, nor one of which the numbers go on behind it
  const std::string rows =
      std::string(kTitles) + "I\tMột\t\t\t\t\n10\tA a\tVăn phòng\t\t\t\n11\tHai\t";
  EXPECT_EQ(show(read(rows + "\t\t\t\n12\tC c\tVăn phòng\t\t\t\n")).at(1),
            "11 I Hai|-|- !TASK_BARE");
  EXPECT_EQ(show(read(rows + "Văn phòng\t\t\t\n11\tC c\tVăn phòng\t\t\t\n")).at(1),
            "11 I Hai|Văn phòng|-");
}

TEST(TaskTable, ARomanGroupThatRepeatsIsTheNextOne) {
  const TaskTableReading reading =
      read(std::string(kTitles) + "VII\tCây\t\t\t\t\n1\tMua\tVăn phòng\t\t\t\n" +
           "VII\tHoa\t\t\t\t\n2\tBán\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading), (Lines{"1 VII Mua|Văn phòng|-", "2 VIII Bán|Văn phòng|-"}));
}

TEST(TaskTable, GroupsAreUnknownBehindMissingPages) {
  const TaskTableReading reading =
      read(std::string(kTitles) + "A\tCÂY\t\t\t\t\nI\tMua\t\t\t\t\n4\tMua\tVăn phòng\t\t\t\n\n" +
           kTitles + "\tcho kịp\t\t\t\t\n12\tTrồng\tVăn phòng\t\t\t\nV\tHoa\t\t\t\t\n" +
           "13\tBán\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading), (Lines{"4 A/I Mua|Văn phòng|-", "12  Trồng|Văn phòng|- !ORDINAL_GAP",
                                  "13 V Bán|Văn phòng|-"}));
}

TEST(TaskTable, UnreadableOrdinalsAreTheOnesThatAreMissing) {
  const TaskTableReading reading = read(
      std::string(kTitles) + "I\tMột\t\t\t\t\n1\tA a\tVăn phòng\t\t\t\nni\tB b\tVăn phòng\t\t\t\n" +
      "TI?\tHai\t\t\t\t\n3\tC c\tVăn phòng\t\t\t\nÖ\tD d\tVăn phòng\t\t\t\n");
  EXPECT_EQ(show(reading), (Lines{"1 I A a|Văn phòng|-", "2 I B b|Văn phòng|- !NUM_REPAIRED",
                                  "3 II C c|Văn phòng|-", "Ö II D d|Văn phòng|- !NUM_UNREADABLE"}));
}

TEST(TaskTable, ASignAloneBetweenTwoNumbersIsTheOneThatIsMissing) {
  const auto rows = [](const char* ordinals) {
    std::string text = kTitles;
    for (const char* sign = ordinals; *sign != 0; ++sign)
      text += std::string(1, *sign) + "\tA a\tVăn phòng\t\t\t\n";
    return show(read(text));
  };
  EXPECT_EQ(rows("1+3"), (Lines{"1  A a|Văn phòng|-", "2  A a|Văn phòng|- !NUM_REPAIRED",
                                "3  A a|Văn phòng|-"}));
  EXPECT_EQ(rows("1ab2"), (Lines{"1  A a|Văn phòng|-", "a  A a|Văn phòng|-", "b  A a|Văn phòng|-",
                                 "2  A a|Văn phòng|-"}));
  EXPECT_EQ(rows("1ab3").at(1), "a  A a|Văn phòng|-");
}

TEST(TaskTable, ColumnsMayStandInAnyOrderAndBeUnknown) {  // 4.1
  const TaskTableReading reading = read(
      "STT\tThời hạn\tPhối hợp\tChủ trì\tNội dung công việc\tĐịa bàn\n"
      "1\tTháng 3\tCông an xã\tVăn phòng\tMua cây\tThôn Đông\n");
  ASSERT_EQ(reading.tasks.size(), 1U);
  EXPECT_EQ(show(reading), Lines{"1  Mua cây|Văn phòng|Công an xã"});
  EXPECT_EQ(value(reading.tasks[0].deadline_raw), "Tháng 3");
  ASSERT_EQ(reading.tasks[0].extra.size(), 1U);
  EXPECT_EQ(reading.tasks[0].extra[0].first, "Địa bàn");
  EXPECT_EQ(reading.tasks[0].extra[0].second, "Thôn Đông");
  EXPECT_EQ(reading.flags, Lines{"HEADER_UNKNOWN"});
}

TEST(TaskTable, AHeadThatStandsAsRunningTextIsNoSilentLoss) {
  const TaskTableReading reading = read(
      "Kế hoạch như sau:\nSTT Nội dung công việc Đơn vị chủ trì Thời gian hoàn\nthành\n"
      "1 Mua cây Văn phòng Tháng 3\n");
  EXPECT_EQ(reading.flags, Lines{"HEADER_UNKNOWN"});
  EXPECT_TRUE(read("Nội dung thực hiện phối hợp giữa các đơn vị như sau:\n").flags.empty());
  EXPECT_TRUE(read("Nội dung, nhiệm vụ giao Văn phòng chủ trì theo thời gian.\n").flags.empty());
}

TEST(TaskTable, ANumberRowBelowTheTitlesIsHeader) {  // 4.3
  EXPECT_EQ(count(read("TT\tNội dung\tChủ trì\n(1)\t(2)\t(3)\n1\tMua cây\tVăn phòng\n")),
            "3=2+0+0+1");
}

TEST(TaskTable, DittoRepeatsTheRowAbove) {  // 4.8, 13.9
  const TaskTableReading reading =
      read(std::string(kTitles) + "1\tA a\tVăn phòng\t\t\tQuý I\n2\tB b\t-nt-\t\t\tnhư trên\n");
  EXPECT_EQ(value(reading.tasks[1].lead_raw), "Văn phòng");
  EXPECT_EQ(value(reading.tasks[1].deadline_raw), "Quý I");
  EXPECT_EQ(reading.tasks[1].agencies.size(), 1U);
  EXPECT_EQ(reading.tasks[1].reasons, Lines{"DITTO"});
}

TEST(TaskTable, WhatIsDoneByRuleIsDueByTheColumn) {
  const auto kinds = [](const std::string& deadline) {
    std::vector<DeadlineKind> out;
    const TaskTableReading reading =
        read(std::string(kTitles) + "1\tChi trả theo quy định\tVăn phòng\t\t\t" + deadline + "\n");
    for (const Deadline& one : reading.tasks[0].deadlines) out.push_back(one.kind);
    return out;
  };
  EXPECT_EQ(kinds("Trước 5/6/2031"), (std::vector{DeadlineKind::kFixed}));
  EXPECT_EQ(kinds("Theo quy định"), (std::vector{DeadlineKind::kByRule}));
}

TEST(TaskTable, ListsInsideACellStayItsText) {  // 4.9
  const TaskTableReading reading =
      read(std::string(kTitles) +
           "1\t<p>Mua cây:</p> <p>- Cây bàng</p> <p>- Cây phượng</p>\tVăn phòng\t\t\t\n" +
           "2\tTrồng cây: - Đào hố hỏi - đáp\tVăn phòng\t\t\t\n");
  EXPECT_EQ(value(reading.tasks[0].task_text), "Mua cây:\n- Cây bàng\n- Cây phượng");
  EXPECT_EQ(value(reading.tasks[1].task_text), "Trồng cây:\n- Đào hố hỏi - đáp");
}

TEST(TaskTable, OtherTablesGiveNoTasks) {
  EXPECT_TRUE(read("Loại cây\tSố lượng\tĐơn giá\nBàng\t100\t5000\n").tasks.empty());
}

TEST(TaskTable, MarkdownRowsAreATable) {
  const TaskTableReading reading = read(
      "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|:--:|---|---|\n| I | Cây | | |\n"
      "| 1 | Mua<br>- Bàng;<br>- Đa. | Văn phòng | Quý I |\n| 2 | Tưới \\| tỉa | | Quý II |\n");
  EXPECT_EQ(show(reading), (Lines{"1 I Mua\n- Bàng;\n- Đa.|Văn phòng|-", "2 I Tưới \\| tỉa|-|-"}));
  EXPECT_EQ(count(reading), "4=1+0+1+2");
}

TEST(TaskTable, ANoteBetweenItsPartsEndsNoTable) {
  const TaskTableReading reading = read(
      std::string(kTitles) + "1\tMua\tVăn phòng\t\t\tQuý I\n" + "Ghi chú: báo cáo hằng tháng.\n" +
      "2\tTưới\tVăn phòng\t\t\tQuý II\n\n3\n\n" + "\tcây mới trồng\t\t\t\t\n");
  EXPECT_EQ(show(reading),
            (Lines{"1  Mua|Văn phòng|-", "2  Tưới cây mới trồng|Văn phòng|- !PAGE_JOIN"}));
}

TEST(TaskTable, TitlesWithoutANumberAreGroupsOnceOneStandsOnTop) {
  const TaskTableReading reading = read(
      "TT\tNhiệm vụ\tChủ trì\tThời gian\n\tCây bóng mát\t\t\n1\tMua\tVăn phòng\tQuý I\n"
      "\tCây ăn quả\t\t\n2\tGhép\tVăn phòng\tQuý II\n\tvà cắt tỉa\t\t\n");
  EXPECT_EQ(show(reading), (Lines{"1  Mua|Văn phòng|-", "2  Ghép và cắt tỉa|Văn phòng|-"}));
  EXPECT_EQ(reading.tasks[1].group_text, "Cây ăn quả");
  EXPECT_EQ(count(reading), "6=1+1+2+2");
}

TEST(TaskTable, OfTwoColumnsOfMoneyTheSumIsTheTasks) {
  const TaskTableReading reading = read(
      "TT\tNhiệm vụ\tChủ trì\tKinh phí tỉnh\tTổng kinh phí\n1\tMua cây\tVăn phòng\t5 triệu đồng\t8 "
      "triệu đồng\n");
  EXPECT_EQ(value(reading.tasks[0].budget_raw), "8 triệu đồng");
}

TEST(TaskTable, SmallLettersAreGroupsWhereNumbersRunThroughThem) {
  const std::string titles = "TT\tNhiệm vụ\tChủ trì\tThời gian\n";
  EXPECT_EQ(show(read(titles + "a)\tCây bóng mát\t\t\n1\tMua\tVăn phòng\tQuý I\n"
                               "b)\tCây ăn quả\t\t\n2\tGhép\tVăn phòng\tQuý II\n")),
            (Lines{"1 a Mua|Văn phòng|-", "2 b Ghép|Văn phòng|-"}));
  const TaskTableReading parts =
      read(titles +
           "1\tTrồng cây\t\t\na)\tMua\tVăn phòng\tQuý I\nb)\tTrồng cây\t\t\n"
           "2\tGhép\tVăn phòng\tQuý II\n");
  EXPECT_EQ(parts.tasks[parts.tasks.size() - 1].group_path, "");
  EXPECT_EQ(count(parts), "5=1+0+1+3");
}

TEST(TaskTable, AGroupStandsBesideItsOrdinalWhateverTheColumn) {
  const TaskTableReading reading = read(
      "TT\tThời gian\tNội dung\tChủ trì\nA\tNhóm cây\t\t\n1\tQuý I\tMua\tVăn phòng\n"
      "\tNHÓM HOA\t\t\nII\t\tHuệ\t\n2\tQuý II\tTổng kết\tVăn phòng\n\t\ttổng hợp lại\t\n");
  EXPECT_EQ(show(reading),
            (Lines{"1 A Mua|Văn phòng|-", "2 A/II Tổng kết tổng hợp lại|Văn phòng|-"}));
  EXPECT_EQ(reading.tasks[1].group_text, "Nhóm cây / Huệ");
}

TEST(TaskTable, PartsOfATaskNameIt) {  // 4.7
  const TaskTableReading reading = read(
      "TT\tNhiệm vụ\tChủ trì\tThời gian\n1\tMua\tVăn phòng\tQuý I\n"
      "1.1\tBàng\tVăn phòng\tQuý I\na\tCây lớn\tVăn phòng\tQuý I\n"
      "1.2\tĐa\tVăn phòng\tQuý I\n2\tTưới\tVăn phòng\tQuý I\na)\tSáng\tVăn phòng\t\n"
      "II\tHoa\t\t\na)\tHuệ\tVăn phòng\t\n");
  std::string parents;
  for (const Task& task : reading.tasks)
    parents += task.parent_task ? std::to_string(*task.parent_task) : "-";
  EXPECT_EQ(parents, "-010-4-");
}

TEST(TaskTable, ATitleOverTwoColumnsLeavesABlankInText) {  // 4.1
  const TaskTableReading reading = read(
      "TT\tNhiệm vụ\tChủ trì\tThời gian\t\n\t\t\tBắt đầu\tKết thúc\n"
      "1\tMua\tVăn phòng\t01/3/2031\t30/4/2031\n");
  ASSERT_EQ(reading.tasks.size(), 1U);
  EXPECT_EQ(value(reading.tasks[0].deadline_raw), "30/4/2031");
  EXPECT_EQ(reading.tasks[0].deadlines.at(0).start_date, "2031-03-01");
}

TEST(TaskTable, BeginningAndEndAreAnInterval) {
  const auto read_row = [](const std::string& row) {
    return read(
               "TT\tViệc\tNgười chịu trách nhiệm\tNgày bắt đầu\tNgày kết thúc\n1\tMua cây\tÔng "
               "An\t" +
               row + "\n")
        .tasks[0];
  };
  const Task both = read_row("Tháng 3\t30/4/2031");
  EXPECT_EQ(both.deadlines.at(0).kind, DeadlineKind::kInterval);
  EXPECT_EQ(both.deadlines.at(0).start_date, "2031-03-01");
  EXPECT_EQ(both.deadlines.at(0).due_date, "2031-04-30");
  EXPECT_EQ(both.extra.at(0).second, "Tháng 3");
  const Task other = read_row("Khi có mưa\t30/4/2031");  // stays as it is printed
  EXPECT_EQ(other.deadlines.at(0).kind, DeadlineKind::kFixed);
  EXPECT_EQ(other.extra.at(0).second, "Khi có mưa");
  EXPECT_EQ(read_row("30/5/2031\t30/4/2031").deadlines.at(0).start_date, std::nullopt);
  EXPECT_EQ(read_row("\t30/4/2031").deadlines.at(0).kind, DeadlineKind::kFixed);
  const Task next = read(
                        "TT\tViệc\tPhụ trách\tBắt đầu\tKết thúc\n1\tMua\tÔng "
                        "An\t01/3/2031\t30/4/2031\n2\tTrồng\tÔng An\t15/3/2031\tnt\n")
                        .tasks[1];
  EXPECT_EQ(next.deadlines.at(0).period, "2031-03-15/2031-04-30");
  const Task same = read(
                        "TT\tViệc\tPhụ trách\tBắt đầu\tKết thúc\n1\tMua\tÔng "
                        "An\t01/3/2031\t30/4/2031\n2\tTrồng\tÔng An\tnt\t15/5/2031\n")
                        .tasks[1];
  EXPECT_EQ(same.deadlines.at(0).period, "2031-03-01/2031-05-15");
  const TaskTableReading other_titles = read(
      "TT\tViệc\tPhụ trách\tThời gian bắt đầu thực hiện\tThời hạn giải ngân\n1\tMua\tÔng "
      "An\t01/3/2031\t30/4/2031\n");
  EXPECT_EQ(other_titles.tasks[0].deadlines.at(0).period, "2031-03-01/2031-04-30");
  const TaskTableReading alone =
      read("TT\tViệc\tPhụ trách\tBắt đầu\n1\tMua cây\tÔng An\t15/3/2031\n");
  EXPECT_EQ(alone.tasks[0].deadlines.at(0).due_date, "2031-03-15");
}

TEST(TaskTable, ATitleMaySayThatItsDaysAreBounds) {
  const TaskTableReading reading = read(
      "TT\tNhiệm vụ\tCơ quan chủ trì\tHoàn thành trước ngày\n1\tMua cây\tVăn phòng\t"
      "15/3/2031\n2\tTrồng cây\tCông an xã\tQuý II/2031\n");
  ASSERT_EQ(reading.tasks.size(), 2U);
  EXPECT_EQ(reading.tasks[0].deadlines.front().due_op, DueOp::kBefore);
  EXPECT_EQ(reading.tasks[0].deadlines.front().due_last_day, "2031-03-14");
  EXPECT_EQ(reading.tasks[1].deadlines.front().due_op, DueOp::kBy);
}

TEST(TaskTable, ATimeOfCompletionIsADeadlineOfItsOwn) {  // 4.1
  const Task task = read(
                        "TT\tViệc\tPhụ trách\tThời gian bắt đầu\tThời gian hoàn thành\n1\tMua\t"
                        "Ông An\t01/3/2031\t30/4/2031\n")
                        .tasks[0];
  EXPECT_EQ(task.deadlines.at(0).kind, DeadlineKind::kFixed);
  EXPECT_EQ(task.deadlines.at(0).due_date, "2031-04-30");
  EXPECT_EQ(task.extra.at(0).second, "01/3/2031");
}

TEST(TaskTable, WhatComesFirstIsNoDeadlineBesideATime) {
  const TaskTableReading reading = read(
      "TT\tViệc\tPhụ trách\tThời gian\n1\tMua cây trước khi vào mùa\tÔng An\tQuý I\n"
      "2\tTưới cây trước khi trồng\tÔng An\t\n");
  EXPECT_EQ(reading.tasks[0].deadlines.size(), 1U);
  EXPECT_EQ(reading.tasks[1].deadlines.back().kind, DeadlineKind::kEvent);
}

TEST(TaskTable, TheMonthInWhichItIsDoneIsADeadline) {
  const TaskTableReading reading = read(
      "TT\tTên lớp\tSố lớp\tTháng thực hiện\tĐơn vị phụ trách\n1\tTrồng cây\t2\t4/2031\tVăn "
      "phòng\n2\tTưới cây\t3\t5 - 6/2031\tVăn phòng\n");
  ASSERT_EQ(reading.tasks.size(), 2U);
  EXPECT_EQ(reading.tasks[0].deadlines.at(0).due_date, "2031-04-30");
}

TEST(TaskTable, TitlesMayBeWrapped) {
  const TaskTableReading reading =
      read("TT\tNhiệm vụ\tCơ quan\tThời gian\n\t\tchủ trì\thoàn thành\n1\tMua\tVăn phòng\tQuý I\n");
  EXPECT_EQ(show(reading), (Lines{"1  Mua|Văn phòng|-"}));
  EXPECT_EQ(count(reading), "3=2+0+0+1");
}

TEST(TaskTable, TitlesThatCannotBeReadAreKnownByTheCells) {
  const TaskTableReading reading = read(
      "IT\tN#i dvng\tC@ qu n\tKh%\n1\tMua cây về trồng\tVăn phòng\tQuý I\n"
      "2\tTưới cây mỗi ngày\tCông an xã\tQuý II\n3\tTỉa cành cho cây\tVăn phòng\tTháng 9\n");
  EXPECT_EQ(show(reading),
            (Lines{"1  Mua cây về trồng|Văn phòng|-", "2  Tưới cây mỗi ngày|Công an xã|-",
                   "3  Tỉa cành cho cây|Văn phòng|-"}));
  EXPECT_EQ(reading.flags, (Lines{"HEADER_UNKNOWN"}));
}

TEST(TaskTable, TheUnitOfMoneyStandsAboveTheTable) {
  const TaskTableReading reading = read(
      "Đơn vị tính: Triệu đồng.\n\nTT\tNhiệm vụ\tChủ trì\tKinh phí\n1\tMua\tVăn phòng\t1.200\n");
  ASSERT_EQ(reading.tasks.size(), 1U);
  EXPECT_EQ(reading.tasks[0].budget_vnd, 1'200'000'000);
}

TEST(TaskTable, OneCellMayNameWhoLeadsAndWhoHelps) {  // 5.5
  const TaskTableReading reading = read(
      "TT\tNhiệm vụ\tĐơn vị thực hiện\n1\tMua\tVăn phòng phối hợp với Công an xã\n"
      "2\tTưới\tChủ trì: Văn phòng; phối hợp: Công an xã, Trạm Y tế\n"
      "3\tTỉa\tVăn phòng chủ trì; Công an xã phối hợp\n4\tHái\tVăn phòng\n");
  std::string actors;
  for (const Task& task : reading.tasks) {
    for (const AgencyMention& agency : task.agencies)
      actors += (agency.role == AgencyRole::kLead ? "+" : "-") + agency.raw;
    actors += "\n";
  }
  EXPECT_EQ(actors,
            "+Văn phòng-Công an xã\n+Văn phòng-Công an xã-Trạm Y tế\n+Văn phòng-Công an xã\n"
            "+Văn phòng\n");
  EXPECT_EQ(value(reading.tasks[0].lead_raw), "Văn phòng phối hợp với Công an xã");
  EXPECT_EQ(value(reading.tasks[0].coop_raw), "Công an xã");
}

TEST(TaskTable, AListOfVisitsNamesThoseVisited) {
  const TaskTableReading reading = read(
      "TT\tĐơn vị được kiểm tra\tThời gian kiểm tra\nA\tKhối xã\t\n"
      "1\tTrạm Y tế xã\t20/11/2031\n2\tCông an xã\t21/11/2031\n");
  EXPECT_EQ(show(reading),
            (Lines{"1 A Trạm Y tế xã|Trạm Y tế xã|-", "2 A Công an xã|Công an xã|-"}));
}

TEST(TaskTable, AnArabicGroupEndsWhereItsNumbersEnd) {
  EXPECT_EQ(
      show(read("TT\tNhiệm vụ\tChủ trì\tThời gian\n1\tMua cây\tVăn phòng\tQuý I\n"
                "2\tTrồng\t\t\n2.1\tTrồng đa\tVăn phòng\tQuý I\n"
                "3\tTưới cây\tVăn phòng\tQuý I\n")),
      (Lines{"1  Mua cây|Văn phòng|-", "2.1 2 Trồng đa|Văn phòng|-", "3  Tưới cây|Văn phòng|-"}));
}

TEST(TaskTable, TitlesWithoutOrdinalsOneOfThemASynonym) {
  EXPECT_EQ(show(read("Hoạt động\tNgười chịu trách nhiệm chính\tNgười phối hợp\tKết thúc\n"
                      "Mua cây\tĐ/c Lê Văn An\tVăn phòng\t31/3/2031\n")),
            (Lines{"-  Mua cây|Đ/c Lê Văn An|Văn phòng"}));
}

TEST(TaskTable, AMonthThatHoldsTheDayOfTheColumnIsAName) {
  const TaskTableReading reading = read(
      "TT\tNội dung\tChủ trì\tThời gian\n1\tGiao ban tháng 3\tVăn phòng\t02/3/2031\n"
      "2\tGiao ban tháng 3\tVăn phòng\t02/4/2031\n");
  ASSERT_EQ(reading.tasks.size(), 2U);
  EXPECT_EQ(reading.tasks[0].deadlines.size(), 1U);
  EXPECT_EQ(reading.tasks[1].deadlines.size(), 2U);
}

TEST(TaskTable, ListsOfPersonsSumsAndEmptyFormsGiveNoTasks) {
  for (const char* text :
       {"TT\tHọ và tên\tChức vụ\tPhân công nhiệm vụ\n1\tLê Mẫu\tChủ tịch\tTrưởng ban\n",
        "TT\tNội dung chi\tĐơn vị\tThành tiền\n1\tMua cây\tVăn phòng\t2.000\n",
        "TT\tChỉ tiêu\tĐơn vị tính\tNăm 2030\tNăm 2031\n1\tSố cây\tcây\t20\t50\n",
        "TT\tNội dung\tĐơn vị thực hiện\tThời gian\n1\t\t\t\n2\t……\t\t\n"}) {
    EXPECT_TRUE(read(text).tasks.empty()) << text;
  }
}

TEST(TaskTable, AnAppendixCountsItsOwnRows) {
  const TaskTableReading reading = read("Phụ lục 1\nDANH MỤC MỘT\n\n" + std::string(kTitles) +
                                        "1\tA a\tVăn phòng\t\t\t\n\nPhụ lục 2\nDANH MỤC HAI\n\n" +
                                        kTitles + "1\tB b\tVăn phòng\t\t\t\n");
  ASSERT_EQ(reading.tasks.size(), 2U);
  EXPECT_EQ(reading.tasks[1].appendix, 2U);
  EXPECT_EQ(reading.tasks[1].table_no, 2U);
  EXPECT_EQ(reading.tasks[1].row_no, 1U);
}

/// A ruled table as pages give it: cells with spans, several printed lines in a cell.
class RuledTable {
 public:
  RuledTable& cell(std::uint32_t row, std::uint32_t column, const std::string& text,
                   std::uint32_t column_span = 1, std::uint32_t row_span = 1) {
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += text + "\n";
    const auto end = static_cast<std::uint32_t>(out_.text.size() - 1);
    if (!text.empty()) {
      TextLine line;
      line.text = {begin, end};
      line.role = Role::kTable;
      line.page = page_;
      out_.lines.push_back(line);
    }
    out_.cells.push_back({row, column, row_span, column_span, {begin, end}, {}});
    rows_ = std::max(rows_, row + row_span);
    columns_ = std::max(columns_, column + column_span);
    return *this;
  }
  RuledTable& end_table() {
    TextTable table;
    table.page = page_++;
    table.rows = rows_;
    table.columns = columns_;
    table.cells = {first_cell_, static_cast<std::uint32_t>(out_.cells.size())};
    table.lines = {first_line_, static_cast<std::uint32_t>(out_.lines.size())};
    out_.tables.push_back(table);
    first_cell_ = table.cells.end;
    first_line_ = table.lines.end;
    rows_ = columns_ = 0;
    return *this;
  }
  const TextDocument& document() const { return out_; }

 private:
  TextDocument out_;
  std::uint32_t rows_ = 0, columns_ = 0, first_cell_ = 0, first_line_ = 0, page_ = 1;
};

TEST(RuledTaskTable, TwoHeaderRowsAndMergedCells) {  // 4.1, 4.8
  RuledTable table;
  table.cell(0, 0, "TT", 1, 2)
      .cell(0, 1, "Nội dung\ncông việc", 1, 2)
      .cell(0, 2, "Phân công thực hiện", 2);
  table.cell(1, 2, "Chủ trì").cell(1, 3, "Phối hợp");
  table.cell(2, 0, "I. Trồng cây", 4);
  table.cell(3, 0, "1")
      .cell(3, 1, "Mua cây")
      .cell(3, 2, "Văn phòng", 1, 2)
      .cell(3, 3, "Công an\nxã");
  table.cell(4, 0, "2").cell(4, 1, "Tưới cây").cell(4, 3, "");
  table.end_table();
  const TaskTableReading reading = read(table.document());
  EXPECT_EQ(show(reading), (Lines{"1 I Mua cây|Văn phòng|Công an xã", "2 I Tưới cây|Văn phòng|-"}));
  EXPECT_EQ(count(reading), "5=2+0+1+2");
}

TEST(RuledTaskTable, ColumnsWithoutTitlesAreKnownByTheirCells) {
  RuledTable table;
  const std::vector<std::vector<std::string>> rows = {
      {"6.", "Mua cây xanh và trồng dọc đường", "Văn phòng", "", "100 cây", "Hằng năm"},
      {"7.", "Tưới cây vào mùa khô của xã", "Công an xã", "Văn phòng", "", "Thường xuyên"},
      {"II", "Hoa", "", "", "", ""},
      {"8.", "Trồng hoa trước cổng trụ sở", "Văn phòng", "Công an xã", "5 bồn", "Quý III"}};
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    for (std::uint32_t c = 0; c < 6; ++c) table.cell(r, c, rows[r][c]);
  }
  table.end_table();
  const TaskTableReading reading = read(table.document());
  EXPECT_EQ(show(reading), (Lines{"6  Mua cây xanh và trồng dọc đường|Văn phòng|-",
                                  "7  Tưới cây vào mùa khô của xã|Công an xã|Văn phòng",
                                  "8 II Trồng hoa trước cổng trụ sở|Văn phòng|Công an xã"}));
  EXPECT_EQ(reading.flags, (Lines{"HEADER_UNKNOWN"}));
}

TEST(RuledTaskTable, AListOfNamesIsNoTaskTable) {
  RuledTable table;
  for (std::uint32_t r = 0; r < 4; ++r) {
    table.cell(r, 0, std::to_string(r + 1)).cell(r, 1, "Cây xanh").cell(r, 2, "Văn phòng");
    table.cell(r, 3, "12 cây").cell(r, 4, "ghi chú");
  }
  table.end_table();
  EXPECT_TRUE(read(table.document()).tasks.empty());
}

TEST(RuledTaskTable, APageWithoutTitlesGoesOn) {
  RuledTable table;
  table.cell(0, 0, "TT").cell(0, 1, "Nội dung").cell(0, 2, "Chủ trì");
  table.cell(1, 0, "1").cell(1, 1, "Mua").cell(1, 2, "Văn phòng").end_table();
  table.cell(0, 0, "")
      .cell(0, 1, "cây")
      .cell(0, 2, "")
      .cell(1, 0, "2")
      .cell(1, 1, "Tưới")
      .cell(1, 2, "Công an xã");
  table.end_table();
  const TaskTableReading reading = read(table.document());
  EXPECT_EQ(show(reading), (Lines{"1  Mua cây|Văn phòng|- !PAGE_JOIN", "2  Tưới|Công an xã|-"}));
  EXPECT_EQ(reading.tasks[1].table_no, 1U);
}

TEST(Columns, DamagedAndLongTitlesAreRecognised) {  // 4.1
  EXPECT_EQ(read_column_title(own_lexicon(), "Cơ quan chu tri").role, ColumnRole::kLead);
  EXPECT_EQ(read_column_title(own_lexicon(), "Thời gian hoàn thanb").role, ColumnRole::kDeadline);
  EXPECT_EQ(read_column_title(own_lexicon(), "Đơn vị chủ trì và phối hợp thực hiện").role,
            ColumnRole::kLead);
  EXPECT_EQ(read_column_title(own_lexicon(), "Nhiệm vụ/giải pháp").role, ColumnRole::kTask);
  // what the words say comes before a title that is alike: "Đơn vị cùng thực hiện" helps
  EXPECT_EQ(read_column_title(own_lexicon(), "Đơn vị, cán bộ thực hiện").role, ColumnRole::kLead);
  EXPECT_EQ(read_column_title(own_lexicon(), "Đơn vị cùng thực hiện").role, ColumnRole::kCoop);
  EXPECT_EQ(read_column_title(own_lexicon(), "Đơn vị cùng th‘ực hiện").role, ColumnRole::kCoop);
  EXPECT_EQ(read_column_title(own_lexicon(), "Đơn vị hỗ trợ").role, ColumnRole::kCoop);
  EXPECT_EQ(read_column_title(own_lexicon(), "Kinh phí (triệu đồng)").role, ColumnRole::kBudget);
  EXPECT_EQ(read_column_title(own_lexicon(), "Đơn vị tính").role, ColumnRole::kUnknown);
}

TEST(Budget, ReadsVietnameseAmounts) {  // 12.22
  EXPECT_EQ(read_budget(own_lexicon(), "15 triệu đồng", ""), 15000000);
  EXPECT_EQ(read_budget(own_lexicon(), "1,5 tỷ", ""), 1500000000);
  EXPECT_EQ(read_budget(own_lexicon(), "1.500.000 đồng", ""), 1500000);
  EXPECT_EQ(read_budget(own_lexicon(), "350", "Kinh phí (triệu đồng)"), 350000000);
  EXPECT_EQ(read_budget(own_lexicon(), "350", "Kinh phí"), std::nullopt);
  EXPECT_EQ(read_budget(own_lexicon(), "Ngân sách xã", "Kinh phí"), std::nullopt);
  EXPECT_EQ(read_budget(own_lexicon(), "99999999999999999999 tỷ", ""), std::nullopt);
  EXPECT_EQ(read_budget(own_lexicon(), "4.171.950.000 đồng", ""), 4171950000);
  EXPECT_EQ(read_budget(own_lexicon(), "999999999 tỷ", ""), 999999999'000'000'000);
  EXPECT_EQ(read_budget(own_lexicon(), "9999999999 tỷ", ""), std::nullopt);
}

TEST(Budget, KnowsADecimalSignByTheUnit) {  // 13.14
  EXPECT_EQ(read_budget(own_lexicon(), "0,125 triệu đồng", ""), 125000);
  EXPECT_EQ(read_budget(own_lexicon(), "2,125 triệu", ""), 2125000);
  EXPECT_EQ(read_budget(own_lexicon(), "1.500 triệu", ""), 1500000000);
  EXPECT_EQ(read_budget(own_lexicon(), "23.3 tỷ đồng", ""), 23300000000);
  EXPECT_EQ(read_budget(own_lexicon(), "1.500.25 triệu", ""), std::nullopt);
  EXPECT_EQ(read_budget(own_lexicon(), "1.50 đồng", ""), std::nullopt);
  EXPECT_EQ(read_budget(own_lexicon(), "2,700", "Kinh phí (triệu đồng)"), 2700000000);
}

TEST(Budget, ReadsAnAmountWithoutItsPoints) {  // as scans leave them
  EXPECT_EQ(read_budget(own_lexicon(), "4 806.800 000 đồng", ""), 4806800000);
  EXPECT_EQ(read_budget(own_lexicon(), "2 939 400 000 đồng", ""), 2939400000);
  EXPECT_EQ(read_budget(own_lexicon(), "29 394 đồng", ""), 29394);
  EXPECT_EQ(read_budget(own_lexicon(), "29 39 đồng", ""), std::nullopt);
  EXPECT_EQ(read_budget(own_lexicon(), "3.671.300.000 đồng ˆ`", ""), 3671300000);
  EXPECT_EQ(read_budget(own_lexicon(), "354 triệu -đồng", ""), 354000000);
}

TEST(Budget, TellsAMisreadAmountFromWords) {
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "1.844.300.00( đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "2.186.350.0C đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "§1,0 tỷ đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "2.880.700.0U đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "1.479.500.00/ đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "triệu 385 đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "3.284.650.001 đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "3.290.450.060 đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "l.500.000 đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "I 175.400.000 đồng", ""));
  EXPECT_TRUE(is_misread_amount(own_lexicon(), "29 39", "Kinh phí (nghìn đồng)"));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "4.171.950.000 đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "3.284.651 đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "3.284.500 đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "500 - 700 triệu đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "triệu đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "350", "Kinh phí"));  // no unit is printed
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "Ngân sách xã", "Kinh phí (triệu đồng)"));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "2 x 15 triệu đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "500-700 triệu đồng", ""));
  EXPECT_FALSE(is_misread_amount(own_lexicon(), "Ngân sách xã: 15 triệu đồng", ""));
}

}  // namespace
}  // namespace codau::document
