// src/review: what is asked, in what order, and of whom it is taken.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "record/edits/review_doubts.h"
#include "record/rows/document_types.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "review/actions/reversible_edits.h"
#include "review/queue/page_ranges.h"
#include "review/queue/review_queue.h"
#include "review/queue/sample.h"
#include "review/queue/scan_crop.h"
#include "review/queue/scan_excerpt.h"
#include "review/queue/text_segments.h"
#include "review/queue/typed_values.h"
#include "review/views/alternatives.h"
#include "review/views/statistics.h"

namespace codau::review {
namespace {

using testing::NamedCells;
using testing::NamedRow;

using Codes = std::vector<std::string>;
using record::EditAction;
using record::find_doubts;
using record::find_max_cost;
using record::find_unsettled_doubts;
using record::HumanEdit;

record::Row task(const std::string& id, const Codes& reasons, double lead = 1.0) {
  return NamedRow(record::table("tasks"))
      .set("task_id", id)
      .set("review_reasons", reasons)
      .set("review_status", std::string("review"))
      .set("conf_lead", lead)
      .set("conf_task", 0.5)
      .take();
}

record::Records of(std::vector<record::Row> tasks) {
  record::Records out;
  out[record::TableId::kTasks] = std::move(tasks);
  return out;
}

HumanEdit edit(EditAction action, const std::string& id, const std::string& field) {
  HumanEdit out;
  out.action = action;
  out.table = "tasks";
  out.row_id = id;
  out.field = field;
  return out;
}

TEST(Doubts, AsksForEachValueThatAReasonIsAboutTheCostliestFirst) {
  const auto doubts = find_doubts(of({task("a", {"OCR_LOW_CONF", "DUE_UNSURE"}, 0.7)}), {});
  ASSERT_EQ(doubts.size(), 3U);
  EXPECT_EQ(doubts[0].field, "due_date");
  EXPECT_EQ(doubts[0].reasons, Codes{"DUE_UNSURE"});
  EXPECT_EQ(doubts[1].field, "lead_raw");
  EXPECT_EQ(doubts[2].field, "task_text");
  EXPECT_GT(doubts[0].cost, doubts[1].cost);
}

record::Row document(const Codes& reasons) {
  return NamedRow(record::table("documents"))
      .set("doc_id", std::string("d"))
      .set("review_reasons", reasons)
      .set("review_status", std::string("review"))
      .take();
}

TEST(Doubts, AMissingNumberAndDateComeBeforeAllElseOfTheDocument) {
  auto records = of({task("a", {"TASK_EMPTY", "DUE_UNSURE"})});
  records[record::TableId::kDocuments] = {
      document({"NUMBER_BLANK", "DATE_PARTIAL", "SIGNER_MISSING"})};
  auto doubts = find_doubts(records, {});
  std::ranges::stable_sort(doubts, std::greater(), &ReviewDoubt::cost);
  ASSERT_GE(doubts.size(), 3U);
  EXPECT_EQ(doubts[0].field, "code_number");
  EXPECT_EQ(doubts[1].field, "issued_date");
  EXPECT_LE(doubts[0].cost, find_max_cost("NUMBER_BLANK"));
  EXPECT_GT(doubts[1].cost, doubts[2].cost);
}

TEST(Doubts, LeavesInformationAloneAndAsksForTheRowWhereNoValueIsMeant) {
  const auto doubts = find_doubts(of({task("a", {"PAGE_JOIN", "TABLE_RAGGED"})}), {});
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].field, "");
  EXPECT_EQ(doubts[0].reasons, Codes{"TABLE_RAGGED"});
}

TEST(Doubts, AsksNoMoreForWhatWasSetUntilItIsReopened) {
  const auto records = of({task("a", {"DUE_UNSURE", "LEAD_MISSING"})});
  std::vector<HumanEdit> edits{edit(EditAction::kSet, "a", "due_date")};
  auto doubts = find_doubts(records, edits);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].field, "lead_raw");
  edits.push_back(edit(EditAction::kSet, "a", "lead_raw"));
  doubts = find_doubts(records, edits);
  ASSERT_EQ(doubts.size(), 1U);  // the verdict on the row is still due
  EXPECT_EQ(doubts[0].field, "");
  edits.push_back(edit(EditAction::kReopen, "a", "due_date"));
  EXPECT_EQ(find_doubts(records, edits).at(0).field, "due_date");
}

