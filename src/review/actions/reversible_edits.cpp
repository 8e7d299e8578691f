#include "review/actions/reversible_edits.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::Tasks;
using TaskColumn = record::AnyColumnOf<Tasks>;

/// Groups of columns. kPlace is the place of a task. When a task is split, both parts get kShared
/// and kDeadline. When tasks are merged, values of kJoined are joined, and values of kOnce stay
/// single.
constexpr std::array<TaskColumn, 9> kPlace{Tasks::section_id, Tasks::seq,       Tasks::origin,
                                           Tasks::table_no,   Tasks::appendix,  Tasks::group_path,
                                           Tasks::group_text, Tasks::page_from, Tasks::page_to};
constexpr std::array<TaskColumn, 8> kDeadline{
    Tasks::deadline_raw, Tasks::deadline_kind, Tasks::due_date,   Tasks::due_op,
    Tasks::due_inferred, Tasks::period,        Tasks::recurrence, Tasks::anchor};
constexpr std::array<TaskColumn, 2> kShared{Tasks::lead_raw, Tasks::coop_raw};
constexpr std::array<TaskColumn, 4> kJoined{Tasks::lead_raw, Tasks::coop_raw, Tasks::output,
                                            Tasks::note};
constexpr std::array<TaskColumn, 3> kOnce{Tasks::ordinal_raw, Tasks::task_code, Tasks::budget_raw};

const Table& tasks() { return record::table(record::TableId::kTasks); }

bool is_null(const Row& task, TaskColumn column) {
  return std::holds_alternative<std::monostate>(task[column.index]);
}
/// Empty for NULL.
std::string text_of(const Row& task, TaskColumn column) {
  const auto* const text = std::get_if<std::string>(&task[column.index]);
  return text == nullptr ? std::string() : *text;
}
std::string to_json(const Row& task, TaskColumn column) {
  return record::value_to_json(task[column.index]);
}

std::string line_of(const Row& task, std::string_view action) {
  return make_edit_line(text_of(task, Tasks::doc_id), tasks().name, text_of(task, Tasks::task_id),
                        action);
}

std::string set_line(const Row& task, TaskColumn column, const std::string& json) {
  return line_of(task, "set") + R"(,"field":)" + text::to_json_string(column.name) +
         R"(,"value":)" + json + '}';
}

/// Adds edits that set a value, and edits that undo this. If the value was in doubt, undoing puts
/// it in doubt again.
void put(ReversibleEdits& change, const Row& task, const OpenFields& open, TaskColumn column,
         const std::string& json) {
  const std::string before = to_json(task, column);
  std::string line = set_line(task, column, json);
  line.replace(line.size() - 1, 1, R"(,"before":)" + before + '}');
  change.edits.push_back(std::move(line));
  change.back.push_back(set_line(task, column, before));
  if (!open.contains(std::string(column.name))) return;
  change.back.push_back(line_of(task, "reopen") + R"(,"field":)" +
                        text::to_json_string(column.name) + '}');
}

/// The cells of a row to add.
class AddedTask {
 public:
  explicit AddedTask(std::string_view text) { set(Tasks::task_text, text::to_json_string(text)); }
  AddedTask& set(TaskColumn column, const std::string& json) {
    json_ += (json_.empty() ? "" : ",") + text::to_json_string(column.name) + ':' + json;
    return *this;
  }
  AddedTask& copy(const Row& task, std::span<const TaskColumn> columns) {
    for (const TaskColumn column : columns) {
      if (!is_null(task, column)) set(column, to_json(task, column));
    }
    return *this;
  }
  [[nodiscard]] std::string line(std::string_view doc_id) const {
    return make_edit_line(doc_id, tasks().name, "", "add_row") + R"(,"row":{)" + json_ + "}}";
  }

 private:
  std::string json_;
};

/// Returns true if `items`, separated by "; ", have `item`.
bool has_item(std::string_view items, std::string_view item) {
  for (std::size_t at = 0; at <= items.size();) {
    const std::size_t end = std::min(items.find("; ", at), items.size());
    if (items.substr(at, end - at) == item) return true;
    at = end + 2;
  }
  return false;
}

}  // namespace

