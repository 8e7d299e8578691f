#include "store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <span>
#include <thread>

#include "../support/made_records.h"
#include "../support/named_cells.h"
#include "../support/output_error.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "record/schema/row.h"
#include "store/database/serial_executor.h"
#include "store/database/sqlite.h"
#include "store/merge_source.h"
#include "store/schema/database_identity.h"
#include "store/schema/ddl.h"
#include "store/search/search_index.h"
#include "store/store_reader.h"

namespace codau::store {
namespace {

using testing::NamedCells;

using testing::ask;
using testing::bytes_of;
using testing::in_child;
using testing::put_bytes;
using testing::RecordMaker;
using testing::TempFolder;

constexpr std::string_view kDoc = "38ad1a1e9ecc18c6";
const std::string kSha = std::string(kDoc) + std::string(48, '0');

void remove(Store& store, const std::string& doc_id) {
  store.remove_documents(std::vector<std::string>{doc_id}, "gone");
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    out.push_back(entry.path().filename());
  }
  std::ranges::sort(out);
  return out;
}

// Until one fails: then nothing is run any more, and everybody who waits is told.
TEST(SerialExecutor, AreRunInTheirOrderOnAnotherThread) {
  std::vector<int> done;
  std::thread::id other;
  SerialExecutor executor;
  for (int i = 0; i < 100; ++i) executor.add([&done, i] { done.push_back(i); });
  executor.add([&other] { other = std::this_thread::get_id(); });
  executor.wait();
  EXPECT_EQ(done.size(), 100U);
  EXPECT_TRUE(std::ranges::is_sorted(done));
  EXPECT_NE(other, std::this_thread::get_id());
  executor.add([] { throw Error(ErrorCode::kInternal, "broken"); });
  executor.add([&done] { done.clear(); });
  for (int i = 0; i < 2; ++i) EXPECT_THROW(executor.wait(), Error);
  executor.add([&done] { done.clear(); });
  EXPECT_THROW(executor.wait(), Error);
  EXPECT_EQ(done.size(), 100U);
}

TEST(Transaction, APartOfItMayChangeAnyNumberOfPages) {
  const TempFolder folder;
  const Connection connection(folder / "big.db");
  connection.run(
      "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; CREATE TABLE t(a INTEGER PRIMARY KEY,"
      "b BLOB) STRICT; INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
      " WHERE i < 2500) SELECT i,zeroblob(9000) FROM n");
  Transaction all(connection);
  Transaction part(connection);
  connection.run("UPDATE t SET b = randomblob(9000)");  // 40 MB of pages that were there
  part.commit();
  all.commit();
  EXPECT_EQ(connection.value("SELECT count(*) FROM t WHERE b = zeroblob(9000)"), "0");
}

TEST(Store, KeepsPagesAndProbesByKey) {
  const TempFolder folder;
  {
    Store store(folder / "out/codau.db");
    EXPECT_EQ(store.pages().page(kSha, "k", 1), std::nullopt);
    store.pages().save(kSha, "k", 1, "{\"a\":\"Ủy\"}");
    store.pages().save(kSha, "k", 1, "{\"a\":\"ban\"}");
    store.pages().save_probe(kSha, "k", "{\"pages\":9}");
  }
  const Store store(folder / "out/codau.db");
  EXPECT_EQ(store.pages().page(kSha, "k", 1), "{\"a\":\"ban\"}");
  EXPECT_EQ(store.pages().page(kSha, "other engine", 1), std::nullopt);
  EXPECT_EQ(store.pages().probe(kSha, "k"), "{\"pages\":9}");
  EXPECT_EQ(store.pages().probe(kSha, "other engine"), std::nullopt);
}

TEST(Store, KeepsTheLastRestorationOfADocument) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  store.pages().save_restoration(kDoc, "before", "1");
  store.pages().save_restoration(kDoc, "now", std::string("\0\xff", 2));
  EXPECT_EQ(store.pages().restoration(kDoc, "before"), "");
  EXPECT_EQ(store.pages().restoration(kDoc, "now"), std::string("\0\xff", 2));
  remove(store, std::string(kDoc));
  EXPECT_EQ(store.pages().restoration(kDoc, "now"), "");
}

