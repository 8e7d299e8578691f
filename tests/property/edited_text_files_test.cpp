// Laws of pipeline/output/edited_text_files.h and record/edits/human_changes.h on made-up texts and
// values.
#include "pipeline/output/edited_text_files.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "core/changes.h"
#include "record/edits/human_changes.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "worker/late_changes.h"

namespace codau::pipeline {
namespace {

using testing::NamedRow;

using record::Records;
using record::Row;
using record::table;

class PeopleLaws : public testing::Seeded {
 protected:
  std::string words(std::size_t most) {
    std::string out;
    for (std::size_t i = below(most + 1); i-- > 0;) {
      out += std::string(1, static_cast<char>('a' + below(5)));
      if (i > 0) out += below(4) == 0 ? '\n' : ' ';
    }
    return out;
  }

  /// One task whose text a person has set.
  static Records set(const std::string& read, const std::string& value) {
    Records out;
    out[record::TableId::kTasks] = {NamedRow(table("tasks"))
                                        .set("task_id", std::string("t"))
                                        .set("seq", std::int64_t{1})
                                        .set("task_text", record::to_text_value(value))
                                        .take()};
    out[record::TableId::kCorrections] = {NamedRow(table("corrections"))
                                              .set("table_name", std::string("tasks"))
                                              .set("row_id", std::string("t"))
                                              .set("field", std::string("task_text"))
                                              .set("before", record::to_text_value(read))
                                              .set("source", std::string("human"))
                                              .set("status", std::string("applied"))
                                              .take()};
    return out;
  }
};

TEST_F(PeopleLaws, WhatIsSetComesOnceAndGoesAgain) {
  for (int round = 0; round < 400; ++round) {
    const std::string read = words(6), found = words(8) + "\nx " + read + " y\f" + words(8);
    const TextFiles made{found, found, ""};
    const Records records = set(read, words(6));
    const auto changes = record::compute_human_changes(found, records, {});
    const auto set = apply_human_changes(made, records, {});
    ASSERT_TRUE(set);
    EXPECT_EQ(set->text, codau::apply(changes, found));
    for (std::size_t i = 1; i < changes.size(); ++i)
      EXPECT_LE(changes[i - 1].in.end, changes[i].in.begin);
    const auto lines = [](const std::string& text) {
      return std::ranges::count(text, '\n') + std::ranges::count(text, '\f');
    };
    EXPECT_EQ(lines(set->text), lines(found));
    EXPECT_EQ(apply_human_changes(*set, records, {}), set);
    EXPECT_EQ(apply_human_changes(*set, {}, {}), made);
    EXPECT_EQ(undo_late_changes(*set), found);
    EXPECT_EQ(codau::undo(worker::flatten_log(worker::parse_late_log(set->changes)), set->text),
              found);
  }
}

}  // namespace
}  // namespace codau::pipeline
