#include "review/queue/task_order.h"

#include <algorithm>
#include <variant>

#include "record/edits/human_edit.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;

}  // namespace

TaskPlace find_task_place(const Row& row, const AddedRows& added) {
  const Table& table = record::table("tasks");
  const auto* const seq = std::get_if<std::int64_t>(&record::value_of(table, row, "seq"));
  const auto found = added.find(record::row_id(table, row));
  return {seq == nullptr ? 0 : *seq, found == added.end() ? 0 : found->second};
}

std::vector<std::pair<TaskPlace, Row>> load_tasks_in_order(const store::StoreReader& store,
                                                           std::string_view doc_id) {
  AddedRows added;
  for (const std::string& line : store.edits(doc_id)) {
    if (line.find("add_row") == std::string::npos) continue;
    const auto edit = record::edit_from_json(line);
    if (edit && edit->action == record::EditAction::kAddRow)
      added.emplace(edit->row_id, added.size() + 1);
  }
  std::vector<std::pair<TaskPlace, Row>> out;
  store.for_each_row_of(record::table("tasks"), doc_id, [&](const Row& row, std::string_view) {
    out.emplace_back(find_task_place(row, added), row);
  });
  std::ranges::stable_sort(out, {}, [](const auto& one) { return one.first; });
  return out;
}

}  // namespace codau::review
