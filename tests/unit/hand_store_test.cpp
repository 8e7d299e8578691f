// Strips of handwriting: which are kept, for whom, and what is left of them.
#include "store/edits/hand_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/output_error.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "store/compaction.h"
#include "store/merge_source.h"
#include "store/store.h"

namespace codau::store {
namespace {

using testing::ask;
using testing::bytes_of;
using testing::put_bytes;
using testing::RecordMaker;
using testing::TempFolder;

const std::string kDoc = "38ad1a1e9ecc18c6", kOther = "aaaaaaaaaaaaaaaa";
/// Bytes that no other part of a file has.
const std::string kInk = "these are grey pixels of a hand";

HandStrip make_strip(const std::string& doc_id, const std::string& part, const std::string& value,
                     const std::string& office = "org-1") {
  GreyStrip picture{20, std::string(20UL * kGreyStripRows, '\xff')};
  picture.pixels.replace(0, kInk.size(), kInk);
  return {doc_id, part, value, office, picture};
}

std::vector<std::string> values(const std::vector<HandStrip>& strips) {
  std::vector<std::string> out;
  for (const HandStrip& strip : strips) out.push_back(strip.value);
  return out;
}

using Values = std::vector<std::string>;

TEST(HandStore, AFileThatIsMissingHasNothingAndStaysMissing) {
  const TempFolder folder;
  HandStore store(folder / "hand.db");
  store.save(make_strip(kDoc, "number", "123"));
  store.remove(kDoc);
  store.compact();
  EXPECT_FALSE(store.is_there());
  EXPECT_TRUE(store.strips("org-1", "number").empty());
  EXPECT_FALSE(std::filesystem::exists(folder / "hand.db"));
  store.create();
  EXPECT_TRUE(HandStore(folder / "hand.db").is_there());
}

TEST(HandStore, KeepsOneStripOfADocumentAndPart) {
  const TempFolder folder;
  HandStore store(folder / "hand.db");
  store.create();
  store.save(make_strip(kDoc, "number", "123"));
  store.save(make_strip(kDoc, "day", "05"));
  store.save(make_strip(kDoc, "number", "124"));
  const HandStore seen(folder / "hand.db", HandStore::Access::kLook);
  EXPECT_EQ(seen.strips("org-1", "number"), std::vector{make_strip(kDoc, "number", "124")});
  EXPECT_EQ(values(seen.strips_of(kDoc)), (Values{"05", "124"}));
  store.set_office(kDoc, "org-2");
  EXPECT_TRUE(seen.strips("org-1", "day").empty());
  EXPECT_EQ(values(seen.strips("org-2", "day")), Values{"05"});
}

TEST(HandStore, GivesTheNewestStripsOfAnOffice) {
  const TempFolder folder;
  HandStore store(folder / "hand.db");
  store.create();
  for (int i = 0; i < 510; ++i)
    store.save(make_strip("doc" + std::to_string(i), "day", std::to_string(i)));
  store.save(make_strip("elsewhere", "day", "7", "org-2"));
  store.save(make_strip("nowhere", "day", "7", ""));
  const auto strips = store.strips("org-1", "day");
  ASSERT_EQ(strips.size(), 500U);
  EXPECT_EQ(strips.front().value, "509");
  EXPECT_TRUE(store.strips("", "day").empty());
}

TEST(HandStore, SavesNoUnsoundStrip) {
  const TempFolder folder;
  HandStore store(folder / "hand.db");
  store.create();
  HandStrip wide = make_strip(kDoc, "number", "1");
  wide.picture = {1'001, std::string(1'001UL * kGreyStripRows, '\0')};
  HandStrip cut = make_strip(kDoc, "number", "1");
  cut.picture.pixels.pop_back();
  for (const HandStrip& bad :
       {wide, cut, make_strip(kDoc, "year", "1"), make_strip(kDoc, "number", "1a"),
        make_strip(kDoc, "number", ""), make_strip(kDoc, "number", "123456789")})
    EXPECT_THROW(store.save(bad), Error);
  EXPECT_TRUE(store.strips_of(kDoc).empty());
}

TEST(HandStore, LeavesOutWhatOthersHaveWrittenThere) {
  const TempFolder folder;
  {
    HandStore store(folder / "hand.db");
    store.create();
    for (const char* const doc_id : {"a", "b", "c", "d", "e"})
      store.save(make_strip(doc_id, "number", "12"));
  }
  ask(folder / "hand.db", "UPDATE strips SET width = 100000 WHERE doc_id = 'a'");
  ask(folder / "hand.db", "UPDATE strips SET width = -20 WHERE doc_id = 'b'");
  ask(folder / "hand.db", "UPDATE strips SET pixels = zeroblob(1000000) WHERE doc_id = 'c'");
  ask(folder / "hand.db", "UPDATE strips SET value = '<b>' WHERE doc_id = 'd'");
  const HandStore store(folder / "hand.db", HandStore::Access::kLook);
  EXPECT_EQ(store.strips("org-1", "number"), std::vector{make_strip("e", "number", "12")});
}

TEST(HandStore, RefusesAFileThatIsNotItsOwn) {
  const TempFolder folder;
  put_bytes(folder / "hand.db", "no database");
  EXPECT_TRUE(names_all(output_error([&] { HandStore(folder / "hand.db"); }), {"hand.db"}));
}

TEST(HandStore, ARemovedStripLeavesNoPixels) {
  const TempFolder folder;
  HandStore store(folder / "hand.db");
  store.create();
  store.save(make_strip(kDoc, "number", "123"));
  ASSERT_NE(bytes_of(folder / "hand.db").find(kInk), std::string::npos);
  store.remove(kDoc);
  EXPECT_EQ(bytes_of(folder / "hand.db").find(kInk), std::string::npos);
  EXPECT_EQ(bytes_of(folder / "hand.db-wal").find(kInk), std::string::npos);
}

TEST(HandStore, TakesStripsThatItDoesNotHave) {
  const TempFolder folder;
  HandStore store(folder / "hand.db"), other(folder / "other.db");
  store.create();
  other.create();
  store.save(make_strip(kDoc, "number", "123"));
  other.save(make_strip(kDoc, "number", "128"));
  other.save(make_strip(kDoc, "day", "05"));
  other.save(make_strip(kOther, "day", "06"));
  store.take(other, kDoc);
  EXPECT_EQ(values(store.strips_of(kDoc)), (Values{"123", "05"}));
  EXPECT_TRUE(store.strips_of(kOther).empty());
}

TEST(HandStore, CompactionMakesTheFileSmall) {
  const TempFolder folder;
  HandStore store(folder / "hand.db");
  store.create();
  for (int i = 0; i < 200; ++i) store.save(make_strip("doc" + std::to_string(i), "day", "12"));
  for (int i = 0; i < 199; ++i) store.remove("doc" + std::to_string(i));
  const auto before = std::filesystem::file_size(folder / "hand.db");
  store.compact();
  store.require_sound();
  EXPECT_LT(std::filesystem::file_size(folder / "hand.db"), before / 2);
  EXPECT_EQ(values(store.strips_of("doc199")), Values{"12"});
}

/// An archive of two documents that have a strip each.
class ArchiveWithStrips : public ::testing::Test {
 protected:
  ArchiveWithStrips() {
    Store store(folder_ / "out/codau.db");
    RecordMaker maker(3);
    store.hand().create();
    for (const std::string& doc_id : {kDoc, kOther}) {
      store.save_records(doc_id, maker.make(doc_id));
      store.hand().save(make_strip(doc_id, "number", "123"));
    }
    store.finish();
  }
  [[nodiscard]] std::size_t count(const std::string& doc_id, const char* file = "out/hand.db") {
    return HandStore(folder_ / file, HandStore::Access::kLook).strips_of(doc_id).size();
  }
  TempFolder folder_;
};

TEST_F(ArchiveWithStrips, ADocumentThatIsTakenOutOrSecretLosesThem) {
  Store store(folder_ / "out/codau.db");
  store.remove_documents(std::vector{kDoc}, "secret");
  EXPECT_EQ(count(kDoc), 0U);
  EXPECT_EQ(count(kOther), 1U);
  store.remove_documents(std::vector{kOther}, "removed");
  EXPECT_EQ(count(kOther), 0U);
}

TEST_F(ArchiveWithStrips, AMergeTakesThemIfTheTargetKeepsStrips) {
  for (const char* const target : {"keeps", "keeps_none"}) {
    Store store(folder_ / target / "codau.db");
    if (target == std::string("keeps")) store.hand().create();
    store.take(MergeSource(folder_ / "out"), std::vector{kDoc});
    store.finish();
  }
  EXPECT_EQ(count(kDoc, "keeps/hand.db"), 1U);
  EXPECT_EQ(count(kOther, "keeps/hand.db"), 0U);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "keeps_none/hand.db"));
}

TEST_F(ArchiveWithStrips, CompactionAndBackupKeepThem) {
  back_up_database(folder_ / "out/codau.db", folder_ / "copy.db");
  EXPECT_EQ(count(kDoc, "copy.db.hand.db"), 1U);
  EXPECT_TRUE(names_all(
      output_error([&] { back_up_database(folder_ / "out/codau.db", folder_ / "copy.db"); },
                   ErrorCode::kUsage),
      {"copy.db"}));
  Store(folder_ / "out/codau.db").compact();
  EXPECT_EQ(count(kDoc), 1U);
}

}  // namespace
}  // namespace codau::store
