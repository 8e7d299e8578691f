// Laws of the store over made-up documents. A failure prints the seed; CODAU_SEED=<n> replays it.
#include "store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <numeric>
#include <random>

#include "../support/made_records.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "store/database/list_text.h"

namespace codau::store {
namespace {

using testing::bytes_of;
using testing::RecordMaker;
using testing::TempFolder;

class StoreLaws : public testing::Seeded {
 protected:
};

std::string sha_of(std::size_t document) { return record::sha256(std::to_string(document)); }

std::string page_text(std::size_t document, std::uint32_t page) {
  return std::string(1000 * (page + document % 7), 'p') + std::to_string(document);
}

void save_document(Store& store, unsigned seed, std::size_t document) {
  const std::string doc_id = record::doc_id(sha_of(document));
  const std::vector<PrintedPassage> printed{{1, 1, "dòng " + std::to_string(seed)},
                                            {2, 1, "trang " + std::to_string(document)}};
  store.save_records(doc_id, RecordMaker(seed + static_cast<unsigned>(document)).make(doc_id),
                     printed);
  store.save_fingerprint(doc_id, "f");
}

/// Other rows, and then those that were there.
void revise_document(Store& store, std::size_t document) {
  const std::string doc_id = record::doc_id(sha_of(document));
  const record::Records there = store.records_of(doc_id);
  for (const record::Records& rows : {RecordMaker(5).make(doc_id), there})
    store.revise_records(doc_id, rows);
}

void save_pages(Store& store, std::size_t document) {
  for (std::uint32_t page = 1; page < 5; ++page) {
    store.pages().save(sha_of(document), "k", page, page_text(document, page));
  }
}

TEST_F(StoreLaws, EqualContentsGiveEqualBytesWhateverTheHistory) {  // store/store.h
  constexpr std::size_t kDocuments = 12;
  std::string straight;
  for (int history = 0; history < 6; ++history) {
    const TempFolder folder;
    const auto file = folder / "codau.db";
    std::vector<std::size_t> order(kDocuments);
    std::iota(order.begin(), order.end(), 0U);
    if (history > 0) std::ranges::shuffle(order, random_);
    auto store = std::make_unique<Store>(file);
    for (const std::size_t document : order) {
      if (history > 0 && below(3) == 0) {  // other rows first, then the right ones
        save_document(*store, 999, document);
      }
      if (history > 1 && below(3) == 0)
        store->remove_documents(std::vector{record::doc_id(sha_of(document))}, "gone");
      save_pages(*store, document);
      save_document(*store, 100, document);
      if (history > 2 && below(4) == 0) revise_document(*store, document);
      if (history > 2 && below(3) == 0) {  // stopped and resumed
        store.reset();
        store = std::make_unique<Store>(file);
      }
      if (history > 3 && below(4) == 0) {  // finished, and then gone on with
        below(2) == 0 ? store->finish() : store->compact();
        store.reset();
        store = std::make_unique<Store>(file);
      }
      if (history > 4 && below(4) == 0) store->begin_batch();
    }
    store->begin_batch();
    store->xref().settle();
    store->finish();
    store->compact();
    store.reset();
    const std::string bytes = bytes_of(file);
    if (history == 0) straight = bytes;
    EXPECT_TRUE(bytes == straight) << "history " << history;
  }
}

TEST_F(StoreLaws, RowsComeBackAsTheyWereSaved) {  // store/store.h
  const TempFolder folder;
  Store store(folder / "codau.db");
  for (unsigned round = 0; round < 20; ++round) {
    const std::string doc_id = record::doc_id(sha_of(round));
    const record::Records saved = RecordMaker(testing::seed() + round).make(doc_id);
    store.save_records(doc_id, saved);
    record::Records read = store.records_of(doc_id);
    for (const record::Table& table : record::schema()) {
      auto rows = saved[table.id];
      auto& back = read[table.id];
      std::ranges::sort(rows);  // saved by key, read by seq
      std::ranges::sort(back);
      EXPECT_EQ(back, rows) << table.name;
    }
  }
}

TEST_F(StoreLaws, EachRowIsInOrderWhateverCameFirst) {  // store/store.h
  const auto rows_after = [&](const std::vector<std::size_t>& order) {
    const TempFolder folder;
    Store store(folder / "codau.db");
    for (const std::size_t document : order) save_document(store, 7, document);
    std::vector<record::Row> out;
    for (const record::Table& table : record::schema()) {
      store.for_each_row(table, [&](const record::Row& row) { out.push_back(row); });
    }
    return out;
  };
  EXPECT_EQ(rows_after({1, 2, 3, 4, 5}), rows_after({5, 3, 1, 4, 2}));
}

TEST_F(StoreLaws, TheOrderOfQuestionsDoesNotMatter) {  // store/database/ordered_lookup.h
  const TempFolder folder;
  Store store(folder / "codau.db");
  constexpr std::size_t kDocuments = 200;
  std::vector<std::size_t> all(kDocuments);
  std::iota(all.begin(), all.end(), 0U);
  for (const std::size_t one : all) {
    if (one % 3 == 0) continue;  // a third is not there
    const std::string sha256 = sha_of(one), doc_id = record::doc_id(sha256),
                      number = std::to_string(one);
    store.save_fingerprint(doc_id, number);
    if (one % 5 == 0)
      store.save_sub_documents(doc_id, std::vector<Store::SubDocument>{{number, ""}});
    store.pages().save_probe(sha256, one % 2 == 0 ? "now" : "then", number);
    store.pages().save_seen_results(doc_id, {one, 7, number});
    for (std::size_t file = 0; file < one % 4; ++file)
      store.pages().save_input({"/" + number + "/" + std::to_string(file), number, {}, sha256});
  }
  for (std::size_t round = 0; round < 4; ++round) {
    if (round == 0) {
      std::ranges::sort(all, {}, sha_of);
    } else {
      std::ranges::shuffle(all, random_);
      all.insert(all.begin(), all[round]);  // one of them twice
    }
    const auto made = store.build_states();
    const auto probes = store.pages().probes("now");
    const auto seen = store.pages().seen_results();
    const auto with = store.pages().inputs_with();
    const auto inputs = store.pages().inputs();
    for (const std::size_t one : all) {
      const std::string sha256 = sha_of(one), doc_id = record::doc_id(sha256),
                        number = std::to_string(one);
      EXPECT_EQ(made(doc_id).fingerprint, store.fingerprint(doc_id));
      EXPECT_EQ(made(doc_id).has_sub_documents, !store.sub_documents(doc_id).empty());
      EXPECT_EQ(probes(sha256), store.pages().probe(sha256, "now"));
      EXPECT_EQ(seen(doc_id).has_value(), one % 3 != 0);
      EXPECT_EQ(with(sha256), store.pages().inputs_with(sha256).size());
      const std::string file = "/" + number + "/0";
      EXPECT_EQ(inputs(file), store.pages().inputs(file));
    }
  }
}

TEST_F(StoreLaws, AListComesBackFromItsText) {  // store/database/list_text.h
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> codes;
    for (std::size_t n = below(4); n > 0; --n) codes.push_back("CODE_" + std::to_string(below(9)));
    EXPECT_EQ(split_list(join_list(codes)), codes);
  }
}

/// A child saves pages and says so through a pipe; it is killed at any moment.
TEST_F(StoreLaws, WhatWasCommittedSurvivesAKillAtAnyMoment) {  // store/store.h
  const TempFolder folder;
  const auto file = folder / "codau.db";
  std::uint32_t reported = 0;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t pid = ::fork();
    if (pid == 0) {
      ::close(ends[0]);
      Store store(file);
      for (std::uint32_t page = reported + 1;; ++page) {
        store.pages().save(sha_of(0), "k", page, page_text(0, page % 9));
        if (::write(ends[1], &page, sizeof page) != sizeof page) ::_exit(1);
      }
    }
    ::close(ends[1]);
    const std::uint32_t stop = reported + 1 + static_cast<std::uint32_t>(below(20));
    std::uint32_t page = reported;
    while (page < stop && ::read(ends[0], &page, sizeof page) == sizeof page) reported = page;
    ::usleep(static_cast<useconds_t>(below(3000)));
    ::kill(pid, SIGKILL);
    while (::read(ends[0], &page, sizeof page) == sizeof page) reported = page;
    ::close(ends[0]);
    ::waitpid(pid, nullptr, 0);
    const Store store(file);
    for (std::uint32_t saved = 1; saved <= reported; ++saved) {
      ASSERT_EQ(store.pages().page(sha_of(0), "k", saved), page_text(0, saved % 9)) << saved;
    }
  }
  EXPECT_GT(reported, 8U);
  Store store(file);
  store.finish();
}

