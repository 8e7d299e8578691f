// Laws of record/edits/human_edit.h, record/edits/edit_places.h, record/edits/line_edits.h,
// record/edits/carry_edits.h and
// record/edits/apply_promulgator.h on made-up plans and made-up reviewers.
#include "record/edits/human_edit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "../support/plain_document.h"
#include "../support/seeded.h"
#include "document/read_document.h"
#include "record/citations/xref.h"
#include "record/edits/apply_promulgator.h"
#include "record/edits/carry_edits.h"
#include "record/edits/derived_edits.h"
#include "record/edits/edit_rules.h"
#include "record/edits/edit_validator.h"
#include "record/edits/line_edits.h"
#include "record/edits/review_doubts.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

using testing::NamedCells;
using testing::text_of;
using testing::value_of;

using Edits = std::vector<HumanEdit>;

class EditLaws : public testing::Seeded {
 protected:
  std::string one_of(const std::vector<std::string>& choices) {
    return choices[below(choices.size())];
  }

  /// Lines of a plan, some of them left out, some twice: rows come, go, move, and read alike.
  std::string plan() {
    static const std::vector<std::string> kLines = {
        "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH",
        "8607 /KH-UBND",
        "An Bình, ngày 05 tháng 02 năm 2024\n",
        "KẾ HOẠCH\nCải cách hành chính năm 2024\n",
        "Thực hiện Kế hoạch số 10/KH-UBND ngày 12/01/2024 của UBND huyện về rà soát\n",
        "I. MỤC ĐÍCH\n\n1. Nâng cao chất lượng.\n",
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n",
        "- Báo cáo chậm nhất 15 ngày làm việc kể từ ngày ban hành Kế hoạch.",
        "- Báo cáo UBND huyện trước ngày 30/6/2024.\n",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Ước\n",
        "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n",
        "Phụ lục 1\nDANH MỤC NHIỆM VỤ\n\nTT\tNhiệm vụ\tCơ quan chủ trì\tPhối hợp\tThời gian hoàn "
        "thành",
        "1\tRà soát thủ tục\tVăn phòng\tCông an huyện Ân Thi\tQuý II/2024",
        "2\tCông bố\tTư pháp\tVăn phòng; Công an\tTrước ngày 30/9/2024",
        "3\tRà soát thủ tục\tVăn phòng\tCông an huyện Ân Thi\tQuý II/2024",
        "4\tĐo đạc\tĐịa chính\t\t10 ngày kể từ ngày ban hành Kế hoạch"};
    std::string out;
    for (const std::string& line : kLines) {
      if (below(8) == 0) continue;
      out += line + '\n';
      if (below(12) == 0) out += line + '\n';
    }
    return out;
  }

  static std::string id_of(std::size_t part) {
    const std::string sha = sha256("source");
    return part == 0 ? doc_id(sha) : make_sub_document_id(sha, 0, 0, part);
  }

  Records rows(const std::string& text, std::size_t part = 0) {
    SourceInfo source;
    source.sha256 = sha256("source");
    source.doc_id = id_of(part);
    source.format = "txt";
    source.text_layer = "none";
    source.names = {{"a.txt", "a.txt"}};
    source.pipeline_version = "0.1.0";
    const RestoredDocument document = testing::plain_document(text);
    return remove_xref(own_lexicon(),
                       to_records(own_lexicon(), document::read_document(own_lexicon(), document),
                                  document, source));
  }

  Value value_for(const Column& column) {
    if (column.nullable && below(5) == 0) return {};
    if (column.name.ends_with("agency_id")) return {};
    switch (column.type) {
      case ColumnType::kDate:
        return one_of({"2024-02-29", "2026-12-31", "2024-05-06"});
      case ColumnType::kInt:
        return static_cast<std::int64_t>(below(3000));
      case ColumnType::kBool:
        return below(2) == 0;
      case ColumnType::kReal:
        return 1.0;
      case ColumnType::kList:
      case ColumnType::kJson:
      case ColumnType::kUuid:
        return {};
      case ColumnType::kText:
        break;
    }
    if (column.codes == nullptr) return one_of({"Sở Nội vụ", "Ra soat", "1|2", "\"x\"\ny"});
    const std::span<const CodeEntry> codes = column.codes->codes;
    return std::string(codes[below(codes.size())].code);
  }

