// pipeline/jobs/older_documents.h, fingerprint.h, page_keys.h: what codau knows of documents that
// older code made.
#include "pipeline/jobs/older_documents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "../support/temp_folder.h"
#include "text/page_json.h"

namespace codau::pipeline {
namespace {

using testing::TempFolder;

const std::string kHash(24, 'a');

TEST(Fingerprint, ComesBackAsItWasWritten) {
  for (const std::string_view readers : {std::string_view("b1"), Fingerprint::kInPart}) {
    Fingerprint one;
    one.head = kHash, one.asked = "asked", one.pages = "pages", one.restoration = "text";
    one.rules = "rules", one.pdf = std::string(Fingerprint::kNone),
    one.readers = std::string(readers);
    const auto again = Fingerprint::parse(one.text());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->text(), one.text());
    EXPECT_FALSE(again->is_of_older_form);
  }
}

TEST(Fingerprint, TakesOlderForms) {
  EXPECT_FALSE(Fingerprint::parse(""));
  const auto v6 = Fingerprint::parse(kHash + " pages in part");
  ASSERT_TRUE(v6);
  EXPECT_TRUE(v6->is_of_older_form);
  EXPECT_EQ(v6->pages, "pages");
  EXPECT_EQ(v6->readers, Fingerprint::kInPart);
  const auto v1 = Fingerprint::parse(kHash);
  ASSERT_TRUE(v1);
  EXPECT_TRUE(v1->is_of_older_form);
  EXPECT_EQ(v1->pages, "");
  EXPECT_EQ(v1->rules, Fingerprint::kOlderCode);
}

TEST(PageKeys, TheBestReadingIsFullAndNew) {
  const PageKeys keys = make_page_keys("engine");
  const std::string nine = "reading 9, x", twelve = "reading 12, x",
                    simple = "reading 13, x, simply";
  EXPECT_EQ(choose_best_key(keys, {}), "");
  EXPECT_EQ(choose_best_key(keys, {simple}), simple);
  EXPECT_EQ(choose_best_key(keys, {nine, simple, twelve}), twelve) << "by number, not by letters";
  EXPECT_EQ(choose_best_key(keys, {keys.simply, nine}), nine);
  EXPECT_EQ(choose_best_key(keys, {keys.simply, simple}), keys.simply);
  EXPECT_EQ(choose_best_key(keys, {twelve, keys.read}), keys.read);
}

TEST(Older, AUserChangesWhatIsAskedAndAnUpgradeDoesNot) {
  const std::vector<ModelFile> own{{"data/a.tsv", "1", 1}, {"lexicon/1/a.tsv", "2", 1}};
  std::vector<ModelFile> newer = own, users = own;
  newer.back().sha256 = "3";
  users.push_back({"lexicon/2/a.tsv", "4", 1});
  const StageKeys keys = make_stage_keys(own, false);
  EXPECT_EQ(make_stage_keys(newer, false).asked, keys.asked);
  EXPECT_NE(make_stage_keys(newer, false).rules, keys.rules);
  EXPECT_NE(make_stage_keys(users, false).asked, keys.asked);
  EXPECT_EQ(make_stage_keys(users, false).rules, keys.rules);
  EXPECT_NE(make_stage_keys(own, true).asked, keys.asked);
}

// Of one line; words have a blank between them.
OcrPage page_of(const std::string& text) {
  OcrPage page;
  page.number = 1;
  page.width = page.height = 100;
  if (text.empty()) return page;
  for (std::uint32_t at = 0; at < text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find(' ', at), text.size()));
    page.words.push_back({{at, end}, {0, 0, 10, 10}, 0.9});
    at = end + 1;
  }
  page.text = text + "\n";
  page.lines.push_back({{0, static_cast<std::uint32_t>(page.words.size())}, {0, 0, 10, 10}});
  page.blocks.push_back({Role::kBody, {0, 1}, {}, {0, 0, 10, 10}});
  return page;
}

TEST(Older, PagesThatOlderCodeCalledBlankAreLookedAtAgain) {
  const TempFolder folder;
  store::PageStore pages(folder / "pages.db");
  const PageKeys keys = make_page_keys("engine");
  const auto look = [&](const std::string& key, const std::string& text) {
    const OcrPage page = page_of(text);
    const std::string sha256(64, 'c');
    pages.save(sha256, key, 1, text::to_json(page));
    const auto found = find_earlier_page(pages, keys, {sha256, 1});
    const RereadDecision out =
        found ? decide_reread(pages, keys, {sha256, 1}, *found) : RereadDecision::kNone;
    pages.remove(sha256, key, 1);
    return out;
  };
  EXPECT_EQ(look("reading 19, x", ""), RereadDecision::kHasNone);
  EXPECT_EQ(look("reading 19, x", ". -"), RereadDecision::kHasNone);
  EXPECT_EQ(look("reading 2, x", "TUYỆT MẬT"), RereadDecision::kHasWords);
  EXPECT_EQ(look("reading 2, x", "Ủy ban nhân dân xã An Phú họp"), RereadDecision::kNone);
  EXPECT_EQ(look("reading " + std::to_string(kFirstReliableBlankVersion) + ", x", ""),
            RereadDecision::kNone);
  EXPECT_EQ(look(keys.read, ""), RereadDecision::kNone);
  EXPECT_EQ(look("reading 2, x, simply", ""), RereadDecision::kNone)
      << "it is read again in any case";
}

TEST(Older, CountsByWhatRemakesIt) {
  const StageKeys stages{"asked", "text", "rules"};
  const PageKeys keys = make_page_keys("engine");
  const auto line = [&](const std::string& text, const std::string& rules,
                        const std::set<std::string>& readers) {
    Fingerprint one{kHash, "asked", "pages", text, rules, "-", make_readers_mark(readers)};
    return one.text();
  };
  std::deque<std::string> lines{line("text", "rules", {keys.read}),
                                line("text", "rules", {}),
                                line("text", "then", {keys.read}),
                                line("then", "then", {keys.read, "reading 3, x"}),
                                "",
                                kHash};
  const OlderDocuments older = count_older(
      [&]() -> std::optional<std::string> {
        if (lines.empty()) return std::nullopt;
        std::string one = lines.front();
        lines.pop_front();
        return one;
      },
      stages, keys);
  EXPECT_EQ(older.all, 3U);
  EXPECT_EQ(older.ocr, 2U);
  EXPECT_EQ(older.text, 2U);
  EXPECT_EQ(older.rows, 3U);
  EXPECT_TRUE(make_older_documents_message({}).empty());
  EXPECT_EQ(make_older_documents_message(older).size(), 1U);
}

}  // namespace
}  // namespace codau::pipeline
