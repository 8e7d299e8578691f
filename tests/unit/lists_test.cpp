// Lists of a store (store/lists): filters, orders, pages that neither skip nor repeat, and the
// tables that they are read from.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../support/made_plans.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "store/compaction.h"
#include "store/documents/list_rows.h"
#include "store/lists/document_list.h"
#include "store/lists/reject_list.h"
#include "store/lists/task_list.h"
#include "store/store.h"
#include "store/store_reader.h"

namespace codau::store {
namespace {

using testing::MadePlan;
using testing::MadeTask;
using testing::make_doc_id;
using testing::make_plan_records;
using testing::TempFolder;

constexpr const char* kForest = "Hạt Kiểm lâm";
constexpr const char* kPolice = "Công an xã";

class Lists : public ::testing::Test {
 protected:
  void save(const MadePlan& plan, const std::string& text = "trang một") {
    Store store(file());
    store.save_records(plan.doc_id, make_plan_records(plan),
                       std::vector<PrintedPassage>{{1, 1, text}});
    store.finish();
  }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "codau.db"; }

  /// Returns the last digits of the documents of all pages, two to a page.
  [[nodiscard]] std::string documents(const DocumentFilter& filter, DocumentSort sort,
                                      std::size_t limit = 2) const {
    const StoreReader store(file());
    const DocumentList list(store.connection(), filter);
    std::string out;
    std::optional<DocumentPlace> after;
    for (;;) {
      const auto page = list.page(sort, after, limit);
      for (const ListedDocument& one : page) out += one.doc_id.substr(14) + " ";
      if (page.size() < limit) return out;
      after = page.back().place;
    }
  }

  /// Returns day and text of the tasks of all pages.
  [[nodiscard]] std::string tasks(const TaskFilter& filter, TaskOrder order,
                                  std::size_t limit = 2) const {
    const StoreReader store(file());
    CopyFinder copies;
    const TaskList list(store.connection(), filter, copies.find(store.connection(), store.seq()));
    std::string out;
    std::optional<TaskPlace> after;
    do {
      const TaskPage page = list.page(order, after, limit);
      EXPECT_LE(page.items.size(), limit);
      for (const ListedTask& one : page.items) out += one.text + "@" + one.place.day + " ";
      after = page.next;
    } while (after);
    return out;
  }

