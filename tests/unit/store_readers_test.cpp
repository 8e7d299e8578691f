// Several at one store: readers while it is written to, and what is left of what was removed.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "../support/made_records.h"
#include "../support/made_store.h"
#include "../support/output_error.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/schema/row.h"
#include "store/compaction.h"
#include "store/database/sqlite.h"
#include "store/search/search_index.h"
#include "store/store.h"
#include "store/store_reader.h"
#include "store/upgrade/migrations.h"

namespace codau::store {
namespace {

using testing::ask;
using testing::bytes_of;
using testing::in_child;
using testing::put_bytes;
using testing::RecordMaker;
using testing::TempFolder;

constexpr const char* kDoc = "38ad1a1e9ecc18c6";
constexpr const char* kOther = "aaaaaaaaaaaaaaaa";
const std::string kSha = kDoc + std::string(48, '0');

record::Records made(const std::string& doc_id, unsigned seed = 3) {
  return RecordMaker(seed).make(doc_id);
}

std::uint64_t documents_in(const StoreReader& reader) {
  return reader.count(record::table("documents"));
}

/// All rows as text, by a connection of others.
std::size_t rows_in(const StoreReader& reader) {
  std::size_t rows = 0;
  for (const record::Table& table : record::schema())
    reader.for_each_row(table, [&](const record::Row&, std::string_view) { ++rows; });
  return rows;
}

TEST(StoreReaders, SeeOneStateWhateverIsWritten) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store store(file);
  store.save_records(kDoc, made(kDoc), std::vector<PrintedPassage>{{1, 1, "trang một"}});
  const StoreReader before(file);
  const SearchIndex index(file);
  const std::size_t rows = rows_in(before);
  const auto digests = before.digests();
  EXPECT_EQ(documents_in(before), 1U);
  store.begin_batch();
  store.save_records(kOther, made(kOther), std::vector<PrintedPassage>{{1, 1, "trang hai"}});
  const StoreReader during(file);
  EXPECT_EQ(documents_in(during), 1U) << "not committed yet";
  store.commit();
  store.save_records(kDoc, made(kDoc, 9));
  store.finish();
  for (const StoreReader* reader : {&before, &during}) {
    EXPECT_EQ(documents_in(*reader), 1U);
    EXPECT_EQ(rows_in(*reader), rows);
    EXPECT_EQ(reader->digests(), digests);
    EXPECT_FALSE(reader->is_finished());
    EXPECT_TRUE(reader->changes_since(0).empty()) << "nor what came later";
  }
  EXPECT_EQ(index.find(parse_query("trang"), 9).hits.size(), 1U);
  const StoreReader after(file);
  EXPECT_EQ(documents_in(after), 2U);
  EXPECT_TRUE(after.is_finished());
  EXPECT_EQ(after.changes_since(0).size(), 3U);
}

TEST(StoreReaders, ThatRestSeeWhatCameMeanwhileAndWhenTheFilesAreOthers) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.save_records(kDoc, made(kDoc));
    store.finish();
  }
  StoreReader reader(file);
  reader.suspend();
  Store(file).save_records(kOther, made(kOther));
  ASSERT_TRUE(reader.refresh());
  EXPECT_EQ(documents_in(reader), 2U);
  Store(file).remove_documents(std::vector<std::string>{kOther}, "gone");
  EXPECT_EQ(documents_in(reader), 2U);
  reader.suspend();
  std::filesystem::rename(file, folder / "away.db");
  Store(file).save_records(kDoc, made(kDoc));
  EXPECT_FALSE(reader.refresh());
}

TEST(StoreReaders, OneThatCannotRestIsOpenedAnew) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store(file).save_records(kDoc, made(kDoc));
  StoreReader reader(file);
  reader.suspend();
  reader.suspend();  // there is nothing to commit: nobody has to hear of it
                     // (review/queue/queue_refresher.h)
  EXPECT_FALSE(reader.refresh());
}

TEST(StoreReaders, AStoreThatRestsLetsOthersWriteAndKnowsIt) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store store(file);
  store.save_records(kDoc, made(kDoc));
  EXPECT_THROW(Store{file}, Error);
  store.suspend();
  ASSERT_TRUE(store.resume());
  store.save_records(kOther, made(kOther));
  store.suspend();
  Store(file).save_records(kDoc, made(kDoc, 4));
  EXPECT_FALSE(store.resume());
}