TEST(Doubts, ACellIsAskedForOnceWithAllItsReasons) {
  record::Row row = task("a", {"OCR_LOW_CONF", "DUE_UNSURE", "DEADLINE_UNPARSED"});
  NamedCells(record::table("tasks"), row).set("conf_deadline", 0.5);
  NamedCells(record::table("tasks"), row).set("conf_task", 0.9);
  const auto doubts = find_doubts(of({row}), {});
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].field, "due_date");
  EXPECT_EQ(doubts[0].reasons, (Codes{"DUE_UNSURE", "OCR_LOW_CONF", "DEADLINE_UNPARSED"}));
}

TEST(Doubts, AWordInDoubtIsLookedForWhereTheTaskIsLeastSure) {
  EXPECT_EQ(find_doubts(of({task("a", {"RESTORE_AMBIGUOUS"}, 0.4)}), {}).at(0).field, "lead_raw");
}

TEST(Doubts, ALetterIsNoDoubtByItself) {
  record::Records records;
  records[record::TableId::kDocuments].push_back(NamedRow(record::table("documents"))
                                                     .set("doc_id", std::string("38ad1a1e9ecc18c6"))
                                                     .set("review_reasons", Codes{"NOT_A_PLAN"})
                                                     .set("review_status", std::string("review"))
                                                     .take());
  EXPECT_TRUE(find_doubts(records, {}).empty());  // also if an older codau has put it to review
  NamedCells cells(record::table("documents"), records[record::TableId::kDocuments].front());
  cells.set("review_reasons", Codes{"NOT_A_PLAN", "DATE_MISSING"});
  EXPECT_EQ(find_doubts(records, {}).at(0).field, "issued_date");
  cells.set("review_status", std::string("rejected"));
  records[record::TableId::kTasks].push_back(task("a", {"DUE_UNSURE"}));
  EXPECT_TRUE(find_doubts(records, {}).empty());
}

TEST(Doubts, ARowIsAskedForByItselfAfterItsValues) {
  const auto doubts = find_doubts(of({task("a", {"TABLE_RAGGED", "LEAD_MISSING"})}), {});
  ASSERT_EQ(doubts.size(), 2U);
  EXPECT_EQ(doubts[0].field, "lead_raw");
  EXPECT_EQ(doubts[0].reasons, Codes{"LEAD_MISSING"});
  EXPECT_EQ(doubts[1].field, "");
  EXPECT_EQ(doubts[1].reasons, Codes{"TABLE_RAGGED"});
  EXPECT_LT(doubts[1].cost, doubts[0].cost);
}

TEST(Doubts, AllButTheDocumentItselfKeepItFromBeingSigned) {
  record::Records records = of({task("a", {"DUE_UNSURE"})});
  records[record::TableId::kDocuments].push_back(
      NamedRow(record::table("documents"))
          .set("doc_id", std::string("38ad1a1e9ecc18c6"))
          .set("review_reasons", Codes{"READ_SIMPLY", "DATE_MISSING"})
          .set("review_status", std::string("accepted"))
          .take());
  const auto open = find_unsettled_doubts(records, {});
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].field, "issued_date");  // of an accepted one, too
  EXPECT_EQ(open[1].field, "due_date");
  EXPECT_EQ(find_doubts(records, {}).size(), 1U);
}

TEST(Doubts, AsksNothingOfRowsThatAreJudged) {
  record::Row row = task("a", {"DUE_UNSURE"});
  NamedCells(record::table("tasks"), row).set("review_status", std::string("accepted"));
  EXPECT_TRUE(find_doubts(of({row}), {}).empty());
}