  const Row* any_row(const Records& records, const Table& one) {
    const auto& all = records[one.id];
    return all.empty() ? nullptr : &all[below(all.size())];
  }

  EditRequest request(const Records& records) {
    static const std::vector<std::string> kTables{"documents",      "sections",      "tasks",
                                                  "task_deadlines", "task_agencies", "recipients",
                                                  "doc_refs"};
    EditRequest out;
    HumanEdit& edit = out.edit;
    edit.table = one_of(kTables);
    const Table& one = table(edit.table);
    static constexpr EditAction kActions[] = {
        EditAction::kSet,    EditAction::kSet,    EditAction::kSet,       EditAction::kAccept,
        EditAction::kReject, EditAction::kAddRow, EditAction::kRemoveRow, EditAction::kReopen};
    edit.action = kActions[below(std::size(kActions))];
    if (edit.action == EditAction::kAddRow) {
      for (const Column& column : one.columns) {
        const bool is_own = is_addable(edit.table, column.name) && column.name != "seq";
        edit.row.push_back(is_own ? value_for(column) : Value());
      }
      NamedCells cells(one, edit.row);
      for (const ForeignKey& key : one.foreign_keys) {
        if (key.column != find_parent_column(edit.table)) continue;
        const Row* const parent = any_row(records, table(key.table));
        cells.set(key.column,
                  parent == nullptr ? Value() : Value(row_id(table(key.table), *parent)));
      }
      return out;
    }
    const Row* const row = any_row(records, one);
    edit.row_id = row == nullptr ? "none" : row_id(one, *row);
    if (edit.action != EditAction::kSet) return out;
    std::vector<const Column*> fields;
    for (const Column& column : one.columns) {
      if (is_editable(edit.table, column.name)) fields.push_back(&column);
    }
    const Column& field = *fields[below(fields.size())];
    edit.field = field.name;
    edit.value = value_for(field);
    return out;
  }

  /// What people ask of these rows, as far as it can be done.
  Edits edits(const Records& records, const Edits& before = {}) {
    EditValidator judge(own_lexicon(), records, before,
                        {one_of({"Lan", "Minh"}), "2026-01-31T08:05:00Z"});
    Edits out;
    for (std::size_t n = 1 + below(10); n > 0; --n) {
      JudgedEdit judged = judge.validate(request(records));
      EXPECT_FALSE(judged.edit && judged.refused);
      if (judged.edit) out.push_back(std::move(*judged.edit));
    }
    return out;
  }

  /// The first difference of two documents, without dumping both.
  static std::string difference(const Records& a, const Records& b) {
    for (const Table& one : schema()) {
      const auto &x = a[one.id], &y = b[one.id];
      for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
        if (i >= x.size() || i >= y.size())
          return std::string(one.name) + ": " + std::to_string(x.size()) + " rows, not " +
                 std::to_string(y.size());
        for (std::size_t c = 0; c < x[i].size(); ++c) {
          if (x[i][c] != y[i][c])
            return row_id(one, x[i]) + " " + std::string(one.columns[c].name) + " in " +
                   std::string(one.name);
        }
      }
    }
    return {};
  }

  /// The last edit of each field is what the row has.
  static void expect_values(const Records& records, const Edits& edits) {
    std::map<FieldKey, const HumanEdit*> last;
    for (const HumanEdit& edit : edits) {
      if (edit.action == EditAction::kSet) last[{edit.table, edit.row_id, edit.field}] = &edit;
    }
    for (const auto& [key, edit] : last) {
      const Table& one = table(edit->table);
      // a date of issue that is set last is the best one, too
      if (edit->field == "issued_date_best") continue;
      for (const Row& row : testing::rows_of(records, edit->table)) {
        if (row_id(one, row) != edit->row_id) continue;
        EXPECT_EQ(value_of(one, row, edit->field), edit->value) << edit->field;
      }
    }
  }

  /// The law of record/edits/human_edit.h for a document that is signed off.
  static void expect_signature(const Records& records, const Edits& edits) {
    const Table& documents = table("documents");
    if (records[record::TableId::kDocuments].empty()) return;
    if (text_of(documents, records[record::TableId::kDocuments].front(), "review_status") !=
        "accepted")
      return;
    EXPECT_TRUE(find_unsettled_doubts(records, edits).empty());
  }

  static std::string findings(const Records& records) {
    std::string out;
    for (const std::string& one : validate_rows(records)) out += one + '\n';
    return out;
  }

  /// What others may say of a document as it was read.
  static XrefFindings found(const Records& read) {
    XrefFindings out;
    const Row& document = read[record::TableId::kDocuments].front();
    if (value_of(table("documents"), document, "code_number") == Value()) out.number = "44";
    out.is_number_confirmed = !out.number;
    out.best_date = "2024-03-05";
    for (std::int64_t seq = 1; seq < 5; ++seq) out.dates[seq] = "2024-01-13";
    return out;
  }
};

