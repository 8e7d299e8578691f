// Laws of tables behind views (store/schema/physical_schema.h), over made-up rows. A failure prints
// the seed; CODAU_SEED=<n> replays it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "../support/made_records.h"
#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/schema/row.h"
#include "store/store.h"

namespace codau::store {
namespace {

using testing::NamedCells;
using testing::value_of;

using record::Row;
using record::Value;
using testing::TempFolder;

constexpr const char* kDoc = "38ad1a1e9ecc18c6";

Value or_nothing(const std::string& text) { return text.empty() ? Value() : Value(text); }

class KeptLaws : public testing::Seeded {
 protected:
  std::string text(std::size_t most) {
    static const std::vector<std::string> kPieces{"Ủy ban", " ",    "đ", "\"", "\\", "\n",
                                                  "x4",     "\x01", "😀", "[",  "]",  "e\u0301"};
    std::string out;
    for (std::size_t n = below(most); n > 0; --n) out += kPieces[below(kPieces.size())];
    return out;
  }

  static Row correction(const std::string& table, const std::string& row_id,
                        const std::string& field) {
    return {record::make_uuid(table + row_id),
            kDoc,
            table,
            row_id,
            field,
            Value(),
            std::int64_t{0},
            std::int64_t{2},
            "Uy",
            "Ủy",
            "lm",
            "ocr_restore",
            1.0,
            "applied",
            Value(),
            Value()};
  }

  /// The text of its section, with corrections of its own.
  static void say_what_the_section_says(NamedCells& task, record::Records& records) {
    const record::Table& sections = record::table("sections");
    const record::Table& corrections = record::table("corrections");
    for (const Row& row : records[record::TableId::kSections]) {
      if (record::row_id(sections, row) != task.text("section_id")) continue;
      task.set("task_text", value_of(sections, row, "text"));
      task.set("task_text_ocr", value_of(sections, row, "text_ocr"));
    }
    const std::vector<Row> all = records[record::TableId::kCorrections];
    for (Row row : all) {
      NamedCells cells(corrections, row);
      if (cells.text("row_id") != task.text("section_id") || cells.text("field") != "text")
        continue;
      cells.set("corr_id", record::make_uuid(cells.text("corr_id") + task.text("task_id")));
      cells.set("table_name", "tasks");
      cells.set("row_id", task.text("task_id"));
      cells.set("field", "task_text");
      records[record::TableId::kCorrections].push_back(std::move(row));
    }
  }

  /// A text as it was read and what it became, with a correction for every change; some of them
  /// lead elsewhere.
  struct Made {
    std::string as_read, value;
    bool is_there = true;  ///< all of its corrections are
  };
  /// A long text that one correction is all of.
  Made make_whole(const std::string& table, const std::string& row_id, const std::string& field,
                  std::vector<Row>& corrections) {
    Made out{std::string(1020 + below(9), 'a') + text(3), text(4) + "b"};
    corrections.push_back(correction(table, row_id, field));
    NamedCells cells(record::table("corrections"), corrections.back());
    cells.set("end", static_cast<std::int64_t>(out.as_read.size()));
    cells.set("before", out.as_read);
    cells.set("after", out.value);
    cells.set("confidence", below(2) == 0 ? 1.0 : 0.9012);
    return out;
  }