TEST(ReviewQueue, GoesByCostAndGoesOnWhereItWas) {
  ReviewQueue queue;
  queue.put({"b", "b.pdf", ""}, find_doubts(of({task("1", {"LEAD_MISSING"})}), {}));
  queue.put({"a", "a.pdf", "Xã"}, find_doubts(of({task("2", {"DUE_UNSURE", "LEAD_MISSING"})}), {}));
  const auto all = queue.list({}, {}, 10);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].doubt.field, "due_date");
  EXPECT_EQ(all[1].card.doc_id, "a");
  EXPECT_EQ(all[2].card.doc_id, "b");
  EXPECT_EQ(queue.list({}, all[0].rank, 1).at(0).rank, all[1].rank);
  EXPECT_EQ(queue.list({.organ = "Xã"}, {}, 10).size(), 2U);
  EXPECT_EQ(queue.list({.reason = "LEAD_MISSING", .field = "tasks.lead_raw"}, {}, 10).size(), 2U);
  EXPECT_EQ(queue.list({.reason = "LEAD_MISSING"}, all[0].rank, 10).size(), 2U);
  EXPECT_EQ(queue.list({.field = "tasks.due_date"}, {}, 10).size(), 1U);
  EXPECT_EQ(queue.count({.reason = "LEAD_MISSING"}), 2U);
  EXPECT_EQ(queue.count({.reason = "LEAD"}), 0U);
  EXPECT_EQ(queue.count({.field = "tasks.due_date"}), 1U);
  EXPECT_EQ(queue.count({.organ = "Xã"}), 2U);
  EXPECT_EQ(queue.count({.reason = "LEAD_MISSING", .organ = "Xã"}), 1U);
  EXPECT_EQ(queue.count({.doc_id = "a"}), 2U);
  EXPECT_EQ(queue.count({.doc_id = "c"}), 0U);
  EXPECT_EQ(queue.count_by_reason(), (ReviewQueue::Counts{{"DUE_UNSURE", 1}, {"LEAD_MISSING", 2}}));
  EXPECT_EQ(queue.count_by_organ(), (ReviewQueue::Counts{{"", 1}, {"Xã", 2}}));
  queue.put({"a", "a.pdf", "Xã"}, {});
  EXPECT_EQ(queue.count({}), 1U);
  EXPECT_EQ(queue.count_by_organ(), (ReviewQueue::Counts{{"", 1}}));
  EXPECT_EQ(queue.card("a"), std::nullopt);
}

TEST(ReviewQueue, DocumentsAreFoundByAPartOfTheirName) {
  ReviewQueue queue;
  const auto named = [&](std::string_view part, std::size_t most = 10) {
    std::string out;
    for (const auto& [card, count] : queue.find_documents_named(part, most)) out += card.doc_id;
    return out;
  };
  for (const auto& [doc_id, name] : {std::pair{"1", "Kế hoạch 7.pdf"},
                                     {"2", "ke-hoach.pdf"},
                                     {"3", "Báo cáo.pdf"},
                                     {"4", "Báo cáo.pdf"}})
    queue.put({doc_id, name, ""}, {{"tasks", "1", "due_date", {"DUE_UNSURE"}, 100}});
  EXPECT_EQ(named(""), "3412");
  EXPECT_EQ(named("", 3), "341");
  EXPECT_EQ(named("KE HOACH"), "1");
  EXPECT_EQ(named("báo"), "34");
  queue.remove("3");
  EXPECT_EQ(named("bao"), "4");
  EXPECT_EQ(named("?"), "");
}

TEST(ReviewQueue, RowsKeepTheirNames) {
  ReviewQueue queue;
  for (const char* const id : {"cb4a9c68-0f1e-5d2b-8a37-0123456789ab", "38ad1a1e9ecc18c6", "1"}) {
    queue.put({"a", "a.pdf", ""}, {{"tasks", id, "due_date", {"DUE_UNSURE", "LEAD_MISSING"}, 100}});
    EXPECT_EQ(queue.of_document("a").at(0).row_id, id);
    EXPECT_EQ(queue.of_row("a", "tasks", id).size(), 1U);
  }
  EXPECT_EQ(queue.list({.reason = "LEAD_MISSING"}, {}, 10).size(), 1U);
  EXPECT_TRUE(queue.list({.reason = "MISSING"}, {}, 10).empty());
}

