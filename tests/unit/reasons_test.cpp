// Each review reason that a document can give (standards 11), shown by the plan that gives it: a
// sound plan, and what must change in it. Codes of pages, of stores with several documents and of
// exports have their tests there.
#include "record/schema/reasons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "../support/plain_records.h"
#include "record/schema/row.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

using testing::NamedCells;

/// tests/support/reason_cases.json: e2e.reasons runs the same documents through the program.
const nlohmann::json& corpus() {
  static const nlohmann::json cases = [] {
    std::ifstream file(CODAU_ROOT "/tests/support/reason_cases.json");
    return nlohmann::json::parse(file);
  }();
  return cases;
}
const std::string& sound_plan() {
  static const std::string plan = corpus().at("plan").get<std::string>();
  return plan;
}

/// All reasons of the rows of a table, and flags of documents.
std::vector<std::string> reasons_in(Records records, const std::string& name) {
  std::vector<std::string> out;
  for (Row& row : testing::rows_of(records, name)) {
    if (name == "documents") out = NamedCells(table(name), row).codes("flags");
    for (std::string& code : NamedCells(table(name), row).codes("review_reasons"))
      out.push_back(std::move(code));
  }
  return out;
}

bool has(const std::vector<std::string>& codes, const std::string& code) {
  return std::ranges::find(codes, code) != codes.end();
}

struct Case {
  std::string code, table, instead_of, stands;  ///< of the plan, … stands in place of …
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.code << ' ' << one.stands; }

std::vector<Case> cases() {
  std::vector<Case> out;
  for (const auto& one : corpus().at("cases")) {
    const auto text = [&](const char* key) { return one.at(key).get<std::string>(); };
    out.push_back({text("code"), text("table"), text("instead_of"), text("stands")});
  }
  return out;
}

class ReasonOf : public ::testing::TestWithParam<Case> {};

TEST_P(ReasonOf, TheChangedPlanHasItAndTheSoundOneHasNot) {
  const Case& one = GetParam();
  std::string text = sound_plan();
  const std::size_t at = text.find(one.instead_of);
  ASSERT_NE(at, std::string::npos) << one.instead_of;
  text.replace(at, one.instead_of.size(), one.stands);
  EXPECT_FALSE(has(reasons_in(testing::plain_records(sound_plan()), one.table), one.code));
  const Records changed = testing::plain_records(text);
  EXPECT_EQ(validate_rows(changed), std::vector<std::string>());
  const auto found = reasons_in(changed, one.table);
  EXPECT_TRUE(has(found, one.code)) << ::testing::PrintToString(found);
}

INSTANTIATE_TEST_SUITE_P(Plans, ReasonOf, ::testing::ValuesIn(cases()));

/// Law: each code of the list is given by a document of the corpus, or it is said what gives it.
TEST(Reasons, EachCanBeGiven) {
  std::set<std::string> given;
  for (const Case& one : cases()) given.insert(one.code);
  for (const auto& one : corpus().at("restored")) given.insert(one.at("code").get<std::string>());
  for (const auto& [code, why] : corpus().at("elsewhere").items()) {
    EXPECT_TRUE(given.insert(code).second) << code << " is given by a document";
  }
  std::set<std::string> closed;
  for (const ReviewReason& reason : reasons()) closed.emplace(reason.code);
  EXPECT_EQ(given, closed);
}

/// Where a text cites, with the document-level reasons and the confidence of each citation.
std::pair<std::vector<std::string>, std::vector<double>> citing(const std::string& words) {
  std::string text = sound_plan();
  text.insert(text.find("I. MỤC"), words + "\n\n");
  Records records = testing::plain_records(text);
  std::vector<double> confidence;
  for (Row& row : records[record::TableId::kDocRefs])
    confidence.push_back(NamedCells(table("doc_refs"), row).real("confidence", 0));
  return {reasons_in(std::move(records), "documents"), confidence};
}

TEST(Reasons, AnImpossibleCitationIsToldFromTheOthers) {
  const auto [reasons, confidence] = citing(
      "Căn cứ Nghị định số 45/2021/NĐ-CP ngày 03/02/2021 của Chính phủ;\n\n"
      "Căn cứ Nghị định số 46/2021/NĐ-CP ngày 03/02/2023 của Chính phủ;");
  EXPECT_TRUE(has(reasons, "REF_UNSURE"));
  ASSERT_EQ(confidence.size(), 2U);
  EXPECT_GT(confidence[0], 0.9);
  EXPECT_EQ(confidence[1], 0.5);
}