TEST_F(EditLaws, AppliedTwiceIsAppliedOnceAndTheRowsAreSound) {
  for (int round = 0; round < 40; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Records read = rows(plan());
    const Edits first = edits(read);
    const EditedRecords once = apply_edits(own_lexicon(), read, first);
    EXPECT_TRUE(once.open.empty());
    ASSERT_EQ(findings(once.records), "");
    expect_values(once.records, first);
    expect_signature(once.records, first);
    const EditedRecords twice = apply_edits(own_lexicon(), once.records, first);
    EXPECT_EQ(twice.open, once.open);
    ASSERT_EQ(difference(once.records, twice.records), "");

    Edits all = first;
    for (HumanEdit& edit : edits(once.records, first)) all.push_back(std::move(edit));
    const EditedRecords later = apply_edits(own_lexicon(), once.records, all),
                        at_once = apply_edits(own_lexicon(), read, all);
    EXPECT_EQ(later.open, at_once.open);
    ASSERT_EQ(difference(later.records, at_once.records), "");
    ASSERT_EQ(findings(later.records), "");
  }
}

TEST_F(EditLaws, RowsOfAnotherReadingStaySoundAndSayWhatIsOpen) {
  std::size_t applied = 0, open = 0;
  for (int round = 0; round < 40; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Records before = rows(plan()), after = rows(plan());
    const Edits made = edits(before);
    const EditedRecords once = apply_edits(own_lexicon(), after, made);
    ASSERT_EQ(findings(once.records), "");
    const EditedRecords twice = apply_edits(own_lexicon(), once.records, made);
    EXPECT_EQ(twice.open, once.open);
    ASSERT_EQ(difference(once.records, twice.records), "");
    std::size_t flagged = 0;
    for (const char* const name : {"documents", "sections", "tasks"}) {
      for (Row row : testing::rows_of(once.records, name)) {
        const auto codes = NamedCells(table(name), row).codes("review_reasons");
        if (std::ranges::count(codes, "EDIT_STALE") > 0) ++flagged;
      }
    }
    EXPECT_EQ(flagged > 0, !once.open.empty());
    open += once.open.size();
    applied += made.size() - once.open.size();
  }
  EXPECT_GT(open, 10U);
  EXPECT_GT(applied, 10U);
}

/// Whoever takes a verdict back leaves the row to the program.
bool is_verdict(const Value& status) {
  return status == Value("accepted") || status == Value("rejected");
}

TEST_F(EditLaws, OtherDocumentsDoNotWriteWhatAPersonHasSet) {  // record/citations/xref.h
  for (int round = 0; round < 40; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Records read = rows(plan());
    const Edits made = edits(read);
    const Records edited = apply_edits(own_lexicon(), read, made).records;
    const Records crossed =
        apply_xref(own_lexicon(), remove_xref(own_lexicon(), edited), found(read));
    ASSERT_EQ(findings(crossed), "");
    for (const auto& [name, id, field] : find_human_fields(edited)) {
      const Table& one = table(name);
      const auto is_it = [&, id = id](const Row& row) { return row_id(one, row) == id; };
      const auto &was = testing::rows_of(edited, name), &is = testing::rows_of(crossed, name);
      const auto a = std::ranges::find_if(was, is_it), b = std::ranges::find_if(is, is_it);
      if (a == was.end()) continue;  // removed
      ASSERT_NE(b, is.end());
      if (field == "review_status" && !is_verdict(value_of(one, *a, field))) continue;
      EXPECT_EQ(value_of(one, *a, field), value_of(one, *b, field)) << name << ' ' << field;
    }
    ASSERT_EQ(difference(remove_xref(own_lexicon(), crossed), remove_xref(own_lexicon(), edited)),
              "");
    const Records again =
        apply_edits(own_lexicon(), remove_xref(own_lexicon(), crossed), made).records;
    ASSERT_EQ(difference(remove_xref(own_lexicon(), again), remove_xref(own_lexicon(), edited)),
              "");
  }
}

