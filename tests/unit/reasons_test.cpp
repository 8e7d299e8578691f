// Each review reason that a document can give (standards 11), shown by the plan that gives it: a
// sound plan, and what must change in it. Codes of pages, of stores with several documents and of
// exports have their tests there.
#include "record/reasons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "document/read_document.h"
#include "record/records.h"
#include "record/row.h"
#include "record/validate.h"
#include "text/text_document.h"

namespace codau::record {
namespace {

const std::string kPlan =
    "ỦY BAN NHÂN DÂN\n"
    "XÃ AN BÌNH\n"
    "Số: 07/KH-UBND\n"
    "An Bình, ngày 05 tháng 02 năm 2024\n"
    "\n"
    "KẾ HOẠCH\n"
    "Cải cách hành chính năm 2024\n"
    "\n"
    "I. MỤC ĐÍCH\n"
    "\n"
    "1. Nâng cao chất lượng phục vụ nhân dân.\n"
    "\n"
    "II. TỔ CHỨC THỰC HIỆN\n"
    "\n"
    "1. Văn phòng\n"
    "\n"
    "- Báo cáo kết quả trước ngày 30/6/2024.\n"
    "\n"
    "TM. ỦY BAN NHÂN DÂN\n"
    "CHỦ TỊCH\n"
    "\n"
    "Nguyễn Văn Ước\n"
    "\n"
    "Phụ lục 1\n"
    "DANH MỤC NHIỆM VỤ\n"
    "\n"
    "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\n"
    "1\tRà soát\tVăn phòng\tCông an huyện Ân Thi\tQuý II/2024\n"
    "2\tCông bố\tTư pháp\tVăn phòng\tThường xuyên\n";

Records records_of(const std::string& text) {
  RestoredDocument document;
  document.before = document.after = text::read_plain_text(text);
  SourceInfo source;
  source.doc_id = "0123456789abcdef";
  source.sha256 = std::string(64, 'a');
  source.format = "txt";
  source.text_layer = "none";
  source.names = {{"a.txt", "a.txt"}};
  source.pipeline_version = "0.1.0";
  return to_records(document::read_document(document), document, source);
}

/// All reasons of the rows of a table.
std::vector<std::string> reasons_in(Records records, const std::string& name) {
  std::vector<std::string> out;
  for (Row& row : records[name]) {
    for (std::string& code : RowCells(table(name), row).codes("review_reasons"))
      out.push_back(std::move(code));
  }
  return out;
}

bool has(const std::vector<std::string>& codes, const std::string& code) {
  return std::ranges::find(codes, code) != codes.end();
}

struct Case {
  const char* code;
  const char* table;
  const char* instead_of;  ///< of the plan …
  const char* stands;      ///< … this
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.code << ' ' << one.stands; }

class ReasonOf : public ::testing::TestWithParam<Case> {};

TEST_P(ReasonOf, TheChangedPlanHasItAndTheSoundOneHasNot) {
  const Case& one = GetParam();
  std::string text = kPlan;
  const std::size_t at = text.find(one.instead_of);
  ASSERT_NE(at, std::string::npos) << one.instead_of;
  text.replace(at, std::string(one.instead_of).size(), one.stands);
  EXPECT_FALSE(has(reasons_in(records_of(kPlan), one.table), one.code));
  const Records changed = records_of(text);
  EXPECT_EQ(check_rows(changed), std::vector<std::string>());
  const auto found = reasons_in(changed, one.table);
  EXPECT_TRUE(has(found, one.code)) << ::testing::PrintToString(found);
}

constexpr const char *kDocuments = "documents", *kSections = "sections", *kTasks = "tasks";

INSTANTIATE_TEST_SUITE_P(
    Header, ReasonOf,
    ::testing::Values(
        Case{"NOT_A_PLAN", kDocuments, "KẾ HOẠCH\n", "QUYẾT ĐỊNH\n"},
        Case{"SECRET", kDocuments, "Số: 07/KH-UBND\n", "Số: 07/KH-UBND\nMẬT\n"},
        Case{"CTRL_CHAR", kDocuments, "Cải cách hành", "Cải cách\x01 hành"},
        Case{"NUMBER_BLANK", kDocuments, "Số: 07/", "Số: /"},
        Case{"NUMBER_PROPOSED", kDocuments, "Số: 07/KH", "8607 /KH"},
        Case{"NOTATION_BAD", kDocuments, "07/KH-UBND", "07/KH"},
        Case{"DATE_PARTIAL", kDocuments, "ngày 05", "ngày"},
        Case{"DATE_MISSING", kDocuments, "An Bình, ngày 05 tháng 02 năm 2024\n", ""},
        Case{"DATE_INVALID", kDocuments, "ngày 05 tháng 02", "ngày 31 tháng 02"},
        Case{"YEAR_CONFLICT", kDocuments, "tháng 02 năm 2024", "tháng 02 năm 2021"},
        Case{"YEAR_CONFLICT", kDocuments, "tháng 02 năm 2024", "tháng 02 năm 2023"},
        Case{"YEAR_CONFLICT", kDocuments, "tháng 02 năm 2024", "tháng 02 năm 2026"},
        Case{"PLAN_YEAR_CONFLICT", kDocuments, "I. MỤC",
             "Ủy ban nhân dân xã xây dựng Kế hoạch năm 2023 như sau:\n\nI. MỤC"},
        Case{"PLAN_YEAR_MISSING", kDocuments, "hành chính năm 2024", "hành chính"},
        Case{"DATE_PADDING", kDocuments, "ngày 05", "ngày 5"},
        Case{"ORGAN_MISSING", kDocuments, "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\n", ""},
        Case{"ORGAN_INFERRED", kDocuments,
             "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\nSố: 07/KH-UBND\nAn Bình, ngày 05 tháng 02 năm 2024\n\n"
             "KẾ HOẠCH\nCải cách hành chính năm 2024\n",
             "Số: 07/KH-UBND\nAn Bình, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\n"
             "Cải cách hành chính năm 2024\n\n"
             "Ủy ban nhân dân xã An Bình xây dựng Kế hoạch như sau:\n"},
        Case{"SUBJECT_MISSING", kDocuments, "Cải cách hành chính năm 2024\n", ""},
        Case{"SIGNER_MISSING", kDocuments, "Nguyễn Văn Ước\n", ""},
        Case{"POSITION_MISSING", kDocuments, "CHỦ TỊCH\n", ""},
        Case{"SIGNER_NO_AUTHORITY", kDocuments, "TM. ỦY BAN NHÂN DÂN\n", ""},
        Case{"SECTION_MISSING", kDocuments, "TỔ CHỨC THỰC HIỆN", "GIẢI PHÁP"},
        Case{"LENGTH_LIMIT", kDocuments, "Số: 07/KH-UBND",
             "Số: 07/KH-UBNDABCDEFGHIJKLMNOPQRSTUVWXYZABC"},
        Case{"REF_UNRESOLVED", kDocuments, "I. MỤC", "Căn cứ Luật Đất đai;\n\nI. MỤC"}));

INSTANTIATE_TEST_SUITE_P(
    Sections, ReasonOf,
    ::testing::Values(
        Case{"CTRL_CHAR", kSections, "phục vụ nhân", "phục\x02 vụ nhân"},
        Case{"TEXT_ILLEGAL_SYLLABLE", kSections, "chất lượng phục vụ", "chdt lugng phuc vuj"},
        Case{"NUM_GAP", kSections, "\n\nII. TỔ", "\n\n3. Công khai thủ tục.\n\nII. TỔ"},
        Case{"NUM_DUP", kSections, "\n\nII. TỔ", "\n\n1. Công khai thủ tục.\n\nII. TỔ"},
        Case{"NUM_REPAIRED", kSections, "II. TỔ", "11. TỔ"},
        Case{"INLINE_BULLET", kSections, "phục vụ nhân dân.",
             "phục vụ nhân dân (PAPI). - Tuyên truyền các quy định."}));

INSTANTIATE_TEST_SUITE_P(
    Tasks, ReasonOf,
    ::testing::Values(
        Case{"CTRL_CHAR", kTasks, "\tRà soát", "\tRà\x03 soát"},
        Case{"TEXT_ILLEGAL_SYLLABLE", kTasks, "\tRà soát", "\tRaz soatz"},
        Case{"ORDINAL_GAP", kTasks, "\n2\tCông", "\n4\tCông"},
        Case{"ORDINAL_DUP", kTasks, "\n2\tCông bố\tTư pháp\tVăn phòng\tThường xuyên\n",
             "\n2\tCông bố\tTư pháp\tVăn phòng\tThường xuyên\n2\tĐo\tTư pháp\tVăn phòng\tQuý "
             "III/2024\n"},
        Case{"TASK_BARE", kTasks, "2\tCông bố\tTư pháp\tVăn phòng\tThường xuyên",
             "2\tCông bố\t\t\t"},
        Case{"DITTO", kTasks, "2\tCông bố\tTư pháp", "2\tCông bố\tnt"},
        Case{"TASK_EMPTY", kTasks, "\tCông bố\t", "\t\t"},
        Case{"LEAD_MISSING", kTasks, "2\tCông bố\tTư pháp", "2\tCông bố\t"},
        Case{"COOP_EQ_LEAD", kTasks, "2\tCông bố\tTư pháp", "2\tCông bố\tVăn phòng"},
        Case{"AGENCY_UNKNOWN", kTasks, "2\tCông bố\tTư pháp", "2\tCông bố\tSao Mai Xanh"},
        Case{"REQUESTED", kTasks, "1. Văn phòng", "1. Đề nghị Ủy ban Mặt trận Tổ quốc xã"},
        Case{"DEADLINE_UNPARSED", kTasks, "\tThường xuyên", "\tmột hôm nào"},
        Case{"MULTI_DEADLINE", kTasks, "\tThường xuyên", "\tQuý I/2024; Quý III/2024"},
        Case{"RECURRENCE_UNSPECIFIED", kTasks, "\tThường xuyên", "\tĐịnh kỳ"},
        Case{"DATE_INVALID", kTasks, "\tThường xuyên", "\t31/6/2024"},
        Case{"DUE_INFERRED", kTasks, "\tThường xuyên", "\tTháng 6"},
        Case{"DUE_BEFORE_ISSUE", kTasks, "\tThường xuyên", "\t15/01/2024"},
        Case{"DUE_FAR", kTasks, "\tThường xuyên", "\t15/01/2031"},
        Case{"HOLIDAYS_IGNORED", kTasks, "\tThường xuyên",
             "\tTrong vòng 10 ngày kể từ ngày ban hành Kế hoạch"},
        Case{"TABLE_RAGGED", kTasks, "2\tCông bố\tTư pháp\tVăn phòng\tThường xuyên",
             "2\tCông bố\tTư pháp\tVăn phòng\tThường xuyên\tHọp\tGấp"},
        Case{"AGENCY_FUZZY", kTasks, "2\tCông bố\tTư pháp", "2\tCông bố\tSở Nội vj"},
        Case{"AGENCY_DASH_AMBIGUOUS", kTasks, "2\tCông bố\tTư pháp",
             "2\tCông bố\tTư pháp - Văn phòng"},
        Case{"AGENCY_SPLIT_INFERRED", kTasks, "2\tCông bố\tTư pháp", "2\tCông bố\tTư pháp Văn hóa"},
        Case{"AGENCY_OUT_OF_TIME", kTasks, "ngày 05 tháng 02 năm 2024",
             "ngày 05 tháng 8 năm 2025"}));

/// The codes that a plain text cannot show: what they need is in the words' confidence.
class DoubtfulWord : public ::testing::Test {
 protected:
  /// The plan with one word of its table read at `confidence`, and a doubt of restoration there.
  static std::vector<std::string> reasons(double confidence, double sure, bool is_changed) {
    RestoredDocument document;
    document.before = document.after = text::read_plain_text(kPlan);
    const auto at = static_cast<std::uint32_t>(kPlan.find("Rà soát"));
    const Bytes word{at, at + 3};
    for (TextWord& one : document.after.words) {
      if (one.text.begin == at) one.confidence = confidence;
    }
    if (is_changed) {
      document.before.text.replace(word.begin, word.size(), "Ra!");
      document.changes = {{word, word, "Ra!", "Rà", "stripped", "ocr_restore", 0.9, ""}};
    }
    if (sure < 1) document.doubts = {{word, sure, "Ra"}};
    SourceInfo source;
    source.doc_id = "0123456789abcdef";
    source.sha256 = std::string(64, 'a');
    source.format = "txt";
    source.text_layer = "none";
    source.pipeline_version = "0.1.0";
    return reasons_in(to_records(document::read_document(document), document, source), "tasks");
  }
};

TEST_F(DoubtfulWord, GivesItsReason) {
  EXPECT_EQ(reasons(1, 1, false), std::vector<std::string>());
  EXPECT_TRUE(has(reasons(0.79, 1, false), "OCR_LOW_CONF"));
  EXPECT_FALSE(has(reasons(0.81, 1, false), "OCR_LOW_CONF"));
  EXPECT_TRUE(has(reasons(1, 0.55, true), "RESTORE_AMBIGUOUS"));
  EXPECT_FALSE(has(reasons(1, 0.6, true), "RESTORE_AMBIGUOUS"));
  EXPECT_TRUE(has(reasons(1, 0.4, false), "REALWORD_SUSPECT"));
  EXPECT_FALSE(has(reasons(1, 0.4, true), "REALWORD_SUSPECT"));
}

}  // namespace
}  // namespace codau::record