TEST(Reasons, ACitationWhoseDateIsNoneIsInDoubt) {
  for (const char* const date : {"ngày 31/02/2021", "ngày 14 tháng II năm 2022"}) {
    const auto [reasons, confidence] =
        citing(std::string("Căn cứ Kế hoạch số 45/KH-UBND ") + date + " của UBND huyện;");
    EXPECT_TRUE(has(reasons, "REF_UNSURE")) << date;
    EXPECT_EQ(confidence, std::vector<double>{0.5}) << date;
  }
}

TEST(Reasons, CitationsThatAgreeAreNotInDoubt) {
  for (const char* const words :
       {"Căn cứ Kế hoạch số 45/KH-UBND ngày 05/02/2024 của UBND huyện;",  // of the same day
        "Căn cứ Kế hoạch số 45/KH-UBND ngày 03/02/2021 của UBND huyện;\n\n"
        "Căn cứ Kế hoạch số 45/KH-UBND ngày 08/3/2022 của UBND tỉnh;",
        "Căn cứ Kế hoạch số 45/KH-UBND ngày 03/02/2021 của UBND huyện;\n\n"
        "Căn cứ Kế hoạch số 46/KH-UBND ngày 08/3/2022 của UBND huyện;",
        "(Kèm theo Kế hoạch số 7/KH-UBND ngày 05/02/2024 của UBND xã An Bình)",
        "(Kèm theo Kế hoạch số /KH-UBND ngày /02/2024 của UBND xã An Bình)"}) {
    const auto [reasons, confidence] = citing(words);
    for (const char* const code : {"REF_UNSURE", "NUMBER_CONFLICT", "DATE_CONFLICT"})
      EXPECT_FALSE(has(reasons, code)) << code << ' ' << words;
    EXPECT_TRUE(std::ranges::all_of(confidence, [](double one) { return one > 0.9; })) << words;
  }
}