std::string make_edit_line(std::string_view doc_id, std::string_view table, std::string_view row_id,
                           std::string_view action) {
  std::string out = R"({"doc_id":)" + text::to_json_string(doc_id) + R"(,"table":)" +
                    text::to_json_string(table) + R"(,"action":)" + text::to_json_string(action);
  return row_id.empty() ? out : out + R"(,"row_id":)" + text::to_json_string(row_id);
}

ReversibleEdits add_task_below(const Row& above, std::string_view text) {
  AddedTask added(text);
  added.copy(above, kPlace).set(Tasks::deadline_kind, R"("none")");
  return {{added.line(text_of(above, Tasks::doc_id))}, {}};
}

ReversibleEdits add_first_task(std::string_view doc_id, std::string_view section_id,
                               std::string_view text) {
  AddedTask added(text);
  added.set(Tasks::section_id, text::to_json_string(section_id)).set(Tasks::origin, R"("prose")");
  return {{added.set(Tasks::deadline_kind, R"("none")").line(doc_id)}, {}};
}

ReversibleEdits split_task(const Row& task, std::string_view head, std::string_view tail,
                           const OpenFields& open) {
  ReversibleEdits out;
  put(out, task, open, Tasks::task_text, text::to_json_string(head));
  AddedTask added(tail);
  added.copy(task, kPlace).copy(task, kShared).copy(task, kDeadline);
  out.edits.push_back(added.line(text_of(task, Tasks::doc_id)));
  return out;
}

ReversibleEdits merge_tasks(const Row& task, const Row& next, const OpenFields& open) {
  ReversibleEdits out;
  const std::string first = text_of(task, Tasks::task_text),
                    second = text_of(next, Tasks::task_text);
  if (!second.empty()) {
    std::string both = first;
    if (!both.empty()) both += ' ';
    put(out, task, open, Tasks::task_text, text::to_json_string(both + second));
  }
  const auto take = [&](TaskColumn column) {
    if (is_null(task, column) && !is_null(next, column))
      put(out, task, open, column, to_json(next, column));
  };
  const auto differ = [&](TaskColumn column, bool is_joined) {
    const std::string one = text_of(task, column), other = text_of(next, column);
    if (one.empty() || other.empty() || (is_joined ? has_item(one, other) : one == other)) return;
    out.differences.push_back({std::string(column.name), one, other, is_joined});
    if (is_joined) put(out, task, open, column, text::to_json_string(one + "; " + other));
  };
  for (const TaskColumn column : kJoined) {
    take(column);
    differ(column, true);
  }
  for (const TaskColumn column : kOnce) {
    take(column);
    if (column.index != Tasks::ordinal_raw.index) differ(column, false);
  }
  if (is_null(task, Tasks::budget_raw)) take(Tasks::budget_vnd);
  const auto lacks = [&](TaskColumn column) { return is_null(task, column); };
  constexpr std::array<TaskColumn, 5> kSaysWhen{Tasks::deadline_raw, Tasks::due_date, Tasks::period,
                                                Tasks::recurrence, Tasks::anchor};
  if (std::ranges::all_of(kSaysWhen, lacks)) {
    for (const TaskColumn column : kDeadline) {
      if (next[column.index] != task[column.index])
        put(out, task, open, column, to_json(next, column));
    }
  } else {
    const std::size_t before = out.differences.size();
    differ(Tasks::deadline_raw, false);
    if (out.differences.size() == before) differ(Tasks::due_date, false);
  }
  out.edits.push_back(line_of(next, "reject") + '}');
  const bool was_accepted = text_of(next, Tasks::review_status) == "accepted";
  out.back.push_back(line_of(next, was_accepted ? "accept" : "reopen") + '}');
  return out;
}

std::string make_removal_line(std::string_view doc_id, std::string_view row_id) {
  return make_edit_line(doc_id, tasks().name, row_id, "remove_row") + '}';
}

}  // namespace codau::review