TEST(StoreReaders, DoNotKeepARunFromBeginning) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.save_records(kDoc, made(kDoc));
    store.compact();
  }
  const StoreReader reader(file);
  Store store(file);
  store.save_records(kOther, made(kOther));
  store.finish();
  EXPECT_EQ(documents_in(reader), 1U);
  EXPECT_EQ(documents_in(StoreReader(file)), 2U);
}

TEST(StoreReaders, CompactSaysThatSomebodyReads) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store store(file);
  store.save_records(kDoc, made(kDoc));
  auto reader = std::make_unique<StoreReader>(file);
  EXPECT_GT(rows_in(*reader), 0U);
  store.save_records(kOther, made(kOther));
  const auto cause = output_error([&] { store.compact(); });
  EXPECT_NE(cause.find("another program"), std::string::npos) << cause;
  EXPECT_EQ(documents_in(*reader), 1U);
  reader.reset();
  store.compact();
  EXPECT_EQ(documents_in(StoreReader(file)), 2U);
}

TEST(StoreReaders, AFolderThatNobodyMayWriteToCanBeRead) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root, to become nobody";
  const TempFolder folder;
  ::chmod(folder.path().c_str(), 0755);
  const auto out = folder / "out";
  const auto file = out / "codau.db";
  const auto reads = [&] {
    return in_child([&] {
      constexpr uid_t kNobody = 65534;
      if (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(3);
      const StoreReader reader(file);
      const SearchIndex index(file);
      const bool is_there = documents_in(reader) == 1 && rows_in(reader) > 1 &&
                            index.find(parse_query("trang"), 5).hits.size() == 1 &&
                            reader.changes_since(0).size() == 1;
      ::_exit(is_there ? 0 : 4);
    });
  };
  for (const bool compacts : {false, true}) {
    std::filesystem::remove_all(out);
    auto store = std::make_unique<Store>(file);
    store->save_records(kDoc, made(kDoc), std::vector<PrintedPassage>{{1, 1, "trang một"}});
    store->finish();
    ::chmod(out.c_str(), 0555);
    EXPECT_EQ(reads(), 0) << "while the store is open";
    ::chmod(out.c_str(), 0755);
    if (compacts) store->compact();
    store.reset();
    ::chmod(out.c_str(), 0555);
    EXPECT_EQ(reads(), 0) << compacts;
    ::chmod(out.c_str(), 0755);
    EXPECT_FALSE(StoreReader(file).changes_since(0).empty());
    ::chmod(out.c_str(), 0555);
    EXPECT_EQ(reads(), 0) << "behind one who may write";
    ::chmod(out.c_str(), 0755);
  }
}

TEST(StoreReaders, WaitWhileTheLastOneLeaves) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  for (const char* const name : {"codau.db", "history.db"}) {
    {
      Store store(file);
      store.save_records(kDoc, made(kDoc, 3));
      store.finish();
    }
    auto closing = std::make_unique<testing::Sql>(folder / name);
    closing->ask("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT");
    std::thread leaves([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      closing.reset();
    });
    EXPECT_EQ(documents_in(StoreReader(file)), 1U) << name;
    leaves.join();
  }
}

// A page half written would be read for a whole one: nothing locks a file that is read so.
TEST(StoreReaders, WhoMayNotWriteReadsNothingWhileOthersDo) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.save_records(kDoc, made(kDoc));
    store.save_records(kOther, made(kOther));
    store.finish();
  }
  const auto as_it_is = Connection::Access::kReadAsIs;
  const Connection reader(file, as_it_is);
  Statement documents(reader, "SELECT doc_id FROM documents");
  EXPECT_TRUE(documents.step());
  Store store(file);
  EXPECT_TRUE(documents.step());  // up to here there is but one state
  store.save_records(std::string(16, 'b'), made(std::string(16, 'b')));
  EXPECT_NE(output_error([&] { Connection(file, as_it_is); }).find("another codau"),
            std::string::npos);
  store.finish();
  EXPECT_NE(output_error([&] { documents.step(); }).find("another codau"), std::string::npos);
  EXPECT_NE(output_error([&] { reader.run("SELECT nothing"); }).find("another codau"),
            std::string::npos);
}