TEST_F(EditLaws, WhoeverJudgesTheRowsThatWaitSettlesWhatWaits) {
  std::size_t open = 0;
  for (int round = 0; round < 40; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Records after = rows(plan());
    Edits made = edits(rows(plan()));
    const EditedRecords once = apply_edits(own_lexicon(), after, made);
    EditValidator judge(own_lexicon(), once.records, made, {"Hoa", "2026-01-30T08:05:00Z"});
    std::set<std::pair<std::string, std::string>> waiting;
    for (const OpenEdit& one : once.open) waiting.emplace(one.table, one.row_id);
    Edits verdicts;
    for (const auto& [table, row_id] : waiting) {
      EditRequest asked;
      asked.edit.table = table;
      asked.edit.row_id = row_id;
      asked.edit.action = EditAction::kAccept;
      JudgedEdit judged = judge.validate(asked);
      ASSERT_TRUE(judged.edit);
      verdicts.push_back(std::move(*judged.edit));
    }
    open += once.open.size();
    made.insert(made.end(), verdicts.begin(), verdicts.end());
    EXPECT_TRUE(apply_edits(own_lexicon(), after, made).open.empty());
  }
  EXPECT_GT(open, 10U);
}

std::size_t all_of(const std::vector<CarriedDocument>& parts) {
  std::size_t out = 0;
  for (const CarriedDocument& part : parts) out += part.edits.size();
  return out;
}

TEST_F(EditLaws, WhatIsCarriedIsNotLostAndComesBack) {  // record/edits/carry_edits.h
  std::size_t carried = 0, open = 0;
  for (int round = 0; round < 100; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::string one = plan();
    std::string other = plan();
    for (const auto& [line, instead] : std::map<std::string, std::string>{
             {"Rà soát", "Kiểm kê"}, {"Đo đạc", "Trồng rừng"}, {"15 ngày", "20 ngày"}}) {
      for (std::size_t at = other.find(line); at != other.npos; at = other.find(line, at))
        other.replace(at, line.size(), instead);
    }
    const Records together = rows(one + other), first = rows(one), second = rows(other, 1);
    Edits made = edits(together);
    const Edits of_second = edits(second);
    const auto twice = std::ranges::find(made, EditAction::kSet, &HumanEdit::action);
    if (twice != made.end()) made.push_back(HumanEdit(*twice));  // back to what was undone

    std::vector<CarriedDocument> divided{{id_of(0), 1, first, made}, {id_of(1), 2, second, {}}};
    const std::size_t went = carry_edits(divided);
    carried += went;
    ASSERT_EQ(all_of(divided), made.size());
    for (const CarriedDocument& part : divided) {
      const EditedRecords edited = apply_edits(own_lexicon(), *part.records, part.edits);
      ASSERT_EQ(findings(edited.records), "");
      open += edited.open.size();
      for (const HumanEdit& edit : part.edits) EXPECT_EQ(edit_from_json(to_json(edit)), edit);
    }
    std::vector<CarriedDocument> again = divided;
    EXPECT_EQ(carry_edits(again), 0U);
    for (std::size_t i = 0; i < again.size(); ++i) EXPECT_EQ(again[i].edits, divided[i].edits);

    std::vector<CarriedDocument> joined{{id_of(0), 1, together, divided[0].edits},
                                        {id_of(1), 2, std::nullopt, divided[1].edits}};
    EXPECT_EQ(carry_edits(joined), went);
    EXPECT_EQ(joined[0].edits, made);
    EXPECT_TRUE(joined[1].edits.empty());

    // what was set in a document that is no more, and comes back
    std::vector<CarriedDocument> gone{{id_of(0), 1, together, {}},
                                      {id_of(1), 2, std::nullopt, of_second}};
    static_cast<void>(carry_edits(gone));
    ASSERT_EQ(gone[0].edits.size(), of_second.size());
    const EditedRecords edited = apply_edits(own_lexicon(), together, gone[0].edits);
    ASSERT_EQ(findings(edited.records), "");
    std::vector<CarriedDocument> back{{id_of(0), 1, first, gone[0].edits},
                                      {id_of(1), 2, second, {}}};
    static_cast<void>(carry_edits(back));
    EXPECT_EQ(back[1].edits, of_second);
  }
  EXPECT_GT(carried, 5U);
  EXPECT_GT(open, 10U);
}

