// The flat tables as views of a store (store/schema/flat_views.h): what a question finds in one
// row, and on which days a deadline falls.
#include "store/schema/flat_views.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "../support/made_store.h"
#include "../support/named_cells.h"
#include "../support/sql.h"
#include "record/schema/flat_tables.h"
#include "record/schema/ids.h"

namespace codau::store {
namespace {

using testing::NamedCells;
using testing::NamedRow;
using testing::text_of;
using testing::value_of;

using record::Records;
using record::Row;
using record::table;
using testing::MadeStore;
using testing::TempFolder;

constexpr const char* kDoc = "0123456789abcdef";
const std::string kTask = record::make_uuid("task"), kSection = record::make_uuid("section");

Row document() {
  return NamedRow(table("documents"))
      .set("doc_id", std::string(kDoc))
      .set("source_sha256", std::string(64, 'a'))
      .set("source_bytes", std::int64_t{1})
      .set("source_format", std::string("txt"))
      .set("text_layer", std::string("none"))
      .set("type_code", std::string("KH"))
      .set("code_number", std::string("07"))
      .set("code_notation", std::string("KH-UBND"))
      .set("issued_date_best", std::string("2024-02-22"))
      .set("issued_date_basis", std::string("printed"))
      .set("plan_year", std::int64_t{2024})
      .set("priority", std::string("normal"))
      .set("secrecy", std::string("none"))
      .set("flags", std::vector<std::string>{})
      .set("lang", std::string("vi"))
      .set("schema_version", std::string(record::kSchemaVersion))
      .set("pipeline_version", std::string("test"))
      .set("review_reasons", std::vector<std::string>{})
      .set("review_status", std::string("ok"))
      .take();
}

Row section() {
  return NamedRow(table("sections"))
      .set("section_id", kSection)
      .set("doc_id", std::string(kDoc))
      .set("seq", std::int64_t{1})
      .set("level", std::int64_t{1})
      .set("kind", std::string("bullet"))
      .set("review_reasons", std::vector<std::string>{})
      .set("review_status", std::string("ok"))
      .take();
}

Row task() {
  return NamedRow(table("tasks"))
      .set("task_id", kTask)
      .set("doc_id", std::string(kDoc))
      .set("section_id", kSection)
      .set("seq", std::int64_t{1})
      .set("origin", std::string("prose"))
      .set("task_text", std::string("Tuần tra rừng"))
      .set("deadline_kind", std::string("recurring"))
      .set("due_inferred", false)
      .set("review_reasons", std::vector<std::string>{})
      .set("review_status", std::string("ok"))
      .take();
}

NamedRow deadline(std::int64_t seq) {
  NamedRow row(table("task_deadlines"));
  row.set("task_id", kTask).set("seq", seq).set("rule", std::string("D01"));
  row.set("kind", std::string("fixed")).set("inferred", false).set("confidence", 1.0);
  return row;
}

Row dated(std::int64_t seq, const std::string& day, const std::string& label = {}) {
  return deadline(seq).set("due_last_day", day).set("label", record::to_text_value(label)).take();
}

Row recurring(const std::string& rule, const std::string& op = {}, std::int64_t seq = 1,
              const std::string& label = {}) {
  return deadline(seq)
      .set("recurrence", rule)
      .set("due_op", record::to_text_value(op))
      .set("label", record::to_text_value(label))
      .take();
}

Row agency(std::int64_t seq, const std::string& role, const std::string& name) {
  return NamedRow(table("task_agencies"))
      .set("task_id", kTask)
      .set("seq", seq)
      .set("role", role)
      .set("raw", name)
      .set("norm", name)
      .set("level", std::string("commune"))
      .set("is_collective", false)
      .set("is_inherited", false)
      .set("method", std::string("exact"))
      .set("confidence", 1.0)
      .take();
}

Row citation(std::int64_t seq, const std::string& raw, const std::string& number, std::int64_t year,
             const std::string& notation, const std::string& title = {}) {
  return NamedRow(table("doc_refs"))
      .set("ref_id", record::make_uuid("ref" + std::to_string(seq)))
      .set("doc_id", std::string(kDoc))
      .set("seq", seq)
      .set("raw", raw)
      .set("relation", std::string("basis"))
      .set("number", record::to_text_value(number))
      .set("year", year == 0 ? record::Value() : record::Value(year))
      .set("notation", record::to_text_value(notation))
      .set("title", record::to_text_value(title))
      .set("confidence", 1.0)
      .take();
}

/// Whose deadlines its one task has; what is said of the chosen one stands in the task, too.
Records plan(std::vector<Row> deadlines) {
  Records records;
  records[record::TableId::kDocuments] = {document()};
  records[record::TableId::kSections] = {section()};
  records[record::TableId::kTasks] = {task()};
  const auto seq = [](const Row& row) { return value_of(table("task_deadlines"), row, "seq"); };
  NamedCells chosen(table("task_deadlines"), *std::ranges::min_element(deadlines, {}, seq)),
      copy(table("tasks"), records[record::TableId::kTasks].front());
  for (const char* const column : {"recurrence", "due_op", "due_last_day"})
    copy.set(column, record::to_text_value(chosen.text(column)));
  records[record::TableId::kTaskDeadlines] = std::move(deadlines);
  return records;
}

std::string days_of(const Records& records) {
  const MadeStore made({{kDoc, records}});
  return testing::ask(made.folder() / "codau.db",
                      "SELECT group_concat(due_day,' ') FROM (SELECT due_day FROM due_dates ORDER "
                      "BY deadline_seq,due_day)");
}

std::string days_of(const std::string& rule, const std::string& op = {}) {
  return days_of(plan({recurring(rule, op)}));
}

TEST(DueDates, ARecurringDeadlineFallsIntoItsPlan) {
  EXPECT_EQ(days_of("FREQ=MONTHLY;INTERVAL=3"), "2024-03-31 2024-06-30 2024-09-30 2024-12-31");
  EXPECT_EQ(days_of("FREQ=MONTHLY;INTERVAL=6"), "2024-06-30 2024-12-31");
  EXPECT_EQ(days_of("FREQ=YEARLY"), "2024-12-31");
  EXPECT_EQ(days_of("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
            "2024-03-15 2024-06-15 2024-09-15 2024-12-15");
  EXPECT_EQ(days_of("FREQ=YEARLY;BYMONTH=10,11,12"), "2024-12-31") << "quý IV hằng năm";
  EXPECT_EQ(days_of("FREQ=YEARLY;BYMONTH=6,12"), "2024-06-30 2024-12-31");
  EXPECT_EQ(days_of("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"), "∅") << "before the day of issue";
  const std::string weeks = days_of("FREQ=WEEKLY");
  EXPECT_TRUE(weeks.starts_with("2024-02-25 2024-03-03 ")) << "Sundays";
  EXPECT_TRUE(weeks.ends_with(" 2024-12-29"));
  EXPECT_EQ(days_of("FREQ=DAILY"), "∅") << "no day of its own";
}

TEST(DueDates, AWeekHasItsDayAndARuleMayEnd) {
  EXPECT_TRUE(days_of("FREQ=WEEKLY;BYDAY=FR").starts_with("2024-02-23 2024-03-01 "));
  EXPECT_TRUE(days_of("FREQ=WEEKLY;BYDAY=FR", "before").starts_with("2024-02-22 2024-02-29 "));
  EXPECT_TRUE(days_of("FREQ=WEEKLY;BYDAY=TH").starts_with("2024-02-22 2024-02-29 "));
  EXPECT_TRUE(days_of("FREQ=WEEKLY;BYDAY=XX").starts_with("2024-02-25 ")) << "no day of the week";
  EXPECT_EQ(days_of("FREQ=MONTHLY;UNTIL=20240430"), "2024-02-29 2024-03-31 2024-04-30");
  EXPECT_EQ(days_of("FREQ=MONTHLY;UNTIL="), "∅");
  EXPECT_EQ(days_of("FREQ=MONTHLY;BYMONTH=3,4,5"), "2024-03-31 2024-04-30 2024-05-31");
  EXPECT_EQ(days_of("FREQ=MONTHLY;BYMONTH=10,11,12;BYMONTHDAY=5", "before"),
            "2024-10-04 2024-11-04 2024-12-04");
}

TEST(DueDates, WhatAPersonSetsInATaskCountsAndOthersStay) {
  Records records = plan({dated(1, "2024-06-30"), dated(2, "2024-10-31")});
  testing::set("tasks", records[record::TableId::kTasks][0], "due_last_day",
               std::string("2024-07-15"));
  EXPECT_EQ(days_of(records), "2024-07-15 2024-10-31");
  testing::set("tasks", records[record::TableId::kTasks][0], "due_last_day", {});
  testing::set("tasks", records[record::TableId::kTasks][0], "recurrence",
               std::string("FREQ=YEARLY"));
  EXPECT_EQ(days_of(records), "2024-12-31 2024-10-31");
}

TEST(DueDates, ATaskThatAPersonAddedNeedsNoRowOfItsDeadline) {
  Records records = plan({dated(1, "2024-06-30")});
  records[record::TableId::kTaskDeadlines].clear();
  testing::set("tasks", records[record::TableId::kTasks][0], "deadline_raw",
               std::string("Tháng 6"));
  EXPECT_EQ(days_of(records), "2024-06-30");
  const MadeStore made({{kDoc, records}});
  EXPECT_EQ(testing::ask(made.folder() / "codau.db",
                         "SELECT deadline,deadline_seq,due_last_day FROM plan_tasks"),
            "Tháng 6|1|2024-06-30");
}

TEST(DueDates, ADayThatAMonthLacksIsItsLastAndBeforeIsExclusive) {
  EXPECT_TRUE(
      days_of("FREQ=MONTHLY;BYMONTHDAY=31").starts_with("2024-02-29 2024-03-31 2024-04-30"));
  EXPECT_TRUE(days_of("FREQ=MONTHLY;BYMONTHDAY=25", "before").starts_with("2024-02-24 2024-03-24"));
  EXPECT_EQ(days_of("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "before"), "2024-12-31")
      << "of the year after, whose last day in time is of this one";
}

TEST(DueDates, ThePeriodOfAPlanOverYearsOrElseTheYearOfIssueCounts) {
  Records years = plan({recurring("FREQ=YEARLY")});
  testing::set("documents", years[record::TableId::kDocuments][0], "plan_year", {});
  EXPECT_EQ(days_of(years), "2024-12-31");
  testing::set("documents", years[record::TableId::kDocuments][0], "period_start",
               std::string("2021-01-01"));
  testing::set("documents", years[record::TableId::kDocuments][0], "period_end",
               std::string("2026-12-31"));
  EXPECT_EQ(days_of(years), "2024-12-31 2025-12-31 2026-12-31");
  testing::set("documents", years[record::TableId::kDocuments][0], "period_end",
               std::string("9999-12-31"));
  EXPECT_EQ(days_of(years).size(), 10 * 11 - 1U) << "ten years at most";
  testing::set("documents", years[record::TableId::kDocuments][0], "issued_date_best", {});
  testing::set("documents", years[record::TableId::kDocuments][0], "period_start", {});
  testing::set("documents", years[record::TableId::kDocuments][0], "period_end", {});
  EXPECT_EQ(days_of(years), "∅");
}

TEST(DueDates, WhatNoRuleSaysHasNoDayAndBreaksNothing) {
  for (const char* const rule : {"FREQ=", "monthly", "FREQ=HOURLY",
                                 "x;;=", "FREQ=YEARLY;BYMONTH=", "FREQ=YEARLY;BYMONTH=13"})
    EXPECT_EQ(days_of(rule), "∅") << rule;
  EXPECT_EQ(days_of("FREQ=MONTHLY;INTERVAL=0").size(), 11 * 11 - 1U);
}

TEST(DueDates, EachDeadlineCountsOnce) {
  EXPECT_EQ(days_of(plan({dated(1, "2024-06-30"), dated(2, "2024-06-30"), dated(3, "2024-10-31")})),
            "2024-06-30 2024-10-31");
  EXPECT_EQ(days_of(plan({dated(1, "2024-06-30", "6 tháng"), dated(2, "2024-06-30", "quý II")})),
            "2024-06-30 2024-06-30");
}

TEST(DueDates, ADayOfARecurringDeadlineCountsOnceToo) {
  const std::string monthly = "FREQ=MONTHLY", half = "FREQ=MONTHLY;INTERVAL=6";
  EXPECT_EQ(days_of(plan({recurring(monthly), recurring(monthly, "", 2)})), days_of(monthly));
  EXPECT_EQ(days_of(plan({dated(2, "2024-12-31"), recurring(half)})), "2024-06-30 2024-12-31")
      << "what does not recur comes first";
  EXPECT_EQ(days_of(plan({recurring(monthly), recurring(half, "", 2)})), days_of(monthly));
  EXPECT_EQ(days_of(plan({recurring(half), recurring(half, "", 2, "báo cáo")})),
            "2024-06-30 2024-12-31 2024-06-30 2024-12-31")
      << "for something else";
}

TEST(DueDates, AskedForOneDocumentTheyReadThatAlone) {
  const MadeStore made({{kDoc, plan({recurring("FREQ=YEARLY")})}});
  for (const char* const key : {"doc_id", "task_id"}) {
    const std::string how = testing::ask(
        made.folder() / "codau.db",
        "EXPLAIN QUERY PLAN SELECT * FROM due_dates WHERE " + std::string(key) + " = 'x'");
    EXPECT_EQ(how.find("SCAN t "), std::string::npos) << how;
    EXPECT_EQ(how.find("SCAN o"), std::string::npos) << how;
  }
}

class Copies : public ::testing::Test {
 protected:
  static constexpr const char* kOther = "fedcba9876543210";

  /// The same plan as read from another file.
  static Records copy() {
    Records records = plan({dated(1, "2024-06-30")});
    testing::set("documents", records[record::TableId::kDocuments][0], "doc_id",
                 std::string(kOther));
    testing::set("documents", records[record::TableId::kDocuments][0], "source_sha256",
                 std::string(64, 'b'));
    testing::set("sections", records[record::TableId::kSections][0], "section_id",
                 record::make_uuid("other section"));
    testing::set("sections", records[record::TableId::kSections][0], "doc_id", std::string(kOther));
    testing::set("tasks", records[record::TableId::kTasks][0], "task_id",
                 record::make_uuid("other"));
    testing::set("tasks", records[record::TableId::kTasks][0], "section_id",
                 record::make_uuid("other section"));
    testing::set("tasks", records[record::TableId::kTasks][0], "doc_id", std::string(kOther));
    testing::set("task_deadlines", records[record::TableId::kTaskDeadlines][0], "task_id",
                 record::make_uuid("other"));
    return records;
  }
  static std::string counted(Records first, Records second) {
    for (Records* const records : {&first, &second}) {
      for (const char* const column : {"organ_name", "subject"}) {
        Row& row = (*records)[record::TableId::kDocuments][0];
        if (testing::get("documents", row, column) == record::Value())
          testing::set("documents", row, column, std::string("Trồng rừng"));
      }
    }
    const MadeStore made({{kDoc, first}, {kOther, second}});
    std::string out;
    for (const record::Table& flat : record::flat_tables()) {
      made.reader().for_each_row(flat, [&](const Row&, std::string_view doc) {
        out.append(doc.substr(0, 2)).append(" ");
      });
    }
    const auto copies = made.reader().copies();
    for (const auto& [doc_id, of] : copies) out += doc_id.substr(0, 2) + "=" + of.substr(0, 2);
    EXPECT_EQ(testing::ask(made.folder() / "codau.db", "SELECT count(*) FROM plan_tasks"),
              std::to_string(2 - copies.size()));
    std::size_t own = 0;
    made.reader().for_each_row_of(record::flat_tables()[0], kOther, [&](auto&, auto) { ++own; });
    EXPECT_EQ(own, 1U);
    return out;
  }
};

TEST_F(Copies, APlanThatWasScannedTwiceCountsOnce) {
  const Records first = plan({dated(1, "2024-06-30")});
  EXPECT_EQ(counted(first, copy()), "01 01 fe=01");
  Records other = copy();
  testing::set("documents", other[record::TableId::kDocuments][0], "subject",
               std::string("Nuôi cá"));
  EXPECT_EQ(counted(first, other), "01 fe 01 fe ") << "a number that was misread hides no plan";
  other = copy();
  testing::set("documents", other[record::TableId::kDocuments][0], "code_number", {});
  EXPECT_EQ(counted(first, other), "01 fe 01 fe ");
}

TEST_F(Copies, WhereTheSubjectIsReadInTwoWaysTheTasksTell) {
  const auto counted = [](const std::string& second) {
    std::vector<Records> plans{plan({dated(1, "2024-06-30")}), copy()};
    for (Records& records : plans) {
      const bool is_copy = &records == &plans.back();
      Row row = records[record::TableId::kTasks][0];
      testing::set("tasks", row, "task_id", record::make_uuid(is_copy ? "other 2" : "2"));
      testing::set("tasks", row, "seq", std::int64_t{2});
      testing::set("tasks", row, "task_text", is_copy ? second : std::string("Trực gác"));
      records[record::TableId::kTasks].push_back(row);
      Row& head = records[record::TableId::kDocuments][0];
      testing::set("documents", head, "organ_name", std::string("UBND xã"));
      testing::set("documents", head, "subject",
                   std::string(is_copy ? "Trông rừng" : "Trồng rừng"));
    }
    const MadeStore made({{kDoc, plans[0]}, {kOther, plans[1]}});
    return testing::ask(
        made.folder() / "codau.db",
        "SELECT (SELECT count(*) FROM document_copies) || ' ' || count(*) FROM plan_tasks");
  };
  EXPECT_EQ(counted("Trực gác"), "1 2");
  EXPECT_EQ(counted("Trồng cây"), "0 4") << "one task alone is in many plans";
}

TEST_F(Copies, TheOneThatIsAcceptedOrReadWithoutDoubtCounts) {
  const Records first = plan({dated(1, "2024-06-30")});
  Records other = copy();
  testing::set("documents", other[record::TableId::kDocuments][0], "review_status",
               std::string("accepted"));
  EXPECT_EQ(counted(first, other), "fe fe 01=fe");
  testing::set("documents", other[record::TableId::kDocuments][0], "review_status",
               std::string("rejected"));
  EXPECT_EQ(counted(first, other), "01 01 fe=01");
  other = copy();
  testing::set("documents", other[record::TableId::kDocuments][0], "text_layer",
               std::string("born_digital"));
  EXPECT_EQ(counted(first, other), "fe fe 01=fe");
}

TEST(PlanTasks, AStoreOfAnotherBuildGetsTheViewsOfThisOne) {
  const MadeStore made({{kDoc, plan({dated(1, "2024-06-30")})}});
  const std::filesystem::path file = made.folder() / "codau.db";
  {
    const Connection connection(file);
    connection.run("DROP VIEW due_dates");
    connection.run("CREATE VIEW due_dates AS SELECT doc_id,1 AS due_day FROM documents");
    connection.run("DROP VIEW ngay_den_han");
  }
  { const Store store(file); }
  EXPECT_EQ(testing::ask(file, "SELECT due_day,(SELECT count(*) FROM ngay_den_han) FROM due_dates"),
            "2024-06-30|1");
}

TEST(PlanTasks, ARowHasAllThatAQuestionNeeds) {
  Records records = plan({dated(1, "2024-06-30"), dated(2, "2024-10-31")});
  records[record::TableId::kTaskAgencies] = {agency(1, "lead", "Sở Y tế"),
                                             agency(2, "lead", "Công an tỉnh"),
                                             agency(3, "coop", "Các sở, ban, ngành")};
  records[record::TableId::kDocRefs] = {
      citation(1, "Nghị quyết số 10/NQ-CP ngày 02/01/2024", "10", 2024, "NQ-CP"),
      citation(2, "Nghị định số 30/2020/NĐ-CP", "30", 2020, "NĐ-CP"),
      citation(3, "Luật Lâm nghiệp", "", 0, "", "Luật Lâm nghiệp"),
      citation(4, "Nghị quyết số 10/NQ-CP", "10", 0, "NQ-CP"),
      citation(5, "Nghị quyết số 57-NQ/TW", "57", 0, "NQ/TW"),
      citation(6, "Kế hoạch số 634-KH/TĐTN-PT", "634", 0, "KH/TĐTN-PT")};
  records[record::TableId::kSources] = {NamedRow(table("sources"))
                                            .set("doc_id", std::string(kDoc))
                                            .set("seq", std::int64_t{1})
                                            .set("source_name", std::string("a.txt"))
                                            .set("source_path", std::string("x/a.txt"))
                                            .take()};
  const MadeStore made({{kDoc, records}});
  EXPECT_EQ(testing::ask(made.folder() / "codau.db",
                         "SELECT document_number,task,lead,cooperating,due_last_day,cites,"
                         "source_file,deadline_seq FROM plan_tasks ORDER BY deadline_seq"),
            "07/KH-UBND|Tuần tra rừng|Sở Y tế; Công an tỉnh|Các sở, ban, ngành|2024-06-30|10/NQ-CP;"
            " 30/2020/NĐ-CP; Luật Lâm nghiệp; 57-NQ/TW; 634-KH/TĐTN-PT|x/a.txt|1\n"
            "07/KH-UBND|Tuần tra rừng|Sở Y tế; Công an tỉnh|Các sở, ban, ngành|2024-10-31|10/NQ-CP;"
            " 30/2020/NĐ-CP; Luật Lâm nghiệp; 57-NQ/TW; 634-KH/TĐTN-PT|x/a.txt|2");
  for (const char* const notation : {"NQ/TW", "KH/TĐTN-PT"})
    EXPECT_EQ(record::find_notation_separator(notation), '-') << notation;
  for (const char* const notation : {"KH-UBND", "NĐ-CP", "QH15", "QĐ-UBND/VX", ""})
    EXPECT_EQ(record::find_notation_separator(notation), '/') << notation;
  EXPECT_EQ(testing::ask(made.folder() / "codau.db",
                         "SELECT so_ky_hieu,noi_dung_nhiem_vu,chu_tri FROM ke_hoach_nhiem_vu WHERE "
                         "ngay_cuoi_trong_han = '2024-06-30'"),
            "07/KH-UBND|Tuần tra rừng|Sở Y tế; Công an tỉnh");
  std::size_t rows = 0;
  for (const record::Table& flat : record::flat_tables()) {
    made.reader().for_each_row(flat, [&](const Row& row, std::string_view doc_id) {
      EXPECT_EQ(row.size(), flat.columns.size());
      EXPECT_EQ(doc_id, kDoc);
      ++rows;
    });
  }
  EXPECT_EQ(rows, 4U);
}

/// What SQLite does for the connections that are opened while it lives, in hundreds of steps.
class Work {
 public:
  Work() {
    steps_ = 0;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watch));
  }
  ~Work() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&watch)); }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  [[nodiscard]] static std::int64_t steps() { return steps_; }

