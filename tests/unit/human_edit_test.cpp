#include "record/edits/human_edit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/named_cells.h"
#include "../support/output_error.h"
#include "../support/plain_records.h"
#include "record/edits/edit_rules.h"
#include "record/edits/edit_validator.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

using testing::NamedCells;
using testing::NamedRow;
using testing::text_of;
using testing::value_of;

constexpr const char* kDoc = "0123456789abcdef";
const std::string kHead =
    "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\nSố: 07/KH-UBND\nAn Bình, ngày 05 tháng 02 năm 2024\n\nKẾ "
    "HOẠCH\nCải cách hành chính năm 2024\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Báo cáo "
    "trước ngày 30/6/2024.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Ước\n\nPhụ lục "
    "1\nDANH MỤC NHIỆM VỤ\n\nTT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n";
const std::string kReview = "1\tRà soát\tVăn phòng\tTrước ngày 15/6/2024\n";
const std::string kPublish = "2\tCông bố\tTư pháp\tTrước ngày 30/9/2024\n";

Records rows(const std::string& text = kHead + kReview + kPublish) {
  return testing::plain_records(text);
}

std::string print(const Value& value) {
  if (const auto* const text = std::get_if<std::string>(&value)) return *text;
  return std::holds_alternative<std::monostate>(value) ? "NULL" : "other";
}

/// The row of a table where a column is a value; "" for the first.
std::string id_of(const Records& records, const std::string& name, const std::string& column = "",
                  const std::string& value = "") {
  for (const Row& row : testing::rows_of(records, name)) {
    if (column.empty() || print(value_of(table(name), row, column)) == value)
      return row_id(table(name), row);
  }
  return {};
}

std::string cell(const Records& records, const std::string& name, const std::string& id,
                 const std::string& column) {
  for (const Row& row : testing::rows_of(records, name)) {
    if (row_id(table(name), row) == id) return print(value_of(table(name), row, column));
  }
  return "no row";
}

std::vector<std::string> reasons(const Records& records, const std::string& name,
                                 const std::string& id) {
  for (Row row : testing::rows_of(records, name)) {
    if (row_id(table(name), row) == id) return NamedCells(table(name), row).codes("review_reasons");
  }
  return {};
}

bool is_stale(const Records& records, const std::string& name, const std::string& id) {
  const auto codes = reasons(records, name, id);
  return std::ranges::find(codes, "EDIT_STALE") != codes.end();
}

EditRequest asked(const std::string& line) {
  RequestedEdit out = parse_edit_request(line);
  if (const auto* const bad = std::get_if<BadRequest>(&out)) {
    ADD_FAILURE() << line << ": " << bad->why.en;
    return {};
  }
  return std::get<EditRequest>(out);
}

std::string line(const std::string& name, const std::string& id, const std::string& rest) {
  return R"({"doc_id":"0123456789abcdef","table":")" + name + R"(","row_id":")" + id + "\"," +
         rest + "}";
}

std::string set(const std::string& field, const std::string& value) {
  return R"("action":"set","field":")" + field + R"(","value":)" + value;
}

HumanEdit edit(const Records& records, const std::string& json,
               const std::vector<HumanEdit>& before = {}) {
  JudgedEdit judged = EditValidator(own_lexicon(), records, before, {"Lan", "2026-01-31T08:05:00Z"})
                          .validate(asked(json));
  EXPECT_TRUE(judged.edit) << (judged.refused ? judged.refused->en : "nothing to do");
  return judged.edit.value_or(HumanEdit());
}

std::string refusal(const Records& records, const std::string& json) {
  const RequestedEdit out = parse_edit_request(json);
  if (const auto* const bad = std::get_if<BadRequest>(&out)) return bad->why.en;
  const JudgedEdit judged =
      EditValidator(own_lexicon(), records, {}, {"Lan", "x"}).validate(std::get<EditRequest>(out));
  return judged.refused ? judged.refused->en : "";
}

