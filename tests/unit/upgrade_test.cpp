// Stores of earlier versions (store/upgrade/migrations.h): tests/fixtures/output-0.1.0 and
// output-v7, and what becomes of them.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/output_error.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "store/database/sqlite.h"
#include "store/schema/database_identity.h"
#include "store/schema/ddl.h"
#include "store/search/search_index.h"
#include "store/store.h"
#include "store/store_reader.h"
#include "store/upgrade/migrations.h"

namespace codau::store {
namespace {

const std::string kNow = std::to_string(kUserVersion);

using testing::ask;
using testing::bytes_of;
using testing::in_child;
using testing::put_bytes;
using testing::TempFolder;

std::string unpacked(const std::string& file) {
  std::string out;
  FILE* const in = ::popen(("xz -dc '" + file + "'").c_str(), "r");
  std::array<char, 65536> some{};
  for (std::size_t n = 0; (n = std::fread(some.data(), 1, some.size(), in)) > 0;)
    out.append(some.data(), n);
  EXPECT_EQ(::pclose(in), 0) << file;
  return out;
}

/// Writes an empty text.txt of each document beside a database. A fixture has the database alone.
void put_texts(const std::filesystem::path& database) {
  std::istringstream ids(ask(database, "SELECT doc_id FROM documents"));
  for (std::string id; std::getline(ids, id);) {
    const auto folder = database.parent_path() / "documents" / id;
    std::filesystem::create_directories(folder);
    put_bytes(folder / "text.txt", "");
  }
}

class Upgrade : public ::testing::Test {
 protected:
  void SetUp() override { put_old_store(); }

  void put_old_store() const {
    put_bytes(file_, old_);
    put_texts(file_);
  }

  /// All rows of the tables, by a connection that is not ours. A version of the tables is not
  /// compared, nor what later versions have added to them.
  static std::string rows_in(const std::filesystem::path& file) {
    testing::Sql sql(file);
    std::string out;
    for (const record::Table& table : record::schema()) {
      if (table.name == "agency_aliases") continue;
      std::string columns = make_column_list(table);
      for (const char* const name : {"organ_agency_id", "schema_version", "year"}) {
        const bool is_of_citations = std::string_view(name) != "schema_version";
        const std::string younger = quote_name(name);
        const auto at = columns.find(younger);
        if ((table.name == "doc_refs") == is_of_citations && at != std::string::npos)
          columns.erase(at - 1, younger.size() + 1);
      }
      out += std::string(table.name) + "\n" +
             sql.ask("SELECT " + columns + " FROM " + quote_name(table.name) + " ORDER BY " +
                     make_key_list(table)) +
             "\n";
    }
    return out + sql.ask("SELECT doc_id,agency_id,name FROM journal_agencies ORDER BY 1,2") +
           sql.ask("SELECT doc_id,seq,page_no,first_line,text FROM printed ORDER BY 1,2");
  }

