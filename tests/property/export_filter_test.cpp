// Laws of what an export delivers and of folders that are replaced whole. A failure prints the
// seed; CODAU_SEED=<n> replays it.
#include "export/delivery/export_filter.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>

#include "../support/made_records.h"
#include "../support/made_store.h"
#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "core/error.h"
#include "export/delivery/change_feed.h"
#include "export/tabular/row_text.h"
#include "export/target/target_folder.h"
#include "io/atomic_file.h"
#include "record/schema/ids.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;
using testing::bytes_of;
using testing::get;
using testing::MadeStore;
using testing::RecordMaker;
using testing::seed;
using testing::set;
using testing::TempFolder;

/// Documents whose rows have all sorts of verdicts, parents in their own tables, and evidence.
class Verdicts {
 public:
  explicit Verdicts(unsigned number) : maker_(number), random_(number) {}

  record::Records make(const std::string& doc_id) {
    record::Records records = maker_.make(doc_id);
    for (const std::string_view name : {"documents", "sections", "tasks"}) {
      for (Row& row : testing::rows_of(records, name)) judge(name, row);
    }
    link("sections", "parent_section_id", records);
    link("tasks", "parent_task_id", records);
    std::vector<Row>& evidence = records[record::TableId::kEvidence];
    for (Row& row : evidence) point(row, records);
    const record::PrimaryKeyLess below(record::table("evidence"));
    record::sort_by_key(record::table("evidence"), evidence);
    const auto same = [&](const Row& a, const Row& b) { return !below(a, b) && !below(b, a); };
    evidence.erase(std::unique(evidence.begin(), evidence.end(), same), evidence.end());
    return records;
  }

 private:
  template <class Range>
  const auto& any(const Range& range) {
    return range[std::uniform_int_distribution<std::size_t>(0, std::size(range) - 1)(random_)];
  }
  void judge(std::string_view table, Row& row) {
    using Codes = std::vector<std::string>;
    static const std::vector<Codes> kReasons{
        {}, {}, {"TASK_BARE"}, {"PAGE_JOIN", "TASK_EMPTY"}, {"SECRET"}, {"UNHEARD_OF"}};
    static const std::vector<std::string> kStatuses{"ok",     "review",   "review",
                                                    "review", "accepted", "rejected"};
    set(table, row, "review_reasons", any(kReasons));
    set(table, row, "review_status", any(kStatuses));
  }
  void link(std::string_view table, std::string_view column, record::Records& records) {
    std::vector<Row>& rows = testing::rows_of(records, table);
    for (Row& row : rows) {
      if (const Row& parent = any(rows); parent[0] != row[0]) set(table, row, column, parent[0]);
    }
  }
  void point(Row& row, const record::Records& records) {
    const std::string table(any(std::vector{"documents", "tasks", "task_agencies", "sections"}));
    const std::vector<Row>& rows = testing::rows_of(records, table);
    if (rows.empty()) return;
    set("evidence", row, "table_name", table);
    set("evidence", row, "row_id", row_id(record::table(table), any(rows)));
    const auto& columns = record::table(table).columns;
    set("evidence", row, "field", std::string(columns[random_() % columns.size()].name));
  }

  RecordMaker maker_;
  std::mt19937 random_;
};

using Keys = std::map<std::string, std::set<std::string>, std::less<>>;

Keys delivered_keys(const ExportFilter& filter) {
  Keys out;
  for (const Table& table : record::schema()) {
    filter.for_each_row(table, [&](const Row& row, std::string_view) {
      EXPECT_TRUE(out[std::string(table.name)].insert(row_id(table, row)).second);
    });
  }
  return out;
}