EditedRecords apply(const Records& records, const std::vector<HumanEdit>& edits) {
  EditedRecords out = apply_edits(own_lexicon(), records, edits);
  for (const std::string& finding : validate_rows(out.records)) ADD_FAILURE() << finding;
  return out;
}

/// The corrections of people, "field before after actor status".
std::vector<std::string> human(const Records& records) {
  std::vector<std::string> out;
  const Table& one = table("corrections");
  for (Row row : records[record::TableId::kCorrections]) {
    const NamedCells cells(one, row);
    if (cells.text("source") != "human") continue;
    out.push_back(cells.text("field") + " " + print(value_of(one, row, "before")) + " " +
                  print(value_of(one, row, "after")) + " " + cells.text("actor") + " " +
                  cells.text("status"));
    EXPECT_EQ(cells.text("at"), "2026-01-31T08:05:00Z");
  }
  std::ranges::sort(out);
  return out;
}

TEST(HumanEdit, ARowThatAPersonCorrectedIsSure) {
  Records read = rows();
  const Table& one = table("task_agencies");
  for (Row& row : read[record::TableId::kTaskAgencies]) NamedCells(one, row).set("confidence", 0.5);
  const std::string id = row_id(one, read[record::TableId::kTaskAgencies].front());
  const Records out =
      apply(read, {edit(read, line("task_agencies", id, set("norm", "\"Sở Y tế\"")))}).records;
  for (const Row& row : out[record::TableId::kTaskAgencies])
    EXPECT_EQ(value_of(one, row, "confidence"), Value(row_id(one, row) == id ? 1.0 : 0.5));
}

TEST(HumanEdit, AValueIsSetWithEvidenceAndACorrection) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Rà soát");
  const EditedRecords out =
      apply(read, {edit(read, line("tasks", id, set("due_date", "\"2026-03-31\"")))});
  EXPECT_TRUE(out.open.empty());
  EXPECT_EQ(cell(out.records, "tasks", id, "due_date"), "2026-03-31");
  EXPECT_EQ(cell(out.records, "tasks", id, "due_last_day"), "2026-03-30");  // "trước ngày"
  EXPECT_EQ(cell(out.records, "evidence", "tasks|" + id + "|due_date", "basis"), "human");
  EXPECT_EQ(human(out.records),
            std::vector<std::string>{"due_date 2024-06-15 2026-03-31 Lan applied"});
}

TEST(HumanEdit, AReadingStaysAndTheCorrectionTurnsItIntoTheValue) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Rà soát");
  const HumanEdit first = edit(read, line("tasks", id, set("task_text", "\"Rà soát lại\"")));
  const Records once = apply(read, {first}).records;
  const HumanEdit second = edit(once, line("tasks", id, set("task_text", "\"Rà\"")), {first});
  EXPECT_EQ(print(second.before), "Rà soát lại");
  const Records out = apply(once, {first, second}).records;
  EXPECT_EQ(cell(out, "tasks", id, "task_text"), "Rà");
  EXPECT_EQ(cell(out, "tasks", id, "task_text_ocr"), "Rà soát");
  EXPECT_EQ(human(out), (std::vector<std::string>{"task_text Rà soát Rà Lan applied",
                                                  "task_text Rà soát Rà soát lại Lan rejected"}));
}

TEST(HumanEdit, AVerdictStays) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Rà soát");
  const HumanEdit accept = edit(read, line("tasks", id, R"("action":"accept")"));
  const Records once = apply(read, {accept}).records;
  EXPECT_EQ(cell(once, "tasks", id, "review_status"), "accepted");
  const HumanEdit reject = edit(once, line("tasks", id, R"("action":"reject")"), {accept});
  EXPECT_EQ(print(reject.before), "accepted");
  EXPECT_EQ(cell(apply(once, {accept, reject}).records, "tasks", id, "review_status"), "rejected");
  EXPECT_NE(refusal(read, line("task_deadlines", id + "|1", R"("action":"accept")")), "");
}