const record::Column& column(std::string_view name) {
  const auto columns = record::table("tasks").columns;
  return *std::ranges::find(columns, name, &record::Column::name);
}

TEST(Wording, DatesAreTypedDayFirst) {
  EXPECT_EQ(format_typed(column("due_date"), std::string("2026-01-05")), "05/01/2026");
  EXPECT_EQ(parse_typed(column("due_date"), " 5/1/2026 "), "\"2026-01-05\"");
  EXPECT_EQ(parse_typed(column("due_date"), "05.01.2026"), "\"2026-01-05\"");
  EXPECT_EQ(parse_typed(column("due_date"), "2026-01-05"), "\"2026-01-05\"");
  EXPECT_EQ(parse_typed(column("due_date"), "mai"), "\"mai\"");
}

TEST(Wording, NumbersAndNothing) {
  EXPECT_EQ(parse_typed(column("budget_vnd"), "15.000.000"), "15000000");
  EXPECT_EQ(parse_typed(column("budget_vnd"), "000"), "0");
  EXPECT_EQ(parse_typed(column("budget_vnd"), "15 triệu"), "\"15 triệu\"");
  EXPECT_EQ(parse_typed(column("lead_raw"), " \n"), "null");
  EXPECT_EQ(parse_typed(column("lead_raw"), "\"<b>\""), "\"\\\"<b>\\\"\"");
  EXPECT_EQ(make_column_label("tasks", "lead_raw").vi, "Chủ trì");
}

TEST(Alternatives, AreTheReadingsOfOneWordTheLikeliestFirst) {
  const std::vector<OcrWordAlternatives> words{
      {"Quý", 0.9, {}},
      {"II/2024",
       0.6,
       {{"III/2024", 0.3}, {"I1/2024", 0.05}, {"l1/2024", 0.019}, {"II/2024", 0.6}}}};
  const auto all = choose_likeliest(find_alternatives("Quý II/2024", words), "Quý II/2024");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0], (ValueAlternative{"Quý III/2024", "III/2024", "II/2024", 0.3}));
  EXPECT_EQ(all[1].value, "Quý I1/2024");
}

TEST(Alternatives, AWordThatWasRestoredIsFoundByItsPlace) {
  const std::vector<OcrWordAlternatives> words{{"Phong", 0.5, {{"Phóng", 0.4}}}, {"Phong", 1, {}}};
  EXPECT_EQ(find_alternatives("Phòng Phong", words).at(0).value, "Phóng Phong");
  EXPECT_TRUE(find_alternatives("Ba từ khác", words).empty());
  EXPECT_TRUE(choose_likeliest({}, "x").empty());
}

TEST(Passage, FindsAValueOverLinesAndPages) {
  const std::string text = "một\fhai ba\nbốn ba bốn";
  EXPECT_EQ(slice(text, find_page(text, 2)), "hai ba\nbốn ba bốn");
  EXPECT_EQ(slice(text, *find_value_place(text, " ba  bốn")), "ba\nbốn");
  EXPECT_EQ(slice(text, *find_value_place(text, "ba bốn", 14)), "ba bốn");
  EXPECT_FALSE(find_value_place(text, "năm"));
  EXPECT_FALSE(find_value_place(text, " "));
}

TEST(Passage, CutsAtValueAndChangedWords) {
  const std::string text = "giao Phòng Tài chính làm";
  const auto words = find_changed_words(
      R"({"out_start":5,"out_end":11,"before":"Phong","runner_up":"Phóng","confidence":0.6})"
      "\nrubbish\n[[[[\n{\"out_start\":900,\"out_end\":901}\n",
      0, text.size());
  ASSERT_EQ(words.size(), 1U);
  EXPECT_TRUE(words[0].is_unsure());
  const auto value = find_value_place(text, "Phòng Tài chính");
  const auto all =
      split_into_segments(text, {0, static_cast<std::uint32_t>(text.size())}, value, words);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].text, "giao ");
  EXPECT_TRUE(all[1].is_value && all[1].is_unsure);
  EXPECT_EQ(all[1].runner_up, "Phóng");
  EXPECT_EQ(all[2].text, " Tài chính");
  EXPECT_FALSE(all[3].is_value);
}

