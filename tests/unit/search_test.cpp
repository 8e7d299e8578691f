// Full-text search in a store (store/search/search_index.h), case by case.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "store/search/search_index.h"
#include "store/store.h"

namespace codau::store {
namespace {

using testing::TempFolder;
using Lines = std::vector<std::string>;

class Search : public ::testing::Test {
 protected:
  void SetUp() override {
    Store store(file());
    store.save_records(
        "aaaaaaaaaaaaaaaa", record::Records{},
        std::vector<PrintedPassage>{{1, 1, "UBND XÃ AN BÌNH\nKế hoạch số 07/KH-UBND"},
                                    {2, 1, "Tiếp nhận hồ sơ\ntại bộ phận một\ncửa; kỹ thuật"},
                                    {3, 1, "Hộ dân; sơ kết; hồ\nsơ giấy, hộ nghèo"}});
    store.save_records(
        "bbbbbbbbbbbbbbbb", record::Records{},
        std::vector<PrintedPassage>{{std::nullopt, 41, "Đảng ủy, đánh giá trước ngày 30/6"}});
    store.finish();
  }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "codau.db"; }

  /// "page:line text with [what] was found".
  [[nodiscard]] Lines find(std::string_view typed, std::size_t limit = 20) const {
    Lines out;
    for (const SearchHit& hit : SearchIndex(file()).find(parse_query(typed), limit).hits) {
      std::string text = hit.text;
      for (std::size_t i = hit.marks.size(); i-- > 0;) {
        text.insert(hit.marks[i].end, "]").insert(hit.marks[i].begin, "[");
      }
      out.push_back((hit.page ? std::to_string(*hit.page) : "-") + ":" + std::to_string(hit.line) +
                    " " + text);
    }
    return out;
  }