TEST(StoreReaders, ABackupIsOneStateWhileARunGoesOn) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store store(file);
  store.pages().save(kSha, "k", 1, "{}");
  store.save_records(kDoc, made(kDoc));
  store.begin_batch();
  store.save_records(kOther, made(kOther));
  back_up_database(file, folder / "copy.db");
  store.commit();
  EXPECT_EQ(documents_in(StoreReader(folder / "copy.db")), 1U);
  EXPECT_EQ(ask(folder / "copy.db", "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(ask(folder / "copy.db.pages", "SELECT count(*) FROM pages"), "1");
  EXPECT_NE(output_error([&] { back_up_database(file, folder / "copy.db"); }, ErrorCode::kUsage)
                .find("is there already"),
            std::string::npos);
}

// ---- what was removed ----

/// A document of which every text holds a word that is nowhere else.
record::Records secret_document() {
  record::Records out = made(kDoc, 12);
  for (const record::Table& table : record::schema()) {
    for (record::Row& row : out[table.id]) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        const record::Column& column = table.columns[i];
        const bool is_free = column.type == record::ColumnType::kText && column.codes == nullptr &&
                             column.name != "doc_id" && column.name != "row_id" &&
                             column.name != "table_name" && column.name != "field" &&
                             table.name != "agencies";
        const bool is_key =
            std::ranges::find(table.primary_key, column.name) != table.primary_key.end();
        if (is_free && !is_key) row[i] = "xyzzyplugh " + std::to_string(i);
      }
    }
  }
  return out;
}

void expect_no_trace(const std::filesystem::path& folder, const char* when) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string bytes = bytes_of(entry.path());
    // FTS5 keeps a word behind what it shares with the one before.
    for (const char* const what : {"xyzzyplugh", "zzyplugh"})
      EXPECT_EQ(bytes.find(what), std::string::npos) << entry.path() << ", " << when;
  }
}

TEST(StoreRemoval, LeavesNothingOfATextInAnyFile) {
  for (const char* const how : {"whole", "rows alone", "pages alone", "emptied", "held"}) {
    const TempFolder folder;
    const std::string kind = how;
    Store store(folder / "codau.db");
    store.save_records(kOther, made(kOther), std::vector<PrintedPassage>{{1, 1, "trang hai"}});
    store.finish();
    const std::string big = "{\"t\":\"" + std::string(30'000, ' ') + "xyzzyplugh\"}";
    if (kind != "rows alone") store.pages().save(kSha, "k", 1, big);
    if (kind == "held") store.begin_batch();
    if (kind == "whole" || kind == "held") {
      store.save_records(kDoc, secret_document(),
                         std::vector<PrintedPassage>{{1, 1, "là xyzzyplugh đây"}});
      store.save_fingerprint(kDoc, "xyzzyplugh");
    }
    if (kind == "rows alone" || kind == "emptied") store.save_records(kDoc, secret_document());
    if (kind == "emptied") {
      store.save_records(kDoc, record::Records{});
      store.save_fingerprint(kDoc, "f");
    }
    if (kind == "whole") store.finish();
    store.remove_documents(std::vector<std::string>{kDoc}, "secret");
    if (kind == "pages alone") expect_no_trace(folder.path(), how);
    EXPECT_EQ(store.documents(), std::vector<std::string>{kOther});
    EXPECT_EQ(SearchIndex(folder / "codau.db").find(parse_query("trang"), 9).hits.size(), 1U);
    store.finish();
    expect_no_trace(folder.path(), how);
    EXPECT_EQ(SearchIndex(folder / "codau.db").find(parse_query("trang"), 9).hits.size(), 1U);
  }
}

TEST(StoreRemoval, WhoIsKilledBeforeTheEndLeavesItToTheNext) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.save_records(kOther, made(kOther));
    store.save_records(kDoc, secret_document(), std::vector<PrintedPassage>{{1, 1, "xyzzyplugh"}});
    store.remove_documents(std::vector<std::string>{kDoc}, "removed");
  }
  { const Store store(file); }
  expect_no_trace(folder.path(), "opened again");
}

TEST(StoreRemoval, WhatIsOnlyGoneCostsNoCopyOfTheIndexes) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store store(file);
  for (unsigned n = 0; n < 40; ++n) {
    const std::string doc_id = record::sha256(std::to_string(n)).substr(0, 16);
    store.save_records(doc_id, made(doc_id, n), std::vector<PrintedPassage>{{1, 1, "trang hai"}});
  }
  store.save_records(kDoc, secret_document(), std::vector<PrintedPassage>{{1, 1, "xyzzyplugh"}});
  store.finish();
  const auto segments = [&] { return ask(file, "SELECT count(*) > 1 FROM printed_search_idx"); };
  const auto found = [&] {
    return SearchIndex(file).find(parse_query("xyzzyplugh"), 9).hits.size();
  };
  EXPECT_EQ(found(), 1U);
  store.remove_documents(std::vector<std::string>{kDoc}, "gone");
  store.finish();
  EXPECT_EQ(found(), 0U);
  EXPECT_EQ(segments(), "1");
  ask(file, "INSERT INTO printed_search(printed_search) VALUES('integrity-check')");
  store.compact();
  expect_no_trace(folder.path(), "compacted");
}

