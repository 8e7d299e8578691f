#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "record/doubts.h"
#include "record/edit_rules.h"
#include "review/actions/acts.h"
#include "review/actions/row_changes.h"
#include "review/queue/json.h"
#include "review/queue/target.h"
#include "text/json_text.h"

namespace codau::review {

namespace {

/// Returns why the action cannot be done to the target, which is as the asker saw it; `open`: what
/// is in doubt of its row.
std::optional<Answer> why_not(const Deed& deed, const Target& target, std::set<std::string> open) {
  const bool is_document = deed.table == "documents";
  if (deed.action == "reject" && is_document)
    return refuse(
        400, both("cả văn bản: dùng “Quét lại”", "of a document as a whole: use “Scan again”"));
  if (deed.action != "accept") return std::nullopt;
  if (target.column != nullptr) {
    if (!target.typed().empty() || deed.is_blank) return std::nullopt;
    return answer({{"error", json_of(both("Ô đang trống: gõ giá trị, hoặc xác nhận là để trống",
                                          "The value is empty: type it, or confirm that it is"))},
                   {"blank", true}},
                  400);
  }
  if (is_document)
    return refuse(
        400, both("cả văn bản: dùng “Duyệt xong”", "of a document as a whole: use “Sign off”"));
  open.erase("");
  if (open.empty()) return std::nullopt;
  const std::string count = std::to_string(open.size());
  return refuse(400, both("Dòng này còn " + count + " ô cần kiểm tra trước",
                          count + " values of this row have to be checked first"));
}

/// Whether an action would empty a missing number or date without a word about it.
bool settles_unsaid(const Deed& deed, const Target& target) {
  if (!record::is_needed(deed.table, deed.field)) return false;
  const bool is_missing = !record::reasons_of_missing(target.row, deed.field).empty();
  const bool sets = deed.action == "set" || (deed.action == "write" && is_missing);
  return sets && deed.value.find_first_not_of(" \t") == std::string::npos;
}

}  // namespace

std::variant<Target, Answer> target_of(Pen& pen, const Deed& deed) {
  constexpr std::array<std::string_view, 7> kActions{"accept", "set",   "write",  "reject",
                                                     "undo",   "right", "unlearn"};
  if (std::ranges::find(kActions, deed.action) == kActions.end()) return not_understood();
  std::set<std::string> open;  // asked for before the store is read: it is read for that, too
  if (deed.action == "write" || (deed.action == "accept" && deed.field.empty()))
    open = pen.lookout.open_fields(deed.doc_id, deed.table, deed.row_id);
  const bool is_open = deed.action == "write" && !deed.field.empty() && open.contains(deed.field);
  const Lookout::Reading reading = pen.lookout.read();
  auto target = find(*reading, deed.doc_id, deed.table, deed.row_id, deed.field);
  if (!target) return no_such_row();
  if (target->version() != deed.version) return changed_since(*target);
  target->is_open = is_open;
  if (auto why = why_not(deed, *target, std::move(open))) return std::move(*why);
  if (settles_unsaid(deed, *target)) return refuse(400, record::still_missing(deed.field));
  return std::move(*target);
}

std::vector<record::AskedEdit> edits_for(Pen& pen, const Deed& deed, const Target& target) {
  const std::string name(target.table->name);
  std::vector<record::AskedEdit> asked;
  const auto ask = [&](const char* action, bool of_field, const std::string& value = {}) {
    std::string line = edit_line(deed.doc_id, name, target.row_id, action);
    if (of_field) line += R"(,"field":)" + text::to_json_string(target.field);
    if (!value.empty()) line += R"(,"value":)" + value + R"(,"before":)" + target.value_json();
    asked.push_back(record::read_request(line + '}'));
  };
  const bool has_field = target.column != nullptr;
  const bool takes_back = deed.action == "undo" || deed.action == "unlearn";
  const bool sets = deed.action == "set" || deed.action == "write" || takes_back;
  if (has_field && sets && (!takes_back || deed.value != target.typed()))
    ask("set", true, from_typed(*target.column, deed.value));
  if (has_field && (deed.action == "accept" || deed.action == "right"))
    ask("set", true, target.value_json());
  if (takes_back) ask("reopen", has_field);
  if (deed.action == "reject") ask("reject", false);
  // A row is accepted with the last of its values, a document never. Of many at once: a task whose
  // last doubt this was, as nobody has seen the other rows.
  const bool settles = deed.action == "accept" || deed.action == "set" || deed.action == "right";
  if (settles && name != "documents") {
    std::set<std::string> open = pen.lookout.open_fields(deed.doc_id, name, target.row_id);
    const bool may_accept = !deed.is_one_of_many || (name == "tasks" && !open.empty());
    open.erase(target.field);
    if (open.empty() && may_accept) ask("accept", false);
  }
  return asked;
}

namespace {

/// Whether nothing of the document is left but to sign it off.
bool is_checked(Pen& pen, const std::string& doc_id) {
  if (count_unsettled(pen.lookout.queue().of_document(doc_id)) > 0) return false;
  const auto document = find(*pen.lookout.read(), doc_id, "documents", doc_id, "");
  return document && document->text("review_status") != "accepted";
}

}  // namespace

Answer done_of(Pen& pen, const Deed& deed, const Target& before) {
  const std::string name(before.table->name);
  const auto now = find(*pen.lookout.read(), deed.doc_id, name, before.row_id, before.field);
  if (!now) return no_such_row();
  // What was said of a row is said again.
  const std::string status = before.field.empty() ? before.text("review_status") : "";
  return answer({{"value", now->typed()},
                 {"version", now->version()},
                 {"status", now->text("review_status")},
                 {"all", pen.lookout.queue().size()},
                 {"documents", pen.lookout.queue().documents()},
                 {"checked", is_checked(pen, deed.doc_id)},
                 {"undo",
                  {{"action", deed.action == "write" && !before.is_open ? "write"
                              : status == "rejected"                    ? "reject"
                              : status == "accepted"                    ? "accept"
                                                                        : "undo"},
                   {"doc_id", deed.doc_id},
                   {"table", name},
                   {"row_id", before.row_id},
                   {"field", before.field},
                   {"value", before.typed()},
                   {"version", now->version()}}}});
}

namespace {

/// Why an edit was refused, with the column as people call it and the day that they typed.
Message named(Message why, const Deed& deed, const Target& target) {
  if (target.column == nullptr) return why;
  const Message label = name_of(target.table->name, target.field);
  if (target.column->type == record::Type::kDate &&
      deed.value.find_first_of("0123456789") != std::string::npos)
    return label + both(": không có ngày " + deed.value, ": there is no day " + deed.value);
  const std::string column = '"' + target.field + '"';
  const auto put = [&](std::string& in, const std::string& name) {
    if (in.starts_with(column)) in.replace(0, column.size(), name);
  };
  put(why.vi, label.vi);
  put(why.en, label.en);
  return why;
}

Answer make(Pen& pen, const Deed& deed, const Target& target) {
  if (const auto why = pen.refused(edits_for(pen, deed, target)))
    return refuse(400, named(*why, deed, target));
  pen.lookout.look_at(*pen.lookout.read(), deed.doc_id);
  return done_of(pen, deed, target);
}

}  // namespace

Answer act_on_value(Pen& pen, const Deed& deed) {
  auto found = target_of(pen, deed);
  if (auto* const refused = std::get_if<Answer>(&found)) return std::move(*refused);
  return make(pen, deed, std::get<Target>(found));
}

/// What can be done is saved at once: each time costs a document as much as one of its values. Of a
/// document of which that is refused, each is done by itself.
Answer together(Pen& pen, const std::vector<Deed>& deeds) {
  Json undo = Json::array(), failed = Json::array();
  std::vector<std::pair<const Deed*, Target>> able;
  for (const Deed& deed : deeds) {
    auto found = target_of(pen, deed);
    if (auto* const refused = std::get_if<Answer>(&found)) {
      failed.push_back(Json::parse(refused->body).at("error"));
    } else {
      able.emplace_back(&deed, std::get<Target>(std::move(found)));
    }
  }
  std::vector<record::AskedEdit> asked;
  std::vector<std::string> owners;
  for (const auto& [deed, target] : able) {
    for (record::AskedEdit& edit : edits_for(pen, *deed, target)) {
      asked.push_back(std::move(edit));
      owners.push_back(deed->doc_id);
    }
  }
  std::set<std::string> saved(owners.begin(), owners.end()), spoilt;
  for (const pipeline::RefusedEdit& one : pen.save(asked).refused) spoilt.insert(owners[one.at]);
  for (const std::string& doc_id : saved) pen.lookout.look_at(*pen.lookout.read(), doc_id);
  for (const auto& [deed, target] : able) {
    const Answer done =
        spoilt.contains(deed->doc_id) ? make(pen, *deed, target) : done_of(pen, *deed, target);
    Json told = Json::parse(done.body);
    done.status == 200 ? undo.push_back(std::move(told.at("undo")))
                       : failed.push_back(std::move(told.at("error")));
  }
  std::ranges::reverse(undo);
  return answer({{"done", undo.size()},
                 {"failed", std::move(failed)},
                 {"all", pen.lookout.queue().size()},
                 {"undo", {{"action", "together"}, {"deeds", std::move(undo)}}}});
}

}  // namespace codau::review