/// A digit that would make an impossible date possible is shown, and not used (6.7).
TEST(Reasons, AMisreadDigitOfADateIsProposed) {
  const auto proposals = [](const std::string& instead_of, const std::string& stands) {
    std::string text = sound_plan();
    text.replace(text.find(instead_of), instead_of.size(), stands);
    Records records = testing::plain_records(text);
    EXPECT_EQ(validate_rows(records), std::vector<std::string>());
    std::vector<std::string> out;
    for (Row& row : records[record::TableId::kCorrections]) {
      const NamedCells cells(table("corrections"), row);
      if (cells.text("rule") != "6.7") continue;
      EXPECT_EQ(cells.text("status"), "proposed");
      out.push_back(cells.text("field") + ": " + cells.text("before") + " > " +
                    cells.text("after"));
    }
    for (Row& row : records[record::TableId::kTasks])
      EXPECT_NE(NamedCells(table("tasks"), row).text("due_date"), "2024-05-31");
    return out;
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(proposals("30/6/2024", "31/6/2024"), Texts{"deadline_raw: 31/6 > 31/5"});
  EXPECT_EQ(proposals("Thường xuyên", "Trước 31/6/2024"), Texts{"deadline_raw: 31/6 > 31/5"});
  EXPECT_EQ(proposals("30/6/2024", "30/2/2024"), Texts{});   // no glyph of it may be another
  EXPECT_EQ(proposals("30/6/2024", "31/06/2024"), Texts{});  // "05" is not printed so
  EXPECT_EQ(proposals("ngày 05 tháng 02", "ngày 31 tháng 6"),
            Texts{"issued_date: 31 tháng 6 > 31 tháng 5"});
}

SourceInfo plain_source() {
  SourceInfo source;
  source.doc_id = "0123456789abcdef";
  source.sha256 = std::string(64, 'a');
  source.format = "txt";
  source.text_layer = "none";
  source.pipeline_version = "0.1.0";
  return source;
}

/// The codes that a plain text cannot show: what they need is in the words' confidence.
class DoubtfulWord : public ::testing::Test {
 protected:
  /// The plan with one word of its table read at `confidence`, and a doubt of restoration there.
  static std::vector<std::string> reasons(double confidence, double sure, bool is_changed) {
    RestoredDocument document;
    document.before = document.after = text::parse_plain_text(sound_plan());
    const auto at = static_cast<std::uint32_t>(sound_plan().find("Rà soát"));
    const ByteRange word{at, at + 3};
    for (const ByteRange one : document.after.words) {
      document.after.scanned_words.push_back({{}, one.begin == at ? confidence : 1});
    }
    if (is_changed) {
      document.before.text.replace(word.begin, word.size(), "Ra!");
      document.changes = {{word, word, "Ra!", "Rà", "stripped", "ocr_restore", 0.9, ""}};
    }
    if (sure < 1) document.doubts = {{word, sure, "Ra"}};
    return reasons_in(to_records(own_lexicon(), document::read_document(own_lexicon(), document),
                                 document, plain_source()),
                      "tasks");
  }
};

/// Reasons of a table where the recogniser saw other digits in the word of `plan` that begins with
/// `word`.
std::vector<std::string> reasons_of_digits(const std::string& plan, const std::string& word,
                                           double other_digits, const std::string& table) {
  RestoredDocument document;
  document.before = document.after = text::parse_plain_text(plan);
  const auto at = static_cast<std::uint32_t>(plan.find(word));
  for (const ByteRange one : document.after.words)
    document.after.scanned_words.push_back({{}, 1, one.begin == at ? other_digits : 0});
  return reasons_in(to_records(own_lexicon(), document::read_document(own_lexicon(), document),
                               document, plain_source()),
                    table);
}

/// Review reasons of a document whose head has this line for its number; `is_page`: of a scan.
std::vector<std::string> asked(const std::string& number, const std::string& date, bool is_page) {
  RestoredDocument document;
  document.after = text::parse_plain_text("UBND XÃ A\n" + number + '\n' + date +
                                          "\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n");
  if (is_page) {
    for (TextPage& page : document.after.pages) page.number = 1;
    for (TextLine& line : document.after.lines) line.page = 1;
  }
  document.before = document.after;
  const Records records = to_records(
      own_lexicon(), document::read_document(own_lexicon(), document), document, plain_source());
  Row row = records[record::TableId::kDocuments].front();
  return NamedCells(table("documents"), row).codes("review_reasons");
}

TEST(Reasons, APageIsAskedForAPrintedNumberAndDateAndAPlainTextIsNot) {
  const std::string open = "An Bình, ngày   tháng 3 năm 2031";
  for (const char* const number :
       {"Số: /KH-UBND", "Số:      /KH-UBND", "Số: ……/KH-UBND", "Số: ....", "Số      -KH/TU",
        "Số ..... - KH/HU", "Số: 2}2 /KH-UBND"}) {
    EXPECT_TRUE(has(asked(number, open, true), "NUMBER_BLANK")) << number;
    EXPECT_TRUE(has(asked(number, open, true), "DATE_PARTIAL")) << number;
    EXPECT_FALSE(has(asked(number, open, false), "NUMBER_BLANK")) << number;
    EXPECT_FALSE(has(asked(number, open, false), "DATE_PARTIAL")) << number;
  }
  EXPECT_FALSE(has(asked("Số: 7/KH-UBND", open, true), "NUMBER_BLANK"));
  EXPECT_FALSE(has(asked("", open, true), "NUMBER_BLANK")) << "the page has no place for one";
  EXPECT_TRUE(has(asked("Số: 7/KH-UBND", "", true), "DATE_MISSING"));
  EXPECT_FALSE(has(asked("Số: 7/KH-UBND", "", false), "DATE_MISSING"));
}

/// The value stays, and the reason says which one may be another.
TEST(Reasons, OtherDigitsThatTheRecogniserSawAreSaid) {
  std::string plan = sound_plan();
  plan.insert(plan.find("I. MỤC"), "Căn cứ Kế hoạch số 45/KH-UBND ngày 03/02/2021;\n\n");
  struct Key {
    std::string word, table, code;
  };
  for (const Key& key :
       {Key{"07/KH-UBND", "documents", "NUMBER_UNSURE"},
        Key{"05 tháng", "documents", "DATE_UNSURE"}, Key{"45/KH-UBND", "documents", "REF_UNSURE"},
        Key{"03/02/2021", "documents", "REF_UNSURE"}, Key{"30/6/2024", "tasks", "DUE_UNSURE"}}) {
    EXPECT_TRUE(has(reasons_of_digits(plan, key.word, 0.02, key.table), key.code)) << key.word;
    EXPECT_FALSE(has(reasons_of_digits(plan, key.word, 0.005, key.table), key.code)) << key.word;
  }
}

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
