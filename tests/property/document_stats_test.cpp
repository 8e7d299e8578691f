// Laws of what a store knows of itself by document (store/documents/document_stats.h,
// store/schema/search_tables.h, store/changes/history.h), over random histories. A failure prints
// the seed; CODAU_SEED=<n> replays it.
#include "store/documents/document_stats.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/made_store.h"
#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "store/schema/search_tables.h"
#include "store/store.h"
#include "store/store_reader.h"

namespace codau::store {
namespace {

using testing::NamedCells;
using testing::value_of;

using record::Records;
using record::Row;
using testing::ask;
using testing::RecordMaker;
using testing::TempFolder;
using Json = nlohmann::json;

constexpr std::size_t kDocuments = 6;

std::string id_of(std::size_t document) {
  return record::doc_id(record::sha256(std::to_string(document)));
}

/// Row ids by table, of one document.
using Ids = std::map<std::string, std::set<std::string>>;

std::string row_id_of(const record::Table& table, const Row& row) {
  std::string out;
  for (const std::string_view key : table.primary_key) {
    const record::Value& value = value_of(table, row, key);
    const auto* const text = std::get_if<std::string>(&value);
    out += (out.empty() ? "" : "|") +
           (text == nullptr ? std::to_string(std::get<std::int64_t>(value)) : *text);
  }
  return out;
}

class BookLaws : public testing::Seeded {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "codau.db"; }

  Records records(const std::string& doc_id) {
    return RecordMaker(static_cast<unsigned>(below(1000))).make(doc_id);
  }

  std::vector<PrintedPassage> printed() {
    static const std::vector<std::string> kWords{"Ủy", "ban", "đường", "hồ", "sơ", "07/KH-UBND"};
    std::vector<PrintedPassage> out;
    for (std::size_t n = below(4); n > 0; --n) {
      std::string text;
      for (std::size_t words = below(12); words > 0; --words)
        text += kWords[below(kWords.size())] + (below(5) == 0 ? "\n" : " ");
      out.push_back({static_cast<std::uint32_t>(n), 1, text});
    }
    return out;
  }

  void step(std::unique_ptr<Store>& store) {
    const std::string id = id_of(below(kDocuments));
    const bool is_there = !store->records_of(id)[record::TableId::kDocuments].empty();
    switch (below(9)) {
      case 0:
      case 1:
      case 2:
        store->save_records(id, records(id), printed());
        break;
      case 3:
        store->save_records(id, record::Records{});
        break;
      case 4: {
        if (!is_there) break;
        const Records other = records(id);
        store->revise_records(id, other);
        Records again = store->records_of(id);
        const record::Table& documents = record::table("documents");
        NamedCells(documents, again[record::TableId::kDocuments].front())
            .set("subject", std::string(below(2) == 0 ? "một" : "hai"));
        store->revise_records(id, again);
        break;
      }
      case 5:
        store->remove_documents(std::vector<std::string>{id, id_of(below(kDocuments))}, "gone");
        break;
      case 6:
        store->begin_batch();
        break;
      case 7:
        below(2) == 0 ? store->commit() : store->finish();
        break;
      default:
        if (below(3) == 0) store->compact();
        store.reset();
        store = std::make_unique<Store>(file());
        break;
    }
  }

  const TempFolder folder_;
};

void expect_recounted(const Store& store) {
  std::map<std::string, std::uint64_t> reasons;
  for (const record::Table& table : record::schema()) {
    std::uint64_t rows = 0;
    store.for_each_row(table, [&](const Row& row) {
      ++rows;
      std::set<std::string> codes;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string_view name = table.columns[i].name;
        if (name != "review_reasons" && name != "flags") continue;
        const auto& list = std::get<std::vector<std::string>>(row[i]);
        codes.insert(list.begin(), list.end());
      }
      for (const std::string& code : codes) ++reasons[code];
    });
    EXPECT_EQ(store.count(table.id), rows) << table.name;
  }
  EXPECT_EQ(store.reasons(), reasons);
}

// Totals and reasons are those of all rows.
TEST_F(BookLaws, TotalsEqualARecount) {
  for (int history = 0; history < 5; ++history) {
    std::filesystem::remove_all(folder_.path());
    auto store = std::make_unique<Store>(file());
    for (int n = 0; n < 40; ++n) {
      step(store);
      if (n % 4 == 0) expect_recounted(*store);
    }
    expect_recounted(*store);
    store->finish();
    const StoreReader reader(file());
    for (const record::Table& table : record::schema())
      EXPECT_EQ(reader.count(table), store->count(table.id));
  }
}

// The digest of a document tells of its rows, and of nothing else.
TEST_F(BookLaws, DigestsTellOfTheRowsAlone) {
  auto store = std::make_unique<Store>(file());
  for (int n = 0; n < 60; ++n) step(store);
  store->finish();
  std::map<std::string, Records> all;
  for (const std::string& id : store->documents()) all[id] = store->records_of(id);
  const testing::MadeStore anew(all);
  EXPECT_EQ(StoreReader(file()).digests(), anew.reader().digests());
  const auto digest = [&](const Records& records) { return compute_stats(records).digest; };
  for (auto& [id, records] : all) {
    const std::string before = digest(records);
    for (const record::Table& table : record::schema()) {
      auto& rows = records[table.id];
      if (rows.empty()) continue;
      const Row kept = rows.back();
      rows.pop_back();
      EXPECT_NE(digest(records), before) << table.name;
      rows.push_back(kept);
    }
  }
}

