// What people have set, as changes of the printed text.
#include "record/edits/human_changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/named_cells.h"
#include "core/changes.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::record {
namespace {

using testing::NamedRow;

constexpr const char* kText =
    "SỞ Y TẾ\nSố: /KH-SYT\nA, ngày   tháng 11 năm 2031\nKẾ HOẠCH\nTrồng rừng\n"
    "1\nTrồng cây\nPhòng Tài chính\n2\nTưới cây\nPhòng Tài chính\nhuyện A\n";

Row correction(const char* name, const char* id, const char* field, const char* before) {
  return NamedRow(table("corrections"))
      .set("table_name", std::string(name))
      .set("row_id", std::string(id))
      .set("field", std::string(field))
      .set("before", std::string(before))
      .set("source", std::string("human"))
      .set("status", std::string("applied"))
      .take();
}

Row task(const char* id, std::int64_t seq, const char* text, const char* lead) {
  return NamedRow(table("tasks"))
      .set("task_id", std::string(id))
      .set("seq", seq)
      .set("task_text", std::string(text))
      .set("lead_raw", std::string(lead))
      .take();
}

std::string with(const Records& records, const std::vector<HumanEdit>& edits = {}) {
  const auto changes = compute_human_changes(kText, records, edits);
  for (const Change& one : changes) {
    EXPECT_EQ(one.source, "human");
    EXPECT_EQ(one.before, slice(std::string_view(kText), one.in));
  }
  return codau::apply(changes, kText);
}

Row document(const char* number, const char* date) {
  NamedRow row(table("documents"));
  row.set("doc_id", std::string("d"));
  if (*number != '\0') row.set("code_number", std::string(number));
  if (*date != '\0') row.set("issued_date", std::string(date));
  return row.take();
}

TEST(PeopleText, NumberAndDateFillTheirBlanks) {
  Records records;
  records[record::TableId::kDocuments] = {document("2155", "2031-11-05")};
  EXPECT_EQ(with(records), kText) << "nobody has set them";
  records[record::TableId::kCorrections] = {correction("documents", "d", "code_number", ""),
                                            correction("documents", "d", "issued_date", "")};
  const std::string text = with(records);
  EXPECT_NE(text.find("\nSố: 2155/KH-SYT\nA, ngày 05 tháng 11 năm 2031\n"), std::string::npos)
      << text;
}

TEST(PeopleText, SayingThatThereIsNoneLeavesTheText) {
  Records records;
  records[record::TableId::kDocuments] = {document("", "")};
  records[record::TableId::kCorrections] = {correction("documents", "d", "code_number", "")};
  EXPECT_EQ(with(records), kText);
}

TEST(PeopleText, AValueTakesThePlaceOfWhatWasReadInItsRow) {
  Records records;
  records[record::TableId::kTasks] = {task("a", 1, "Trồng cây", "Phòng Tài chính"),
                                      task("b", 2, "Tưới cây", "Phòng Tài chính huyện B")};
  records[record::TableId::kCorrections] = {
      correction("tasks", "b", "lead_raw", "Phòng Tài chính huyện A")};
  const std::string text = with(records);
  EXPECT_NE(text.find("2\nTưới cây\nPhòng Tài chính\nhuyện B\n"), std::string::npos) << text;
  EXPECT_NE(text.find("1\nTrồng cây\nPhòng Tài chính\n2\n"), std::string::npos) << text;
}

TEST(PeopleText, LinesStayHoweverManyWordsComeAndGo) {
  for (const char* const value :
       {"Phòng", "Phòng Kế hoạch và Đầu tư của huyện A", "X", "huyện A Phòng Tài chính"}) {
    Records records;
    records[record::TableId::kTasks] = {task("a", 1, "Trồng cây", "Phòng Tài chính"),
                                        task("b", 2, "Tưới cây", value)};
    records[record::TableId::kCorrections] = {
        correction("tasks", "b", "lead_raw", "Phòng Tài chính huyện A")};
    const std::string text = with(records);
    EXPECT_EQ(std::ranges::count(text, '\n'), std::ranges::count(std::string(kText), '\n')) << text;
    EXPECT_EQ(text.find("  "), std::string(kText).find("  ")) << text;
  }
}

}  // namespace
}  // namespace codau::record