TEST(Sight, MarksLieOnThePictureAsItIsSeen) {
  const PageBox part{100, 0, 300, 100}, box{150, 0, 200, 50};
  const auto mark = [&](std::int32_t turn) {
    return to_relative_box({1, 400, 400, 200, turn}, part, box);
  };
  EXPECT_EQ(mark(0), (RelativeBox{0.25, 0, 0.25, 0.5}));
  EXPECT_EQ(mark(90), (RelativeBox{0.5, 0.25, 0.5, 0.25}));
  EXPECT_EQ(mark(180), (RelativeBox{0.5, 0.5, 0.25, 0.5}));
  EXPECT_EQ(mark(270), (RelativeBox{0, 0.5, 0.5, 0.25}));
}

TEST(Sight, BoxesAreThoseOfTheTables) {
  const auto marks = parse_marks(R"([{"page":3,"x":10,"y":20,"w":30,"h":40},{"page":4,"x":-1}])");
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].page, 3);
  EXPECT_EQ(marks[0].box, (PageBox{10, 20, 40, 60}));
  for (const char* const bad :
       {"", "{}", "[1]", "[[[[[[", R"([{"page":1,"x":1e9,"y":0,"w":1,"h":1}])"})
    EXPECT_TRUE(parse_marks(bad).empty()) << bad;
}

TEST(Sight, WithoutABoxTheHeadIsShownAndTheLastPageForWhoSigned) {
  const std::vector<ScanPage> pages{{1, 1000, 1400, 200, 0}, {2, 1000, 1400, 200, 0}};
  const PageBox day = find_excerpts(pages, {}, "documents", "issued_date").at(0).part,
                number = find_excerpts(pages, {}, "documents", "code_number").at(0).part;
  EXPECT_EQ(day, (PageBox{350, 42, 1000, 350}));
  EXPECT_EQ(number, (PageBox{0, 42, 600, 350}));
  const ScanExcerpt signer = find_excerpts(pages, {}, "documents", "signer_name", 0.5).at(0);
  EXPECT_EQ(signer.page.number, 2);
  EXPECT_EQ(signer.part, (PageBox{350, 336, 1000, 728}));  // above the last line of text
  EXPECT_TRUE(find_excerpts(pages, {}, "tasks", "due_date").empty());
  EXPECT_TRUE(find_excerpts({}, {}, "documents", "issued_date").empty());
  const std::vector<PageMark> over{{1, {100, 1300, 900, 1390}}, {2, {100, 10, 900, 100}}};
  EXPECT_EQ(find_excerpts(pages, over, "tasks", "task_text").size(), 2U);
}

record::Row whole_task(const char* id, const char* text, const char* lead, const char* status) {
  NamedRow row(record::table("tasks"));
  row.set("task_id", std::string(id))
      .set("doc_id", std::string("d"))
      .set("section_id", std::string("s"));
  row.set("seq", std::int64_t{4})
      .set("origin", std::string("table"))
      .set("task_text", std::string(text));
  row.set("deadline_kind", std::string("none")).set("review_status", std::string(status));
  if (*lead != '\0') row.set("lead_raw", std::string(lead));
  return row.take();
}

/// Action, field and value of each line, which the door must understand.
std::vector<std::string> read_back(const std::vector<std::string>& lines) {
  std::vector<std::string> out;
  for (const std::string& line : lines) {
    const auto asked = record::parse_edit_request(line);
    const auto* const request = std::get_if<record::EditRequest>(&asked);
    if (request == nullptr) {
      out.push_back("not understood: " + line);
      continue;
    }
    const HumanEdit& edit = request->edit;
    const char* const names[] = {"set", "accept", "reject", "add_row", "remove_row", "reopen"};
    std::string told = names[static_cast<int>(edit.action)];
    told += ' ' + edit.row_id + ' ' + edit.field;
    if (edit.action == EditAction::kSet) {
      const auto* const text = std::get_if<std::string>(&edit.value);
      told += '=' + (text == nullptr ? std::string("NULL") : *text);
    }
    out.push_back(told);
  }
  return out;
}

