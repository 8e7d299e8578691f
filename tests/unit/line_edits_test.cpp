// Corrections of printed lines: what a request may say, and which edits count.
#include "record/edits/line_edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/plain_records.h"
#include "record/edits/carry_edits.h"
#include "record/edits/edit_row_finder.h"
#include "record/edits/edit_rules.h"
#include "record/schema/typed_row.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

std::string request(const std::string& more) {
  return R"({"doc_id":"0123456789abcdef","action":"set_line",)" + more + "}";
}

HumanEdit edit(PrintedLine line, const std::string& read, const Value& value,
               const std::string& at = "2026-01-31T08:05:00Z") {
  HumanEdit out;
  out.action = EditAction::kSetLine;
  out.table = "documents";
  out.row_id = "0123456789abcdef";
  out.line = line;
  out.read = read;
  out.before = read;
  out.value = value;
  out.actor = "Lan";
  out.at = at;
  return out;
}

Records rows() {
  return testing::plain_records(
      "UỶ BAN NHÂN DÂN\nXÃ HẠ LŨNG\nSố: 07/KH-UBND\nHạ Lũng, ngày 05 tháng 02 năm 2024\n\nKẾ "
      "HOẠCH\nTrồng rừng\n\n1. Công an xã báo cáo trước ngày 30/6/2024.\n");
}

std::vector<std::string> reasons(const Records& records) {
  const ConstCells<Documents> document(records[TableId::kDocuments].front());
  return document.codes(Documents::flags);
}

bool is_stale(const EditedRecords& edited) {
  const auto flags = reasons(edited.records);
  return std::ranges::find(flags, "EDIT_STALE") != flags.end();
}

TEST(LineEdits, ARequestNamesALineAndItsText) {
  const auto asked =
      parse_edit_request(request(R"("page":3,"line":5,"before":"a\tb","value":"Ho\u0300a")"));
  const auto* const one = std::get_if<EditRequest>(&asked);
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->edit.action, EditAction::kSetLine);
  EXPECT_EQ(one->edit.table, "documents");
  EXPECT_EQ(one->edit.line, (PrintedLine{3, 5}));
  EXPECT_EQ(one->edit.value, Value("Hòa"));
  EXPECT_EQ(one->expected, Value("a\tb"));
  const auto plain = parse_edit_request(request(R"("line":1,"before":"a","value":null)"));
  ASSERT_TRUE(std::holds_alternative<EditRequest>(plain));
  EXPECT_EQ(std::get<EditRequest>(plain).edit.line, (PrintedLine{0, 1}));
  EXPECT_EQ(std::get<EditRequest>(plain).edit.value, Value());
}

TEST(LineEdits, HostileRequestsAreRefused) {
  const std::string place = R"("page":1,"line":1,"before":"a",)";
  for (const std::string& more :
       {place + R"("value":"a\nb")",
        place + R"("value":"a\rb")",
        place + R"("value":"a\fb")",
        place + R"("value":"a\u0000b")",
        place + R"("value":"a\u001bb")",
        place + R"("value":"a\u007fb")",
        place + R"("value":"a\u0085b")",
        place + R"("value":"a\u2028b")",
        place + R"("value":"a\u2029b")",
        place + R"("value":"\ud800")",
        place + R"("value":7)",
        place + R"("value":["a"])",
        place + "\"value\":\"" + std::string(kMaxEditTextBytes + 1, 'a') + "\"",
        place + "\"value\":\"\xC3\x28\"",
        place + R"("field":"x","value":"b")",
        place + R"("table":"documents","value":"b")",
        place + R"("row_id":"x","value":"b")",
        std::string(R"("page":0,"line":1,"before":"a","value":"b")"),
        std::string(R"("page":-1,"line":1,"before":"a","value":"b")"),
        std::string(R"("page":1.5,"line":1,"before":"a","value":"b")"),
        std::string(R"("page":4294967297,"line":1,"before":"a","value":"b")"),
        std::string(R"("page":1,"line":0,"before":"a","value":"b")"),
        std::string(R"("page":1,"before":"a","value":"b")"),
        std::string(R"("page":1,"line":1,"value":"b")"),
        std::string(R"("page":1,"line":1,"before":"a")")})
    EXPECT_TRUE(std::holds_alternative<BadRequest>(parse_edit_request(request(more)))) << more;
  EXPECT_TRUE(std::holds_alternative<BadRequest>(parse_edit_request(
      R"({"doc_id":"d","table":"tasks","row_id":"r","action":"accept","line":1})")));
}

