// The five seed plans as plain text against the values that the domain reference states for them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/read_document.h"
#include "text/normalise.h"

namespace codau::document {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

fs::path data_folder() {
  const char* named = std::getenv("CODAU_TESTDATA");
  return named != nullptr ? fs::path(named) : fs::path(CODAU_ROOT) / ".." / "shared";
}

std::string value(const TextField& field) { return field ? field->value : "-"; }

class SeedPlans : public ::testing::Test {
 protected:
  void SetUp() override {
    if (fs::is_directory(data_folder() / "seeds")) return;
    const char* ci = std::getenv("CI");
    if (ci != nullptr && std::string(ci) == "true") FAIL() << "no seed plans in " << data_folder();
    GTEST_SKIP() << "no seed plans in " << data_folder() << "; set CODAU_TESTDATA";
  }

  static Document read(const std::string& number) {
    for (const auto& entry : fs::directory_iterator(data_folder() / "seeds")) {
      if (!entry.path().filename().string().starts_with(number)) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      return read_document(own_lexicon(), testing::plain_document(text::normalise(bytes).text));
    }
    ADD_FAILURE() << "no seed plan " << number;
    return {};
  }

  /// "number/notation | place | date | organ | authority | position | name | year"
  static std::string header(const Document& d) {
    const Header& h = d.header;
    return value(h.code_number) + "/" + value(h.code_notation) + " | " + value(h.issued_place) +
           " | " + value(h.issued_edtf) + " | " + value(h.organ_name) + " | " +
           value(h.signer_authority) + " | " + value(h.signer_position) + " | " +
           value(h.signer_name) + " | " + (h.plan_year ? std::to_string(*h.plan_year) : "-");
  }

  static bool has_flag(const Document& d, std::string_view code) {
    return std::ranges::find(d.flags, code) != d.flags.end();
  }

  /// How many prose tasks stand below each actor, in order: "III.1 3".
  static Lines prose_counts(const Document& d) {
    Lines out;
    std::string path;
    int count = 0;
    const auto close = [&] {
      if (count > 0) out.push_back(path + " " + std::to_string(count));
    };
    for (const Task& task : d.tasks) {
      if (task.origin != TaskOrigin::kProse) continue;
      if (task.actor_path != path) {
        close();
        path = task.actor_path;
        count = 0;
      }
      ++count;
    }
    close();
    return out;
  }

  /// "ordinal lead+lead | coop | kinds" of a table task.
  static std::string table_task(const Task& task) {
    static constexpr const char* kKinds[] = {
        "fixed",         "interval",  "open",       "month", "quarter",  "half",
        "year",          "recurring", "continuous", "event", "relative", "by_rule",
        "by_other_plan", "immediate", "on_request", "none",  "unparsed"};
    std::string lead, coop;
    for (const AgencyMention& agency : task.agencies) {
      if (agency.role != AgencyRole::kLead && agency.role != AgencyRole::kCoop) continue;
      std::string& list = agency.role == AgencyRole::kLead ? lead : coop;
      list += (list.empty() ? "" : "+") + agency.raw;
    }
    return task.ordinal_norm.value_or("-") + " " + task.group_path + " " + lead + " | " +
           (coop.empty() ? "–" : coop) + " | " +
           kKinds[static_cast<std::size_t>(task.deadlines.front().kind)];
  }