void expect_keys_hold(const ExportFilter& filter, const Keys& keys) {
  const auto goes = [&](std::string_view table, const std::string& id) {
    const auto rows = keys.find(table);
    return rows != keys.end() && rows->second.contains(id);
  };
  const RowSource rows = filter.rows();
  for (const Table& table : rows.tables) {
    rows.for_each_row(table, [&](const Row& row) {
      for (const record::ForeignKey& key : table.foreign_keys) {
        const auto* parent = std::get_if<std::string>(&get(table.name, row, key.column));
        if (parent == nullptr) continue;
        EXPECT_TRUE(goes(key.table, *parent)) << table.name << key.column;
      }
      if (table.name != "evidence") return;
      const auto& about = std::get<std::string>(get("evidence", row, "table_name"));
      if (std::ranges::find(record::schema(), about, &Table::name) == record::schema().end())
        return;
      EXPECT_TRUE(goes(about, std::get<std::string>(get("evidence", row, "row_id"))));
    });
  }
}

TEST(DeliveryLaws, CountsAddUpAndKeysHold) {  // export/delivery/export_filter.h
  for (unsigned number = seed(); number < seed() + 15; ++number) {
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(number));
    std::map<std::string, record::Records> documents;
    for (const unsigned document : {0U, 1U, 2U}) {
      const std::string doc_id = record::doc_id(record::sha256(std::to_string(document)));
      documents[doc_id] = Verdicts(number * 3 + document).make(doc_id);
    }
    const MadeStore made(documents);
    const store::StoreReader reader = made.reader();
    for (const bool unreviewed : {false, true}) {
      ExportFilterOptions options;
      options.include_unreviewed = unreviewed;
      const ExportFilter filter(reader, options);
      const Keys keys = delivered_keys(filter);
      std::map<std::string, std::uint64_t> rejected;
      for (const WithheldRow& row : filter.withheld()) ++rejected[row.table];
      for (const Table& table : record::schema()) {
        const RowCount& count = filter.count(table.name);
        const auto found = keys.find(table.name);
        EXPECT_EQ(count.delivered, found == keys.end() ? 0 : found->second.size()) << table.name;
        EXPECT_EQ(count.withheld, rejected[std::string(table.name)]) << table.name;
        EXPECT_EQ(count.delivered + count.withheld, count.stored);
        EXPECT_EQ(count.stored, reader.count(table));
      }
      expect_keys_hold(filter, keys);
    }
  }
}

TEST(DeliveryLaws, DocumentsThatGoWholeNeedNotBeRead) {  // export/delivery/export_filter.h
  for (unsigned number = seed(); number < seed() + 10; ++number) {
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(number));
    std::map<std::string, record::Records> documents;
    for (unsigned document = 0; document < 4; ++document) {
      const std::string doc_id = record::doc_id(record::sha256(std::to_string(document)));
      documents[doc_id] = document % 2 == 0 ? RecordMaker(number * 4 + document).make(doc_id)
                                            : Verdicts(number * 4 + document).make(doc_id);
    }
    const MadeStore made(documents);
    const store::StoreReader reader = made.reader();
    const ExportFilter all(reader, {});
    ExportFilterOptions options;
    options.judged = find_documents_in_doubt(reader);
    for (const WithheldRow& row : all.withheld()) {
      // A status that no person has set is known only from the row.
      if (row.code == kRejectedCode) {
        options.judged->insert(row.doc_id);
      } else {
        EXPECT_TRUE(row.doc_id.empty() || options.judged->contains(row.doc_id)) << row.code;
      }
    }
    const ExportFilter some(reader, options);
    EXPECT_EQ(delivered_keys(some), delivered_keys(all));
    EXPECT_EQ(some.closed(), all.closed());
    for (const Table& table : record::schema()) {
      EXPECT_EQ(some.count(table.name).delivered, all.count(table.name).delivered) << table.name;
      EXPECT_EQ(some.count(table.name).withheld, all.count(table.name).withheld) << table.name;
    }
  }
}

using Rows = std::map<std::pair<std::string, std::string>, std::string>;

