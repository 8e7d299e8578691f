#include "text/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "document/agencies/agency.h"
#include "document/read_document.h"
#include "document/references/reference.h"
#include "document/tasks/budget.h"
#include "document/words/form_patterns.h"

namespace codau::text {
namespace {

namespace fs = std::filesystem;

fs::path write(const fs::path& folder, std::string_view table) {
  fs::create_directories(folder);
  std::ofstream(folder / "one.tsv", std::ios::binary) << table;
  return folder;
}

std::vector<std::string> forms(const Lexicon& lexicon, std::string_view role) {
  std::vector<std::string> out;
  for (const LexiconEntry& entry : lexicon.entries(role)) out.emplace_back(entry.form);
  return out;
}

TEST(Lexicon, CodausOwnHasNoFault) {
  const LexiconReport report = check_lexicon(CODAU_ROOT "/data/lexicon");
  EXPECT_TRUE(report.faults.empty()) << report.faults.front().file << report.faults.front().line;
  EXPECT_GT(report.entries, 19000U);
}

TEST(Lexicon, EntriesKeepTheirCells) {
  const testing::TempFolder folder;
  const fs::path tables = write(
      folder.path(),
      "\xEF\xBB\xBF# form, role\r\n\r\nBan Điều phối\tagency\torgan\t2025-01-01\t2026-01-01\t"
      "level=province; short=BĐP\r\n  \nUBND\tabbreviation\t\t\t\tstands=Ủy ban nhân dân\t\n");
  const Lexicon lexicon({&tables, 1});
  ASSERT_EQ(lexicon.entries("agency").size(), 1U);
  const LexiconEntry& one = lexicon.entries("agency").front();
  EXPECT_EQ(one.form, "Ban Điều phối");
  EXPECT_EQ(one.type, "organ");
  EXPECT_EQ(one.valid_from, "2025-01-01");
  EXPECT_EQ(one.valid_to, "2026-01-01");
  EXPECT_EQ(one.mark("short"), "BĐP");
  EXPECT_EQ(one.mark("level"), "province");
  EXPECT_EQ(one.mark("successor"), "");
  EXPECT_FALSE(one.has("successor"));
  EXPECT_EQ(lexicon.entries("abbreviation").front().mark("stands"), "Ủy ban nhân dân");
  EXPECT_TRUE(lexicon.entries("no such role").empty());
}

TEST(Lexicon, DecomposedLettersAreComposed) {
  const testing::TempFolder folder;
  const fs::path tables =
      write(folder.path(), "Ba\xCC\x81o Lao \xC4\x91o\xCC\xA3\xCC\x82ng\tagency\tpress\n");
  EXPECT_EQ(Lexicon({&tables, 1}).entries("agency").front().form, "Báo Lao động");
}

TEST(Lexicon, LaterFoldersAddOverrideAndTakeAway) {
  const testing::TempFolder folder;
  const std::array folders{
      write(folder.path() / "1",
            "Ban A\tagency\torgan\nBan B\tagency\torgan\nBan Hoà\tagency\torgan\n"
            "Tỉnh X\tplace\tprovince\nXã Y\tplace\tcommune\n"),
      write(folder.path() / "2",
            "ban b\tagency\tunit\nBan C\tagency\torgan\nBan Hòa\tagency\t\t\t\tremove\n"
            "Tỉnh Z\tplace\tprovince\nXã Y\tplace\tcommune\n")};
  const Lexicon lexicon(folders);
  EXPECT_EQ(forms(lexicon, "agency"), (std::vector<std::string>{"Ban A", "ban b", "Ban C"}));
  EXPECT_EQ(lexicon.entries("agency")[1].type, "unit");
  EXPECT_EQ(lexicon.entries("place").size(), 4U);  // two communes of one name
}

TEST(Lexicon, FaultsNameFileAndLine) {
  struct {
    const char* line;
    const char* what;
  } const kFaults[] = {
      {"Ban A", "there is no cell of a role"},
      {"\tagency", "the first cell is empty"},
      {"Ban A\tagencies", "there is no role \"agencies\""},
      {"Ban A\tagency\tking", "this role has no type \"king\""},
      {"Ban A\tagency\torgan\t2025-02-30", "no day (2025-07-01 is one) \"2025-02-30\""},
      {"Ban A\tagency\torgan\t01/02/2025", "no day (2025-07-01 is one) \"01/02/2025\""},
      {"Ban A\tagency\torgan\t2025-02-01\t2025-01-01", "it ends before it begins"},
      {"Ban A\tagency\torgan\t\t\tcolour=red", "this role has no mark \"colour=red\""},
      {"Ban A\tagency\torgan\t\t\t=red", "marks are name=value; …"},
      {"\xC2\xA0\tagency\torgan", "the first cell has no letter"},
      {"Ban A\tagency\torgan\t\t\tlevel=king", "this role has no mark \"level=king\""},
      {"Ban A\tagency\torgan\t\t\tlevel=", "this role has no mark \"level\""},
      {"Lệnh\tdocument_type\tL\t\t\tnumber=999", "this role has no mark \"number=999\""},
      {"Lệnh\tdocument_type\t\t\t\ttitle", "the type must be a code of letters \"\""},
      {"Lệnh\tdocument_type\t1/2", "the type must be a code of letters \"1/2\""},
      {"Ban A\tagency\torgan\t\t\tlevel=unit\tmore", "more than six cells"},
      {"30/4\tyearly_holiday", "the form is no day or year of the role \"yearly_holiday\""},
      {"02-29\tyearly_holiday", "the form is no day or year of the role \"yearly_holiday\""},
      {"2026-02-30\tholiday", "the form is no day or year of the role \"holiday\""},
      {"năm 2026\tholiday_year", "the form is no day or year of the role \"holiday_year\""},
      {"Xã Y\tplace\tcommune", "a place stands below its province in the same file"},
  };
  for (const auto& [line, what] : kFaults) {
    const testing::TempFolder folder;
    const fs::path tables = write(folder.path(), std::string("# first\n") + line + "\n");
    const LexiconReport report = check_lexicon(tables);
    ASSERT_EQ(report.faults.size(), 1U) << line;
    EXPECT_EQ(report.faults.front().file, "one.tsv");
    EXPECT_EQ(report.faults.front().line, 2U);
    EXPECT_EQ(report.faults.front().what.en, what);
    EXPECT_NE(report.faults.front().what.vi, report.faults.front().what.en);
    try {
      const Lexicon lexicon({&tables, 1});
      ADD_FAILURE() << line;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kModel);
      EXPECT_NE(std::string(error.what()).find("one.tsv:2: "), std::string::npos);
    }
  }
}

TEST(Lexicon, WhatIsNoTableIsRefused) {
  const testing::TempFolder folder;
  const fs::path latin1 = write(folder.path() / "1", "B\xE1o\tagency\tpress\n");
  EXPECT_THROW(Lexicon({&latin1, 1}), Error);
  const fs::path missing = folder.path() / "missing";
  EXPECT_THROW(Lexicon({&missing, 1}), Error);
  fs::create_directories(folder.path() / "2" / "a.tsv");  // a folder by the name of a table
  const fs::path odd = folder.path() / "2";
  EXPECT_THROW(Lexicon({&odd, 1}), Error);
}

TEST(Lexicon, WhatIsMadeOfItIsMadeOnce) {
  struct Count {
    explicit Count(const Lexicon& lexicon) : all(lexicon.entries("agency").size()) { ++made(); }
    static int& made() {
      static int count = 0;
      return count;
    }
    std::size_t all;
  };
  const Lexicon lexicon = own_lexicon(), copy = lexicon;
  EXPECT_GT(lexicon.cached<Count>().all, 500U);
  EXPECT_EQ(&lexicon.cached<Count>(), &copy.cached<Count>());
  EXPECT_EQ(Count::made(), 1);
}

TEST(Lexicon, FormsBecomeAPattern) {
  EXPECT_EQ(document::make_alternation({"a.b", "abc d"}), R"((?:abc\ d|a\.b))");
  EXPECT_TRUE(document::has_form(own_lexicon(), "family_name", "Nguyễn"));
  EXPECT_FALSE(document::has_form(own_lexicon(), "family_name", "Xyz"));
}

TEST(Lexicon, APaperWithoutATypeIsWhatTheTablesSay) {
  const testing::TempFolder folder;
  const std::array folders{fs::path(CODAU_ROOT "/data/lexicon"),
                           write(folder.path(),
                                 "Giấy tờ\tother_type\tGTO\n"
                                 "Khác\tother_type\tKHAC\t\t\tremove\n")};
  const Lexicon lexicon(folders);
  const document::Document read =
      document::read_document(lexicon, testing::plain_document("Danh sách nhận quà\n1. Bà Ba\n"));
  EXPECT_EQ(read.header.type_code->value, "GTO");
  EXPECT_EQ(read.header.type_name->value, "Giấy tờ");
}

TEST(Lexicon, WhatBeginsWithADutyHasNoHeadingInside) {  // of a user's own duty, too
  const testing::TempFolder folder;
  const std::array folders{fs::path(CODAU_ROOT "/data/lexicon"),
                           write(folder.path(), "vot beo\tduty_opening\n")};
  const auto headings = [](const Lexicon& lexicon) {
    const document::Document read = document::read_document(
        lexicon, testing::plain_document("KẾ HOẠCH\nGiữ ao năm 2031\n\nI. NỘI DUNG\n\n1. Vớt bèo, "
                                         "phát bờ 3 ao: ao đình trước tháng 5\n"));
    return std::ranges::count_if(read.sections, [](const document::Section& section) {
      return section.heading && section.heading->value.find("đình") == std::string::npos &&
             section.heading->value.starts_with("Vớt");
    });
  };
  EXPECT_EQ(headings(own_lexicon()), 1);
  EXPECT_EQ(headings(Lexicon(folders)), 0);
}

TEST(Lexicon, AUsersAgencyIsKnown) {  // with data alone
  const testing::TempFolder folder;
  const std::array folders{fs::path(CODAU_ROOT "/data/lexicon"),
                           write(folder.path(),
                                 "Tổ hợp tác Chè Suối Giàng\tagency\tother\t\t\tlevel=unit\n"
                                 "VPĐP\tabbreviation\t\t\t\tstands=Văn phòng Điều phối\n")};
  const Lexicon lexicon(folders);
  const char* const name = "Tổ hợp tác Chè Suối Giàng";
  EXPECT_EQ(document::find_known_agency(own_lexicon(), name), nullptr);
  ASSERT_NE(document::find_known_agency(lexicon, name), nullptr);
  EXPECT_EQ(document::find_known_agency(lexicon, name)->level, document::AgencyLevel::kUnit);
  EXPECT_EQ(document::normalise_name(lexicon, "VPĐP"), "Văn phòng Điều phối");
}

TEST(Lexicon, AUsersWordsEndABodyCallUponOthersAndCitePapers) {
  const testing::TempFolder folder;
  const std::array folders{fs::path(CODAU_ROOT "/data/lexicon"),
                           write(folder.path(),
                                 "Nói gọn lại\tgeneral_opening\t\t\t\tclosing\n"
                                 "Nhờ\tcall\t\t\t\trequest\nHợp nhất\tciting_verb\tamends\n")};
  const Lexicon own(folders);
  const auto read = [](const Lexicon& lexicon) {
    return document::read_document(
        lexicon, testing::plain_document("KẾ HOẠCH\nGiữ ao năm 2031\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. "
                                         "Nhờ Công an xã vớt bèo.\n\nNói gọn lại, giữ ao sạch.\n"));
  };
  const auto closings = [](const document::Document& read_text) {
    return std::ranges::count(read_text.sections, document::SectionKind::kClosing,
                              &document::Section::kind);
  };
  const document::Document before = read(own_lexicon()), with = read(own);
  EXPECT_EQ(closings(before), 0);
  EXPECT_EQ(closings(with), 1);
  const auto is_asked = [](const document::Document& read_text) {
    bool out = false;
    for (const document::Task& task : read_text.tasks)
      out = out || std::ranges::count(task.reasons, "REQUESTED") > 0;
    return out;
  };
  EXPECT_FALSE(is_asked(before));
  EXPECT_TRUE(is_asked(with));
  constexpr std::string_view kCited = "Hợp nhất Nghị định số 30/2020/NĐ-CP";
  EXPECT_EQ(document::find_references(own_lexicon(), kCited).at(0).relation,
            document::Relation::kMentions);
  EXPECT_EQ(document::find_references(own, kCited).at(0).relation, document::Relation::kAmends);
}

TEST(Lexicon, AUsersHeadingHoldsDuties) {  // with data alone; so does a unit of money
  const testing::TempFolder folder;
  const std::array folders{fs::path(CODAU_ROOT "/data/lexicon"),
                           write(folder.path(),
                                 "Ai làm gì\tscope_heading\tbegin\n"
                                 "Sau khi xong\tgeneral_opening\nquan\tmoney_unit\t1\n")};
  const Lexicon lexicon(folders);
  const auto tasks = [](const Lexicon& words) {
    return document::read_document(
               words,
               testing::plain_document("KẾ HOẠCH\nGiữ ao năm 2031\n\nI. AI LÀM GÌ\n\n1. Công an "
                                       "xã\n\n- Vớt bèo.\n\nSau khi xong, Công an xã nghỉ.\n"))
        .tasks.size();
  };
  EXPECT_EQ(tasks(lexicon), 1U);
  EXPECT_EQ(document::read_budget(own_lexicon(), "15 quan", ""), std::nullopt);
  EXPECT_EQ(document::read_budget(lexicon, "15 quan", ""), 15);
}

}  // namespace
}  // namespace codau::text