 private:
  static int watch(sqlite3* db, char** /*error*/, const sqlite3_api_routines* /*routines*/) {
    const auto count = [](void*) {
      ++steps_;
      return 0;
    };
    sqlite3_progress_handler(db, 100, count, nullptr);
    return SQLITE_OK;
  }
  static inline std::int64_t steps_ = 0;
};

/// A plan of many tasks that cites many other papers.
Records long_plan(std::int64_t tasks, std::int64_t citations) {
  Records records = plan({dated(1, "2024-06-30")});
  const Row first = records[record::TableId::kTasks][0],
            due = records[record::TableId::kTaskDeadlines][0];
  for (std::int64_t seq = 2; seq <= tasks; ++seq) {
    const std::string id = record::make_uuid("task" + std::to_string(seq));
    Row& one = records[record::TableId::kTasks].emplace_back(first);
    testing::set("tasks", one, "task_id", id);
    testing::set("tasks", one, "seq", seq);
    testing::set("task_deadlines", records[record::TableId::kTaskDeadlines].emplace_back(due),
                 "task_id", id);
  }
  for (std::int64_t seq = 1; seq <= citations; ++seq) {
    const std::string number = std::to_string(seq);
    records[record::TableId::kDocRefs].push_back(
        citation(seq, "Kế hoạch số " + number + "/KH-UBND", number, 0, "KH-UBND"));
  }
  return records;
}

TEST(PlanTasks, CitationsAreReadOnceForTheRowsOfADocument) {
  static constexpr std::int64_t kTasks = 300;
  const auto steps_for = [](std::int64_t citations) {
    const MadeStore made({{kDoc, long_plan(kTasks, citations)}});
    const Work work;
    std::int64_t rows = 0;
    made.reader().for_each_row(record::flat_tables()[0], [&](const Row& row, std::string_view) {
      const std::string cites = text_of(record::flat_tables()[0], row, "cites");
      EXPECT_EQ(std::ranges::count(cites, ';'), citations - 1);
      ++rows;
    });
    EXPECT_EQ(rows, kTasks);
    return Work::steps();
  };
  EXPECT_LT(steps_for(300), 3 * steps_for(1));
}

}  // namespace
}  // namespace codau::store