/// Every row as its JSON line, by table and key.
Rows lines_of(const RowSource& rows) {
  Rows out;
  for (const Table& table : rows.tables) {
    rows.for_each_row(table, [&](const Row& row) {
      out[{std::string(table.name), row_id(table, row)}] = format_jsonl_line(table, row);
    });
  }
  return out;
}

TEST(ChangeFeedLaws, AppliedToAnEarlierExportItGivesTheLast) {  // export/delivery/change_feed.h
  for (unsigned number = seed(); number < seed() + 12; ++number) {
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(number));
    std::mt19937 random(number);
    const auto id = [](unsigned k) { return record::doc_id(record::sha256(std::to_string(k))); };
    std::map<std::string, record::Records> documents;
    for (unsigned k = 0; k < 4; ++k) documents[id(k)] = Verdicts(number * 9 + k).make(id(k));
    const MadeStore made(documents);
    const auto file = made.folder() / "codau.db";
    Rows held;
    std::int64_t seq = 0;
    for (unsigned round = 0; round < 3; ++round) {
      if (round > 0) {
        store::Store store(file);
        for (unsigned k = 0; k < 6; ++k) {
          const unsigned what = static_cast<unsigned>(random() % 4);
          if (what == 0 && store.has_document(id(k)))
            store.remove_documents(std::vector<std::string>{id(k)}, "removed");
          if (what == 1)
            store.save_records(id(k), Verdicts(number * 9 + k + 100 * round).make(id(k)));
        }
        store.finish();
      }
      const store::StoreReader reader(file);
      const ExportFilter filter(reader, {});
      const ChangeFeed feed(filter, find_changed_documents(reader, seq));
      feed.for_each_change([&](const RowChange& change) {
        EXPECT_GT(change.seq, seq);
        if (change.op != "removed") return;
        const std::string gone(change.row_id), days = gone + "|";
        std::erase_if(held, [&](const auto& one) {
          const auto& [table, row_id] = one.first;
          return table == change.table &&
                 (row_id == gone || (table == "due_dates" && row_id.starts_with(days)));
        });
      });
      for (const auto& [key, line] : lines_of(feed.rows_and_flat())) held[key] = line;
      feed.for_each_change([&](const RowChange& change) {
        const std::pair key{std::string(change.table), std::string(change.row_id)};
        EXPECT_EQ(change.op == "removed", !held.contains(key)) << key.first << key.second;
      });
      EXPECT_EQ(held, lines_of(filter.rows_and_flat())) << "round " << round;
      seq = reader.seq();
      EXPECT_TRUE(find_changed_documents(reader, seq).empty());
      EXPECT_THROW(static_cast<void>(find_changed_documents(reader, seq + 1)), Error);
    }
  }
}

TEST(TargetFolderLaws,
     AKilledExportLeavesTheOldOrTheNewFolderWhole) {  // export/target/target_folder.h
  const TempFolder folder;
  const auto target = folder / "csv";
  const auto write = [&](const std::string& text) {
    TargetFolder next(target, "csv");
    for (const char* name : {"one", "two", "three"})
      io::write_atomically(next.temp_folder() / name, text);
    std::string files;
    for (const char* name : {"one", "two", "three"}) {
      files += std::string(files.empty() ? "" : ",") + R"({"path":")" + name + R"(","sha256":")" +
               record::sha256(text) + "\"}";
    }
    io::write_atomically(next.temp_folder() / "manifest.json",
                         R"({"export":{"format":"csv"},"files":[)" + files + "]}");
    next.commit();
  };
  write("0");
  std::mt19937 random(seed());
  for (int round = 0; round < 25; ++round) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      for (int number = 1;; ++number) write(std::to_string(number));
    }
    ::usleep(std::uniform_int_distribution<useconds_t>(0, 20'000)(random));
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    const std::string one = bytes_of(target / "one");
    EXPECT_NE(one, "");
    EXPECT_EQ(bytes_of(target / "two"), one);
    EXPECT_EQ(bytes_of(target / "three"), one);
  }
  write("last");  // what the dead left is in nobody's way
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace codau::exports