TEST(Store, GetsTheCodesThatHaveComeSinceItWasMade) {
  const TempFolder folder;
  const std::string file = folder.path() / "codau.db";
  const auto count = [&] { return ask(file, "SELECT count(*) FROM codes WHERE code = 'hand'"); };
  { const Store store(file); }
  const std::string all = count();
  EXPECT_NE(all, "0");
  Connection(file).run("DELETE FROM codes WHERE code = 'hand'");
  EXPECT_EQ(count(), "0");
  { const Store store(file); }
  EXPECT_EQ(count(), all);
}

TEST(Store, AddsToAnOlderPagesFileWhatItLacks) {
  const TempFolder folder;
  { Store store(folder / "codau.db"); }
  ask(folder / "pages.db", "DROP TABLE restorations");
  Store store(folder / "codau.db");
  store.pages().save_restoration(kDoc, "k", "1");
  EXPECT_EQ(store.pages().restoration(kDoc, "k"), "1");
}

TEST(Store, ReplacesTheRowsOfADocumentAndForgetsItsFingerprint) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  RecordMaker maker(3);
  const record::Records other = maker.make("aaaaaaaaaaaaaaaa");
  store.save_records("aaaaaaaaaaaaaaaa", other);
  store.save_records(kDoc, maker.make(std::string(kDoc)));
  store.save_fingerprint(kDoc, "abc");
  EXPECT_EQ(store.fingerprint(kDoc), "abc");
  const record::Records again = maker.make(std::string(kDoc));
  store.save_records(kDoc, again);
  EXPECT_EQ(store.fingerprint(kDoc), "");
  EXPECT_EQ(store.documents(), (std::vector<std::string>{std::string(kDoc), "aaaaaaaaaaaaaaaa"}));
  for (const record::Table& table : record::schema()) {
    if (table.name == "agencies") continue;  // shared by the two
    EXPECT_EQ(store.count(table.id), again[table.id].size() + other[table.id].size()) << table.name;
  }
}

std::size_t column_of(std::string_view table, std::string_view column) {
  const auto& columns = record::table(table).columns;
  return static_cast<std::size_t>(std::ranges::find(columns, column, &record::Column::name) -
                                  columns.begin());
}

/// One agency as a document spells it.
record::Records agency(const std::string& doc_id, const std::string& name) {
  record::Records out = RecordMaker(1).make(doc_id);
  for (const record::Table& table : record::schema()) {
    if (table.id != record::TableId::kDocuments) out[table.id].clear();
  }
  out[record::TableId::kDocuments][0][column_of("documents", "organ_agency_id")] = {};
  out[record::TableId::kAgencies] = {{record::make_uuid("a"),
                                      name,
                                      "key",
                                      {},
                                      "organ",
                                      "commune",
                                      {},
                                      {},
                                      {},
                                      {},
                                      {},
                                      {},
                                      "document"}};
  return out;
}

// A seal stands behind the lines of its page, and in no file (pipeline/output/file_faults.h).
TEST(Store, AnAgencyOfSeveralDocumentsIsThatOfTheSmallestDocId) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  const auto names = [&store] {
    std::string out;
    store.for_each_row(record::table(record::TableId::kAgencies),
                       [&](const record::Row& row) { out += std::get<std::string>(row[1]); });
    return out;
  };
  const std::string low = "1111111111111111", high = "2222222222222222";
  store.save_records(low, agency(low, "Văn phòng"));
  store.save_records(high, agency(high, "VĂN PHÒNG"));
  EXPECT_EQ(names(), "Văn phòng");
  remove(store, std::string(low));
  EXPECT_EQ(names(), "VĂN PHÒNG");
  remove(store, std::string(high));
  EXPECT_EQ(names(), "");
}

TEST(Store, ACitationOfADocumentThatIsRemovedPointsNowhere) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  const std::string cited = "1111111111111111", citing = "2222222222222222";
  store.save_records(cited, agency(cited, "Văn phòng"));
  record::Records rows = agency(citing, "Văn phòng");
  record::Row reference(record::table("doc_refs").columns.size());
  reference[column_of("doc_refs", "ref_id")] = record::make_uuid("r");
  reference[column_of("doc_refs", "doc_id")] = citing;
  reference[column_of("doc_refs", "seq")] = std::int64_t{1};
  reference[column_of("doc_refs", "raw")] = "Kế hoạch số 07/KH-UBND";
  reference[column_of("doc_refs", "relation")] = "basis";
  reference[column_of("doc_refs", "target_doc_id")] = cited;
  reference[column_of("doc_refs", "confidence")] = 1.0 / 3;
  rows[record::TableId::kDocRefs] = {reference};
  store.save_records(citing, rows);
  const auto stored = [&](std::string_view column) {
    return store.records_of(citing)[record::TableId::kDocRefs].at(0).at(
        column_of("doc_refs", column));
  };
  EXPECT_EQ(stored("target_doc_id"), record::Value(cited));
  EXPECT_EQ(stored("confidence"), record::Value(0.3333));
  remove(store, std::string(cited));
  EXPECT_EQ(stored("target_doc_id"), record::Value());
}