TEST(RowChanges, ASplitTaskKeepsItsLeadInBothAndIsTakenBackWhole) {
  const ReversibleEdits change =
      split_task(whole_task("a", "sửa \"cổng\"; xây tường", "Sở X", "review"), "sửa \"cổng\"",
                 "xây tường", {"lead_raw", "task_text"});
  EXPECT_EQ(read_back(change.edits),
            (std::vector<std::string>{"set a task_text=sửa \"cổng\"", "add_row  "}));
  EXPECT_NE(change.edits[1].find(R"("lead_raw":"Sở X")"), std::string::npos);
  EXPECT_NE(change.edits[1].find(R"("seq":4)"), std::string::npos);
  EXPECT_EQ(
      read_back(change.back),
      (std::vector<std::string>{"set a task_text=sửa \"cổng\"; xây tường", "reopen a task_text"}));
  // What a person has settled is not in doubt again, though another value of the row is.
  EXPECT_EQ(split_task(whole_task("a", "x y", "", "review"), "x", "y", {"lead_raw"}).back.size(),
            1U);
}

TEST(RowChanges, AMergedTaskTakesWhatItLacksAndTheOtherIsRejected) {
  const ReversibleEdits change = merge_tasks(whole_task("a", "sửa cổng", "", "ok"),
                                             whole_task("b", "và tường", "Sở X", "accepted"), {});
  EXPECT_EQ(read_back(change.edits),
            (std::vector<std::string>{"set a task_text=sửa cổng và tường", "set a lead_raw=Sở X",
                                      "reject b "}));
  EXPECT_EQ(read_back(change.back), (std::vector<std::string>{"set a task_text=sửa cổng",
                                                              "set a lead_raw=NULL", "accept b "}));
  EXPECT_TRUE(change.differences.empty());
}

TEST(RowChanges, OfTasksThatDifferNothingGoesInSilence) {
  using Edits = std::vector<std::string>;
  const auto at = [](record::Row row, const char* column, const char* text) {
    NamedCells(record::table("tasks"), row).set(column, std::string(text));
    return row;
  };
  const record::Row a = whole_task("a", "x", "Sở Y", "ok"), b = whole_task("b", "y", "Sở X", "ok");
  const ReversibleEdits change =
      merge_tasks(at(a, "due_date", "2026-03-01"), at(b, "due_date", "2026-04-01"), {});
  EXPECT_EQ(read_back(change.edits),
            (Edits{"set a task_text=x y", "set a lead_raw=Sở Y; Sở X", "reject b "}));
  EXPECT_EQ(read_back(change.back),
            (Edits{"set a task_text=x", "set a lead_raw=Sở Y", "reopen b "}));
  EXPECT_EQ(change.differences, (std::vector<ReversibleEdits::Difference>{
                                    {"lead_raw", "Sở Y", "Sở X", true},
                                    {"due_date", "2026-03-01", "2026-04-01", false}}));
  EXPECT_TRUE(merge_tasks(a, at(b, "lead_raw", "Sở Y"), {}).differences.empty());
  // A part of a name or of a sum is another one; one of several is none.
  EXPECT_EQ(
      merge_tasks(at(a, "lead_raw", "Sở Y tế"), at(b, "lead_raw", "Sở Y"), {}).differences.size(),
      1U);
  EXPECT_TRUE(merge_tasks(at(a, "lead_raw", "Sở X; Sở Y"), at(b, "lead_raw", "Sở Y"), {})
                  .differences.empty());
  EXPECT_EQ(merge_tasks(at(at(a, "lead_raw", "Sở X"), "budget_raw", "1.500 triệu"),
                        at(b, "budget_raw", "500 triệu"), {})
                .differences.size(),
            1U);
  EXPECT_TRUE(
      merge_tasks(at(a, "ordinal_raw", "1"), at(a, "ordinal_raw", "2"), {}).differences.empty());
}