TEST_F(EditLaws, WhatIsCarriedKeepsItsOrderWhereAClockWentBack) {  // record/edits/carry_edits.h
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Records together = rows(plan()), second = rows(plan(), 1);
    const auto with_times = [&](Edits made) {
      for (HumanEdit& edit : made) edit.at = "2026-01-31T08:0" + std::to_string(below(9)) + ":00Z";
      return made;
    };
    const Edits own = with_times(edits(together)), of_second = with_times(edits(second));
    std::vector<CarriedDocument> parts{{id_of(0), 1, together, own},
                                       {id_of(1), 2, std::nullopt, of_second}};
    static_cast<void>(carry_edits(parts));
    Edits here;
    std::vector<std::size_t> places;
    for (const HumanEdit& edit : parts[0].edits) {
      edit.from ? places.push_back(edit.from->place) : here.push_back(edit);
    }
    EXPECT_EQ(here, own);
    EXPECT_EQ(places.size(), of_second.size());
    EXPECT_TRUE(std::ranges::is_sorted(places));
  }
}

TEST_F(EditLaws, NothingIsCarriedToAnotherRowOfTheSameText) {  // record/edits/carry_edits.h
  std::size_t lost = 0;
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::string text = plan();
    const Records together = rows(text + text), first = rows(text), second = rows("", 1);
    const Edits made = edits(together);
    std::vector<CarriedDocument> parts{{id_of(0), 1, first, made, together},
                                       {id_of(1), 2, second, {}, std::nullopt}};
    static_cast<void>(carry_edits(parts));
    const auto is_told = [](const HumanEdit& edit) {
      return edit.table == "documents" || edit.read.empty() || edit.from->is_lost;
    };
    for (int again = 0; again < 2; ++again) {
      for (CarriedDocument& part : parts) {
        for (const HumanEdit& edit : part.edits) {
          if (!edit.from) continue;
          EXPECT_TRUE(is_told(edit)) << to_json(edit);
          if (edit.from->is_lost) ++lost;
        }
        part.before = part.records;  // its rows of the run before, in which twins are no more
      }
      static_cast<void>(carry_edits(parts));
    }
    std::vector<CarriedDocument> back{{id_of(0), 1, together, parts[0].edits, first},
                                      {id_of(1), 2, std::nullopt, parts[1].edits, second}};
    static_cast<void>(carry_edits(back));
    EXPECT_EQ(back[0].edits, made);
  }
  EXPECT_GT(lost, 10U);
}

class PromulgatorLaws : public EditLaws {
 protected:
  /// A decision and the plan that it promulgates, some of their lines left out.
  std::pair<Records, Records> both() {
    std::string text;
    for (const char* const line :
         {"ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\n", "Số: 24/QĐ-UBND\n\n",
          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
          "An Phú, ngày 05 tháng 3 năm 2024\n\n"}) {
      if (below(6) != 0) text += line;
    }
    text +=
        "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch trồng cây năm 2024\n\nĐiều 1. Ban hành kèm theo "
        "Quyết định này Kế hoạch trồng cây năm 2024.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn "
        "Văn An\n\nKẾ HOẠCH\nTrồng cây năm 2024\n(Ban hành kèm theo Quyết định số 24/QĐ-UBND ngày "
        "05/3/2024 của UBND xã An Phú)\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã\n\n- Giữ gìn trật "
        "tự khi trồng cây trước ngày 25/4/2024.\n\n- Báo cáo chậm nhất 15 ngày làm việc kể từ ngày "
        "ban hành Kế hoạch.\n";
    const RestoredDocument read = testing::plain_document(text);
    const auto all = document::read_documents(own_lexicon(), read);
    EXPECT_EQ(all.size(), 2U);
    EXPECT_EQ(all.back().promulgator, 0U);
    const auto rows_of = [&](std::size_t k) {
      SourceInfo source;
      source.sha256 = sha256("source");
      source.doc_id = k == 0 ? doc_id(source.sha256) : make_sub_document_id(source.sha256, 0, 0, k);
      source.format = "txt";
      source.text_layer = "none";
      source.names = {{"a.txt", "a.txt"}};
      source.pipeline_version = "0.1.0";
      return remove_xref(own_lexicon(), to_records(own_lexicon(), all[k], read, source));
    };
    return {rows_of(0), rows_of(1)};
  }