TEST(Store, RemovesEveryTraceOfADocumentButItsProbe) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  store.pages().save(kSha, "k", 1, "{\"secret\":\"MẬT\"}");
  store.pages().save("ffff", "k", 1, "{}");
  store.pages().save_probe(kSha, "k", "{\"pages\":1}");
  store.save_records(kDoc, RecordMaker(5).make(std::string(kDoc)));
  store.save_fingerprint(kDoc, "abc");
  remove(store, std::string(kDoc));
  EXPECT_EQ(store.pages().page(kSha, "k", 1), std::nullopt);
  EXPECT_NE(store.pages().page("ffff", "k", 1), std::nullopt);
  EXPECT_NE(store.pages().probe(kSha, "k"), std::nullopt);
  EXPECT_EQ(store.fingerprint(kDoc), "");
  for (const record::Table& table : record::schema()) EXPECT_EQ(store.count(table.id), 0U);
  store.finish();
  EXPECT_EQ(bytes_of(folder / "codau.db").find("MẬT"), std::string::npos);
}

TEST(Store, EditsOutliveRowsAndGoWithASecret) {
  const TempFolder folder;
  const std::string other(16, 'f');
  const record::Records before = RecordMaker(5).make(std::string(kDoc)),
                        after = RecordMaker(6).make(std::string(kDoc));
  Store store(folder / "codau.db");
  EXPECT_TRUE(store.edits(kDoc).empty());
  store.save_records(kDoc, before);
  store.save_fingerprint(kDoc, "abc");
  store.add_edits(kDoc, std::vector<std::string>{"1", "2"}, before);
  store.add_edits(other, std::vector<std::string>{"9"}, {});
  store.add_edits(kDoc, std::vector<std::string>{"3"}, after);
  EXPECT_EQ(store.fingerprint(kDoc), "abc");
  EXPECT_EQ(store.records_of(kDoc)[record::TableId::kTasks].size(),
            after[record::TableId::kTasks].size());
  store.save_records(kDoc, before);
  EXPECT_EQ(store.edits(kDoc), (std::vector<std::string>{"1", "2", "3"}));
  for (const char* const why : {"gone", "removed"}) {  // its file, or a person, may bring it back
    store.remove_documents(std::vector<std::string>{std::string(kDoc)}, why);
    EXPECT_EQ(store.edits(kDoc).size(), 3U);
  }
  store.remove_documents(std::vector<std::string>{std::string(kDoc)}, "secret");
  EXPECT_TRUE(store.edits(kDoc).empty());
  EXPECT_EQ(store.edits(other), std::vector<std::string>{"9"});
}

TEST(Store, WhatIsRemovedIsNotLeftInFreePagesOrTheLogOfWrites) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  const std::string secret = R"({"text":"không ai được đọc"})";
  store.pages().save(kSha, "k", 1, secret + std::string(20'000, ' ') + secret);
  store.pages().save(kSha, "k", 2, secret);
  store.pages().save(std::string(64, 'f'), "k", 1, "another document");
  remove(store, std::string(kDoc));
  for (const std::string& name : names_in(folder.path())) {
    EXPECT_EQ(bytes_of(folder / name).find("không ai"), std::string::npos) << name;
  }
  EXPECT_TRUE(store.pages().page(std::string(64, 'f'), "k", 1));
}

TEST(Store, RemovesOnePage) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  store.pages().save(kSha, "k", 1, "{}");
  store.pages().save(kSha, "k", 2, "{}");
  store.pages().remove(kSha, "k", 1);
  EXPECT_FALSE(store.pages().page(kSha, "k", 1));
  EXPECT_TRUE(store.pages().page(kSha, "k", 2));
}