TEST(RowChanges, AnAddedTaskStandsWhereTheOneAboveItDoes) {
  const ReversibleEdits change =
      add_task_below(whole_task("a", "x", "Sở X", "ok"), "</script>\u202e mới");
  EXPECT_EQ(read_back(change.edits), std::vector<std::string>{"add_row  "});
  EXPECT_EQ(change.edits[0].find("Sở X"), std::string::npos);
  EXPECT_EQ(read_back(add_first_task("d", "s", "x").edits), std::vector<std::string>{"add_row  "});
  EXPECT_EQ(read_back({make_removal_line("d", "a")}), std::vector<std::string>{"remove_row a "});
}

using Pages = std::vector<std::uint32_t>;

TEST(FileParts, ARangeIsWhatPeopleType) {
  EXPECT_EQ(parse_page_range("2-5"), (PageRange{2, 5}));
  EXPECT_EQ(parse_page_range(" 2 – 5 "), (PageRange{2, 5}));
  EXPECT_EQ(parse_page_range("3"), (PageRange{3, 3}));
  EXPECT_EQ(to_text(PageRange{2, 5}), "2–5");
  for (const char* const text : {"", "5-2", "0", "-", "2-", "a", "1-2-3", "–", "99999999999"})
    EXPECT_FALSE(parse_page_range(text)) << text;
}

TEST(FileParts, WhatADocumentGivesUpOrTakesIsItsNeighbours) {
  const Pages one{1}, two{1, 3};
  EXPECT_EQ(divide_with(one, 5, {1, 5}, {1, 5}), one);
  EXPECT_EQ(divide_with(one, 5, {1, 5}, {1, 2}), two);
  EXPECT_EQ(divide_with(one, 5, {1, 5}, {2, 3}), (Pages{1, 2, 4}));
  EXPECT_EQ(divide_with(two, 5, {3, 5}, {4, 5}), (Pages{1, 4}));
  EXPECT_EQ(divide_with(two, 5, {1, 2}, {1, 4}), (Pages{1, 5}));
  EXPECT_EQ(divide_with(two, 5, {1, 2}, {1, 5}), one);
  EXPECT_FALSE(divide_with(two, 5, {1, 2}, {1, 6}));
  EXPECT_EQ(parse_division("1–2, 3-5", 5), two);
  for (const char* const text : {"1-2, 4-5", "1-2, 3-4", "2-5", "1-2,", "1-2, 3-6"})
    EXPECT_FALSE(parse_division(text, 5)) << text;
  EXPECT_EQ(to_text(two, 5), "1–2, 3–5");
  const Pages shared{1, 3, 3, 6};  // two documents begin on page 3
  EXPECT_EQ(divide_with(shared, 9, {6, 9}, {7, 9}), (Pages{1, 3, 3, 7}));
  EXPECT_EQ(divide_with(shared, 9, {3, 5}, {3, 4}), (Pages{1, 3, 3, 5}));
  EXPECT_EQ(divide_with(shared, 9, {3, 5}, {4, 5}), (Pages{1, 3, 4, 6}));
  EXPECT_EQ(divide_with(shared, 9, {1, 2}, {1, 3}), (Pages{1, 4, 6}));
  EXPECT_EQ(to_text(shared, 9), "1–2, 3, 3–5, 6–9");
}

TEST(DocumentTypes, ATypeIsItsCodeOrItsNameWithMarksOrWithout) {
  const text::Lexicon& lexicon = own_lexicon();
  for (const char* const typed : {"KH", "kh", "Kế hoạch", "KE HOACH ", "kế hoạch"})
    EXPECT_EQ(record::parse_type_code(lexicon, typed), "KH") << typed;
  EXPECT_EQ(record::parse_type_code(lexicon, "qd"), "QĐ");
  EXPECT_EQ(record::parse_type_code(lexicon, "KHAC"), "KHAC");
  for (const char* const typed : {"", " ", "kế", "<script>"})
    EXPECT_FALSE(record::parse_type_code(lexicon, typed)) << typed;
  EXPECT_EQ(record::list_document_types(lexicon).back().first, "KHAC");
}