TEST(HumanEdit, ARemovedRowTakesWhatHangsOnIt) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Rà soát");
  const HumanEdit gone = edit(read, line("tasks", id, R"("action":"remove_row")"));
  const Records out = apply(read, {gone}).records;
  EXPECT_EQ(out[record::TableId::kTasks].size() + 1, read[record::TableId::kTasks].size());
  EXPECT_EQ(id_of(out, "task_deadlines", "task_id", id), "");
  EXPECT_EQ(id_of(out, "task_agencies", "task_id", id), "");
  EXPECT_EQ(id_of(out, "evidence", "row_id", id), "");
  EXPECT_NE(refusal(out, line("tasks", id, R"("action":"accept")")), "");
}

TEST(HumanEdit, AnAddedRowHangsOnItsParentWhereverThatIs) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const HumanEdit added = edit(
      read, R"({"doc_id":"0123456789abcdef","table":"task_agencies","action":"add_row","row":{)"
            R"("task_id":")" +
                id +
                R"(","role":"coop","raw":"Công an xã","norm":"Công an xã",)"
                R"("level":"commune"}})");
  EXPECT_EQ(added.row_id, id + "|10001");
  EXPECT_EQ(cell(apply(read, {added}).records, "task_agencies", id + "|10001", "raw"),
            "Công an xã");
  // the first row of the table is no longer read as one: the second comes first
  const Records moved = rows(kHead + "1" + kPublish.substr(1));
  const std::string now = id_of(moved, "tasks", "task_text", "Công bố");
  ASSERT_NE(now, id);
  const EditedRecords out = apply(moved, {added});
  EXPECT_TRUE(out.open.empty());
  EXPECT_EQ(cell(out.records, "task_agencies", now + "|10001", "raw"), "Công an xã");
}

TEST(HumanEdit, FollowsARowThatMoved) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const HumanEdit made = edit(read, line("tasks", id, set("note", "\"gấp\"")));
  const Records moved = rows(kHead + "1" + kPublish.substr(1));
  const EditedRecords out = apply(moved, {made});
  EXPECT_TRUE(out.open.empty());
  const std::string now = id_of(moved, "tasks", "task_text", "Công bố");
  EXPECT_EQ(cell(out.records, "tasks", now, "note"), "gấp");
}

const std::vector<OpenEdit> kOfDocument{{0, false, "documents", kDoc}};

TEST(HumanEdit, OtherTextGoesToReviewUntilSomebodyLooks) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const HumanEdit made = edit(read, line("tasks", id, set("note", "\"gấp\"")));
  const Records other = rows(kHead + kReview + "2\tCông khai\tTư pháp\tTrước ngày 30/9/2024\n");
  const EditedRecords out = apply(other, {made});
  EXPECT_EQ(out.open, (std::vector<OpenEdit>{{0, false, "tasks", id}}));
  EXPECT_EQ(cell(out.records, "tasks", id, "note"), "NULL");
  EXPECT_TRUE(is_stale(out.records, "tasks", id));
  EXPECT_EQ(cell(out.records, "tasks", id, "review_status"), "review");
  const HumanEdit seen = edit(out.records, line("tasks", id, R"("action":"accept")"), {made});
  const EditedRecords settled = apply(other, {made, seen});
  EXPECT_TRUE(settled.open.empty());
  EXPECT_FALSE(is_stale(settled.records, "tasks", id));
  EXPECT_EQ(cell(settled.records, "tasks", id, "review_status"), "accepted");
  const EditedRecords gone = apply(rows(kHead + kReview), {made});
  EXPECT_EQ(gone.open, kOfDocument);
  EXPECT_TRUE(is_stale(gone.records, "documents", kDoc));
}