TEST(Store, RefusesARowThatBreaksTheSchemaAndKeepsTheOldOnes) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  record::Records rows = RecordMaker(1).make(std::string(kDoc));
  store.save_records(kDoc, rows);
  rows[record::TableId::kDocuments][0][3] = "floppy";  // source_format is a closed list
  EXPECT_THROW(store.save_records(kDoc, rows), Error);
  EXPECT_EQ(store.count(record::TableId::kDocuments), 1U);
}

TEST(Store, FinishLeavesFilesWithoutALogOfWrites) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.save_records(kDoc, RecordMaker(2).make(std::string(kDoc)));
    store.finish();
    EXPECT_EQ(bytes_of(file.string() + "-wal"), "");
  }
  EXPECT_EQ(names_in(folder.path()),
            (std::vector<std::string>{"codau.db", "history.db", "pages.db"}));
  EXPECT_EQ(ask(file, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(ask(file, "PRAGMA user_version"), std::to_string(kUserVersion));
  EXPECT_EQ(ask(file, "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(ask(file, "PRAGMA foreign_key_check"), "");
  EXPECT_EQ(ask(file,
                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                " AND name NOT LIKE 'sqlite%' AND strict = 0"),
            "0");
}

TEST(Store, TheLockIsGoneWithTheStore) {
  const TempFolder folder;
  { Store(folder / "codau.db").finish(); }
  EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"codau.db", "pages.db"}));
}

TEST(Store, AFinishedFileThatNothingIsWrittenToKeepsItsBytes) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    EXPECT_TRUE(store.was_finished());
    EXPECT_FALSE(store.has_new_rows());
    store.save_records(kDoc, RecordMaker(2).make(std::string(kDoc)));
    EXPECT_TRUE(store.has_new_rows());
    store.finish();
    EXPECT_EQ(store.runs(), 1);
  }
  const std::string bytes = bytes_of(file);
  {
    Store store(file);
    EXPECT_TRUE(store.was_finished());
    EXPECT_EQ(store.count(record::TableId::kDocuments), 1U);
    store.finish();
    EXPECT_EQ(store.runs(), 1) << "a run that wrote nothing";
  }
  EXPECT_TRUE(bytes_of(file) == bytes);
  { Store(file).save_fingerprint(kDoc, "f"); }  // stopped before its end
  Store store(file);
  EXPECT_FALSE(store.was_finished());
  store.finish();
  EXPECT_EQ(store.runs(), 2);
}

TEST(Store, WhoEditsOrCompactsEndsNoRunThatWasStopped) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  const auto is_finished = [&] { return StoreReader(file).is_finished(); };
  { Store(file).save_records(kDoc, RecordMaker(2).make(std::string(kDoc))); }
  {
    Store store(file);
    store.expect_edits();
    store.finish();
  }
  EXPECT_FALSE(is_finished());
  Store(file).compact();
  EXPECT_FALSE(is_finished());
  Store(file).finish();
  EXPECT_TRUE(is_finished());
  {
    Store store(file);
    store.expect_edits();
    store.forget_pdf(kDoc);
  }
  Store(file).compact();
  EXPECT_TRUE(Store(file).had_unsettled_edits());
}

TEST(Store, WhatWasHeldIsThereAfterTheEndOfTheObject) {
  const TempFolder folder;
  {
    Store store(folder / "codau.db");
    store.begin_batch();
    store.pages().save(kSha, "k", 1, "{}", PageStore::PageDurability::kWithCommit);
    store.save_records(kDoc, RecordMaker(2).make(std::string(kDoc)));
  }
  const Store store(folder / "codau.db");
  EXPECT_EQ(store.count(record::TableId::kDocuments), 1U);
  EXPECT_EQ(store.pages().page(kSha, "k", 1), "{}") << "no row without the page it was made from";
}

TEST(Store, FilesComeBeforeTheRowsThatTellOfThem) {
  const TempFolder folder;
  int kept = 0;
  bool fails = false;
  const auto files = [&]() -> std::optional<Error> {
    if (fails) return make_write_error("text.txt", ENOSPC);
    ++kept;
    return std::nullopt;
  };
  const auto save = [&](Store& store) {
    store.begin_batch(files);
    store.save_records(kDoc, RecordMaker(2).make(std::string(kDoc)));
  };
  const auto documents = [&] {
    return Store(folder / "codau.db").count(record::TableId::kDocuments);
  };
  {
    Store store(folder / "codau.db");
    store.begin_batch(files);
    store.commit();
    store.commit();  // of rows without files
    EXPECT_EQ(kept, 1);
    save(store);
    fails = true;
    EXPECT_THROW(store.commit(), Error);
  }
  EXPECT_EQ(documents(), 0U) << "nor by the end of the object";
  fails = false;
  {
    Store store(folder / "codau.db");
    save(store);
  }
  EXPECT_EQ(kept, 2);
  EXPECT_EQ(documents(), 1U);
}