std::string found(const std::filesystem::path& file) {
  testing::Sql sql(file);
  std::string out;
  for (const char* const word : {"uy", "ban", "duong", "\"07/KH-UBND\"", "so", "đường", "nhan"}) {
    out += std::string(word) + ": " +
           sql.ask(std::string("SELECT rowid FROM printed_search WHERE printed_search MATCH '") +
                   word + "' ORDER BY rowid") +
           "\n";
  }
  return out;
}

// store/schema/search_tables.h: what is found is what an index made anew finds.
TEST_F(BookLaws, TheIndexesEqualThoseMadeAnew) {
  for (int history = 0; history < 5; ++history) {
    std::filesystem::remove_all(folder_.path());
    auto store = std::make_unique<Store>(file());
    for (int n = 0; n < 40; ++n) step(store);
    store->finish();
    store.reset();
    testing::Sql sql(file());
    EXPECT_EQ(sql.error_of("INSERT INTO printed_search(printed_search) VALUES('integrity-check')"),
              "");
    const std::string before = found(file());
    {
      const Connection connection(file());
      build_search(connection);
    }
    EXPECT_EQ(found(file()), before);
  }
}

void fold(std::map<std::string, Ids>& state, const DocumentChange& change,
          const std::map<std::string, Ids>& there) {
  if (change.change == "removed") {
    EXPECT_EQ(state.erase(change.doc_id), 1U) << change.doc_id;
    return;
  }
  if (change.change == "added") {
    EXPECT_TRUE(change.rows.empty());
    EXPECT_FALSE(state.contains(change.doc_id));
    state[change.doc_id] = there.contains(change.doc_id) ? there.at(change.doc_id) : Ids{};
    return;
  }
  EXPECT_EQ(change.change, "changed");
  Ids& ids = state[change.doc_id];
  const Json rows = Json::parse(change.rows);
  for (const auto& [table, lists] : rows.items()) {
    for (const std::string& id : lists.value("removed", std::vector<std::string>{}))
      EXPECT_EQ(ids[table].erase(id), 1U) << table << " " << id;
    for (const std::string& id : lists.value("added", std::vector<std::string>{}))
      EXPECT_TRUE(ids[table].insert(id).second) << table << " " << id;
    for (const std::string& id : lists.value("changed", std::vector<std::string>{}))
      EXPECT_TRUE(ids[table].contains(id)) << table << " " << id;
  }
  std::erase_if(ids, [](const auto& table) { return table.second.empty(); });
}

std::map<std::string, Ids> ids_in(const Store& store) {
  std::map<std::string, Ids> out;
  for (const std::string& id : store.documents()) {
    const Records records = store.records_of(id);
    for (const record::Table& table : record::schema()) {
      for (const Row& row : records[table.id])
        out[id][std::string(table.name)].insert(row_id_of(table, row));
    }
  }
  return out;
}

// store/changes/history.h: whoever follows the feed has the rows that are there, whatever was told
// late.
TEST_F(BookLaws, TheFeedFoldsToTheRowsThatAreThere) {
  for (int history = 0; history < 4; ++history) {
    std::filesystem::remove_all(folder_.path());
    auto store = std::make_unique<Store>(file());
    std::map<std::string, Ids> state;
    std::map<std::string, std::map<std::string, std::string>> rows;
    std::int64_t seq = 0;
    for (int n = 0; n < 60; ++n) {
      // One call at a time: rows of an added document are those that it has then.
      step(store);
      store->finish();
      const auto there = ids_in(*store);
      for (const DocumentChange& change : StoreReader(file()).changes_since(seq)) {
        EXPECT_GT(change.seq, seq);
        seq = change.seq;
        fold(state, change, there);
      }
      ASSERT_EQ(state, there) << n;
    }
  }
}

/// The files of a store as they are now, while it may be open.
std::map<std::string, std::string> files_in(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    out[entry.path().filename()] = testing::bytes_of(entry.path());
  return out;
}

// store/changes/history.h: told once, though the process dies behind any of the files.
TEST_F(BookLaws, EachChangeIsToldOnce) {
  std::map<std::string, std::string> before;
  {
    Store store(file());
    store.save_records(id_of(0), records(id_of(0)));
    store.save_records(id_of(1), records(id_of(1)));
    store.remove_documents(std::vector<std::string>{id_of(0)}, "gone");
    before = files_in(folder_.path());
    store.finish();
  }
  const std::string told =
      ask(folder_ / "history.db", "SELECT seq,token,doc_id,change FROM changes");
  EXPECT_EQ(std::ranges::count(told, '\n'), 2);
  // History has them, and the store does not know.
  for (const char* const name : {"codau.db", "codau.db-wal"}) {
    if (before.contains(name)) testing::put_bytes(folder_ / name, before[name]);
  }
  std::filesystem::remove(folder_ / "codau.db-shm");
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM feed"), "3");
  for (int n = 0; n < 2; ++n) {
    Store(file()).finish();
    EXPECT_EQ(ask(folder_ / "history.db", "SELECT seq,token,doc_id,change FROM changes"), told);
    EXPECT_EQ(ask(file(), "SELECT count(*) FROM feed"), "0");
  }
}

}  // namespace
}  // namespace codau::store