TEST(HumanEdit, AMissingNumberIsSetSaidToBeNoneAndAskedForAgain) {
  Records made = rows();
  for (Row& row : made[record::TableId::kDocuments]) {
    NamedCells cells(table("documents"), row);
    for (const char* const column : {"code_number", "code_number_ocr"}) cells.set(column, {});
    cells.set("flags", std::vector<std::string>{"NUMBER_BLANK"});
    Cells<Documents> document(row);
    set_reason_codes(document, {"NUMBER_BLANK"});
  }
  std::erase_if(made[record::TableId::kEvidence], [](const Row& row) {
    return text_of(table("evidence"), row, "field") == "code_number";
  });
  std::vector<HumanEdit> edits;
  const auto act = [&](const std::string& json) {
    const Records before = record::apply(made, edits).records;
    edits.push_back(edit(before, line("documents", kDoc, json), edits));
    const EditedRecords now = record::apply(made, edits);
    EXPECT_TRUE(now.open.empty()) << json;
    return cell(now.records, "documents", kDoc, "code_number") + ' ' +
           cell(now.records, "documents", kDoc, "review_status");
  };
  const std::string reopen = R"("action":"reopen","field":"code_number")";
  EXPECT_EQ(act(set("code_number", "\"12\"")), "12 ok");
  EXPECT_EQ(act(set("code_number", "\"không có\"")), "NULL ok");
  EXPECT_EQ(act(reopen), "NULL review");
  EXPECT_EQ(act(set("code_number", "\"13\"")), "13 ok");
  EXPECT_EQ(act(set("code_number", "null")), "NULL ok");
  EXPECT_EQ(act(reopen), "NULL review");
}

TEST(HumanEdit, AVerdictSettlesNothingThatItsMakerHasNotSeen) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const std::string accepts = line("documents", kDoc, R"("action":"accept")");
  const HumanEdit made = edit(read, line("tasks", id, set("note", "\"gấp\"")));
  const HumanEdit unseeing = edit(read, accepts, {made});  // when the row was there
  EXPECT_TRUE(unseeing.seen.empty());
  const Records without = rows(kHead + kReview);
  const EditedRecords out = apply(without, {made, unseeing});
  EXPECT_EQ(out.open, kOfDocument);
  EXPECT_TRUE(is_stale(out.records, "documents", kDoc));
  EXPECT_EQ(cell(out.records, "documents", kDoc, "review_status"), "review");

  const HumanEdit seeing = edit(out.records, accepts, {made, unseeing});
  EXPECT_EQ(seeing.seen, std::vector<std::string>{make_edit_key(kDoc, made)});
  const EditedRecords settled = apply(without, {made, unseeing, seeing});
  EXPECT_TRUE(settled.open.empty());
  EXPECT_EQ(cell(settled.records, "documents", kDoc, "review_status"), "accepted");
  EXPECT_TRUE(apply(without, {seeing, made, unseeing}).open.empty());  // clocks of two machines

  HumanEdit carried = made;  // another document of the file was where it was made
  carried.from = EditOrigin{"1111111111111111", id, 0, 1};
  EXPECT_EQ(apply(without, {carried, seeing}).open, kOfDocument);
  EXPECT_EQ(make_edit_key(kDoc, carried), make_edit_key("1111111111111111", made));

  const HumanEdit back = edit(settled.records, line("documents", kDoc, R"("action":"reopen")"));
  EXPECT_EQ(apply(without, {made, seeing, back}).open, kOfDocument);
  HumanEdit of_other = seeing;
  of_other.from = EditOrigin{"1111111111111111", "1111111111111111", 0, 1};
  EXPECT_EQ(apply(without, {made, of_other}).open, kOfDocument);
  HumanEdit of_other_pages = seeing;
  of_other_pages.pages = "1-9";
  EXPECT_EQ(apply(without, {made, of_other_pages}).open.size(), 2U);
}