TEST(Store, KeepsRejectsEditsAndWhatWasGivenUp) {
  const TempFolder folder;
  using Texts = std::vector<std::string>;
  Store store(folder / "codau.db");
  const auto rejects = [&] {
    Texts out;
    store.for_each_reject([&](std::string_view file, const std::string& reject) {
      out.push_back(std::string(file) + ":" + reject);
    });
    return out;
  };
  store.put_rejects("b.pdf", Texts{"2", "1"});
  store.put_rejects("a.pdf", Texts{"3"});
  EXPECT_EQ(rejects(), (Texts{"a.pdf:3", "b.pdf:2", "b.pdf:1"}));
  store.put_rejects("b.pdf", Texts{"4"});
  store.put_rejects("a.pdf", {});
  EXPECT_EQ(rejects(), Texts{"b.pdf:4"});
  const record::Records rows = RecordMaker(2).make(std::string(kDoc));
  store.save_records(kDoc, rows, std::vector<PrintedPassage>{{1, 1, "trang một"}});
  store.save_fingerprint(kDoc, "f");
  const record::Records set = RecordMaker(3).make(std::string(kDoc));
  store.add_edits(kDoc, Texts{"one", "two"}, rows);
  store.add_edits(kDoc, Texts{"three"}, set);
  EXPECT_EQ(store.fingerprint(kDoc), "f");
  EXPECT_EQ(store.count(record::TableId::kCorrections), set[record::TableId::kCorrections].size());
  const Texts all{"one", "two", "three"}, id{std::string(kDoc)};
  store.save_records(kDoc, rows);
  EXPECT_EQ(store.edits(kDoc), all);
  store.remove_documents(id, "removed");
  EXPECT_EQ(store.find_tombstone(kDoc), "removed");
  EXPECT_EQ(store.edits(kDoc), all) << "the person may take it back";
  store.restore_document(kDoc);
  EXPECT_EQ(store.find_tombstone(kDoc), "");
  store.remove_documents(id, "secret");
  EXPECT_EQ(store.find_tombstone(kDoc), "secret");
  EXPECT_EQ(store.edits(kDoc), Texts());
  store.save_records(kDoc, RecordMaker(2).make(std::string(kDoc)));
  EXPECT_EQ(store.find_tombstone(kDoc), "");
  store.remove_documents(id, "gone");
  EXPECT_EQ(store.find_tombstone(kDoc), "");
}

TEST(Store, ANewCodeIsAnInsert) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  record::Records rows = RecordMaker(1).make(std::string(kDoc));
  rows[record::TableId::kDocuments][0][column_of("documents", "source_format")] = "floppy";
  const auto broken = [](std::string_view table, std::string_view column) {
    record::Records out = RecordMaker(4).make(std::string(kDoc));
    std::vector<record::Row>& rows_there = out[record::table(table).id];
    EXPECT_FALSE(rows_there.empty());
    rows_there.front()[column_of(table, column)] = "guessed";
    return out;
  };
  const std::vector<record::Records> all{rows, broken("evidence", "basis"),
                                         broken("corrections", "status")};
  {
    Store store(file);
    for (const record::Records& one : all) EXPECT_THROW(store.save_records(kDoc, one), Error);
    store.finish();
  }
  ask(file,
      "INSERT INTO codes VALUES('documents.source_format','floppy'),('evidence.basis','guessed'),"
      "('corrections.status','guessed')");
  {
    Store store(file);
    for (const record::Records& one : all) EXPECT_NO_THROW(store.save_records(kDoc, one));
    store.compact();
  }
  EXPECT_NO_THROW(Store(file).save_records(kDoc, rows)) << "compact() keeps it";
}

/// Documents taken from another store: ten, so that codes are looked at all at once (Store::take).
class Taking : public ::testing::Test {
 protected:
  Taking() {
    Store store(there_ / "codau.db");
    for (unsigned i = 0; i < kDocuments; ++i)
      store.save_records(doc_id_of(i), RecordMaker(i).make(doc_id_of(i)));
    store.finish();
  }