  /// What people set in the head of a document.
  Edits of_head(const Records& records, const Edits& before = {}) {
    EditValidator judge(own_lexicon(), records, before, {"Lan", "2026-01-31T08:05:00Z"});
    Edits out;
    for (std::size_t n = below(4); n > 0; --n) {
      EditRequest asked;
      asked.edit.table = "documents";
      asked.edit.row_id = row_id(table("documents"), records[record::TableId::kDocuments].front());
      asked.edit.field = one_of({"code_number", "code_notation", "issued_date", "issued_date_best",
                                 "organ_name", "governing_organ"});
      const auto columns = table("documents").columns;
      asked.edit.value = value_for(*std::ranges::find(columns, asked.edit.field, &Column::name));
      JudgedEdit judged = judge.validate(asked);
      if (judged.edit) out.push_back(std::move(*judged.edit));
    }
    return out;
  }
};

// record/edits/apply_promulgator.h: laws, and whoever sets what first, the rows are the same.
TEST_F(PromulgatorLaws, WhatIsPromulgatedFollows) {
  std::size_t followed = 0;
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const auto [decision, plan] = both();
    ASSERT_EQ(difference(apply_promulgator(own_lexicon(), plan, decision), plan), "");
    const Edits here = of_head(plan);
    Edits there = of_head(decision);
    const Records once = apply_edits(own_lexicon(), decision, there).records;
    const Records early = apply_promulgator(own_lexicon(), plan, once);
    ASSERT_EQ(findings(early), "");
    ASSERT_EQ(difference(apply_promulgator(own_lexicon(), early, once), early), "");
    ASSERT_EQ(difference(remove_xref(own_lexicon(), early), early), "");
    for (HumanEdit& edit : of_head(once, there)) there.push_back(std::move(edit));
    const Records twice = apply_edits(own_lexicon(), decision, there).records;
    const Records wanted =
        apply_promulgator(own_lexicon(), apply_edits(own_lexicon(), plan, here).records, twice);
    ASSERT_EQ(findings(wanted), "");
    const Records late =
        apply_promulgator(own_lexicon(), apply_edits(own_lexicon(), early, here).records, twice);
    ASSERT_EQ(difference(late, wanted), "");
    followed +=
        std::size_t{difference(wanted, apply_edits(own_lexicon(), plan, here).records) != ""};
  }
  EXPECT_GT(followed, 50U);
}

/// The task of a plan's only table row, as it reads.
struct OneTask {
  std::string lead, coop, deadline;
};