TEST(HumanEdit, AnEditBehindTheSignatureTakesItBackThoughItIsOfTheSameSecond) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const HumanEdit made = edit(read, line("tasks", id, set("note", "\"gấp\"")));
  const HumanEdit row = edit(read, line("tasks", id, R"("action":"accept")"));
  const HumanEdit signs = edit(read, line("documents", kDoc, R"("action":"accept")"));
  const auto status = [&](const std::vector<HumanEdit>& edits) {
    return cell(apply(read, edits).records, "documents", kDoc, "review_status");
  };
  EXPECT_EQ(status({made, signs}), "accepted");
  EXPECT_EQ(status({signs, row}), "accepted") << "of one act, as older versions put them";
  EXPECT_EQ(status({signs, made}), "ok");
  EXPECT_EQ(status({signs, made, signs}), "accepted");
}

TEST(HumanEdit, AVerdictThatWasTakenBackDoesNotWait) {
  HumanEdit sign = edit(rows(), line("documents", kDoc, R"("action":"accept")"));
  sign.pages = "1-9";
  EXPECT_EQ(apply(rows(), {sign}).open, kOfDocument);
  HumanEdit back = sign;
  back.action = EditAction::kReopen;
  back.pages.clear();
  EXPECT_TRUE(apply(rows(), {sign, back}).open.empty());
}

TEST(HumanEdit, ADateOfIssueMovesWhatRunsFromIt) {
  const Records read =
      rows(kHead + "1\tRà soát\tVăn phòng\t10 ngày kể từ ngày ban hành Kế hoạch\n");
  const std::string id = id_of(read, "tasks", "task_text", "Rà soát");
  ASSERT_EQ(cell(read, "tasks", id, "due_date"), "2024-02-15");
  const Records out =
      apply(read, {edit(read, line("documents", kDoc, set("issued_date", "\"2024-03-01\"")))})
          .records;
  EXPECT_EQ(cell(out, "documents", kDoc, "issued_date_best"), "2024-03-01");
  EXPECT_EQ(cell(out, "documents", kDoc, "issued_edtf"), "2024-03-01");
  EXPECT_EQ(cell(out, "tasks", id, "due_date"), "2024-03-11");
}

TEST(HumanEdit, ARecurrenceIsOneThatCanBeExpanded) {
  for (const char* const rule :
       {"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=FR", "FREQ=YEARLY;BYMONTH=3,6,12;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=3;UNTIL=20240930"})
    EXPECT_TRUE(is_recurrence(rule)) << rule;
  for (const char* const rule : {"",
                                 "FREQ",
                                 "FREQ=",
                                 "FREQ=HOURLY",
                                 "INTERVAL=2",
                                 "FREQ=DAILY;",
                                 "FREQ=DAILY;FREQ=DAILY",
                                 "FREQ=YEARLY;BYMONTH=",
                                 "FREQ=YEARLY;BYMONTH=13",
                                 "FREQ=YEARLY;BYMONTH=1,",
                                 "FREQ=WEEKLY;BYDAY=MO,FR",
                                 "FREQ=MONTHLY;UNTIL=20240931",
                                 "FREQ=MONTHLY;INTERVAL=0",
                                 "FREQ=MONTHLY;COUNT=2",
                                 "hằng năm",
                                 "FREQ=YEARLY;BYMONTH=03",
                                 "FREQ=WEEKLY;BYMONTH=3",
                                 "FREQ=MONTHLY;BYDAY=FR",
                                 "FREQ=DAILY;BYDAY=FR",
                                 "FREQ=YEARLY;BYMONTH=,3"})
    EXPECT_FALSE(is_recurrence(rule)) << rule;
}

