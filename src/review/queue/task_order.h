// review/queue/task_order.h — where tasks stand in their document.
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

/// Where a task stands in its document: by its number there, and those that people have added
/// behind the one that they were added to, in the order in which they were.
using TaskPlace = std::pair<std::int64_t, std::size_t>;
using AddedRows = std::map<std::string, std::size_t>;
[[nodiscard]] TaskPlace find_task_place(const record::Row& row, const AddedRows& added);

/// All of a document.
[[nodiscard]] std::vector<std::pair<TaskPlace, record::Row>> load_tasks_in_order(
    const store::StoreReader& store, std::string_view doc_id);

}  // namespace codau::review