/// A child saves documents, some together, and says what it has committed; it is killed at any
/// moment, and what was told stays told.
TEST_F(StoreLaws, NoCommittedDocumentIsLostByAKill) {  // store/store.h
  const TempFolder folder;
  const auto file = folder / "codau.db";
  std::size_t committed = 0;
  for (int round = 0; round < 15; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const auto choice = static_cast<unsigned>(below(1000));
    const pid_t pid = ::fork();
    if (pid == 0) {
      ::close(ends[0]);
      std::mt19937 random(choice);
      Store store(file);
      for (std::size_t document = committed;;) {
        if (random() % 2 == 0) store.begin_batch();
        for (std::size_t n = 1 + random() % 4; n > 0; --n) {
          save_pages(store, document);
          save_document(store, 100, document++);
        }
        if (random() % 3 == 0) {
          store.remove_documents(std::vector{record::doc_id(sha_of(0))}, "gone");
          save_document(store, 100, 0);
        }
        store.commit();
        if (random() % 4 == 0) store.finish();
        if (::write(ends[1], &document, sizeof document) != sizeof document) ::_exit(1);
      }
    }
    ::close(ends[1]);
    std::size_t told = 0;
    if (::read(ends[0], &told, sizeof told) == sizeof told) committed = told;
    ::usleep(static_cast<useconds_t>(below(40'000)));
    ::kill(pid, SIGKILL);
    while (::read(ends[0], &told, sizeof told) == sizeof told) committed = told;
    ::close(ends[0]);
    ::waitpid(pid, nullptr, 0);
    Store store(file);
    for (std::size_t document = 1; document < committed; ++document) {
      ASSERT_EQ(store.fingerprint(record::doc_id(sha_of(document))), "f") << document;
      ASSERT_EQ(store.pages().page(sha_of(document), "k", 4), page_text(document, 4));
    }
    for (const char* const name : {"codau.db", "pages.db"})
      ASSERT_EQ(testing::ask(folder / name, "PRAGMA integrity_check"), "ok");
    ASSERT_EQ(store.count(record::TableId::kDocuments), store.documents().size());
    if (below(4) == 0) store.finish();
  }
  EXPECT_GT(committed, 15U);
  Store store(file);
  store.finish();
  EXPECT_EQ(
      testing::ask(folder / "history.db", "SELECT count(*) FROM changes WHERE change = 'added'"),
      std::to_string(
          store.documents().size() +
          std::stoull(testing::ask(folder / "history.db",
                                   "SELECT count(*) FROM changes WHERE change = 'removed'"))));
}

}  // namespace
}  // namespace codau::store
