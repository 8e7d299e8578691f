#include "review/actions/reversible_edits.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::Value;

/// What tells where a row stands; what else a task has that is parted; and what one that is joined
/// may have from the other, the deadline all at once.
constexpr std::array<std::string_view, 9> kPlace{"section_id", "seq",       "origin",
                                                 "table_no",   "appendix",  "group_path",
                                                 "group_text", "page_from", "page_to"};
constexpr std::array<std::string_view, 8> kDeadline{"deadline_raw", "deadline_kind", "due_date",
                                                    "due_op",       "due_inferred",  "period",
                                                    "recurrence",   "anchor"};
constexpr std::array<std::string_view, 2> kShared{"lead_raw", "coop_raw"};
constexpr std::array<std::string_view, 4> kJoined{"lead_raw", "coop_raw", "output", "note"};
constexpr std::array<std::string_view, 3> kOnce{"ordinal_raw", "task_code", "budget_raw"};

const Table& tasks() { return record::table("tasks"); }

const Value& value_of(const Row& task, std::string_view column) {
  return record::value_of(tasks(), task, column);
}
bool is_null(const Row& task, std::string_view column) {
  return std::holds_alternative<std::monostate>(value_of(task, column));
}
std::string text_of(const Row& task, std::string_view column) {
  return record::text_of(tasks(), task, column);
}

std::string line_of(const Row& task, std::string_view action) {
  return make_edit_line(text_of(task, "doc_id"), tasks().name, text_of(task, "task_id"), action);
}

std::string set_line(const Row& task, std::string_view column, const std::string& json) {
  return line_of(task, "set") + R"(,"field":)" + text::to_json_string(column) + R"(,"value":)" +
         json + '}';
}

/// Sets a value, and how that is taken back: a doubt that was open is open again, and no other.
void put(ReversibleEdits& change, const Row& task, const OpenFields& open, std::string_view column,
         const std::string& json) {
  const std::string before = record::value_to_json(value_of(task, column));
  std::string line = set_line(task, column, json);
  line.replace(line.size() - 1, 1, R"(,"before":)" + before + '}');
  change.edits.push_back(std::move(line));
  change.back.push_back(set_line(task, column, before));
  if (!open.contains(std::string(column))) return;
  change.back.push_back(line_of(task, "reopen") + R"(,"field":)" + text::to_json_string(column) +
                        '}');
}

/// Cells of a row to be added.
class Cells {
 public:
  explicit Cells(std::string_view text) { set("task_text", text::to_json_string(text)); }
  Cells& set(std::string_view column, const std::string& json) {
    json_ += (json_.empty() ? "" : ",") + text::to_json_string(column) + ':' + json;
    return *this;
  }
  Cells& copy(const Row& task, std::span<const std::string_view> columns) {
    for (const std::string_view column : columns) {
      if (!is_null(task, column)) set(column, record::value_to_json(value_of(task, column)));
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
  Cells cells(text);
  cells.copy(above, kPlace).set("deadline_kind", R"("none")");
  return {{cells.line(text_of(above, "doc_id"))}, {}};
}

ReversibleEdits add_first_task(std::string_view doc_id, std::string_view section_id,
                               std::string_view text) {
  Cells cells(text);
  cells.set("section_id", text::to_json_string(section_id)).set("origin", R"("prose")");
  return {{cells.set("deadline_kind", R"("none")").line(doc_id)}, {}};
}

ReversibleEdits split_task(const Row& task, std::string_view head, std::string_view tail,
                           const OpenFields& open) {
  ReversibleEdits out;
  put(out, task, open, "task_text", text::to_json_string(head));
  Cells cells(tail);
  cells.copy(task, kPlace).copy(task, kShared).copy(task, kDeadline);
  out.edits.push_back(cells.line(text_of(task, "doc_id")));
  return out;
}

ReversibleEdits merge_tasks(const Row& task, const Row& next, const OpenFields& open) {
  ReversibleEdits out;
  const std::string first = text_of(task, "task_text"), second = text_of(next, "task_text");
  if (!second.empty()) {
    std::string both = first;
    if (!both.empty()) both += ' ';
    put(out, task, open, "task_text", text::to_json_string(both + second));
  }
  const auto take = [&](std::string_view column) {
    if (is_null(task, column) && !is_null(next, column))
      put(out, task, open, column, record::value_to_json(value_of(next, column)));
  };
  const auto differ = [&](std::string_view column, bool is_joined) {
    const std::string one = text_of(task, column), other = text_of(next, column);
    if (one.empty() || other.empty() || (is_joined ? has_item(one, other) : one == other)) return;
    out.differences.push_back({std::string(column), one, other, is_joined});
    if (is_joined) put(out, task, open, column, text::to_json_string(one + "; " + other));
  };
  for (const std::string_view column : kJoined) {
    take(column);
    differ(column, true);
  }
  for (const std::string_view column : kOnce) {
    take(column);
    if (column != "ordinal_raw") differ(column, false);
  }
  if (is_null(task, "budget_raw")) take("budget_vnd");
  const auto lacks = [&](std::string_view column) { return is_null(task, column); };
  if (std::ranges::all_of(std::array{"deadline_raw", "due_date", "period", "recurrence", "anchor"},
                          lacks)) {
    for (const std::string_view column : kDeadline) {
      if (value_of(next, column) != value_of(task, column))
        put(out, task, open, column, record::value_to_json(value_of(next, column)));
    }
  } else {
    const std::size_t before = out.differences.size();
    differ("deadline_raw", false);
    if (out.differences.size() == before) differ("due_date", false);
  }
  out.edits.push_back(line_of(next, "reject") + '}');
  const bool was_accepted = text_of(next, "review_status") == "accepted";
  out.back.push_back(line_of(next, was_accepted ? "accept" : "reopen") + '}');
  return out;
}

std::string make_removal_line(std::string_view doc_id, std::string_view row_id) {
  return make_edit_line(doc_id, tasks().name, row_id, "remove_row") + '}';
}

}  // namespace codau::review
