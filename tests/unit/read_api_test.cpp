// The reading side of the API (office/api): answers of a small archive, pages, and parameters that
// a client should not send.
#include "office/api/read_api.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "../support/made_plans.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "office/api/cursor.h"
#include "store/store.h"

namespace codau::office {
namespace {

using Json = nlohmann::ordered_json;
using Params = ReadApi::Params;
using testing::MadePlan;
using testing::make_doc_id;
using testing::make_plan_records;
using testing::TempFolder;

class ReadApiTest : public ::testing::Test {
 protected:
  void save(const MadePlan& plan, const std::string& text = "trang một\nbảo vệ rừng") {
    store::Store store(folder_ / "codau.db");
    store.save_records(plan.doc_id, make_plan_records(plan),
                       std::vector<store::PrintedPassage>{{{}, 1, text}});
    store.finish();
  }
  template <class Ask>
  web::Response ask(Ask which, const Params& asked = {}) {
    const store::StoreReader store(folder_ / "codau.db");
    return (api_.*which)(store, asked);
  }
  template <class Ask>
  Json get(Ask which, const Params& asked = {}) {
    const web::Response response = ask(which, asked);
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.type, "application/json");
    return Json::parse(response.body, nullptr, false);
  }
  template <class Ask>
  void expect_refused(Ask which, const Params& asked, int status = 400) {
    const web::Response response = ask(which, asked);
    const Json problem = Json::parse(response.body, nullptr, false);
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.type, web::kProblemType);
    for (const char* const member : {"type", "title", "detail", "title_en", "detail_en"})
      EXPECT_FALSE(problem.value(member, "").empty()) << member;
    EXPECT_EQ(problem.value("status", 0), status);
  }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "codau.db"; }

 private:
  TempFolder folder_;
  ReadApi api_{folder_.path()};
};

MadePlan make_plan(unsigned number) {
  return {make_doc_id(number),
          "2026-03-01",
          "07",
          "UBND xã A",
          "rừng",
          {{"tuần tra rừng", "Hạt Kiểm lâm", "2026-06-30"}, {"họp", "Công an xã", ""}}};
}

TEST_F(ReadApiTest, ListsDocumentsWithFacets) {
  save(make_plan(1));
  save({make_doc_id(2), "", "", "", ""});
  const Json list = get(&ReadApi::documents, {{"facets", "1"}});
  EXPECT_EQ(list["total"], 2);
  EXPECT_EQ(list["next"], nullptr);
  const Json& item = list["items"][0];
  EXPECT_EQ(item["number"], "07/KH-UBND");
  EXPECT_EQ(item["issued"], "2026-03-01");
  EXPECT_EQ(item["tasks"], 2);
  EXPECT_EQ(item["name"], make_doc_id(1) + ".txt");
  for (const char* const name : {"number", "organ", "issued", "subject", "pages"})
    EXPECT_EQ(list["items"][1][name], nullptr) << name;
  EXPECT_EQ(list["facets"]["type"], Json::parse(R"([{"key":"KH","count":2}])"));
  EXPECT_EQ(list["facets"]["organ"], Json::parse(R"([{"key":"UBND xã A","count":1}])"));
}

TEST_F(ReadApiTest, PagesFollowEachOther) {
  for (unsigned i = 1; i <= 7; ++i) save(make_plan(i));
  for (const char* const sort : {"issued", "-issued", "number", "-number", "added", "-added"}) {
    std::multiset<std::string> seen;
    Params asked{{"sort", sort}, {"limit", "3"}};
    for (int round = 0; round < 9; ++round) {
      const Json page = get(&ReadApi::documents, asked);
      for (const Json& item : page["items"]) seen.insert(item["doc_id"]);
      if (page["next"].is_null()) break;
      asked["after"] = page["next"];
    }
    EXPECT_EQ(seen.size(), 7) << sort;
    for (unsigned i = 1; i <= 7; ++i) EXPECT_EQ(seen.count(make_doc_id(i)), 1) << sort;
  }
}

