#include "record/schema/typed_row.h"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <optional>
#include <string>

#include "record/schema/field_key.h"
#include "record/schema/find_cell.h"
#include "record/schema/schema.h"

namespace codau::record {
namespace {

template <class Tag, ColumnType kType>
void expect_column(ColumnOf<Tag, kType> typed) {
  const Table& one = table(Tag::kTable);
  ASSERT_LT(typed.index, one.columns.size());
  EXPECT_EQ(one.columns[typed.index].name, typed.name) << one.name;
  EXPECT_EQ(one.columns[typed.index].type, kType) << one.name << '.' << typed.name;
}

TEST(TypedRow, EveryColumnIsThatOfTheTable) {
#define TABLE(tag, row, label, ...)                   \
  EXPECT_EQ(table(TableId::k##tag).name, tag::kName); \
  EXPECT_EQ(find_table(#label), &table(tag::kTable)); \
  {                                                   \
    using Tag = tag;
#define COLUMN(name, ...) expect_column(Tag::name);
#define READ_COLUMN(name, ...)   \
  expect_column<Tag>(Tag::name); \
  expect_column(Tag::name.as_read);
#define END_TABLE() }
#include "record/schema/schema.def"
  EXPECT_EQ(schema().size(), kTableCount);
}

TEST(TypedRow, AValueComesBackAsItWasSet) {
  TaskRow row;
  row.set(Tasks::task_text, "Rà soát").set(Tasks::seq, 7).set(Tasks::due_inferred, true);
  row.set(Tasks::conf_task, 0.5).set(Tasks::review_reasons, {{"TASK_EMPTY", "LEAD_MISSING"}});
  EXPECT_EQ(row.text(Tasks::task_text), "Rà soát");
  EXPECT_EQ(row.get(Tasks::seq), 7);
  EXPECT_EQ(row.get(Tasks::due_inferred), true);
  EXPECT_EQ(row.get(Tasks::conf_task), 0.5);
  EXPECT_EQ(row.codes(Tasks::review_reasons).size(), 2U);
  EXPECT_EQ(row.text(Tasks::note), "");
  EXPECT_EQ(row.get(Tasks::page_from), std::nullopt);
  row.set(Tasks::task_text, std::nullopt);
  EXPECT_EQ(row.find(Tasks::task_text), nullptr);
  EXPECT_EQ(row.take().size(), table(TableId::kTasks).columns.size());
}

template <class Row, class Column>
concept HasText = requires(const Row& row, Column column) {
  row.text(column);
};
template <class Row, class Column, class Value>
concept CanSet = requires(Row& row, Column column, Value value) {
  row.set(column, value);
};

TEST(TypedRow, WhatIsWrongDoesNotCompile) {
  static_assert(HasText<TaskRow, decltype(Tasks::task_text)>);
  static_assert(!HasText<TaskRow, decltype(Sections::heading)>);  // of another table
  static_assert(!HasText<TaskRow, decltype(Tasks::seq)>);         // no text
  static_assert(CanSet<TaskRow, decltype(Tasks::seq), int>);
  static_assert(!CanSet<TaskRow, decltype(Tasks::seq), std::string>);
  static_assert(!CanSet<TaskRow, decltype(Tasks::task_text), int>);
}

TEST(TypedRow, ReasonsGiveTheStatusUnlessAPersonHasJudged) {
  TaskRow row;
  Cells<Tasks> task(row.cells());
  set_reason_codes(task, {"LEAD_MISSING"});
  EXPECT_EQ(task.text(Tasks::review_status), compute_review_status({"LEAD_MISSING"}));
  task.set(Tasks::review_status, "accepted");
  set_reason_codes(task, {});
  EXPECT_EQ(task.text(Tasks::review_status), "accepted");
  EXPECT_TRUE(task.codes(Tasks::review_reasons).empty());
}

TEST(NamedValues, ANameThatIsNoColumnIsNoFault) {
  const Table& tasks = table(TableId::kTasks);
  TaskRow row;
  row.set(Tasks::note, "x");
  EXPECT_EQ(find_cell_text(tasks, row.cells(), "note"), "x");
  EXPECT_EQ(find_cell_text(tasks, row.cells(), "no_such"), "");
  EXPECT_EQ(find_cell(tasks, row.cells(), "no_such"), nullptr);
  EXPECT_FALSE(set_cell(tasks, row.cells(), "no_such", std::string("y")));
  EXPECT_TRUE(set_cell(tasks, row.cells(), "note", std::string("y")));
  EXPECT_EQ(row.text(Tasks::note), "y");
}

TEST(FieldKeys, NameTableRowAndColumn) {
  EvidenceRow row;
  row.set(Evidence::table_name, "tasks").set(Evidence::row_id, "1").set(Evidence::field, "note");
  EXPECT_EQ(make_field_key<Evidence>(row.cells()), (FieldKey{"tasks", "1", "note"}));
  EXPECT_TRUE(is_about<Evidence>(row.cells(), "tasks", "1", "note"));
  EXPECT_FALSE(is_about<Evidence>(row.cells(), "tasks", "2", "note"));
}

}  // namespace
}  // namespace codau::record
