// The view review_queue, shown by one document each of whose doubts was worked out by hand.
#include <gtest/gtest.h>

#include "../support/made_records.h"
#include "../support/named_cells.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/schema/review_queue_view.h"
#include "store/store.h"

namespace codau::store {
namespace {

using testing::NamedCells;
using testing::NamedRow;

using testing::ask;
using testing::TempFolder;

constexpr const char* kDoc = "38ad1a1e9ecc18c6";

void add_evidence(record::Records& records, const char* field, double confidence) {
  records[record::TableId::kEvidence].push_back(NamedRow(record::table("evidence"))
                                                    .set("table_name", std::string("documents"))
                                                    .set("row_id", std::string(kDoc))
                                                    .set("field", std::string(field))
                                                    .set("confidence", confidence)
                                                    .set("basis", std::string("read"))
                                                    .take());
}

/// A document whose number is in doubt, and some word of which has two restorations.
record::Records document(const std::vector<std::string>& codes) {
  record::Records out = testing::RecordMaker(1).make(kDoc);
  for (const record::Table& table : record::schema()) {
    const bool stays =
        table.id == record::TableId::kDocuments || table.id == record::TableId::kAgencies;
    if (!stays) out[table.id].clear();
  }
  NamedCells row(record::table("documents"), out[record::TableId::kDocuments].front());
  row.set("code_number", std::string("27"));
  row.set("subject", std::string("Chuyển đổi số"));
  row.set("signer_name", std::string("Vi Ngọc Hoạt"));
  row.set("issued_date", {});
  row.set("review_status", std::string("ok"));
  record::Cells<record::Documents> cells(out[record::TableId::kDocuments].front());
  record::set_reason_codes(cells, codes);
  add_evidence(out, "code_number", 0.9);
  add_evidence(out, "signer_name", 0.6);
  add_evidence(out, "subject", 0.7);
  record::sort_by_key(record::table("evidence"), out[record::TableId::kEvidence]);
  return out;
}

std::string queue(const record::Records& records) {
  const TempFolder folder;
  {
    Store store(folder / "codau.db");
    store.save_records(kDoc, records);
    store.finish();
  }
  return ask(folder / "codau.db", "SELECT field,reason,value,confidence,cost FROM review_queue");
}

TEST(ReviewQueue, AReasonMeansItsColumnAndOthersTheDearestDoubt) {
  // one of two readings: 0.5 of 100; the signer: 0.4 of 40, the subject 0.3 of 40
  EXPECT_EQ(queue(document({"NUMBER_UNSURE", "RESTORE_AMBIGUOUS"})),
            "code_number|NUMBER_UNSURE|27|0.9|50.0\n"
            "signer_name|RESTORE_AMBIGUOUS|Vi Ngọc Hoạt|0.6|16.0");
}

TEST(ReviewQueue, WhatNobodyHasToLookAtIsNotInIt) {
  EXPECT_EQ(queue(document({"DATE_PADDING"})), "");
}

TEST(ReviewQueue, AMissingNumberOrDateComesFirst) {
  EXPECT_EQ(queue(document({"NUMBER_BLANK", "DATE_MISSING", "DATE_PADDING"})),
            "issued_date|DATE_MISSING|∅|∅|100.0\ncode_number|NUMBER_BLANK|27|0.9|100.0");
}

TEST(ReviewQueue, AStoreThatHasNoneOrAnotherGetsIt) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  Store(file).finish();
  const std::string view = "SELECT sql FROM sqlite_schema WHERE name = 'review_queue'";
  const std::string made = ask(file, view);
  EXPECT_NE(made, "");
  for (const char* const other : {"SELECT 1", "CREATE VIEW review_queue AS SELECT 1"}) {
    ask(file, "DROP VIEW review_queue");
    ask(file, other);
    Store(file).finish();
    EXPECT_EQ(ask(file, view), made);
  }
}

}  // namespace
}  // namespace codau::store