class TextLaws : public EditLaws {
 protected:
  OneTask any() {
    static const std::vector<std::string> kAgencies = {"",
                                                       "Văn phòng",
                                                       "Sở Y tế",
                                                       "Công an tỉnh, Sở Nội vụ",
                                                       "Các sở, ban, ngành",
                                                       "Hội Nông dân",
                                                       "UBND xã Tân Lập; Sở Tài chính"};
    return {one_of(kAgencies), one_of(kAgencies),
            one_of({"", "Quý II/2024", "Tháng 6", "Trước ngày 30/9/2024", "Hằng quý", "Cả năm",
                    "10 ngày kể từ ngày ban hành Kế hoạch", "Tháng 3; tháng 9", "khi có yêu cầu",
                    "từ 01/3 đến 15/4/2024", "xyz", "Trước ngày 15/12 hằng năm"})};
  }
  Records of(const OneTask& task) {
    return rows(
        "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 7/KH-UBND\nAn Bình, ngày 05 tháng 02 năm 2024\n\nKẾ "
        "HOẠCH\nCải cách hành chính năm 2024\n\nPhụ lục 1\nDANH MỤC NHIỆM VỤ\n\nTT\tNhiệm vụ\tCơ "
        "quan chủ trì\tPhối hợp\tThời gian hoàn thành\n1\tRà soát thủ tục\t" +
        task.lead + '\t' + task.coop + '\t' + task.deadline + '\n');
  }
  /// What the readers of cells have made of the row.
  static std::string told(const Records& records) {
    return told(records, row_id(table("tasks"), records[record::TableId::kTasks].front()));
  }
  static std::string told(const Records& records, const std::string& task) {
    std::string out;
    for (Row row : records[record::TableId::kTasks]) {
      const NamedCells cells(table("tasks"), row);
      if (cells.text("task_id") != task) continue;
      for (const char* const column : {"deadline_kind", "due_date", "due_op", "due_last_day",
                                       "period", "recurrence", "anchor"})
        out += cells.text(column) + '|';
    }
    const auto add = [&](const char* name, const std::vector<std::string_view>& columns) {
      std::vector<std::string> rows;
      for (const Row& row : testing::rows_of(records, name)) {
        if (text_of(table(name), row, "task_id") != task) continue;
        std::string& one = rows.emplace_back();
        for (const std::string_view column : columns)
          one += value_to_json(value_of(table(name), row, column)) + '|';
      }
      std::ranges::sort(rows);
      for (const std::string& one : rows) out += '\n' + one;
    };
    add("task_agencies", {"role", "norm", "level", "place"});
    add("task_deadlines",
        {"raw", "label", "kind", "rule", "due_date", "due_op", "due_last_day", "start_date",
         "period", "recurrence", "recur_count", "anchor", "offset_n", "offset_unit", "inferred"});
    return out;
  }

  /// With what follows from it, as pipeline::Correction makes it.
  Records edited(const Records& records, EditRequest asked, Edits& edits) {
    EditValidator judge(own_lexicon(), records, edits, {"Lan", "2026-01-31T08:05:00Z"});
    const auto take = [&](const EditRequest& request) {
      JudgedEdit judged = judge.validate(request);
      EXPECT_FALSE(judged.refused) << judged.refused->en;
      if (judged.edit) edits.push_back(*judged.edit);
      return judged.edit;
    };
    if (const auto made = take(asked)) asked.edit = *made;
    for (const EditRequest& more : derive_edits(own_lexicon(), records, asked)) take(more);
    EditedRecords out = apply_edits(own_lexicon(), records, edits);
    EXPECT_TRUE(out.open.empty());
    EXPECT_EQ(findings(out.records), "");
    return std::move(out.records);
  }
  static std::string last_task(const Records& records) {
    return row_id(
        table("tasks"),
        *std::ranges::max_element(records[record::TableId::kTasks], {}, [](const Row& row) {
          return std::get<std::int64_t>(value_of(table("tasks"), row, "seq"));
        }));
  }
};

// record/edits/derived_edits.h: a task whose texts a person sets says what it would, had they been
// printed.
TEST_F(TextLaws, WhatFollowsFromATextFollowsIt) {
  for (int round = 0; round < 120; ++round) {
    const OneTask was = any(), is = any();
    SCOPED_TRACE(was.lead + '/' + was.coop + '/' + was.deadline + " → " + is.lead + '/' + is.coop +
                 '/' + is.deadline);
    Records records = of(was);
    Edits edits;
    for (const auto& [field, value] :
         {std::pair{"lead_raw", is.lead}, {"coop_raw", is.coop}, {"deadline_raw", is.deadline}}) {
      EditRequest asked;
      asked.edit.table = "tasks";
      asked.edit.row_id = row_id(table("tasks"), records[record::TableId::kTasks].front());
      asked.edit.field = field;
      asked.edit.value = to_value(to_text_value(value));
      records = edited(records, asked, edits);
      EXPECT_TRUE(derive_edits(own_lexicon(), records, asked).empty());
    }
    ASSERT_EQ(findings(records), "");
    ASSERT_EQ(told(records), told(of(is)));
  }
}