  const TempFolder folder_;
};

TEST_F(Search, TheVeryMarksComeFirst) {
  const Lines expected{"3:1 [Hộ] dân; sơ kết; [hồ]"};
  for (const char* typed : {"hộ", "HỘ", "hộ*"}) EXPECT_EQ(find(typed, 1), expected) << typed;
  EXPECT_EQ(find("tiếp nhận hồ", 1), Lines{"2:1 [Tiếp nhận hồ] sơ"});
}

TEST(SearchMarks, AWordWithoutMarksIsNotComparedWithTheText) {
  for (const char* typed : {"tram y te xa", "ky thuat", "HO SO"})
    EXPECT_FALSE(has_marks(parse_query(typed))) << typed;
  for (const char* typed : {"trạm y te", "kĩ thuat", "dang ủy", "đa"})
    EXPECT_TRUE(has_marks(parse_query(typed))) << typed;
}

TEST_F(Search, MarksAndCaseDoNotMatter) {
  const Lines expected{"2:1 Tiếp nhận [hồ sơ]", "3:1 Hộ dân; sơ kết; [hồ sơ] giấy, hộ nghèo"};
  for (const char* typed : {"hồ sơ", "ho so", "hô sơ", "HỒ SƠ", "\"ho so\""}) {
    Lines found = find(typed);
    std::ranges::sort(found);
    EXPECT_EQ(found, expected) << typed;
  }
  EXPECT_EQ(find("dang uy"), Lines{"-:41 [Đảng ủy], đánh giá trước ngày 30/6"});
  EXPECT_EQ(find("đánh"), find("danh"));
  EXPECT_EQ(find("kĩ thuật"), Lines{"2:3 cửa; [kỹ thuật]"});
}

TEST_F(Search, CodesAndDatesAreFoundAsTheyAreWritten) {
  EXPECT_EQ(find("07/KH-UBND"), Lines{"1:2 Kế hoạch số [07/KH-UBND]"});
  EXPECT_EQ(find("07/QĐ-UBND"), Lines());
  EXPECT_EQ(find("30/6"), Lines{"-:41 Đảng ủy, đánh giá trước ngày [30/6]"});
}

TEST_F(Search, AllWordsMustBeOnOnePage) {
  EXPECT_EQ(find("nghèo kết"), (Lines{"3:1 Hộ dân; sơ [kết]; hồ", "3:2 sơ giấy, hộ [nghèo]"}));
  EXPECT_EQ(find("nghèo nhận"), Lines());
  EXPECT_EQ(find("nghèo hộ giấy"), Lines{"3:2 sơ [giấy], [hộ] [nghèo]"})
      << "the line with the most";
}

TEST_F(Search, APhraseGoesOverTheEndOfALine) {
  EXPECT_EQ(find("\"một cửa\""), Lines{"2:2 tại bộ phận [một cửa]; kỹ thuật"});
  EXPECT_EQ(find("“một cửa”"), find("\"một cửa\""));
  EXPECT_EQ(find("\"cửa một\""), Lines());
}

TEST_F(Search, AStarOpensTheEndOfAWord) {
  EXPECT_EQ(find("nghe*"), Lines{"3:2 sơ giấy, hộ [nghèo]"});
  EXPECT_EQ(find("ngh"), Lines());
}

TEST_F(Search, TheLimitIsOfLines) {
  const SearchIndex index(file());
  const SearchHits found = index.find(parse_query("sơ"), 1);
  EXPECT_EQ(found.hits.size(), 1U);
  EXPECT_TRUE(found.has_more);
  EXPECT_FALSE(index.find(parse_query("sơ"), 9).has_more);
}

TEST_F(Search, WhatIsGoneIsNotFound) {
  Store store(file());
  store.remove_documents(std::vector<std::string>{"bbbbbbbbbbbbbbbb"}, "secret");
  EXPECT_EQ(find("dang uy"), Lines()) << "while the run is going on";
  EXPECT_EQ(find("07/KH-UBND").size(), 1U);
  store.finish();
  EXPECT_EQ(find("dang uy"), Lines());
}

TEST_F(Search, NamesTheSource) {
  Store store(file());
  const std::string id = "cccccccccccccccc";
  record::Records rows = testing::RecordMaker(1).make(id);
  for (const record::Table& table : record::schema()) {
    const bool stays =
        table.id == record::TableId::kDocuments || table.id == record::TableId::kAgencies;
    if (!stays) rows[table.id].clear();
  }
  const record::Table& sources = record::table("sources");
  rows[record::TableId::kSources] = {
      {id, std::int64_t{1}, "a.pdf", "x/a.pdf", std::int64_t{1}, std::int64_t{1}}};
  ASSERT_EQ(rows[record::TableId::kSources].front().size(), sources.columns.size());
  store.save_records(id, rows, std::vector<PrintedPassage>{{7, 1, "duy nhất"}});
  store.finish();
  const SearchHits found = SearchIndex(file()).find(parse_query("duy nhat"), 5);
  ASSERT_EQ(found.hits.size(), 1U);
  EXPECT_EQ(found.hits.front().source_name, "a.pdf");
  EXPECT_EQ(found.hits.front().source_path, "x/a.pdf");
  EXPECT_EQ(found.hits.front().page, 7U);
}

TEST(SearchQueries, AreTakenApart) {
  EXPECT_EQ(parse_query("  ho  so "), (SearchQuery{{{"ho"}, false}, {{"so"}, false}}));
  EXPECT_EQ(parse_query("07/KH-UBND"), (SearchQuery{{{"07", "kh", "ubnd"}, false}}));
  EXPECT_EQ(parse_query("\"một cửa"), (SearchQuery{{{"mot", "cua"}, false}}));
  EXPECT_EQ(parse_query("nghi*"), (SearchQuery{{{"nghi"}, true}}));
  EXPECT_EQ(parse_query("ho ho"), (SearchQuery{{{"ho"}, false}}));
  EXPECT_EQ(parse_query("* \" ( - ^ :"), SearchQuery());
  EXPECT_EQ(parse_query("\xff\xfeho"), (SearchQuery{{{"ho"}, false}}));
}

TEST(SearchIndexes, SayWhatIsWrong) {
  const TempFolder folder;
  auto code = ErrorCode::kInternal;
  const auto cause = [&] {
    try {
      const SearchIndex index(folder / "codau.db");
    } catch (const Error& error) {
      code = error.code();
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(cause().find("has no codau.db"), std::string::npos);
  EXPECT_EQ(code, ErrorCode::kNothingRead);
  testing::put_bytes(folder / "codau.db", "no database");
  EXPECT_NE(cause().find("is not a codau database"), std::string::npos);
  EXPECT_EQ(code, ErrorCode::kOutput);
  std::filesystem::remove(folder / "codau.db");
  { Store(folder / "codau.db").finish(); }
  EXPECT_EQ(cause(), "") << "nothing is in it yet";
  testing::ask(folder / "codau.db",
               "DELETE FROM state WHERE name = 'search'; INSERT INTO state VALUES('open','1')");
  EXPECT_NE(cause().find("a codau merge into it"), std::string::npos) << "its words come last";
  { Store(folder / "codau.db").finish(); }
  EXPECT_EQ(cause(), "");
  testing::ask(folder / "codau.db", "UPDATE state SET value = '1' WHERE name = 'search'");
  EXPECT_NE(cause().find("has no index of this version"), std::string::npos);
}

}  // namespace
}  // namespace codau::store