TEST(Passage, AWordThatWasHardToReadIsFoundInWhatIsMadeOfIt) {
  const std::string text = "xã và thôn và làng\fkhông";
  // "xa" was read for "xã", "thon va" (two words, one change) for "thôn và".
  const std::vector<ChangedWord> words{{0, 3, "xa", "", 1}, {8, 17, "thon va", "", 1}};
  const ByteRange range{0, 23};
  ASSERT_EQ(text.substr(8, 9), "thôn và");
  const auto found = find_hard_words(
      text, range, words,
      {{"và", 0.9}, {"xa", 0.5}, {"va", 0.6}, {"làng", 0.99}, {"và", 0.1}, {"không", 0.1}}, 0.8);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "xã");
  EXPECT_EQ(text.substr(found[1].begin, found[1].end - found[1].begin), "thôn và");
  EXPECT_EQ(found[1].confidence, 0.6);
  const auto stretches = split_into_segments(text, range, std::nullopt, words, found);
  EXPECT_EQ(stretches[0].text, "xã");
  EXPECT_EQ(stretches[0].read, 0.5);
  EXPECT_FALSE(stretches[1].read);
  EXPECT_TRUE(find_hard_words("", {0, 0}, {}, {{"a", 0.1}}, 0.8).empty());
}

// R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven
// methods, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
TEST(Wilson, AgreesWithPublishedIntervals) {
  const auto near = [](Interval is, double low, double high) {
    EXPECT_NEAR(is.low, low, 5e-5);
    EXPECT_NEAR(is.high, high, 5e-5);
  };
  near(wilson_interval(81, 263), 0.2553, 0.3662);
  near(wilson_interval(15, 148), 0.0624, 0.1605);
  near(wilson_interval(0, 20), 0.0000, 0.1611);
  near(wilson_interval(1, 29), 0.0061, 0.1718);
  near(wilson_interval(0, 0), 0, 1);
}

TEST(Statistics, TheErrorRateIsOfWhatWasJudgedAlone) {
  Sample sample;
  for (const char* const verdict : {"right", "right", "wrong", "unknown", ""})
    sample.items.push_back({"d", "tasks", "r", "lead_raw", verdict, "", ""});
  const StatisticsSheet sheet = make_errors_sheet(sample);
  ASSERT_EQ(sheet.rows.size(), 2U);  // all, and the only column
  EXPECT_EQ(sheet.rows[0][1].number, 5);
  EXPECT_EQ(sheet.rows[0][5].number, 33.33);
  EXPECT_LT(sheet.rows[0][6].number, 33.33);
  sample.items.resize(0);
  sample.items.push_back({"d", "tasks", "r", "lead_raw", "", "", ""});
  EXPECT_FALSE(make_errors_sheet(sample).rows[0][5].is_number);
}

TEST(Statistics, NoCellOfACsvIsAFormula) {
  StatisticsSheet sheet{"x", both("", ""), {both("Người", "Person"), both("a,b", "c")}, {}};
  const auto cell = [](const char* text) { return SheetCell{both(text, text), 0, false}; };
  sheet.rows = {{cell("=cmd|' /C calc'!A0"), SheetCell{both("", ""), 12.5, true}},
                {cell("\"Lan\"\n"), cell("-1")}};
  EXPECT_EQ(format_csv(sheet, false),
            "\xEF\xBB\xBF\"Người\",\"a,b\"\r\n\"'=cmd|' /C "
            "calc'!A0\",12.5\r\n\"\"\"Lan\"\"\n\",\"'-1\"\r\n");
  EXPECT_EQ(format_csv(sheet, true).substr(3, 8), "\"Person\"");
}

}  // namespace
}  // namespace codau::review
