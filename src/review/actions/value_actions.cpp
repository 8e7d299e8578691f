#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "record/edits/edit_rules.h"
#include "record/edits/review_doubts.h"
#include "review/actions/actions.h"
#include "review/actions/reversible_edits.h"
#include "review/queue/action_target.h"
#include "review/queue/json.h"
#include "text/json_text.h"

namespace codau::review {

namespace {

/// Returns an error response if the action is not allowed for the target, otherwise nothing. The
/// argument `open` has the columns of the row that are in doubt.
std::optional<JsonResponse> why_not(const ReviewAction& review_action, const ActionTarget& target,
                                    std::set<std::string> open) {
  const bool is_document = review_action.table == "documents";
  if (review_action.action == "reject" && is_document)
    return make_error_response(
        400, both("cả văn bản: dùng “Quét lại”", "of a document as a whole: use “Scan again”"));
  if (review_action.action != "accept") return std::nullopt;
  if (target.column != nullptr) {
    if (!target.typed().empty() || review_action.is_blank) return std::nullopt;
    return make_response(
        {{"error", make_message_json(both("Ô đang trống: gõ giá trị, hoặc xác nhận là để trống",
                                          "The value is empty: type it, or confirm that it is"))},
         {"blank", true}},
        400);
  }
  if (is_document)
    return make_error_response(
        400, both("cả văn bản: dùng “Duyệt xong”", "of a document as a whole: use “Sign off”"));
  open.erase("");
  if (open.empty()) return std::nullopt;
  const std::string count = std::to_string(open.size());
  return make_error_response(400, both("Dòng này còn " + count + " ô cần kiểm tra trước",
                                       count + " values of this row have to be checked first"));
}

/// Returns true if the action would accept a missing number or date as empty.
bool settles_unsaid(const ReviewAction& review_action, const ActionTarget& target) {
  if (!record::is_required_field(review_action.table, review_action.field)) return false;
  const bool is_missing = !record::find_missing_reasons(target.row, review_action.field).empty();
  const bool sets =
      review_action.action == "set" || (review_action.action == "write" && is_missing);
  return sets && review_action.value.find_first_not_of(" \t") == std::string::npos;
}

}  // namespace

std::variant<ActionTarget, JsonResponse> require_target(EditSession& session,
                                                        const ReviewAction& review_action) {
  constexpr std::array<std::string_view, 7> kActions{"accept", "set",   "write",  "reject",
                                                     "undo",   "right", "unlearn"};
  if (std::ranges::find(kActions, review_action.action) == kActions.end())
    return make_bad_request_response();
  std::set<std::string> open;  // before the Snapshot below: find_open_fields() opens one, too
  if (review_action.action == "write" ||
      (review_action.action == "accept" && review_action.field.empty()))
    open = session.refresher.find_open_fields(review_action.doc_id, review_action.table,
                                              review_action.row_id);
  const bool is_open = review_action.action == "write" && !review_action.field.empty() &&
                       open.contains(review_action.field);
  const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
  auto target = find_action_target(*reading, review_action.doc_id, review_action.table,
                                   review_action.row_id, review_action.field);
  if (!target) return make_not_found_response();
  if (target->version() != review_action.version) return make_changed_response(*target);
  target->is_open = is_open;
  if (auto why = why_not(review_action, *target, std::move(open))) return std::move(*why);
  if (settles_unsaid(review_action, *target))
    return make_error_response(400, record::make_missing_message(review_action.field));
  return std::move(*target);
}

std::vector<record::RequestedEdit> make_edits(EditSession& session,
                                              const ReviewAction& review_action,
                                              const ActionTarget& target) {
  const std::string name(target.table->name);
  std::vector<record::RequestedEdit> asked;
  const auto ask = [&](const char* action, bool of_field, const std::string& value = {}) {
    std::string line = make_edit_line(review_action.doc_id, name, target.row_id, action);
    if (of_field) line += R"(,"field":)" + text::to_json_string(target.field);
    if (!value.empty()) line += R"(,"value":)" + value + R"(,"before":)" + target.value_json();
    asked.push_back(record::parse_edit_request(line + '}'));
  };
  const bool has_field = target.column != nullptr;
  const bool takes_back = review_action.action == "undo" || review_action.action == "unlearn";
  const bool sets = review_action.action == "set" || review_action.action == "write" || takes_back;
  if (has_field && sets && (!takes_back || review_action.value != target.typed()))
    ask("set", true, parse_typed(*target.column, review_action.value));
  if (has_field && (review_action.action == "accept" || review_action.action == "right"))
    ask("set", true, target.value_json());
  if (takes_back) ask("reopen", has_field);
  if (review_action.action == "reject") ask("reject", false);
  // A row is accepted with its last doubt, except a row of `documents`. Inside "together", only a
  // task whose last doubt is settled is accepted, because nobody has seen the other rows.
  const bool settles = review_action.action == "accept" || review_action.action == "set" ||
                       review_action.action == "right";
  if (settles && name != "documents") {
    std::set<std::string> open =
        session.refresher.find_open_fields(review_action.doc_id, name, target.row_id);
    const bool may_accept = !review_action.is_one_of_many || (name == "tasks" && !open.empty());
    open.erase(target.field);
    if (open.empty() && may_accept) ask("accept", false);
  }
  return asked;
}

namespace {

/// Returns true if the document has no doubts left, but is not yet signed off.
bool is_checked(EditSession& session, const std::string& doc_id) {
  if (count_unsettled(session.refresher.queue().of_document(doc_id)) > 0) return false;
  const auto document =
      find_action_target(*session.refresher.open_snapshot(), doc_id, "documents", doc_id, "");
  return document && document->status() != "accepted";
}

}  // namespace

JsonResponse make_done_response(EditSession& session, const ReviewAction& review_action,
                                const ActionTarget& before) {
  const std::string name(before.table->name);
  const auto now = find_action_target(*session.refresher.open_snapshot(), review_action.doc_id,
                                      name, before.row_id, before.field);
  if (!now) return make_not_found_response();
  // Undoing an action on a row restores its former status.
  const std::string status = before.field.empty() ? before.status() : "";
  return make_response({{"value", now->typed()},
                        {"version", now->version()},
                        {"status", now->status()},
                        {"all", session.refresher.queue().size()},
                        {"documents", session.refresher.queue().documents()},
                        {"checked", is_checked(session, review_action.doc_id)},
                        {"undo",
                         {{"action", review_action.action == "write" && !before.is_open ? "write"
                                     : status == "rejected"                             ? "reject"
                                     : status == "accepted"                             ? "accept"
                                                                                        : "undo"},
                          {"doc_id", review_action.doc_id},
                          {"table", name},
                          {"row_id", before.row_id},
                          {"field", before.field},
                          {"value", before.typed()},
                          {"version", now->version()}}}});
}

namespace {

/// Returns the reason of a refusal with the name of the column for people. A wrong date is quoted
/// as the person typed it.
Message named(Message why, const ReviewAction& review_action, const ActionTarget& target) {
  if (target.column == nullptr) return why;
  const Message label = make_column_label(target.table->name, target.field);
  if (target.column->type == record::ColumnType::kDate &&
      review_action.value.find_first_of("0123456789") != std::string::npos)
    return label + both(": không có ngày " + review_action.value,
                        ": there is no day " + review_action.value);
  const std::string column = '"' + target.field + '"';
  const auto put = [&](std::string& in, const std::string& name) {
    if (in.starts_with(column)) in.replace(0, column.size(), name);
  };
  put(why.vi, label.vi);
  put(why.en, label.en);
  return why;
}

JsonResponse make(EditSession& session, const ReviewAction& review_action,
                  const ActionTarget& target) {
  if (const auto why = session.refused(make_edits(session, review_action, target)))
    return make_error_response(400, named(*why, review_action, target));
  session.refresher.refresh_document(*session.refresher.open_snapshot(), review_action.doc_id);
  return make_done_response(session, review_action, target);
}

}  // namespace

JsonResponse act_on_value(EditSession& session, const ReviewAction& review_action) {
  auto found = require_target(session, review_action);
  if (auto* const refused = std::get_if<JsonResponse>(&found)) return std::move(*refused);
  return make(session, review_action, std::get<ActionTarget>(found));
}

/// Saves all possible edits at once, because saving costs the same for one value or many. If the
/// edits of a document are refused, its actions are carried out one by one.
JsonResponse act_on_many(EditSession& session, const std::vector<ReviewAction>& review_actions) {
  Json undo = Json::array(), failed = Json::array();
  std::vector<std::pair<const ReviewAction*, ActionTarget>> able;
  for (const ReviewAction& review_action : review_actions) {
    auto found = require_target(session, review_action);
    if (auto* const refused = std::get_if<JsonResponse>(&found)) {
      failed.push_back(Json::parse(refused->body).at("error"));
    } else {
      able.emplace_back(&review_action, std::get<ActionTarget>(std::move(found)));
    }
  }
  std::vector<record::RequestedEdit> asked;
  std::vector<std::string> owners;
  for (const auto& [review_action, target] : able) {
    for (record::RequestedEdit& edit : make_edits(session, *review_action, target)) {
      asked.push_back(std::move(edit));
      owners.push_back(review_action->doc_id);
    }
  }
  std::set<std::string> saved(owners.begin(), owners.end()), spoilt;
  for (const pipeline::RefusedEdit& one : session.save(asked).refused)
    spoilt.insert(owners[one.at]);
  for (const std::string& doc_id : saved)
    session.refresher.refresh_document(*session.refresher.open_snapshot(), doc_id);
  for (const auto& [review_action, target] : able) {
    const JsonResponse done = spoilt.contains(review_action->doc_id)
                                  ? make(session, *review_action, target)
                                  : make_done_response(session, *review_action, target);
    Json told = Json::parse(done.body);
    done.status == 200 ? undo.push_back(std::move(told.at("undo")))
                       : failed.push_back(std::move(told.at("error")));
  }
  std::ranges::reverse(undo);
  return make_response({{"done", undo.size()},
                        {"failed", std::move(failed)},
                        {"all", session.refresher.queue().size()},
                        {"undo", {{"action", "together"}, {"deeds", std::move(undo)}}}});
}

}  // namespace codau::review
