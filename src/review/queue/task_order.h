// review/queue/task_order.h — sorts the tasks of a document. Tasks that people added follow the
// task below which they were added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/rows/records.h"
#include "store/store_reader.h"

namespace codau::review {

/// The place of a task in its document. The first element is the number of the task (column seq).
/// An added task has the number of the task below which it was added. The second element is 0 for
/// tasks that were read. Added tasks count from 1, in the order in which people added them.
using TaskPlace = std::pair<std::int64_t, std::size_t>;
/// The added tasks: by row_id, their order of adding, from 1.
using AddedRows = std::map<std::string, std::size_t>;
/// Returns the place of a task.
[[nodiscard]] TaskPlace find_task_place(const record::Row& row, const AddedRows& added);

/// Returns all tasks of a document, sorted by place.
[[nodiscard]] std::vector<std::pair<TaskPlace, record::Row>> load_tasks_in_order(
    const store::StoreReader& store, std::string_view doc_id);

}  // namespace codau::review