  static constexpr unsigned kDocuments = 10;
  static std::string doc_id_of(unsigned i) { return std::to_string(i) + std::string(15, 'a'); }

  /// Most of them at once, or each by itself.
  void take(bool many = true) const {
    const MergeSource other(there_.path());
    Store store(here_ / "codau.db");
    store.begin_batch();
    std::vector<std::string> all;
    for (unsigned i = kDocuments; i-- > 0;) all.push_back(doc_id_of(i));
    const std::size_t alone = many ? 1 : kDocuments;
    for (std::size_t i = 0; i < alone; ++i) store.take(other, std::span(all).subspan(i, 1));
    if (many) store.take(other, std::span(all).subspan(alone));
    store.commit();
    for (unsigned i = 0; i < kDocuments; ++i)
      EXPECT_EQ(store.records_of(doc_id_of(i)), other.records_of(doc_id_of(i))) << i;
    store.finish();
  }

  const TempFolder there_, here_;
};

TEST_F(Taking, GivesTheSameRowsAndLeavesTheOtherStoreAsItWas) {
  const std::string before = bytes_of(there_ / "codau.db");
  const std::vector<std::string> files = names_in(there_.path());
  take();
  EXPECT_EQ(bytes_of(there_ / "codau.db"), before);
  EXPECT_EQ(names_in(there_.path()), files);
  EXPECT_EQ(ask(here_ / "codau.db", "SELECT count(*) FROM pragma_foreign_key_check"), "0");
}

TEST_F(Taking, ARowOfAnotherDocumentIsReferredToByNone) {
  ask(there_ / "codau.db",
      "UPDATE kept_tasks SET section_id = (SELECT row_number FROM kept_sections AS s WHERE "
      "s.doc_id <>"
      " kept_tasks.doc_id LIMIT 1)");
  EXPECT_THROW(take(), Error);
  EXPECT_THROW(take(false), Error);
}

TEST_F(Taking, ACodeThatIsNotKnownHereIsRefusedInEachOfThem) {
  for (const unsigned i : {0U, kDocuments - 1}) {  // the last one taken, and the first
    ask(there_ / "codau.db",
        "INSERT OR IGNORE INTO codes VALUES('documents.source_format','floppy');"
        "UPDATE kept_documents SET source_format = 'floppy' WHERE doc_id = '" +
            doc_id_of(i) + "'");
    EXPECT_THROW(take(), Error) << i;
    ask(there_ / "codau.db", "UPDATE kept_documents SET source_format = 'txt'");
  }
  take();
}

// A document that was taken before one that it cites.
TEST_F(Taking, WhatWasCutIsBookedAsItIs) {
  const record::Table& table = record::table("doc_refs");
  {
    Store store(there_ / "codau.db");
    for (unsigned i = 1; i < kDocuments; ++i) {
      record::Records records = store.records_of(doc_id_of(i));
      for (record::Row& row : records[record::TableId::kDocRefs])
        NamedCells(table, row).set("target_doc_id", doc_id_of(i - 1));
      store.renew_records(doc_id_of(i), records);
    }
    store.finish();
  }
  const MergeSource other(there_.path());
  const TempFolder folder;
  Store store(here_ / "codau.db"), anew(folder / "codau.db");
  unsigned cut = 0;
  for (unsigned i = kDocuments; i-- > 0;) {
    store.take(other, std::vector{doc_id_of(i)});
    const record::Records records = store.records_of(doc_id_of(i));
    cut += records == other.records_of(doc_id_of(i)) ? 0U : 1U;
    anew.save_records(doc_id_of(i), records);
    const std::string digest = "SELECT digest FROM made WHERE doc_id = '" + doc_id_of(i) + "'";
    EXPECT_EQ(ask(here_ / "codau.db", digest), ask(folder / "codau.db", digest)) << i;
  }
  EXPECT_GT(cut, 0U);
}

/// Which rows have which words, and whether the index is that of the text.
std::string words_of(const std::filesystem::path& file) {
  std::string out;
  for (const std::string name : {"printed_search"}) {
    const std::string table = "temp." + name + "_words";
    out += ask(file, "CREATE VIRTUAL TABLE " + table + " USING fts5vocab(main," + name +
                         ",instance); SELECT count(*) || group_concat(term || doc || offset)"
                         " FROM (SELECT * FROM " +
                         table + " ORDER BY 1,2,3,4)");
    out += ask(file, "SELECT group_concat(id || hex(sz)) FROM " + name + "_docsize");
  }
  return out;
}