TEST_F(ReadApiTest, TellsADocumentAndItsTables) {
  save(make_plan(1));
  const Params doc{{"doc_id", make_doc_id(1)}};
  const Json document = get(&ReadApi::document, doc);
  EXPECT_EQ(document["counts"]["tasks"], 2);
  EXPECT_EQ(document["pdf"], nullptr);
  std::map<std::string, Json> fields;
  for (const Json& field : document["fields"]) {
    EXPECT_FALSE(field["label"]["vi"].get<std::string>().empty());
    fields[field["field"]] = field;
  }
  EXPECT_EQ(fields["plan_year"]["value"], 2026);
  EXPECT_EQ(fields["issued_date_best"]["shown"], "01/03/2026");
  EXPECT_EQ(fields["signer_name"]["value"], nullptr);
  Params tasks = doc;
  tasks["table"] = "tasks";
  tasks["limit"] = "1";
  const Json first = get(&ReadApi::table, tasks);
  EXPECT_EQ(first["total"], 2);
  EXPECT_EQ(first["items"][0]["task_text"], "tuần tra rừng");
  EXPECT_EQ(first["items"][0]["budget_vnd"], nullptr);
  tasks["after"] = first["next"];
  const Json second = get(&ReadApi::table, tasks);
  EXPECT_EQ(second["items"][0]["task_text"], "họp");
  EXPECT_EQ(second["next"], nullptr);
  tasks["table"] = "references";
  expect_refused(&ReadApi::table, tasks);  // a cursor of another table
  tasks.erase("after");
  EXPECT_EQ(get(&ReadApi::table, tasks)["total"], 0);
  EXPECT_EQ(get(&ReadApi::history, doc)["items"], Json::array());
}

TEST_F(ReadApiTest, TellsThatSomethingIsMissing) {
  save(make_plan(1));
  const std::string id = make_doc_id(1);
  for (const std::string& wrong : {make_doc_id(9), std::string(), std::string("' OR 1=1 --"),
                                   std::string("../../etc"), std::string("\xff\xfe")}) {
    expect_refused(&ReadApi::document, {{"doc_id", wrong}}, 404);
    expect_refused(&ReadApi::history, {{"doc_id", wrong}}, 404);
    expect_refused(&ReadApi::page, {{"doc_id", wrong}, {"page", "1"}}, 404);
    expect_refused(&ReadApi::table, {{"doc_id", wrong}, {"table", "tasks"}}, 404);
  }
  for (const char* const table : {"documents", "agencies", "made", "sqlite_schema", "", "tasks;"})
    expect_refused(&ReadApi::table, {{"doc_id", id}, {"table", table}}, 404);
  expect_refused(&ReadApi::page, {{"doc_id", id}, {"page", "2"}}, 404);
  expect_refused(&ReadApi::page, {{"doc_id", id}, {"page", "x"}});
}

TEST_F(ReadApiTest, ListsTasksAndTheCalendar) {
  save(make_plan(1));
  const Json list = get(&ReadApi::tasks, {{"facets", "1"}});
  EXPECT_EQ(list["total"], 2);
  EXPECT_EQ(list["items"][0]["due"], "2026-06-30");
  EXPECT_EQ(list["items"][0]["lead"], "Hạt Kiểm lâm");
  EXPECT_EQ(list["items"][0]["document"], "07/KH-UBND");
  EXPECT_EQ(list["items"][1]["due"], nullptr);
  EXPECT_EQ(list["facets"]["agency"].size(), 2);
  EXPECT_EQ(get(&ReadApi::tasks, {{"overdue", "1"}, {"until", "2026-01-01"}})["total"], 0);
  EXPECT_EQ(get(&ReadApi::tasks, {{"without_date", "1"}})["total"], 1);
  EXPECT_EQ(get(&ReadApi::tasks, {{"q", "rung"}})["items"].size(), 1);
  const Json month = get(&ReadApi::calendar, {{"month", "2026-06"}});
  ASSERT_EQ(month["days"].size(), 1);
  EXPECT_EQ(month["days"][0]["date"], "2026-06-30");
  EXPECT_EQ(month["days"][0]["items"][0]["task"], "tuần tra rừng");
  EXPECT_TRUE(get(&ReadApi::calendar, {{"month", "2026-07"}})["days"].empty());
  EXPECT_EQ(
      get(&ReadApi::calendar, {{"month", "2026-06"}, {"agency", "Công an xã"}})["days"].size(), 0);
}

