// Confirmed names, and what rows say by them.
#include "record/rows/learnt_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "record/schema/row.h"

namespace codau::record {
namespace {

using testing::NamedCells;
using testing::NamedRow;
using testing::text_of;

Row task(const std::string& id, const std::string& status, std::vector<std::string> reasons) {
  return NamedRow(table("tasks"))
      .set("task_id", id)
      .set("review_status", status)
      .set("review_reasons", std::move(reasons))
      .take();
}

Row agency(const std::string& id, const std::string& role, const std::string& name) {
  return NamedRow(table("task_agencies"))
      .set("task_id", id)
      .set("role", role)
      .set("raw", name)
      .set("norm", name)
      .set("method", std::string("none"))
      .set("is_collective", false)
      .take();
}

std::string status_and_reasons(const Records& records, std::size_t i) {
  const Table& tasks = table("tasks");
  Row row = records[record::TableId::kTasks][i];
  std::string out = text_of(tasks, row, "review_status");
  for (const std::string& code : NamedCells(tasks, row).codes("review_reasons")) out += ' ' + code;
  return out;
}

Records judged(const Records& before, const LearntNames& learnt,
               const std::set<std::string>& forgotten = {}) {
  return judge_rows(own_lexicon(), learnt, before, forgotten);
}

const std::string kOdd = "Tổ Lò Bling", kOther = "Sao Mai Xanh";

Records rows() {
  Records out;
  const std::vector<std::string> unknown{"AGENCY_UNKNOWN"};
  out[record::TableId::kTasks] = {task("a", "review", unknown), task("b", "review", unknown),
                                  task("c", "accepted", unknown), task("d", "review", {"DUE_FAR"})};
  out[record::TableId::kTaskAgencies] = {agency("a", "lead", kOdd), agency("b", "lead", kOdd),
                                         agency("b", "coop", kOther), agency("c", "lead", kOdd),
                                         agency("d", "lead", "Trạm Y tế xã An Bình")};
  return out;
}

TEST(LearntNames, AreKnownWhateverTheirCapitals) {
  LearntNames names;
  names.add("Tổ Hòa Bình");
  EXPECT_TRUE(names.contains("tổ hoà bình"));
  EXPECT_FALSE(names.contains("Tổ Hoa Bình"));
  names.remove("TỔ HÒA BÌNH");
  EXPECT_FALSE(names.contains("Tổ Hòa Bình"));
}

TEST(LearntNames, TakeTheDoubtOfTheirTasksAlone) {
  LearntNames learnt;
  learnt.add(kOdd);
  const Records after = judged(rows(), learnt);
  EXPECT_EQ(status_and_reasons(after, 0), "ok");
  EXPECT_EQ(status_and_reasons(after, 1), "review AGENCY_UNKNOWN");  // of its other name
  EXPECT_EQ(status_and_reasons(after, 2), "accepted");               // a person's verdict stays
  EXPECT_EQ(status_and_reasons(after, 3), "review DUE_FAR");
  const Records again = judged(after, LearntNames(), {*learnt.keys().begin()});
  EXPECT_EQ(status_and_reasons(again, 0), "review AGENCY_UNKNOWN");
  EXPECT_EQ(status_and_reasons(again, 2), "accepted AGENCY_UNKNOWN");
}

TEST(LearntNames, AreThoseThatAreAskedFor) {
  EXPECT_EQ(list_questioned_names(own_lexicon(), rows(), "b", "lead_raw"),
            std::vector<std::string>{kOdd});
  EXPECT_EQ(list_questioned_names(own_lexicon(), rows(), "b", "coop_raw"),
            std::vector<std::string>{kOther});
  EXPECT_EQ(list_questioned_names(own_lexicon(), rows(), "d", "lead_raw"),
            std::vector<std::string>{"Trạm Y tế xã An Bình"});  // of an older codau
}

}  // namespace
}  // namespace codau::record