// Of those that come by the hundred they are gathered elsewhere, until others are written.
TEST_F(Taking, TheWordsAreThoseOfDocumentsThatWereTakenOneByOne) {
  {
    Store store(there_ / "codau.db");
    for (unsigned i = 0; i < kDocuments; ++i) {
      const std::vector<PrintedPassage> lines{{1, 1, "Ủy ban nhân dân " + std::to_string(i)},
                                              {2, 1, "xã"}};
      store.save_records(doc_id_of(i), RecordMaker(i).make(doc_id_of(i)), lines);
    }
    store.finish();
  }
  const MergeSource other(there_.path());
  const auto take = [&](Store& store, bool held, unsigned revised) {
    for (unsigned i = 0; i < kDocuments; ++i) {
      if (held) store.begin_batch();
      store.take(other, std::vector{doc_id_of(i)});
      if (held && i % 4 == 3) store.commit();
      if (i == revised) store.save_records(doc_id_of(1), RecordMaker(77).make(doc_id_of(1)));
    }
    store.finish();
  };
  for (const unsigned revised : {kDocuments, 2U, 5U, kDocuments - 1}) {
    const TempFolder one, all;
    {
      Store by_one(one / "codau.db"), together(all / "codau.db");
      take(by_one, false, revised);
      take(together, true, revised);
    }
    EXPECT_EQ(words_of(all / "codau.db"), words_of(one / "codau.db")) << revised;
    EXPECT_EQ(names_in(all.path()), names_in(one.path()));
  }
}

// An older store found documents by other keys: those that were booked when the process died are
// not booked again.
TEST(Store, KeysThatAreBookedAnewGoOnWhereTheyStopped) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  {
    Store store(file);
    store.begin_batch();
    for (int i = 0; i < 501; ++i) {
      const std::string doc_id = "0123456789ab" + std::to_string(1000 + i);
      store.save_records(doc_id, agency(doc_id, "Công an"));
    }
    store.finish();
  }
  testing::Sql(file).ask("UPDATE state SET value = '0' WHERE name = 'xref'");
  const std::string keys = testing::ask(file, "SELECT count(*) FROM xref_keys");
  testing::Sql(file).ask("DELETE FROM xref_keys");
  testing::Sql(file).ask("DELETE FROM xref_due");  // all of it was settled
  testing::Sql(file).ask("UPDATE xref_facts SET found = 'known'");
  using Seen = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  Seen seen;
  const auto stop = [&](std::uint64_t done, std::uint64_t all) {
    seen.emplace_back(done, all);
    throw Error(ErrorCode::kInternal, "killed");
  };
  EXPECT_THROW(Store(file, stop), Error);
  const auto go_on = [&](std::uint64_t done, std::uint64_t all) { seen.emplace_back(done, all); };
  Store(file, go_on).finish();
  EXPECT_EQ(seen, (Seen{{500, 501}, {501, 501}}));
  EXPECT_EQ(testing::ask(file, "SELECT count(*) FROM xref_keys"), keys);
  EXPECT_EQ(testing::ask(file, "SELECT count(*) FROM xref_due"), "0");
  EXPECT_EQ(testing::ask(file, "SELECT count(*) FROM state WHERE name = 'xref_booked'"), "0");
  Store(file, stop).finish();
}

TEST(Store, SearchFindsWordsWithAndWithoutMarks) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  store.save_records(kDoc, RecordMaker(2).make(std::string(kDoc)),
                     {{1, 1, "Đảng ủy xã đánh giá kế hoạch 07/KH-UBND"}});
  store.finish();
  for (const std::string query : {"dang", "danh gia", "\"07/KH-UBND\""}) {
    EXPECT_EQ(ask(folder / "codau.db",
                  ("SELECT count(*) FROM printed_search WHERE printed_search MATCH '" + query + "'")
                      .c_str()),
              "1")
        << query;
  }
}