 private:
  TempFolder folder_;
};

TEST_F(Lists, SortDocumentsWithAndWithoutValues) {
  save({make_doc_id(1), "2026-03-01", "07", "UBND xã A", "rừng"});
  save({make_doc_id(2), "", "", "", ""});
  save({make_doc_id(3), "2026-01-15", "120", "UBND xã B", "nước"});
  save({make_doc_id(4), "", "9", "UBND xã A", "đất"});
  save({make_doc_id(5), "2026-03-01", "08", "UBND xã A", "rừng"});
  const auto sorted = [&](DocumentOrder order, bool is_descending) {
    return documents({}, {order, is_descending});
  };
  EXPECT_EQ(sorted(DocumentOrder::kIssued, true), "05 01 03 04 02 ");
  EXPECT_EQ(sorted(DocumentOrder::kIssued, false), "02 04 03 01 05 ");
  EXPECT_EQ(sorted(DocumentOrder::kNumber, false), "02 01 05 04 03 ") << "7, 8, 9, 120";
  EXPECT_EQ(sorted(DocumentOrder::kNumber, true), "03 04 05 01 02 ");
  EXPECT_EQ(sorted(DocumentOrder::kAdded, true), "05 04 03 02 01 ");
  EXPECT_EQ(sorted(DocumentOrder::kAdded, false), "01 02 03 04 05 ");
}

TEST_F(Lists, FilterAndCountDocuments) {
  save({make_doc_id(1), "2026-03-01", "07", "UBND xã A", "rừng"}, "bảo vệ rừng");
  save({make_doc_id(2), "2025-12-31", "08", "UBND xã B", "nước", {}, "QĐ", "review", 2025});
  MadePlan undated{make_doc_id(3), "", "", "", ""};
  save(undated, "rừng phòng hộ");
  const DocumentSort sort{DocumentOrder::kAdded, false};
  EXPECT_EQ(documents({.organ = "UBND xã A"}, sort), "01 ");
  EXPECT_EQ(documents({.type = "QĐ"}, sort), "02 ");
  EXPECT_EQ(documents({.status = "review"}, sort), "02 ");
  EXPECT_EQ(documents({.from = "2026-01-01"}, sort), "01 ");
  EXPECT_EQ(documents({.until = "2025-12-31"}, sort), "02 ");
  EXPECT_EQ(documents({.year = 2025}, sort), "02 ");
  EXPECT_EQ(documents({.words = "rung"}, sort), "01 ");
  EXPECT_EQ(documents({.words = "xã kh"}, sort), "01 02 ") << "beginnings of words";
  EXPECT_EQ(documents({.words = "\"xa a\""}, sort), "01 ") << "a phrase";
  EXPECT_EQ(documents({.words = "07/kh"}, sort), "01 ");
  EXPECT_EQ(documents({.words = make_doc_id(3)}, sort), "03 ") << "the name of its file";
  EXPECT_EQ(documents({.words = "?!"}, sort), "");
  EXPECT_EQ(documents({.words = "%' OR 1=1 --"}, sort), "");
  EXPECT_EQ(documents({.organ = "' OR '1'='1"}, sort), "");
  const StoreReader store(file());
  EXPECT_EQ(DocumentList(store.connection(), {}).count(), 3);
  EXPECT_EQ(DocumentList(store.connection(), {.words = "rung"}).count(), 1);
  const DocumentFacets facets = DocumentList(store.connection(), {}).facets();
  EXPECT_EQ(facets.documents, 3);
  EXPECT_EQ(facets.types, (ValueCounts{{"KH", 2}, {"QĐ", 1}}));
  EXPECT_EQ(facets.years, (ValueCounts{{"2025", 1}, {"2026", 2}}));
  EXPECT_EQ(facets.organs.at("UBND xã A"), 1);
}

TEST_F(Lists, PagesOfDocumentsNeitherSkipNorRepeatWhileSomeCome) {
  for (unsigned i = 1; i <= 9; ++i)
    save({make_doc_id(i), i % 3 == 0 ? "" : "2026-01-0" + std::to_string(i), "1", "", ""});
  std::optional<DocumentPlace> after;
  std::multiset<std::string> seen;
  for (unsigned round = 0; round < 20; ++round) {
    const StoreReader store(file());
    const DocumentList list(store.connection(), {});
    const auto page = list.page({DocumentOrder::kIssued, true}, after, 2);
    for (const ListedDocument& one : page) seen.insert(one.doc_id);
    if (page.empty()) break;
    after = page.back().place;
    save({make_doc_id(100 + round), round % 2 == 0 ? "2026-02-01" : "2025-06-01", "2", "", ""});
  }
  for (unsigned i = 1; i <= 9; ++i) EXPECT_EQ(seen.count(make_doc_id(i)), 1) << i;
  EXPECT_TRUE(std::ranges::all_of(seen, [&](const auto& id) { return seen.count(id) == 1; }));
}

TEST_F(Lists, SortTasksByDayAgencyAndDocument) {
  save({make_doc_id(1),
        "2026-01-01",
        "1",
        "",
        "",
        {{"b", kForest, "2026-06-30"}, {"d", "", ""}, {"a", kPolice, "2026-02-01"}}});
  save({make_doc_id(2),
        "2026-01-02",
        "2",
        "",
        "",
        {{"c", kPolice, "2026-12-31"}, {"e", kForest, ""}}});
  EXPECT_EQ(tasks({}, TaskOrder::kDue), "a@2026-02-01 b@2026-06-30 c@2026-12-31 d@~ e@~ ");
  EXPECT_EQ(tasks({}, TaskOrder::kLatestDue), "c@2026-12-31 b@2026-06-30 a@2026-02-01 e@~ d@~ ");
  EXPECT_EQ(tasks({}, TaskOrder::kAgency), "a@2026-02-01 c@2026-12-31 b@2026-06-30 e@~ d@~ ");
  EXPECT_EQ(tasks({}, TaskOrder::kDocument), "b@2026-06-30 d@~ a@2026-02-01 c@2026-12-31 e@~ ");
  for (const TaskOrder order :
       {TaskOrder::kDue, TaskOrder::kLatestDue, TaskOrder::kAgency, TaskOrder::kDocument})
    EXPECT_EQ(tasks({}, order), tasks({}, order, 1));
}

TEST_F(Lists, FilterTasks) {
  save({make_doc_id(1),
        "2026-01-01",
        "1",
        "",
        "",
        {{"tuần tra rừng", kForest, "2026-06-30"},
         {"họp", kPolice, "", "", "review"},
         {"báo cáo", kPolice, "", "FREQ=MONTHLY;INTERVAL=6"}}},
       "tuần tra rừng, họp, báo cáo");
  EXPECT_EQ(tasks({.agency = kForest}, TaskOrder::kDue), "tuần tra rừng@2026-06-30 ");
  EXPECT_EQ(tasks({.agency = "không có"}, TaskOrder::kDue), "");
  EXPECT_EQ(tasks({.from = "2026-07-01"}, TaskOrder::kDue), "báo cáo@2026-12-31 ");
  EXPECT_EQ(tasks({.from = "2026-06-30", .until = "2026-06-30"}, TaskOrder::kDocument),
            "tuần tra rừng@2026-06-30 báo cáo@2026-06-30 ");
  EXPECT_EQ(tasks({.is_undated = true}, TaskOrder::kDue), "họp@~ ");
  EXPECT_EQ(tasks({.status = "review"}, TaskOrder::kDue), "họp@~ ");
  EXPECT_EQ(tasks({.words = "tuan rung"}, TaskOrder::kDue), "tuần tra rừng@2026-06-30 ");
  EXPECT_EQ(tasks({.words = "rừng họp"}, TaskOrder::kDue), "") << "both are on the page";
  const StoreReader store(file());
  EXPECT_EQ(TaskList(store.connection(), {}, {}).count(), 4);
  EXPECT_EQ(TaskList(store.connection(), {.status = "ok"}, {}).count(), std::nullopt);
  const auto days =
      TaskList(store.connection(), {.from = "2026-06-01", .until = "2026-06-30"}, {}).days();
  ASSERT_EQ(days.size(), 1);
  EXPECT_EQ(days.front().count, 2);
  const auto leads = list_leads(store.connection(), 10);
  ASSERT_EQ(leads.size(), 2);
  EXPECT_EQ(leads.front().name, kPolice);
  EXPECT_EQ(leads.front().count, 3);
}

TEST_F(Lists, LeaveOutTasksOfCopies) {
  for (const unsigned i : {1U, 2U})
    save({make_doc_id(i),
          "2026-01-01",
          "1",
          "UBND xã A",
          "rừng",
          {{"tuần tra", kForest, "2026-06-30"}}});
  EXPECT_EQ(tasks({}, TaskOrder::kDue), "tuần tra@2026-06-30 ");
}

TEST_F(Lists, DaysFollowTheRows) {
  MadePlan plan{make_doc_id(1),
                "2026-01-01",
                "1",
                "",
                "",
                {{"họp", kPolice, "2026-06-30"}, {"báo cáo", kForest, ""}}};
  save(plan);
  plan.tasks = {{"họp", kForest, "2026-07-31"}};
  save(plan);
  EXPECT_EQ(tasks({}, TaskOrder::kDue), "họp@2026-07-31 ");
  EXPECT_EQ(testing::ask(file(), "SELECT name,n FROM leads ORDER BY name"),
            "Công an xã|0\nHạt Kiểm lâm|1");
  {
    Store store(file());
    store.remove_documents(std::vector<std::string>{plan.doc_id}, "removed");
    store.finish();
  }
  EXPECT_EQ(testing::ask(file(), "SELECT count(*) FROM task_days"), "0");
}

TEST_F(Lists, AnOlderStoreGetsTheTables) {
  save({make_doc_id(1), "2026-01-01", "1", "", "", {{"họp", kPolice, "2026-06-30"}}});
  testing::ask(file(), "DROP TABLE document_words; DROP TABLE leads; DROP INDEX documents_by_day");
  {
    const StoreReader store(file());
    EXPECT_FALSE(has_list_rows(store.connection()));
  }
  { const Store store(file()); }
  EXPECT_EQ(tasks({}, TaskOrder::kDue), "họp@2026-06-30 ");
  EXPECT_EQ(testing::ask(file(),
                         "SELECT count(*) FROM sqlite_schema WHERE name IN"
                         " ('documents_by_day','task_days_by_day','task_days_by_lead')"),
            "3");
}

TEST_F(Lists, CompactingMakesTheTablesAgain) {
  save({make_doc_id(2), "2026-01-01", "1", "", "", {{"họp", kPolice, "2026-06-30"}}});
  save({make_doc_id(1), "2026-01-01", "2", "", "", {{"báo cáo", kForest, ""}}});
  const std::string before = tasks({}, TaskOrder::kDue);
  compact_database(file());
  EXPECT_EQ(tasks({}, TaskOrder::kDue), before);
  EXPECT_EQ(testing::ask(file(), "SELECT name,n FROM leads ORDER BY number"),
            "Hạt Kiểm lâm|1\nCông an xã|1");
}

}  // namespace
}  // namespace codau::store
