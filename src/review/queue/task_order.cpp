#include "review/queue/task_order.h"

#include <algorithm>
#include <variant>

#include "record/edits/human_edit.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;

}  // namespace

TaskPlace find_task_place(const Row& row, const AddedRows& added) {
  const Table& table = record::table(record::TableId::kTasks);
  const std::int64_t* const seq = record::ConstCells<record::Tasks>(row).find(record::Tasks::seq);
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
  store.for_each_row_of(record::table(record::TableId::kTasks), doc_id,
                        [&](const Row& row, std::string_view) {
                          out.emplace_back(find_task_place(row, added), row);
                        });
  std::ranges::stable_sort(out, {}, [](const auto& one) { return one.first; });
  return out;
}

}  // namespace codau::review
