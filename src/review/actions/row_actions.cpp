#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "review/actions/actions.h"
#include "review/actions/reversible_edits.h"
#include "review/queue/action_target.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/typed_values.h"

namespace codau::review {
namespace {

using record::Column;
using record::Row;
using record::Table;

/// Returns the id of the task that `actor` has added after the first `edits` edits of a document;
/// empty if there is no such task.
std::string added_since(const store::StoreReader& store, std::string_view doc_id, std::size_t edits,
                        std::string_view actor) {
  const auto lines = store.edits(doc_id);
  for (std::size_t i = lines.size(); i > edits; --i) {
    const auto edit = record::edit_from_json(lines[i - 1]);
    if (edit && edit->action == record::EditAction::kAddRow && edit->actor == actor &&
        edit->table == "tasks")
      return edit->row_id;
  }
  return {};
}

/// Reads the rows that an action is based on into `rows`. Returns an error response if a row is
/// missing or has changed.
std::optional<JsonResponse> read_rows(const store::StoreReader& store,
                                      const ReviewAction& review_action,
                                      std::map<std::string, Row>& rows) {
  for (const auto& [row_id, version] : review_action.versions) {
    auto target = find_action_target(store, review_action.doc_id, "tasks", row_id, "");
    if (!target) return make_not_found_response();
    if (target->version() != version) return make_changed_response(*target);
    rows[row_id] = std::move(target->row);
  }
  return std::nullopt;
}

/// Returns the differences as JSON, with dates as people type them.
Json differences_json(const std::vector<ReversibleEdits::Difference>& differences) {
  const Table& table = record::table(record::TableId::kTasks);
  Json out = Json::array();
  for (const ReversibleEdits::Difference& one : differences) {
    const Column& column = *find_schema_column(table, one.field);
    out.push_back({{"label", make_message_json(make_column_label(table.name, one.field))},
                   {"first", format_typed(column, one.first)},
                   {"second", format_typed(column, one.second)},
                   {"joined", one.is_joined}});
  }
  return out;
}

/// Returns the edits that the action asks for; nothing if the request is invalid.
std::optional<ReversibleEdits> rows_meant(const ReviewAction& review_action,
                                          const std::map<std::string, Row>& rows,
                                          const std::string& section,
                                          const std::set<std::string>& open) {
  if (review_action.action == "back") {
    for (const std::string& line : review_action.edits) {
      const auto edit = record::parse_edit_request(line);
      const auto* const request = std::get_if<record::EditRequest>(&edit);
      if (request == nullptr || request->doc_id != review_action.doc_id ||
          request->edit.table != "tasks" || !rows.contains(request->edit.row_id))
        return std::nullopt;
    }
    return review_action.edits.empty() ? std::nullopt
                                       : std::optional(ReversibleEdits{review_action.edits, {}});
  }
  const auto is_blank = [](std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  };
  const auto row = rows.find(review_action.row_id), with = rows.find(review_action.with);
  if (review_action.action == "merge") {
    if (row == rows.end() || with == rows.end() || row == with) return std::nullopt;
    for (const auto& one : {row, with}) {
      const record::ConstCells<record::Tasks> task(one->second);
      if (task.text(record::Tasks::review_status) == "rejected") return std::nullopt;
    }
    return merge_tasks(row->second, with->second, open);
  }
  if (is_blank(review_action.value)) return std::nullopt;
  if (review_action.action == "add") {
    if (row != rows.end()) return add_task_below(row->second, review_action.value);
    return section.empty()
               ? std::nullopt
               : std::optional(add_first_task(review_action.doc_id, section, review_action.value));
  }
  if (row == rows.end() || is_blank(review_action.rest)) return std::nullopt;
  return split_task(row->second, review_action.value, review_action.rest, open);
}

}  // namespace

JsonResponse change_rows(EditSession& session, const ReviewAction& review_action) {
  ReversibleEdits change;
  std::size_t before = 0;
  const std::set<std::string> open =
      session.refresher.find_open_fields(review_action.doc_id, "tasks", review_action.row_id);
  {
    const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
    const store::StoreReader& store = *reading;
    std::map<std::string, Row> rows;
    if (auto why = read_rows(store, review_action, rows)) return std::move(*why);
    before = store.edits(review_action.doc_id).size();
    std::string section;
    if (review_action.action == "add" && rows.empty()) {
      const Table& table = record::table(record::TableId::kSections);
      const auto sections =
          load_rows(store, table, review_action.doc_id, {record::Sections::section_id.name});
      if (sections.empty()) return make_not_found_response();
      section = record::row_id(table, sections.front());
    }
    auto meant = rows_meant(review_action, rows, section, open);
    if (!meant) return make_bad_request_response();
    change = std::move(*meant);
  }
  std::vector<record::RequestedEdit> asked;
  for (const std::string& line : change.edits) asked.push_back(record::parse_edit_request(line));
  if (const auto why = session.refused(asked)) return make_error_response(400, *why);
  const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
  const store::StoreReader& store = *reading;
  session.refresher.refresh_document(store, review_action.doc_id);
  Json out{{"row_id", review_action.row_id}, {"all", session.refresher.queue().size()}};
  if (review_action.action == "back") return make_response(out);
  if (!change.differences.empty()) out["differences"] = differences_json(change.differences);
  Json versions = Json::object();
  for (const auto& [row_id, version] : review_action.versions) {
    if (const auto now = find_action_target(store, review_action.doc_id, "tasks", row_id, ""))
      versions[row_id] = now->version();
  }
  if (review_action.action != "merge") {
    const std::string added = added_since(store, review_action.doc_id, before, session.actor());
    const auto now = find_action_target(store, review_action.doc_id, "tasks", added, "");
    if (!now) return make_not_found_response();
    versions[added] = now->version();
    change.back.push_back(make_removal_line(review_action.doc_id, added));
    out["row_id"] = added;
  }
  if (review_action.action == "add") versions.erase(review_action.row_id);
  out["undo"] = {{"action", "back"},
                 {"doc_id", review_action.doc_id},
                 {"row_id", review_action.row_id},
                 {"versions", std::move(versions)},
                 {"edits", change.back}};
  return make_response(out);
}

}  // namespace codau::review