TEST(LineEdits, AnEditComesBackFromItsJson) {
  for (const Value& value : {Value("Hòa"), Value(""), Value()}) {
    const HumanEdit one = edit({3, 5}, "Hoa", value);
    EXPECT_EQ(edit_from_json(to_json(one)), one) << to_json(one);
  }
}

TEST(LineEdits, ARuleNamesItsLine) {
  for (const PrintedLine& place : {PrintedLine{0, 1}, PrintedLine{3, 25}})
    EXPECT_EQ(parse_line_rule(make_line_rule(place)), place);
  for (const char* const rule :
       {"line", "line ", "line 0", "line 05", "line x", "line 5 of page 0", "line 5 of page "})
    EXPECT_FALSE(parse_line_rule(rule)) << rule;
}

TEST(LineEdits, TheLastEditOfALineCounts) {
  const std::vector<HumanEdit> edits{edit({1, 2}, "a", Value("b")), edit({1, 2}, "a", Value("c")),
                                     edit({2, 1}, "x", Value("y")), edit({2, 1}, "x", Value()),
                                     edit({1, 1}, "k", Value("l"))};
  const auto lines = find_line_corrections(edits);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].place, (PrintedLine{1, 1}));
  EXPECT_EQ(lines[1].text, "c");
  EXPECT_EQ(lines[1].read, "a");
}

TEST(LineEdits, AnEditThatTheRowsWereNotMadeWithIsStale) {
  const text::Lexicon lexicon;
  std::vector<HumanEdit> edits{edit({0, 7}, "Trồng rừng", Value("Trồng cây"))};
  const EditedRecords without = apply_edits(lexicon, rows(), edits);
  EXPECT_TRUE(is_stale(without));
  ASSERT_EQ(without.open.size(), 1U);
  EXPECT_EQ(without.open.front().table, "documents");
  Records made = rows();
  const auto lines = find_line_corrections(edits);
  add_line_corrections(made, std::vector<AppliedLine>{{lines.front(), 60, "Trong rung"}});
  EXPECT_EQ(validate_rows(made), std::vector<std::string>());
  const EditedRecords with = apply_edits(lexicon, made, edits);
  EXPECT_FALSE(is_stale(with));
  EXPECT_EQ(apply_edits(lexicon, with.records, edits).records, with.records);
  EXPECT_EQ(find_corrected_lines(with.records), find_corrected_lines(made));
  edits.push_back(edit({0, 7}, "Trồng rừng", Value()));
  EXPECT_FALSE(is_stale(apply_edits(lexicon, rows(), edits))) << "it was taken back";
}

TEST(LineEdits, AVerdictOnTheDocumentSettlesAStaleEdit) {
  const text::Lexicon lexicon;
  std::vector<HumanEdit> edits{edit({0, 7}, "Trồng rừng", Value("Trồng cây"))};
  const EditedRecords open = apply_edits(lexicon, rows(), edits);
  const std::string doc_id =
      ConstCells<Documents>(rows()[TableId::kDocuments].front()).text(Documents::doc_id);
  HumanEdit reject;
  reject.action = EditAction::kReject;
  reject.table = "documents";
  reject.row_id = doc_id;
  reject.read =
      SourceTexts(open.records).of("documents", open.records[TableId::kDocuments].front());
  reject.before = Value("review");
  reject.seen = {make_edit_key(doc_id, edits.front())};
  edits.push_back(reject);
  EXPECT_TRUE(apply_edits(lexicon, rows(), edits).open.empty());
}

TEST(LineEdits, AnEditGoesToTheDocumentThatHasItsLine) {
  std::vector<HumanEdit> edits{edit({2, 1}, "a", Value("b"))};
  edits.front().row_id = "first";
  Records first = rows(), second = rows();
  add_line_corrections(second,
                       std::vector<AppliedLine>{{find_line_corrections(edits).front(), 0, "a"}});
  std::vector<CarriedDocument> parts;
  parts.push_back({"first", 1, first, edits, {}});
  parts.push_back({"second", 2, second, {}, {}});
  EXPECT_EQ(carry_edits(parts), 1U);
  EXPECT_TRUE(parts[0].edits.empty());
  ASSERT_EQ(parts[1].edits.size(), 1U);
  EXPECT_EQ(parts[1].edits.front().from->doc_id, "first");
}

}  // namespace
}  // namespace codau::record
