// Laws of rows that wait in a file (store/row_file.h), and of documents that are too long to be in
// memory at once. A failure prints the seed; CODAU_SEED=<n> replays it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/ids.h"
#include "record/row.h"
#include "record/xref.h"
#include "store/row_file.h"
#include "store/store.h"

namespace codau::store {
namespace {

using record::Row;
using testing::TempFolder;

constexpr const char* kDoc = "38ad1a1e9ecc18c6";

class SpoolLaws : public testing::Seeded {
 protected:
  /// Short rows, some of pages, one as long as a table.
  std::vector<Row> rows() {
    std::vector<Row> out;
    for (auto& [name, rows] : testing::RecordMaker(testing::seed()).make(kDoc))
      out.insert(out.end(), rows.begin(), rows.end());
    for (int i = 0; i < 400; ++i) {
      out.push_back({std::string(below(40'000), 'a'),
                     std::int64_t{i},
                     0.25,
                     true,
                     {},
                     std::vector<std::string>{"A", "B"}});
    }
    out.push_back({std::string(3'000'000, 'b'), std::string(2'000'000, 'c')});
    std::ranges::shuffle(out, random_);
    return out;
  }
};

TEST_F(SpoolLaws, RowsComeBackFromTheirPlaces) {
  const TempFolder folder;
  RowSpoolFile file(folder.path());
  const std::vector<Row> all = rows();
  std::vector<std::pair<std::uint64_t, std::size_t>> places;
  for (const Row& row : all) places.emplace_back(file.add(row), places.size());
  for (std::uint64_t at = 0, i = 0; at < file.end(); at = file.next(at))
    ASSERT_EQ(file.row(at), all[i++]);
  std::ranges::shuffle(places, random_);
  for (const auto& [place, i] : places) ASSERT_EQ(file.row(place), all[i]);
}

TEST_F(SpoolLaws, RowsComeBackInAnyOrder) {
  const TempFolder folder;
  for (const std::size_t count : {std::size_t{30}, rows().size()}) {
    RowBuffer aside(folder.path());
    std::vector<Row> all = rows();
    all.resize(count);
    std::vector<std::size_t> order;
    for (const Row& row : all) {
      aside.add(row);
      order.push_back(order.size());
    }
    std::ranges::shuffle(order, random_);
    for (const std::size_t i : order) ASSERT_EQ(aside.take(i), all[i]);
  }
}

/// A document with more tasks and corrections than are held, and a section as long as a table.
record::Records long_document() {
  record::Records records = testing::RecordMaker(3).make(kDoc);
  const record::Table& tasks = record::table("tasks");
  const record::Table& corrections = record::table("corrections");
  const Row task = records["tasks"].at(0);
  records["corrections"].clear();
  records["evidence"].clear();
  for (std::int64_t i = 0; i < 6000; ++i) {
    Row row = task;
    record::RowCells cells(tasks, row);
    const std::string id = record::make_uuid("task" + std::to_string(i));
    cells.set("task_id", id);
    cells.set("seq", 100 + (i * 7) % 6000);
    cells.set("parent_task_id", {});
    cells.set("task_text", "Ủy ban " + std::string(500, 'x') + std::to_string(i));
    cells.set("task_text_ocr", "Uy ban " + std::string(500, 'x') + std::to_string(i));
    records["tasks"].push_back(row);
    Row change(corrections.columns.size());
    record::RowCells of(corrections, change);
    of.set("corr_id", record::make_uuid("change" + std::to_string(i)));
    of.set("doc_id", std::string(kDoc));
    of.set("table_name", std::string("tasks"));
    of.set("row_id", id);
    of.set("field", std::string("task_text"));
    of.set("start", std::int64_t{0});
    of.set("end", std::int64_t{2});
    of.set("before", std::string("Uy"));
    of.set("after", std::string("Ủy"));
    of.set("rule", std::string("lm"));
    of.set("source", std::string("ocr_restore"));
    of.set("confidence", i % 3 == 0 ? 1.0 : 0.5);
    of.set("status", std::string(i % 5 == 0 ? "proposed" : "applied"));
    records["corrections"].push_back(change);
    for (const char* const field : {"task_text", "seq", "output"})
      records["evidence"].push_back({std::string("tasks"),
                                     id,
                                     std::string(field),
                                     {},
                                     {},
                                     i % 7 == 0 ? 0.5 : 1.0,
                                     std::string("read")});
  }
  records["evidence"].push_back({std::string("documents"),
                                 std::string(kDoc),
                                 std::string("subject"),
                                 {},
                                 {},
                                 1.0,
                                 std::string("read")});
  return record::sort_records_by_key(std::move(records));
}

// Walked by key, and the head of it, they are the rows that were saved; a change is told by itself.
TEST_F(SpoolLaws, LongDocumentsComeBack) {  // store/store.h
  const TempFolder folder;
  record::Records records = long_document();
  Store store(folder / "codau.db");
  store.save_records(kDoc, records);
  const record::Records back = record::collect_records(store.rows_of(kDoc));
  for (const record::Table& table : record::schema())
    EXPECT_EQ(back.at(std::string(table.name)), records[std::string(table.name)]) << table.name;
  for (const auto& [name, rows] : store.head_of(kDoc)) {
    std::vector<Row> wanted = records[name];
    std::erase_if(wanted, [of = &record::table(name)](const Row& row) {
      return !record::is_head_row(*of, row);
    });
    EXPECT_EQ(rows, wanted) << name;
  }
  std::vector<std::int64_t> seqs;
  store.for_each_row("tasks", [&](const Row& row) {
    seqs.push_back(std::get<std::int64_t>(record::value_of(record::table("tasks"), row, "seq")));
  });
  EXPECT_TRUE(std::ranges::is_sorted(seqs));
  store.finish();
  // The index holds the words of search_text, and no others.
  testing::Sql(folder / "codau.db")
      .ask("INSERT INTO search(search,rank) VALUES('integrity-check',1)");
}

/// Bytes that this process has written to files.
std::uintmax_t written() {
  std::ifstream io("/proc/self/io");
  std::uintmax_t bytes = 0;
  for (std::string key; io >> key >> bytes;) {
    if (key == "wchar:") return bytes;
  }
  return 0;
}

// store/sqlite.cpp: a row of a table with triggers does not leave a page in a file beside it.
TEST_F(SpoolLaws, LongDocumentsAreWrittenFewTimes) {
  if (written() == 0) GTEST_SKIP() << "no /proc/self/io";
  const TempFolder folder;
  const record::Records records = long_document();
  const std::uintmax_t before = written();
  Store store(folder / "codau.db");
  store.begin_batch();
  store.save_records(kDoc, records);
  store.finish();
  constexpr std::uintmax_t kTimes = 5;  // aside, in the log, in the store
  EXPECT_LT(written() - before, kTimes * std::filesystem::file_size(folder / "codau.db"));
}

}  // namespace
}  // namespace codau::store