/// A task that a person adds has the rows that it would have, had it been printed; also one that
/// had no deadline and is given one, text or day.
TEST_F(TextLaws, AnAddedTaskHasTheRowsOfAPrintedOne) {
  for (int round = 0; round < 60; ++round) {
    const OneTask is = any(), other = any();
    SCOPED_TRACE(is.lead + '/' + is.coop + '/' + is.deadline + " → " + other.deadline);
    const Records printed = of(is);
    Row row(table("tasks").columns.size());
    NamedCells cells(table("tasks"), row);
    cells.set("section_id",
              value_of(table("tasks"), printed[record::TableId::kTasks].front(), "section_id"));
    for (const auto& [column, text] : {std::pair<const char*, std::string>{"task_text", "Đo"},
                                       {"origin", "table"},
                                       {"lead_raw", is.lead},
                                       {"coop_raw", is.coop},
                                       {"deadline_raw", is.deadline},
                                       {"deadline_kind", "none"}})
      cells.set(column, to_text_value(text));
    EditRequest asked;
    asked.edit.action = EditAction::kAddRow;
    asked.edit.table = "tasks";
    asked.edit.row = row;
    Edits edits;
    Records records = edited(printed, asked, edits);
    const std::string task = last_task(records);
    ASSERT_EQ(told(records, task), told(printed));
    asked = {};
    asked.edit.table = "tasks";
    asked.edit.row_id = task;
    asked.edit.field = "deadline_raw";
    asked.edit.value = to_value(to_text_value(other.deadline));
    records = edited(records, asked, edits);
    ASSERT_EQ(told(records, task), told(of({is.lead, is.coop, other.deadline})));
    asked.edit.field = "due_date";
    asked.edit.value = Value("2024-01-02");
    records = edited(records, asked, edits);
    EXPECT_NE(told(records, task).find("\"2024-01-02\"|"), std::string::npos);
    const auto due = [&](const char* name) {
      std::set<std::string> days;
      for (const Row& one : testing::rows_of(records, name))
        if (text_of(table(name), one, "task_id") == task)
          days.insert(text_of(table(name), one, "due_date"));
      return days;
    };
    EXPECT_TRUE(due("task_deadlines").contains("2024-01-02"));
    EXPECT_EQ(due("tasks"), std::set<std::string>{"2024-01-02"});
    for (const char* const name : {"tasks", "task_deadlines"}) {  // else no calendar has it
      for (const Row& one : testing::rows_of(records, name)) {
        const bool is_meant = text_of(table(name), one, "task_id") == task &&
                              text_of(table(name), one, "due_date") == "2024-01-02";
        EXPECT_TRUE(!is_meant || !text_of(table(name), one, "due_last_day").empty()) << name;
      }
    }
    asked = {};
    asked.edit.action = EditAction::kRemoveRow;
    asked.edit.table = "tasks";
    asked.edit.row_id = task;
    records = edited(records, asked, edits);
    for (const char* const name : {"tasks", "task_deadlines", "task_agencies"})
      EXPECT_EQ(testing::rows_of(records, name), testing::rows_of(printed, name)) << name;
  }
}

TEST_F(EditLaws, PagesOfADivisionComeBackFromTheirText) {
  for (const char* const text : {"", "1", "1,1", "1,2", "1,4,4,9"}) {
    const auto pages = parse_pages(text);
    ASSERT_TRUE(pages) << text;
    EXPECT_EQ(to_text(*pages), text);
  }
  for (const char* const text :
       {",", "1,", "2", "0", "1,3,2", "01", "1, 2", "a", "1,x", "1,99999999999"})
    EXPECT_FALSE(parse_pages(text)) << text;
  std::string many = "1";
  for (int i = 2; i < 66; ++i) many += ',' + std::to_string(i);
  EXPECT_FALSE(parse_pages(many));
  for (const PrintedLine& place : {PrintedLine{0, 1}, PrintedLine{7, 120}})
    EXPECT_EQ(parse_line_rule(make_line_rule(place)), place);
}

TEST_F(EditLaws, EditsComeBackFromTheirJson) {
  for (int round = 0; round < 40; ++round) {
    for (const HumanEdit& edit : edits(rows(plan()))) {
      const std::string json = to_json(edit);
      EXPECT_EQ(json.find('\n'), std::string::npos);
      EXPECT_EQ(edit_from_json(json), edit) << json;
      std::string broken = json;
      broken[below(broken.size())] = static_cast<char>(below(256));
      static_cast<void>(edit_from_json(broken));
      static_cast<void>(parse_edit_request(broken));
    }
  }
}

}  // namespace
}  // namespace codau::record