TEST_F(ReadApiTest, SearchesLines) {
  save(make_plan(1), "trang một\n😀 bảo vệ rừng");
  const Json found = get(&ReadApi::search, {{"q", "rung"}});
  ASSERT_EQ(found["items"].size(), 1);
  EXPECT_EQ(found["items"][0]["line"], 2);
  EXPECT_EQ(found["items"][0]["marks"], Json::parse("[[10,14]]")) << "an emoji is two units";
  EXPECT_FALSE(found["items"][0].contains("boxes"));
  EXPECT_EQ(get(&ReadApi::search, {{"q", ""}})["items"].size(), 0);
  EXPECT_EQ(get(&ReadApi::search, {{"q", "\"*%_'"}})["items"].size(), 0);
}

TEST_F(ReadApiTest, PagesOfASearchFollowEachOther) {
  for (unsigned i = 1; i <= 5; ++i) save(make_plan(i), "bảo vệ rừng");
  std::multiset<std::string> seen;
  Params asked{{"q", "rừng"}, {"limit", "2"}};
  for (int round = 0; round < 5; ++round) {
    const Json page = get(&ReadApi::search, asked);
    for (const Json& item : page["items"]) seen.insert(item["doc_id"]);
    if (page["next"].is_null()) break;
    asked["after"] = page["next"];
  }
  EXPECT_EQ(seen.size(), 5);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 5);
}

TEST_F(ReadApiTest, TellsChangesInOrder) {
  for (unsigned i = 1; i <= 3; ++i) save(make_plan(i));
  const Json first = get(&ReadApi::changes, {{"since", "0"}, {"limit", "2"}});
  EXPECT_EQ(first["items"].size(), 2);
  EXPECT_EQ(first["more"], true);
  const Json rest = get(&ReadApi::changes, {{"since", to_string(first["seq"])}});
  EXPECT_EQ(rest["items"].size(), 1);
  EXPECT_EQ(rest["more"], false);
  EXPECT_EQ(rest["items"][0]["change"], "added");
  EXPECT_TRUE(get(&ReadApi::changes, {{"since", to_string(rest["seq"])}})["items"].empty());
  EXPECT_TRUE(get(&ReadApi::changes, {{"since", "9223372036854775807"}})["items"].empty());
}

TEST_F(ReadApiTest, ListsFailures) {
  save(make_plan(1));
  for (const char* const name : {"a.pdf", "b.pdf", "c.pdf"})
    testing::ask(file(), std::string("INSERT INTO rejects VALUES('") + name +
                             R"(',1,'{"stage":0,"file":")" + name + R"(","code":"DAMAGED"}'))");
  const Json page = get(&ReadApi::failures, {{"limit", "2"}});
  EXPECT_EQ(page["total"], 3);
  ASSERT_TRUE(page["next"].is_string());
  EXPECT_TRUE(get(&ReadApi::failures, {{"after", page["next"]}})["next"].is_null());
}