TEST(Store, RefusesWhatIsNotAStoreOrIsNewer) {
  const TempFolder folder;
  put_bytes(folder / "text.db", std::string(5000, 'x'));
  EXPECT_NE(output_error([&] { Store(folder / "text.db"); }).find("is not a codau database"),
            std::string::npos);
  EXPECT_EQ(bytes_of(folder / "text.db"), std::string(5000, 'x'));
  { Store(folder / "codau.db").finish(); }
  ask(folder / "codau.db", "PRAGMA user_version = 9");
  EXPECT_NE(
      output_error([&] { Store(folder / "codau.db"); }).find("newer codau; use that one: schema 9"),
      std::string::npos);
  put_bytes(folder / "foreign.db", "");
  ask(folder / "foreign.db", "CREATE TABLE t(x)");
  const std::string foreign = bytes_of(folder / "foreign.db");
  EXPECT_NE(output_error([&] { Store(folder / "foreign.db"); }).find("is not a codau database"),
            std::string::npos);
  EXPECT_TRUE(bytes_of(folder / "foreign.db") == foreign);
}

TEST(Store, RefusesAFolderThatCannotBeWritten) {
  const TempFolder folder;
  put_bytes(folder / "file", "");
  EXPECT_NE(output_error([&] { Store(folder / "file/codau.db"); }).find("file"), std::string::npos);
  std::filesystem::create_directory(folder / "codau.db");
  EXPECT_NE(output_error([&] { Store(folder / "codau.db"); }).find("codau.db: cannot be opened"),
            std::string::npos);
}

TEST(Store, ASecondProcessIsToldThatTheStoreIsLocked) {
  const TempFolder folder;
  const Store store(folder / "codau.db");
  EXPECT_NE(output_error([&] { Store(folder / "codau.db"); })
                .find("codau.db: lệnh codau khác đang chạy; đợi lệnh đó xong (" +
                      std::to_string(::getpid()) + "@"),
            std::string::npos);
}

TEST(Store, WhoHoldsItForAMomentIsWaitedFor) {
  const TempFolder folder;
  auto first = std::make_unique<Store>(folder / "codau.db");
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    first.reset();
  });
  EXPECT_NO_THROW(Store(folder / "codau.db"));
  other.join();
}

/// What a process whose files may not grow beyond `bytes` ends with when it does `act`.
template <class Act>
int with_small_files(rlim_t bytes, const Act& act) {
  const int status = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      act();
    } catch (const Error& error) {
      const std::string_view what = error.what();
      const bool is_clear = what.find(".db: ") != std::string_view::npos &&
                            what.find("disk") != std::string_view::npos;
      if (!is_clear) std::cerr << what << '\n';
      ::_exit(is_clear ? static_cast<int>(error.code()) : 99);
    }
  });
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Store, AFullDiskIsOneClearErrorAndKeepsWhatWasCommitted) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  { Store(file).pages().save(kSha, "k", 1, "{}"); }
  const int pages = with_small_files(600'000, [&] {
    Store store(file);
    const std::string page(100'000, 'x');
    for (std::uint32_t number = 2; number < 100; ++number)
      store.pages().save(kSha, "k", number, page);
  });
  EXPECT_EQ(pages, static_cast<int>(ErrorCode::kOutput));
  { EXPECT_EQ(Store(file).pages().page(kSha, "k", 1), "{}"); }
  for (const bool holds : {false, true}) {
    const int rows = with_small_files(2'000'000, [&] {
      Store store(file);
      for (int document = 0; document < 2000; ++document) {
        const std::string id = record::doc_id(record::sha256(std::to_string(document)));
        if (holds) store.begin_batch();
        store.save_records(id, RecordMaker(1).make(id),
                           std::vector<PrintedPassage>{{1, 1, std::string(20'000, 'x')}});
        if (holds && document % 7 == 6) store.commit();
      }
    });
    EXPECT_EQ(rows, static_cast<int>(ErrorCode::kOutput)) << holds;
    Store store(file);
    EXPECT_GT(store.documents().size(), 0U);
    EXPECT_EQ(store.count(record::TableId::kDocuments), store.documents().size());
    store.finish();
    EXPECT_EQ(ask(file, "PRAGMA integrity_check"), "ok");
  }
}

TEST(StoreDdl, FindsWhomARowBelongsTo) {
  const auto owner = [](std::string_view name) { return find_row_owner(record::table(name)); };
  EXPECT_EQ(owner("tasks"), RowOwner::kColumn);
  EXPECT_EQ(owner("task_agencies"), RowOwner::kParent);
  EXPECT_EQ(owner("evidence"), RowOwner::kAbout);
  EXPECT_EQ(owner("agencies"), RowOwner::kShared);
}

}  // namespace
}  // namespace codau::store