  static Lines references(const Document& d) {
    Lines out;
    for (const Reference& r : d.references) {
      if (r.relation == Relation::kSelf || !r.number) continue;
      const bool is_party = r.notation && r.notation->find('/') != std::string::npos;
      const std::string year = r.year ? "/" + std::to_string(*r.year) : "";
      out.push_back(*r.number + (is_party ? "-" : year + "/") + r.notation.value_or("-") + " " +
                    r.issued_date.value_or("-"));
    }
    return out;
  }
};

TEST_F(SeedPlans, Headers) {
  EXPECT_EQ(header(read("000")),
            "-/KH-UBND | Thị Trấn An Thi | 2024-01-18 | UBND thị trấn An Thi | TM. ỦY BAN NHÂN DÂN "
            "| CHỦ TỊCH | "
            "Vũ Văn Thuật | 2024");
  EXPECT_EQ(header(read("001")),
            "-/KH-UBND | - | 2024-XX-XX | UBND xã Thanh Liệt | TM. ỦY BAN NHÂN DÂN | KT. CHỦ TỊCH "
            "| PHÓ CHỦ TỊCH | "
            "Nguyễn Duy Nhật | 2024");
  EXPECT_EQ(header(read("002")),
            "-/KH-STTTT | Hung Yên | 2023-02-XX | Sở Thông tin và Truyền thông | - | GIÁM ĐỐC | "
            "Bùi Văn Sỹ | 2023");
  EXPECT_EQ(header(read("003")),
            "07/KH-UBND | Hung Yén | 2022-01-12 | Uy ban nhan dan tinh Hung Yén | TM. UY BAN NHAN "
            "DAN | - | "
            "Nguyén Duy Hung | 2023");
  EXPECT_EQ(
      header(read("004")),
      "-/KH-UBND | Thanh Định | 2022-10-XX | UBND xã Thanh Định | TM. ỦY BAN NHÂN DÂN | CHỦ TỊCH | "
      "Ma Đình Trường | 2022");
}

TEST_F(SeedPlans, LevelsOfTheirOrgans) {
  EXPECT_EQ(read("000").header.organ_level, AgencyLevel::kCommune);
  EXPECT_EQ(read("001").header.organ_level, AgencyLevel::kCommune);
  EXPECT_EQ(read("002").header.organ_level, AgencyLevel::kProvince);
  EXPECT_EQ(read("003").header.organ_level, AgencyLevel::kProvince);
  EXPECT_EQ(read("004").header.organ_level, AgencyLevel::kCommune);
}

TEST_F(SeedPlans, HeaderFlags) {
  for (const char* number : {"000", "001", "002", "004"})
    EXPECT_TRUE(has_flag(read(number), "NUMBER_BLANK")) << number;
  EXPECT_TRUE(has_flag(read("000"), "PLAN_YEAR_CONFLICT"));
  EXPECT_TRUE(has_flag(read("000"), "SECTION_MISSING"));
  EXPECT_TRUE(has_flag(read("002"), "SIGNER_NO_AUTHORITY"));
  const Document s3 = read("003");
  for (const char* code :
       {"NUMBER_PROPOSED", "YEAR_CONFLICT", "POSITION_MISSING", "SECTION_MISSING"}) {
    EXPECT_TRUE(has_flag(s3, code)) << code;
  }
  EXPECT_FALSE(has_flag(read("001"), "SECTION_MISSING"));
}

TEST_F(SeedPlans, FiftyEightTableLinesOfSeed1) {
  const Document d = read("001");
  EXPECT_EQ(d.task_table_count.lines, 58U);
  EXPECT_EQ(d.task_table_count.headers, 7U);
  EXPECT_EQ(d.task_table_count.continuations, 3U);
  EXPECT_EQ(d.task_table_count.groups, 17U);
  EXPECT_EQ(d.task_table_count.tasks, 31U);
  EXPECT_EQ(d.tasks.size(), 38U);
}

TEST_F(SeedPlans, TableTasksOfSeed1) {
  Lines tasks;
  for (const Task& task : read("001").tasks) {
    if (task.origin == TaskOrigin::kTable) tasks.push_back(table_task(task));
  }
  const Lines expected = {
      "1 A/I Các bộ phận chuyên môn | Văn phòng | continuous",
      "2 A/II Văn hóa xã hội+Văn phòng | Các bộ phận chuyên môn | continuous",
      "3 B/I Văn phòng | Các bộ phận chuyên môn | continuous",
      "4 B/I Văn hóa - Thông tin | Đài truyền thanh | none",
      "5 B/II Văn phòng | Các bộ phận chuyên môn | recurring",
      "6 B/III Văn phòng | Phòng Nội vụ huyện | by_other_plan",
      "7 B/III Văn phòng | Phòng Nội vụ huyện | continuous",
      "8 B/IV Bộ phận \"một cửa\" | Văn phòng | continuous",
      "9 B/V Văn phòng | Các bộ phận chuyên môn | year",
      "10 B/V Văn phòng | Các bộ phận chuyên môn | continuous",
      "11 B/V Văn phòng | Các bộ phận chuyên môn | year",
      "1 I Tư pháp | Văn hóa | continuous",
      "2 I Văn phòng | Các bộ phận chuyên môn | event",
      "3 I Tài chính - Kế hoạch | Các thôn, tổ dân phố | recurring",
      "4 II Lao động, Thương binh và Xã hội | Các thôn, tổ dân phố | recurring",
      "5 II Địa chính - Tài nguyên và Môi trường | – | event",
      "6 II Tài chính kế toán | Địa chính xây dựng - Tài nguyên và Môi trường | recurring",
      "7 II Địa chính xây dựng - Tài nguyên và Môi trường | – | event",
      "8 III Văn phòng | Tư pháp | by_rule",
      "9 IV Tư pháp | Các bộ phận chuyên môn | continuous",
      "10 IV Văn phòng | Các đơn vị liên quan | event",
      "11 IV Văn phòng | Tư pháp | continuous",
      "12 V Văn phòng | Tư pháp+Văn hóa | continuous",
      "13 V Tư pháp+Địa chính | Các bộ phận liên quan | continuous",
      "14 VI Lao động TBXH | Bảo hiểm xã hội huyện | continuous",
      "15 VI Phòng Giáo dục và Đào tạo huyện | Phòng Tài chính - kế hoạch huyện | recurring",
      "16 VI Phòng Quản lý đô thị huyện+Địa chính xã | Phòng Tài chính - kế hoạch huyện | "
      "recurring",
      "17 VI Công an huyện | Công an xã | continuous",
      "18 VII Tài nguyên và Môi trường | – | continuous",
      "19 VII Tài nguyên và Môi trường | Phòng Tài nguyên và Môi trường | event",
      "20 VIII Văn hóa và Thông tin+Văn phòng HĐND-UBND | Các bộ phận liên quan | continuous",
  };
  ASSERT_EQ(tasks.size(), expected.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) EXPECT_EQ(tasks[i], expected[i]);
}

TEST_F(SeedPlans, JoinedRowsOfSeed1) {
  const Document d = read("001");
  std::map<std::string, Task> task;
  for (const Task& t : d.tasks) {
    if (t.origin == TaskOrigin::kTable)
      task["PL" + std::to_string(t.appendix) + "-" + t.ordinal_norm.value_or("")] = t;
  }
  EXPECT_EQ(value(task["PL1-4"].task_text),
            "Mở rộng các hình thức công khai phù hợp: Đài phát thanh huyện; Đài truyền thanh các "
            "xã, thị trấn; Bảng tin "
            "tại Nhà Văn hóa, Khu dân cư, Tổ dân phố...");
  EXPECT_EQ(value(task["PL1-4"].output),
            "Tối thiểu 02 lần trong năm có các hình thức công khai mở rộng phù hợp");
  EXPECT_EQ(value(task["PL1-4"].deadline_raw), "-");
  EXPECT_EQ(task["PL1-4"].reasons, Lines{"PAGE_JOIN"});
  EXPECT_EQ(task["PL1-4"].group_text,
            "NỘI DUNG VỀ CUNG ỨNG DỊCH VỤ THỰC HÀNH CHÍNH / Tiếp cận dịch vụ");
  EXPECT_TRUE(value(task["PL2-17"].task_text)
                  .ends_with("phòng chống tội phạm, tố giác tội phạm trên địa bàn"));
  int coops = 0, outputs = 0, deadlines = 0;
  for (const Task& t : d.tasks) {
    if (t.origin != TaskOrigin::kTable) continue;
    coops += t.coop_raw ? 0 : 1;
    outputs += t.output ? 0 : 1;
    deadlines += t.deadline_raw ? 0 : 1;
  }
  EXPECT_EQ(coops, 3);
  EXPECT_EQ(outputs, 2);
  EXPECT_EQ(deadlines, 1);
}

TEST_F(SeedPlans, ProseTasks) {
  EXPECT_EQ(prose_counts(read("000")),
            (Lines{"III.1 3", "III.2 2", "III.3 1", "III.4 1", "III.5 1", "III.6 1", "III.7 1",
                   "III.8 1", "III.9 1", "III.10 1"}));
  EXPECT_EQ(prose_counts(read("001")), (Lines{"III.1 3", "III.2 3", "III.3 1"}));
  EXPECT_EQ(prose_counts(read("002")), Lines{"III 2"});
  EXPECT_EQ(prose_counts(read("004")), (Lines{"III.1 5", "III.2 3"}));
}

TEST_F(SeedPlans, LeadsAndDeadlinesOfProse) {
  const Document s4 = read("004");
  ASSERT_EQ(s4.tasks.size(), 8U);
  EXPECT_EQ(value(s4.tasks[3].lead_raw), "Văn hóa xã");
  EXPECT_EQ(value(s4.tasks[4].lead_raw), "Văn phòng - Thống kê, Văn hóa");
  EXPECT_EQ(value(s4.tasks[4].deadline_raw), "trước ngày 05/12/2022");
  EXPECT_EQ(s4.tasks[4].deadlines.front().due_date, "2022-12-05");
  EXPECT_EQ(s4.tasks[4].deadlines.front().due_last_day, "2022-12-04");
  const auto rules = [](const Document& d) {
    Lines out;
    for (const Task& task : d.tasks) {
      if (task.origin != TaskOrigin::kProse) continue;
      std::string line = task.actor_path + "-" + std::to_string(task.row_no);
      for (const Deadline& deadline : task.deadlines) line += " " + deadline.rule;
      if (!line.ends_with("D50")) out.push_back(line);
    }
    return out;
  };
  EXPECT_EQ(rules(read("000")), Lines{"III.2-1 D45"});
  EXPECT_EQ(rules(read("001")), (Lines{"III.1-2 D35", "III.2-2 D35"}));
  EXPECT_EQ(rules(read("002")), Lines{"III-2 D35 D45"});
  EXPECT_EQ(rules(s4), Lines{"III.1-5 D02"});
}

TEST_F(SeedPlans, Recipients) {
  EXPECT_EQ(read("000").recipients.size(), 7U);
  EXPECT_EQ(read("001").recipients.size(), 5U);
  EXPECT_EQ(read("002").recipients.size(), 3U);
  EXPECT_GE(read("003").recipients.size(), 8U);
  EXPECT_EQ(read("004").recipients.size(), 6U);
}

TEST_F(SeedPlans, References) {
  EXPECT_EQ(references(read("000")), (Lines{"192/KH-UBND 2023-12-26", "10/KH-UBND 2024-01-12",
                                            "06/CT-CTUBND 2019-05-17", "192/KH-UBND 2023-12-26"}));
  EXPECT_EQ(references(read("001")), Lines{"164/KH-UBND 2024-05-30"});
  EXPECT_EQ(references(read("002")), Lines{"07/KH-UBND 2023-01-12"});
  EXPECT_EQ(references(read("003")), Lines{"06/CT-CTUBND 2019-05-17"});
  EXPECT_EQ(references(read("004")),
            (Lines{"233/KH-UBND 2022-09-30", "58/KH-UBND 2022-07-26",
                   "34/2007/PL-UBTVQH11 2007-04-20", "04/2015/NĐ-CP 2015-01-09",
                   "3941/QĐ-UBND 2021-12-10", "4203/QĐ-UBND 2021-12-30", "430/QĐ-UBND 2021-02-24",
                   "1847/QĐ-TTg 2018-12-27", "08-CT/TU 2016-04-07", "28-CT/TU 2018-12-14"}));
  const Document s1 = read("001");
  EXPECT_EQ(std::ranges::count_if(s1.references,
                                  [](const Reference& r) { return r.relation == Relation::kSelf; }),
            2);
}

TEST_F(SeedPlans, DamagedNumbersOfSeed3) {
  Lines level_one, points;
  for (const Section& section : read("003").sections) {
    if (section.level == 1 && section.num_norm) level_one.push_back(*section.num_norm);
    if (section.path.starts_with("II.3.") || section.path.starts_with("III.2."))
      points.push_back(section.path);
  }
  EXPECT_EQ(level_one, (Lines{"I", "II", "III"}));
  EXPECT_EQ(points, (Lines{"II.3.a", "II.3.b", "II.3.c", "II.3.d", "II.3.đ", "III.2.p1", "III.2.a",
                           "III.2.b", "III.2.c", "III.2.d", "III.2.đ"}));
}

}  // namespace
}  // namespace codau::document