  Made make(const std::string& table, const std::string& row_id, const std::string& field,
            std::vector<Row>& corrections) {
    Made out;
    const Value page = below(2) == 0 ? Value() : Value(std::int64_t{2});
    if (below(8) == 0) return make_whole(table, row_id, field, corrections);
    const std::size_t odd = below(6);
    for (std::size_t n = below(5); n > 0; --n) {
      const std::string same = text(4), before = text(3), after = text(3);
      out.as_read += same;
      out.value += same;
      if (before.empty() && after.empty()) continue;
      const auto start = static_cast<std::int64_t>(out.as_read.size());
      const auto end = start + static_cast<std::int64_t>(before.size());
      const bool is_odd = odd == 0 && below(2) == 0;
      corrections.push_back({record::make_uuid("corr" + std::to_string(below(1'000'000'000))), kDoc,
                             table, row_id, field, page, start, end, or_nothing(before),
                             or_nothing(after), std::string(below(2) == 0 ? "lm" : "3.3"),
                             std::string("ocr_restore"), below(2) == 0 ? 1.0 : 0.9012,
                             std::string(is_odd ? "proposed" : "applied"), Value(), Value()});
      out.as_read += before;
      out.value += after;
    }
    if (odd == 1) out.value += "!";
    return out;
  }
};

// A task that says what its section says keeps no text, and follows a section that changes alone.
TEST_F(KeptLaws, ATaskKeepsNoTextOfItsSection) {  // store/schema/physical_schema.h
  const TempFolder folder;
  const auto file = folder / "codau.db";
  record::Records records = testing::RecordMaker(3).make(kDoc);
  records[record::TableId::kCorrections].clear();
  ASSERT_FALSE(records[record::TableId::kTasks].empty());
  const record::Table& sections = record::table("sections");
  for (Row& row : records[record::TableId::kSections]) {
    NamedCells cells(sections, row);
    cells.set("text", "Ủy ban");
    cells.set("text_ocr", "Uy ban");
    records[record::TableId::kCorrections].push_back(
        correction("sections", record::row_id(sections, row), "text"));
  }
  for (Row& row : records[record::TableId::kTasks]) {
    NamedCells cells(record::table("tasks"), row);
    say_what_the_section_says(cells, records);
  }
  record::sort_by_key(record::table("corrections"), records[record::TableId::kCorrections]);
  Store store(file);
  store.save_records(kDoc, records);
  store.finish();
  EXPECT_EQ(testing::ask(file, "SELECT DISTINCT task_text FROM kept_tasks"), "");
  EXPECT_EQ(testing::ask(file, "SELECT DISTINCT task_text_ocr FROM kept_tasks"), "");
  EXPECT_EQ(testing::ask(file, "SELECT DISTINCT task_text,task_text_ocr FROM tasks"),
            "Ủy ban|Uy ban");
  EXPECT_EQ(store.records_of(kDoc)[record::TableId::kCorrections],
            records[record::TableId::kCorrections]);
  for (Row& row : records[record::TableId::kSections]) NamedCells(sections, row).set("text", "xã");
  store.revise_records(kDoc, records);
  EXPECT_EQ(store.records_of(kDoc)[record::TableId::kTasks], records[record::TableId::kTasks]);
}

// store/documents/row_changes.h: what changes a document into another one gives the other one.
TEST_F(KeptLaws, ChangesLeadFromAnyRowsToAnyOthers) {
  const TempFolder folder;
  Store store(folder / "codau.db");
  testing::RecordMaker make(testing::seed());
  for (int round = 0; round < 40; ++round) {
    record::Records records = make.make(kDoc);
    store.save_records(kDoc, records);
    record::Records back = store.records_of(kDoc);
    for (const record::Table& table : record::schema()) {
      std::ranges::sort(records[table.id]);
      std::ranges::sort(back[table.id]);
      ASSERT_EQ(back[table.id], records[table.id]) << table.name;
    }
  }
}

/// Rows of all tables as the views give them, a line each.
std::vector<std::string> asked(const std::filesystem::path& file) {
  testing::Sql sql(file);
  std::vector<std::string> out;
  for (const record::Table& table : record::schema()) {
    std::string columns;
    for (const record::Column& column : table.columns)
      columns += "quote(\"" + std::string(column.name) + "\") || char(30) || ";
    out.push_back(sql.ask("SELECT " + columns + "'' AS line FROM " + std::string(table.name) +
                          " ORDER BY line"));
  }
  return out;
}

// Plain SQL reads of a view what is in the table file that we write.
TEST_F(KeptLaws, TheViewsGiveTheRowsThatWereSaved) {  // store/schema/physical_schema.h
  for (int round = 0; round < 20; ++round) {
    const TempFolder folder;
    const auto file = folder / "codau.db";
    record::Records records =
        testing::RecordMaker(testing::seed() + static_cast<unsigned>(round)).make(kDoc);
    records[record::TableId::kCorrections].clear();
    records[record::TableId::kEvidence].clear();
    for (const char* const name : {"sections", "tasks"}) {
      const record::Table& table = record::table(name);
      const std::string field = name == std::string("tasks") ? "task_text" : "text";
      for (Row& row : testing::rows_of(records, name)) {
        NamedCells cells(table, row);
        if (table.name == "tasks" && below(2) == 0) {
          say_what_the_section_says(cells, records);
        } else {
          const Made made =
              make(name, record::row_id(table, row), field, records[record::TableId::kCorrections]);
          cells.set(field, or_nothing(made.value));
          cells.set(field + "_ocr", or_nothing(made.as_read));
        }
        records[record::TableId::kEvidence].push_back({name, record::row_id(table, row), field,
                                                       Value(), Value(), below(2) == 0 ? 1.0 : 0.5,
                                                       "read"});
        records[record::TableId::kEvidence].push_back(
            {name, record::row_id(table, row), "seq", Value(), Value(), 1.0, "read"});
      }
    }
    for (const char* const name : {"evidence", "corrections"})
      record::sort_by_key(record::table(name), testing::rows_of(records, name));
    {
      Store store(file);
      store.save_records(kDoc, records);
      record::Records back = store.records_of(kDoc);
      for (const record::Table& table : record::schema()) {
        std::ranges::sort(records[table.id]);
        std::ranges::sort(back[table.id]);
        EXPECT_EQ(back[table.id], records[table.id]) << table.name;
      }
      store.finish();
    }
    testing::Sql sql(file);
    for (const record::Table& table : record::schema()) {
      EXPECT_EQ(sql.ask("SELECT count(*) FROM " + std::string(table.name)),
                std::to_string(records[table.id].size()));
    }
    for (const char* const name : {"sections", "tasks"}) {
      const record::Table& table = record::table(name);
      const std::string field = name == std::string("tasks") ? "task_text" : "text";
      for (const Row& row : testing::rows_of(records, name)) {
        const std::string where = std::string(" FROM ") + name + " WHERE " +
                                  std::string(table.primary_key.front()) + " = '" +
                                  record::row_id(table, row) + "'";
        for (const std::string& column : {field, field + "_ocr"}) {
          const Value& value = value_of(table, row, column);
          EXPECT_EQ(sql.ask("SELECT \"" + column + "\"" + where),
                    value == Value() ? "∅" : std::get<std::string>(value));
        }
      }
    }
    // A row of the views names others by their ids.
    EXPECT_EQ(sql.ask("SELECT count(*) FROM tasks AS t LEFT JOIN sections AS s ON s.section_id ="
                      " t.section_id WHERE s.section_id IS NULL"),
              "0");
  }
}

// What is numbered anew reads as it did.
TEST_F(KeptLaws, CompactChangesNoRowOfAView) {  // store/schema/physical_schema.h
  const TempFolder folder;
  const auto file = folder / "codau.db";
  testing::RecordMaker make(testing::seed());
  {
    Store store(file);
    for (const char* const doc_id : {"ffff1a1e9ecc18c6", kDoc, "00001a1e9ecc18c6"})
      store.save_records(doc_id, make.make(doc_id));
    store.finish();
  }
  const std::vector<std::string> before = asked(file);
  Store(file).compact();
  EXPECT_EQ(asked(file), before);
}

}  // namespace
}  // namespace codau::store