TEST(HumanEdit, RefusesWhatCannotBe) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const auto task = [&](const std::string& rest) { return refusal(read, line("tasks", id, rest)); };
  EXPECT_TRUE(names_all(task(set("due_date", "\"2026-02-30\"")), {"due_date"}));
  EXPECT_TRUE(names_all(task(set("due_date", "\"soon\"")), {"due_date"}));
  EXPECT_TRUE(names_all(task(set("due_op", "\"until\"")), {"due_op", "before by on after"}));
  EXPECT_TRUE(names_all(task(set("deadline_kind", "null")), {"deadline_kind"}));
  EXPECT_TRUE(names_all(task(set("budget_vnd", "\"5\"")), {"budget_vnd"}));
  EXPECT_TRUE(names_all(task(set("task_text_ocr", "\"x\"")), {"task_text_ocr"}));
  EXPECT_TRUE(names_all(task(set("note", "\"a\\u0001\"")), {"note"}));
  EXPECT_TRUE(names_all(task(set("note", "\"a\"") + R"(,"before":"b")"), {"before"}));
  EXPECT_TRUE(names_all(task(set("note", "\"a\"") + R"(,"colour":1)"), {"colour"}));
  EXPECT_NE(task(set("note", "\"a\"") + R"(,"field":"x")"), "");
  EXPECT_TRUE(names_all(task(R"("action":"accept","value":1)"), {"value"}));
  EXPECT_TRUE(names_all(
      task(R"("action":"praise")"),
      {"action", "set", "accept", "reject", "reopen", "add_row", "remove_row", "divide"}));
  EXPECT_TRUE(names_all(task(R"("action":"divide","value":"1")"), {"value", "1,4,9"}));
  for (const char* const pages : {"\"2,3\"", "5", "null"}) {
    const std::string asked = R"("action":"divide","value":)" + std::string(pages);
    EXPECT_TRUE(names_all(refusal(read, line("documents", kDoc, asked)), {"value", "1,4,9"}));
  }
  EXPECT_NE(refusal(read, line("documents", kDoc, R"("action":"divide","value":"1,3")")), "");
  EXPECT_TRUE(names_all(refusal(read, line("pages", id, set("dpi", "3"))), {"pages"}));
  EXPECT_NE(refusal(read, line("documents", kDoc, R"("action":"remove_row")")), "");
  EXPECT_NE(refusal(read, "[]"), "");
  EXPECT_TRUE(names_all(refusal(read, std::string(kMaxEditLineBytes + 1, 'x')), {"1 MiB"}));
}

TEST(HumanEdit, WhatIsMadeAlreadyIsNotMadeAgain) {
  const Records read = rows();
  const std::string id = id_of(read, "tasks", "task_text", "Công bố");
  const std::string asks = line("tasks", id, set("note", "\"gấp\""));
  const std::vector<HumanEdit> made{edit(read, asks)};
  const Records out = apply(read, made).records;
  const JudgedEdit judged =
      EditValidator(own_lexicon(), out, made, {"Lan", "x"}).validate(asked(asks));
  EXPECT_FALSE(judged.edit || judged.refused);
}

TEST(HumanEdit, ATypeIsOneOfTheLexicon) {
  const Records read = rows();
  const auto type = [](const char* code) {
    return line("documents", kDoc, set("type_code", '"' + std::string(code) + '"'));
  };
  EXPECT_EQ(edit(read, type("ke hoach")).value, Value(std::string("KH")));
  EXPECT_TRUE(names_all(refusal(read, type("XYZ")), {"KH ("}));
  const auto other = [](const char* field, const char* value) {
    return line("documents", kDoc, set(field, '"' + std::string(value) + '"'));
  };
  EXPECT_EQ(edit(read, other("type_name", "quyet dinh")).value, Value(std::string("Quyết định")));
  EXPECT_EQ(edit(read, other("type_name", "QĐ")).value, Value(std::string("Quyết định")));
  EXPECT_NE(refusal(read, other("type_name", "Kế hoạ")), "");
  EXPECT_EQ(edit(read, other("tt05_type", "2")).value, Value(std::string("02")));
  EXPECT_TRUE(names_all(refusal(read, other("tt05_type", "77")), {"01 (Nghị quyết)"}));
}