TEST_F(ReadApiTest, RefusesParametersThatAreInvalid) {
  save(make_plan(1));
  const std::string bad_utf8 = "r\xE1\xBB", long_text(501, 'a'), control = "a\x01z";
  for (const char* const limit : {"0", "-1", "201", "99999999999999999999", "1e3", "x", " 5"}) {
    expect_refused(&ReadApi::documents, {{"limit", limit}});
    expect_refused(&ReadApi::tasks, {{"limit", limit}});
    expect_refused(&ReadApi::search, {{"q", "a"}, {"limit", limit}});
    expect_refused(&ReadApi::failures, {{"limit", limit}});
  }
  for (const std::string& text : {bad_utf8, long_text, control}) {
    for (const char* const name : {"q", "organ", "type", "reason"})
      expect_refused(&ReadApi::documents, {{name, text}});
    for (const char* const name : {"q", "agency"}) expect_refused(&ReadApi::tasks, {{name, text}});
    expect_refused(&ReadApi::search, {{"q", text}});
  }
  for (const char* const day :
       {"2026-02-30", "2026-1-1", "30/11/2026", "2026-13-01", "aaaa-bb-cc"}) {
    expect_refused(&ReadApi::documents, {{"from", day}});
    expect_refused(&ReadApi::tasks, {{"until", day}});
  }
  for (const char* const month : {"", "2026", "2026-13", "2026-00", "2026-11-01"})
    expect_refused(&ReadApi::calendar, {{"month", month}});
  expect_refused(&ReadApi::documents, {{"sort", "issued; DROP TABLE documents"}});
  expect_refused(&ReadApi::documents, {{"status", "open"}});
  expect_refused(&ReadApi::documents, {{"facets", "2"}});
  expect_refused(&ReadApi::changes, {{"since", "-1"}});
}

TEST_F(ReadApiTest, RefusesCursorsOfOthers) {
  save(make_plan(1));
  const std::vector<std::string> broken{
      "x",
      "!!!",
      std::string(5000, 'A'),
      encode_cursor("documentsissued", {std::string("2026-01-01"), std::int64_t{1}}),
      encode_cursor("documents-issued", {std::string("2026-01-01")}),
      encode_cursor("documents-issued", {std::string("2026-01-01"), std::string("1")}),
      encode_cursor("tasksdue", {std::int64_t{1}, std::string(), std::int64_t{1}, std::int64_t{1},
                                 std::int64_t{1}}),
      encode_cursor("search", {std::int64_t{-1}, std::string(), std::int64_t{1}, std::int64_t{1}}),
      encode_cursor("failures", {std::int64_t{1}, std::int64_t{1}})};
  for (const std::string& cursor : broken) {
    expect_refused(&ReadApi::documents, {{"after", cursor}});
    expect_refused(&ReadApi::tasks, {{"after", cursor}});
    expect_refused(&ReadApi::search, {{"q", "a"}, {"after", cursor}});
    expect_refused(&ReadApi::failures, {{"after", cursor}});
    expect_refused(&ReadApi::history, {{"doc_id", make_doc_id(1)}, {"after", cursor}});
  }
}

TEST_F(ReadApiTest, AnOlderStoreHasNoTaskListYet) {
  save(make_plan(1));
  testing::ask(file(), "DROP TABLE document_words; DROP TABLE leads");
  expect_refused(&ReadApi::tasks, {}, 503);
  expect_refused(&ReadApi::calendar, {{"month", "2026-06"}}, 503);
  expect_refused(&ReadApi::documents, {}, 503);
  EXPECT_EQ(get(&ReadApi::document, {{"doc_id", make_doc_id(1)}})["status"], "ok");
}

TEST(Cursor, GivesBackWhatItWasMadeOf) {
  const std::vector<CursorValues> all{
      {},
      {CursorValue()},
      {std::int64_t{-7}, std::string("Ủy ban"), CursorValue()},
      {std::string("a|b\"\n"), std::int64_t{9'223'372'036'854'775'807}}};
  for (const CursorValues& values : all) {
    const std::string cursor = encode_cursor("list", values);
    EXPECT_EQ(decode_cursor("list", cursor), values) << cursor;
    EXPECT_EQ(decode_cursor("other", cursor), std::nullopt);
  }
}

}  // namespace
}  // namespace codau::office
