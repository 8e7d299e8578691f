// Laws of store/schema/review_queue_view.h, over made-up documents and over what a plan gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <sstream>

#include "../support/made_records.h"
#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "record/schema/reasons.h"
#include "record/schema/review_cost.h"
#include "record/schema/row.h"
#include "store/schema/review_queue_view.h"
#include "store/store.h"

namespace codau::store {
namespace {

using testing::NamedCells;
using testing::NamedRow;

using testing::ask;
using testing::RecordMaker;
using testing::TempFolder;

class ReviewQueueLaws : public testing::Seeded {};

std::string doc_id_of(std::size_t document) {
  return record::doc_id(record::sha256(std::to_string(document)));
}

/// Every reason of every row in turn, and evidence of what it may mean.
record::Records doubtful(unsigned seed, const std::string& doc_id) {
  record::Records out = RecordMaker(seed).make(doc_id);
  std::size_t next = seed;
  std::vector<record::Row>& evidence = out[record::TableId::kEvidence];
  evidence.clear();
  for (const char* const name : {"documents", "sections", "tasks"}) {
    const record::Table& table = record::table(name);
    for (record::Row& row : testing::rows_of(out, name)) {
      const auto doubts = record::reason_targets();
      const std::vector<std::string> codes{std::string(doubts[next++ % doubts.size()].reason),
                                           "OCR_LOW_CONF"};
      NamedCells cells(table, row);
      cells.set("review_reasons", codes);
      cells.set("review_status", std::string(record::compute_review_status(codes)));
      for (const record::FieldCost& cost : record::field_costs()) {
        if (cost.table != name || cost.column.empty()) continue;
        evidence.push_back(NamedRow(record::table("evidence"))
                               .set("table_name", std::string(name))
                               .set("row_id", record::row_id(table, row))
                               .set("field", std::string(cost.column))
                               .set("confidence", record::to_value(record::to_real_value(
                                                      0.01 * static_cast<double>(next++ % 101))))
                               .set("basis", std::string("read"))
                               .take());
      }
    }
  }
  record::sort_by_key(record::table("evidence"), evidence);
  return out;
}

std::string queue_of(const std::filesystem::path& file) {
  return ask(file,
             "SELECT cost,doc_id,table_name,row_id,field,reason,confidence FROM review_queue");
}

TEST_F(ReviewQueueLaws, TheDearestFirstWhateverCameFirst) {  // store/schema/review_queue_view.h
  constexpr std::size_t kDocuments = 8;
  std::vector<std::size_t> order(kDocuments);
  std::iota(order.begin(), order.end(), 0U);
  std::string straight;
  for (int round = 0; round < 4; ++round) {
    const TempFolder folder;
    {
      Store store(folder / "codau.db");
      for (const std::size_t document : order) {
        const std::string id = doc_id_of(document);
        store.save_records(id, doubtful(static_cast<unsigned>(document), id));
      }
      store.finish();
    }
    const std::string queue = queue_of(folder / "codau.db");
    if (round == 0) straight = queue;
    EXPECT_EQ(queue, straight);
    std::ranges::shuffle(order, random_);
  }
  std::istringstream lines(straight);
  double before = record::kMaxCost;
  std::size_t items = 0;
  for (std::string line; std::getline(lines, line); ++items) {
    const double cost = std::stod(line);
    EXPECT_LE(cost, before) << line;
    EXPECT_GE(cost, 0) << line;
    before = cost;
  }
  EXPECT_GT(items, kDocuments);
}

TEST_F(ReviewQueueLaws, EveryReasonMeansAColumnWithACost) {
  for (const record::ReasonTarget& doubt : record::reason_targets()) {
    const auto is_it = [&](const record::FieldCost& cost) {
      return cost.table == doubt.table && cost.column == doubt.column;
    };
    EXPECT_EQ(std::ranges::count_if(record::field_costs(), is_it), 1) << doubt.reason;
  }
  for (const record::FieldCost& cost : record::field_costs()) {
    EXPECT_TRUE(cost.column.empty() || has_column(record::table(cost.table), cost.column));
    EXPECT_GT(cost.cost, 0);
    EXPECT_LE(cost.cost, record::kMaxCost);
  }
}

}  // namespace
}  // namespace codau::store