  void expect_upgraded() {
    EXPECT_EQ(ask(file_, "PRAGMA user_version"), kNow);
    EXPECT_EQ(ask(file_, "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(ask(file_, "PRAGMA foreign_key_check"), "");
    EXPECT_EQ(rows_in(file_), rows_in(old_file_));
    constexpr const char* kPages = "SELECT sha256,number,json FROM ";
    EXPECT_EQ(ask(folder_ / "pages.db", kPages + std::string("pages ORDER BY 1,2")),
              ask(old_file_, kPages + std::string("journal_pages ORDER BY 1,2")));
  }

  const TempFolder folder_, apart_;
  const std::filesystem::path file_ = folder_ / "codau.db", old_file_ = apart_ / "old.db";
  const std::string old_ = [this] {
    std::string bytes = unpacked(CODAU_ROOT "/tests/fixtures/output-0.1.0/codau.db.xz");
    put_bytes(old_file_, bytes);
    return bytes;
  }();
};

TEST_F(Upgrade, TheOldStoreIsWhatItShouldBe) {
  EXPECT_EQ(ask(file_, "PRAGMA user_version"), "1");
  EXPECT_EQ(ask(file_, "SELECT count(*) >= 3 FROM documents"), "1");
  for (const char* const table : {"corrections", "evidence", "tasks", "journal_pages", "printed"})
    EXPECT_NE(ask(file_, "SELECT count(*) FROM " + std::string(table)), "0") << table;
}

TEST_F(Upgrade, OpeningItBringsItUpToDate) {
  const auto cause =
      output_error([&] { const StoreReader reader(file_); }, ErrorCode::kNothingRead);
  EXPECT_NE(cause.find("older codau"), std::string::npos);
  EXPECT_EQ(bytes_of(file_), old_) << "who reads does not upgrade";
  {
    Store store(file_);
    EXPECT_EQ(store.documents().size(),
              std::stoul(ask(old_file_, "SELECT count(*) FROM documents")));
    for (const std::string& id : store.documents()) {  // finished then: it stays so
      EXPECT_EQ(
          store.fingerprint(id),
          ask(old_file_, "SELECT fingerprint FROM journal_documents WHERE doc_id = '" + id + "'"));
    }
    for (const record::Table& table : record::schema()) {
      if (table.name == "agency_aliases") continue;  // younger
      EXPECT_EQ(std::to_string(store.count(table.id)),
                ask(old_file_, "SELECT count(*) FROM " + quote_name(table.name)));
    }
    store.finish();
  }
  expect_upgraded();
  EXPECT_TRUE(bytes_of(file_.string() + ".v1") == old_);
  EXPECT_EQ(ask(file_, "SELECT DISTINCT schema_version FROM documents"), record::kSchemaVersion);
  EXPECT_EQ(ask(folder_ / "pages.db", "SELECT key LIKE 'reading 1, tesseract %' FROM keys"), "1");
  EXPECT_EQ(ask(folder_ / "history.db", "SELECT DISTINCT change FROM changes"), "added");
  EXPECT_EQ(ask(folder_ / "history.db", "SELECT doc_id FROM changes ORDER BY 1"),
            ask(old_file_, "SELECT doc_id FROM documents ORDER BY 1"));
  EXPECT_FALSE(SearchIndex(file_).find(parse_query("phòng"), 5).hits.empty());
}

/// The program was stopped after the upgrade wrote a text and before it committed the rows.
TEST_F(Upgrade, ADocumentWithoutItsTextIsMadeAgain) {
  const std::string lost = ask(old_file_, "SELECT doc_id FROM documents ORDER BY 1 LIMIT 1");
  std::filesystem::remove(folder_ / "documents" / lost / "text.txt");
  const Store store(file_);
  for (const std::string& id : store.documents())
    EXPECT_EQ(store.fingerprint(id).empty(), id == lost) << id;
}

TEST_F(Upgrade, TheSameOldStoreGivesTheSameBytes) {
  std::string first;
  for (int round = 0; round < 2; ++round) {
    std::filesystem::remove_all(folder_ / "text");
    put_old_store();
    { Store(file_).compact(); }
    if (round == 0) first = bytes_of(file_);
    EXPECT_TRUE(bytes_of(file_) == first);
  }
}

TEST_F(Upgrade, ItCanBeUndone) {
  const auto undo_error = [&](ErrorCode code) {
    return output_error([&] { undo_upgrade(file_); }, code);
  };
  EXPECT_NE(undo_error(ErrorCode::kUsage).find("was never upgraded"), std::string::npos);
  { Store(file_).finish(); }
  {
    const StoreReader reader(file_);
    EXPECT_NE(undo_error(ErrorCode::kOutput).find("program"), std::string::npos);
    EXPECT_EQ(reader.count(record::table("documents")),
              std::stoul(ask(old_file_, "SELECT count(*) FROM documents")));
  }
  expect_upgraded();
  undo_upgrade(file_);
  EXPECT_TRUE(bytes_of(file_) == old_);
  EXPECT_FALSE(std::filesystem::exists(file_.string() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(file_.string() + ".v1"));
  EXPECT_EQ(ask(file_.string() + ".upgraded", "PRAGMA user_version"), kNow);
  EXPECT_NE(undo_error(ErrorCode::kUsage).find("was never upgraded"), std::string::npos);
  { Store(file_).finish(); }
  expect_upgraded();
}

TEST_F(Upgrade, WhatAStoppedRunLeftInTheLogIsThere) {
  const TempFolder elsewhere;
  const auto open = elsewhere / "codau.db";
  put_bytes(open, old_);
  {
    testing::Sql sql(open);
    sql.ask("PRAGMA journal_mode = WAL");
    sql.ask("UPDATE documents SET subject = 'từ nhật ký'");
    for (const char* const more : {"", "-wal"})
      put_bytes(file_.string() + more, bytes_of(open.string() + more));
  }
  { Store(file_).finish(); }
  EXPECT_EQ(ask(file_, "SELECT DISTINCT subject FROM documents"), "từ nhật ký");
  EXPECT_EQ(ask(file_.string() + ".v1", "SELECT DISTINCT subject FROM documents"), "từ nhật ký");
}

TEST_F(Upgrade, AKillAtAnyMomentLeavesOneOrTheOther) {
  const auto start_upgrade = [this] {
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
      std::filesystem::remove_all(entry.path());
    put_old_store();
    const pid_t pid = ::fork();
    if (pid == 0) {
      try {
        Store(file_).finish();
      } catch (...) {
        ::_exit(1);
      }
      ::_exit(0);
    }
    return pid;
  };
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  ::waitpid(start_upgrade(), nullptr, 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  std::size_t old_ones = 0, new_ones = 0;
  // More often at its beginning, and until twice the time that it took.
  for (unsigned moment = 0; moment < 14; ++moment) {
    const pid_t pid = start_upgrade();
    ::usleep(static_cast<useconds_t>(whole.count() * moment * moment / 85));
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    const std::string version = ask(file_, "PRAGMA user_version");
    ASSERT_TRUE(version == "1" || version == kNow) << version;
    ++(version == "1" ? old_ones : new_ones);
    ASSERT_EQ(rows_in(file_), rows_in(old_file_));
    { Store(file_).finish(); }
    expect_upgraded();
    EXPECT_TRUE(bytes_of(file_.string() + ".v1") == old_);
    EXPECT_FALSE(std::filesystem::exists(file_.string() + ".part"));
  }
  EXPECT_GT(old_ones, 0U);
  EXPECT_GT(new_ones, 0U);
}

TEST_F(Upgrade, AFullDiskLeavesTheOldOne) {
  for (const rlim_t limit : std::array<rlim_t, 4>{4096, 60'000, 200'000, 400'000}) {
    const int status = in_child([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit bytes{limit, limit};
      ::setrlimit(RLIMIT_FSIZE, &bytes);
      try {
        Store(file_).finish();
      } catch (const Error& error) {
        ::_exit(static_cast<int>(error.code()));
      }
    });
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(ErrorCode::kOutput)) << limit;
    EXPECT_TRUE(bytes_of(file_) == old_) << limit;
  }
  { Store(file_).finish(); }
  expect_upgraded();
}

/// tests/fixtures/output-v7: rows and what a run relies on stay. `change` makes it older.
void expect_rows_and_state_to_stay(int version, const std::string& change) {
  const TempFolder folder, apart;
  const std::string old = unpacked(CODAU_ROOT "/tests/fixtures/output-v7/codau.db.xz");
  for (const auto& file : {folder / "codau.db", apart / "codau.db"}) {
    put_bytes(file, old);
    put_texts(file);
    if (!change.empty()) ask(file, change);
  }
  { Store(folder / "codau.db").finish(); }
  const auto expect_same_rows = [&] {
    testing::Sql now(folder / "codau.db"), then(apart / "codau.db");
    for (const record::Table& table : record::schema()) {
      const std::string rows = "SELECT " + make_column_list(table) + " FROM " +
                               quote_name(table.name) + " ORDER BY 1,2,3";
      EXPECT_EQ(now.ask(rows), then.ask(rows)) << table.name;
    }
    for (const char* const rows :
         {"SELECT doc_id,basis,answer FROM made ORDER BY 1", "SELECT name,n FROM totals ORDER BY 1",
          "SELECT * FROM human_edits ORDER BY 1,2",
          "SELECT doc_id,seq,page_no,first_line,text FROM printed ORDER BY 1,2",
          "SELECT doc_id,agency_id,name FROM journal_agencies ORDER BY 1,2",
          "SELECT * FROM xref_keys ORDER BY 1,2,3", "SELECT * FROM xref_facts ORDER BY 1",
          "SELECT count(*) FROM xref_due", "SELECT count(*) FROM plan_tasks"})
      EXPECT_EQ(now.ask(rows), then.ask(rows)) << rows;
  };
  expect_same_rows();
  EXPECT_EQ(ask(folder / "codau.db", "PRAGMA user_version"), kNow);
  EXPECT_EQ(ask(folder / "codau.db", "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(ask(folder / "codau.db", "PRAGMA foreign_key_check"), "");
  EXPECT_FALSE(SearchIndex(folder / "codau.db").find(parse_query("phòng"), 5).hits.empty());
  {
    Store store(folder / "codau.db");
    for (const std::string& doc_id : store.documents())
      EXPECT_TRUE(store.find_sound_records(doc_id));
    store.compact();
  }
  expect_same_rows();
  undo_upgrade(folder / "codau.db");
  EXPECT_EQ(ask(folder / "codau.db", "PRAGMA user_version"), std::to_string(version));
}

TEST(UpgradeOfAVersion7Store, KeepsRowsAndState) { expect_rows_and_state_to_stay(7, ""); }

// Commit 06b77ad9 had no index of names yet.
TEST(UpgradeOfVersion6, KeepsRowsAndState) {
  expect_rows_and_state_to_stay(6, "DROP TABLE names; DROP TABLE learnt; PRAGMA user_version = 6");
}

/// A citation whose number has no year has that of its date.
TEST(UpgradeOfVersion1, FillsTheYearsOfCitations) {
  const TempFolder folder;
  const std::filesystem::path file = folder / "codau.db";
  put_bytes(file, unpacked(CODAU_ROOT "/tests/fixtures/output-0.1.0/codau.db.xz"));
  constexpr const char* kBare = "SELECT count(*) FROM doc_refs WHERE year IS NULL";
  EXPECT_NE(ask(file, kBare), "0");
  { Store(file).finish(); }
  EXPECT_EQ(ask(file, kBare), "0");
  EXPECT_EQ(ask(file, "SELECT count(*) FROM doc_refs WHERE year <> substr(issued_edtf,1,4)"), "0");
}

/// An output of version 7: the files of a document and of one that was only read.
class UpgradeOfVersion7 : public ::testing::Test {
 protected:
  void SetUp() override {
    put_bytes(file_, unpacked(CODAU_ROOT "/tests/fixtures/output-v7/codau.db.xz"));
    first_ = ask(file_, "SELECT doc_id FROM documents ORDER BY 1 LIMIT 1");
    ask(file_, "UPDATE sources SET source_path = 'quét/a.pdf' WHERE doc_id = '" + first_ + "'");
    ask(file_, "INSERT INTO made(doc_id,basis) VALUES('" + kRead + "','f')");
    ask(file_, "UPDATE made SET file = '" + record::sha256("{}") + "', changes = '" +
                   record::sha256("{}\n") + "' WHERE doc_id = '" + first_ + "'");
    store::PageStore pages(folder_ / "pages.db");
    pages.save_input({"/in/b.tif", "b.tif", {}, kRead + std::string(48, '0')});
    pages.commit();
    put("ocr.txt", "van ban");
    put("text.txt", "văn bản");
    put("changes.jsonl", "{}\n");
    put("document.json", "{}");
    put("searchable.pdf", "%PDF");
    put("original.pdf", "%PDF signed");
    put_at(folder_ / "documents" / kRead / "ocr.txt", "doc");
  }
  void put(const std::string& name, const std::string& bytes) {
    put_at(folder_ / "documents" / first_ / name, bytes);
  }
  static void put_at(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    put_bytes(file, bytes);
  }

  std::string first_;
  const std::string kRead = "00000000000000aa";
  const TempFolder folder_;
  const std::filesystem::path file_ = folder_ / "codau.db";
};

TEST_F(UpgradeOfVersion7, GivesFilesTheNamesOfTheirScansAndTakesThemBack) {
  for (int round = 0; round < 2; ++round) {
    {
      Store store(file_);
      EXPECT_EQ(bytes_of(folder_ / "text/quét/a.txt"), "văn bản");
      EXPECT_EQ(bytes_of(folder_ / "pdf/quét/a.pdf"), "%PDF");
      EXPECT_EQ(bytes_of(folder_ / "signed/quét/a.pdf"), "%PDF signed");
      EXPECT_EQ(store.texts(first_), (DocumentTexts{"van ban", "{}\n"}));
      EXPECT_EQ(store.results().name(kRead), "b");
      EXPECT_EQ(store.texts(kRead), (DocumentTexts{"doc", std::nullopt}));
      EXPECT_FALSE(std::filesystem::exists(folder_ / "documents"));
      store.finish();
    }
    undo_upgrade(file_);
    EXPECT_EQ(ask(file_, "PRAGMA user_version"), "7");
    for (const auto& [name, bytes] : {std::pair("ocr.txt", "van ban"),
                                      {"text.txt", "văn bản"},
                                      {"changes.jsonl", "{}\n"},
                                      {"searchable.pdf", "%PDF"}})
      EXPECT_EQ(bytes_of(folder_ / "documents" / first_ / name), bytes);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "text/quét"));
  }
}

TEST_F(UpgradeOfVersion7, LeavesWhatCodauHasNotWritten) {
  put("document.json", "[]");
  put("changes.jsonl", "edited");
  put("note.txt", "of the clerk");
  put_at(folder_ / "text/quét/a.txt", "of the clerk");
  Store store(file_);
  for (const char* const name : {"document.json", "changes.jsonl", "note.txt"})
    EXPECT_TRUE(std::filesystem::exists(folder_ / "documents" / first_ / name)) << name;
  EXPECT_EQ(bytes_of(folder_ / "text/quét/a.txt"), "of the clerk");
  EXPECT_EQ(store.results().name(first_), "quét/a ~" + first_.substr(0, 4));
  EXPECT_EQ(bytes_of(store.results().paths(first_).text), "văn bản");
  EXPECT_EQ(store.texts(first_), (DocumentTexts{"van ban", std::nullopt}));
}

}  // namespace
}  // namespace codau::store