/// Of a file of 9 pages with documents from 1, 4, 4 and 7; 3, 7 and 9 are blank.
std::string of_division(const std::string& pages, const std::string& wanted = {}) {
  Records read = rows();
  const Table &documents = table("documents"), &all_pages = table("pages");
  const std::string sha256(64, 'a');
  read[record::TableId::kDocuments] = {
      NamedRow(documents).set("doc_id", doc_id(sha256)).set("source_sha256", sha256).take()};
  read[record::TableId::kPages] = {NamedRow(all_pages).set("page_no", std::int64_t{1}).take()};
  const SourceFileFacts file{9, {3, 7, 9}, {1, 4, 4, 7}, wanted};
  const RequestedEdit request = parse_edit_request(
      line("documents", doc_id(sha256), R"("action":"divide","value":")" + pages + '"'));
  if (const auto* const bad = std::get_if<BadRequest>(&request)) return bad->why.en;
  const JudgedEdit judged = EditValidator(own_lexicon(), read, {}, {"Lan", "x"}, file)
                                .validate(std::get<EditRequest>(request));
  return judged.refused ? judged.refused->en : judged.edit ? "made" : "so already";
}

TEST(HumanEdit, ADivisionIsOneThatTheNextRunCanMake) {
  EXPECT_EQ(of_division("1,5"), "made");
  EXPECT_EQ(of_division("1,4,4,8"), "made");
  EXPECT_TRUE(names_all(of_division("1,10"), {"9 pages", "page 10"}));
  EXPECT_TRUE(names_all(of_division("1,3"), {"page 3", "4"})) << "the next page with text";
  EXPECT_TRUE(names_all(of_division("1,3,4"), {"page 3", "4"}));
  EXPECT_TRUE(names_all(of_division("1,9"), {"page 9"}));
  EXPECT_TRUE(names_all(of_division("1,5,5"), {"page 5"}));
  EXPECT_TRUE(names_all(of_division("1,4,4,7"), {"page 7", "8"}));
  EXPECT_EQ(of_division(""), "so already");
  EXPECT_EQ(of_division("", "1,5"), "made");
  EXPECT_EQ(of_division("1,5", "1,5"), "so already");
  EXPECT_EQ(of_division("1"), "made");
  EXPECT_EQ(of_division("1,4,4,8", "1,4,4,8"), "so already");
  EXPECT_EQ(of_division("1,6", "1,5"), "made");
}

TEST(HumanEdit, AVerdictOnADocumentIsOneOnItsPages) {
  Records read = rows();
  const auto with_pages = [&](std::int64_t last) {
    Records out = read;
    for (Row& row : out[record::TableId::kSources]) {
      NamedCells cells(table("sources"), row);
      cells.set("page_from", std::int64_t{1});
      cells.set("page_to", last);
    }
    return out;
  };
  const HumanEdit sign = edit(with_pages(5), line("documents", kDoc, R"("action":"accept")"));
  EXPECT_EQ(sign.pages, "1-5");
  const auto status = [&](std::int64_t last) {
    Records out = apply_edits(own_lexicon(), with_pages(last), std::span(&sign, 1)).records;
    return NamedCells(table("documents"), out[record::TableId::kDocuments].front())
        .text("review_status");
  };
  EXPECT_EQ(status(5), "accepted");
  EXPECT_EQ(status(3), "review");
}

TEST(HumanEdit, AnEditOfANewerCodauIsKnownForOne) {
  const std::string made = to_json(edit(rows(), line("documents", kDoc, R"("action":"accept")")));
  EXPECT_FALSE(may_be_newer(made));
  std::string other = made;
  other.replace(other.find("accept"), 6, "praise");
  EXPECT_TRUE(may_be_newer(other));
  EXPECT_FALSE(may_be_newer("{\"action\":"));
}

}  // namespace
}  // namespace codau::record