TEST(StoreRemoval, WhereAReaderIsInTheWayTheNextOneDoesIt) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.save_records(kDoc, secret_document(), std::vector<PrintedPassage>{{1, 1, "xyzzyplugh"}});
    store.save_fingerprint(kDoc, "f");
    store.save_records(kOther, made(kOther));
    const StoreReader reader(file);
    store.remove_documents(std::vector<std::string>{kDoc}, "secret");
    EXPECT_EQ(documents_in(reader), 2U);
    store.finish();
  }
  { const Store store(file); }
  expect_no_trace(folder.path(), "opened again");
}

TEST(StoreRemoval, TheCitingDocumentIsToldToHaveChanged) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store store(file);
  store.save_records(kDoc, made(kDoc));
  record::Records citing = made(kOther);
  record::Row reference(record::table("doc_refs").columns.size());
  testing::set("doc_refs", reference, "ref_id", record::make_uuid("r"));
  testing::set("doc_refs", reference, "doc_id", std::string(kOther));
  testing::set("doc_refs", reference, "seq", std::int64_t{1});
  testing::set("doc_refs", reference, "raw", std::string("Kế hoạch số 07/KH-UBND"));
  testing::set("doc_refs", reference, "relation", std::string("basis"));
  testing::set("doc_refs", reference, "target_doc_id", std::string(kDoc));
  testing::set("doc_refs", reference, "confidence", 1.0);
  citing[record::TableId::kDocRefs] = {reference};
  store.save_records(kOther, citing);
  store.finish();
  const std::string digest = StoreReader(file).digests().at(kOther);
  const std::int64_t last = StoreReader(file).changes_since(0).back().seq;
  store.remove_documents(std::vector<std::string>{kDoc}, "gone");
  store.finish();
  EXPECT_NE(StoreReader(file).digests().at(kOther), digest);
  std::vector<std::string> changes;
  for (const DocumentChange& change : StoreReader(file).changes_since(last))
    changes.push_back(change.doc_id + " " + change.change);
  std::ranges::sort(changes);
  EXPECT_EQ(changes, (std::vector<std::string>{std::string(kDoc) + " removed",
                                               std::string(kOther) + " changed"}));
}

TEST(StoreReaders, TellKeysReasonsAndWhoEditedWhenWithoutReadingRows) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  const record::Records rows = made(kDoc);
  store.save_records(kDoc, rows);
  const auto edit = [](const char* action, const char* actor, const char* at) {
    return R"({"action":")" + std::string(action) + R"(","actor":")" + actor + R"(","at":")" + at +
           "\"}";
  };
  store.add_edits(
      kDoc,
      std::vector<std::string>{edit("set", "Lan", "2026-01-31T05:00:00Z"),
                               edit("set", "Lan", "2026-01-31T06:00:00Z"),
                               edit("accept", "Minh", "2026-01-31T05:00:00Z"), "no JSON"},
      rows);
  store.finish();
  const StoreReader reader(folder / "codau.db");
  std::vector<std::string> keys, wanted;
  reader.for_each_key(record::table("tasks"),
                      [&](std::string_view key) { keys.emplace_back(key); });
  for (const record::Row& row : rows[record::TableId::kTasks])
    wanted.push_back(record::row_id(record::table("tasks"), row));
  std::ranges::sort(keys);
  std::ranges::sort(wanted);
  EXPECT_EQ(keys, wanted);
  EXPECT_EQ(reader.reasons(), store.reasons());
  const auto days = reader.edits_by_day();
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0], (StoreReader::EditCount{days[0].day, "Lan", "set", 2}));
  EXPECT_EQ(days[1], (StoreReader::EditCount{days[0].day, "Minh", "accept", 1}));
}

TEST(StoreHistory, AFileThatADeadProcessLeftEmptyIsAnEmptyHistory) {
  const TempFolder folder;
  { Store(folder / "codau.db").finish(); }
  put_bytes(folder / "history.db", "");
  EXPECT_EQ(StoreReader(folder / "codau.db").changes_since(0).size(), 0U);
  Store store(folder / "codau.db");
  EXPECT_EQ(store.runs(), 0);
  store.save_records(kDoc, made(kDoc));
  store.finish();
  EXPECT_EQ(store.runs(), 1);
}

}  // namespace
}  // namespace codau::store
