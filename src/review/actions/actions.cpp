#include "review/actions/actions.h"

#include <ctime>
#include <map>
#include <utility>

#include "pipeline/inputs/iso_time.h"
#include "pipeline/output/manifest.h"
#include "record/edits/edit_rules.h"
#include "record/edits/edit_validator.h"
#include "review/actions/reversible_edits.h"
#include "review/queue/action_target.h"
#include "review/queue/document_verdict.h"
#include "review/queue/json.h"
#include "text/json_text.h"

namespace codau::review {

EditSession::EditSession(QueueRefresher& of, pipeline::Corrector& corrections,
                         const text::Lexicon& words, std::string actor)
    : refresher(of),
      lexicon(words),
      corrections_(corrections),
      actor_(std::move(actor)),
      unsettled_((*refresher.open_snapshot()).has_unsettled_edits()) {}

JsonResponse EditSession::run_exclusively(const std::function<JsonResponse()>& act) {
  JsonResponse out;
  // Reopens the store if another process has replaced its files.
  corrections_.run_exclusively([this] { static_cast<void>(refresher.open_snapshot()); },
                               [&] { out = act(); });
  return out;
}

pipeline::CorrectReport EditSession::save(std::span<const record::RequestedEdit> asked) {
  const record::Reviewer who{actor_, pipeline::format_iso_time(std::time(nullptr))};
  pipeline::CorrectReport report = corrections_.make(asked, who);
  unsettled_ = unsettled_ || report.made > 0;
  return report;
}

std::optional<Message> EditSession::refused(std::span<const record::RequestedEdit> asked) {
  const pipeline::CorrectReport report = save(asked);
  if (report.refused.empty()) return std::nullopt;
  return report.refused.front().why;
}

pipeline::Corrector::LearnReport EditSession::learn(const record::LearntNames& names,
                                                    std::span<const record::RequestedEdit> asked) {
  const record::Reviewer who{actor_, pipeline::format_iso_time(std::time(nullptr))};
  auto learnt = corrections_.learn(names, asked, who);
  unsettled_ = true;
  return learnt;
}

void EditSession::settle() {
  refresher.close();  // it would keep the log of writes
  corrections_.finish();
  unsettled_ = false;
}

namespace {

/// Returns the present versions of the documents of some actions.
std::map<std::string, std::string> versions_of(EditSession& session,
                                               const std::vector<ReviewAction>& review_actions) {
  std::map<std::string, std::string> out;
  const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
  for (const ReviewAction& review_action : review_actions) {
    std::string& version = out[review_action.doc_id];
    if (!version.empty()) continue;
    if (const auto document_verdict = find_document_verdict(*reading, review_action.doc_id))
      version = document_verdict->version;
  }
  return out;
}

/// Carries out an action. If the action changes a document, the response maps the old version of
/// the document to the new one. So a page with the old version can go on.
JsonResponse act_on(EditSession& session, const std::vector<ReviewAction>& review_actions,
                    const std::function<JsonResponse()>& act) {
  const auto before = versions_of(session, review_actions);
  JsonResponse out = act();
  if (out.status != 200) return out;
  Json told = Json::parse(out.body), became = Json::object();
  for (const auto& [doc_id, version] : versions_of(session, review_actions)) {
    const std::string& was = before.at(doc_id);
    if (!was.empty() && !version.empty() && was != version) became[was] = version;
  }
  told["became"] = std::move(became);
  return make_response(told);
}

}  // namespace

JsonResponse act(EditSession& session, std::string_view body) {
  constexpr std::size_t kMostValues = 25'000;
  if (!text::is_nested_within(body, 4, kMostValues)) return make_bad_request_response();
  const Json json = Json::parse(body, nullptr, false);
  const ReviewAction review_action = parse_review_action(json);
  const auto alone = [&](const std::vector<ReviewAction>& about,
                         const std::function<JsonResponse()>& act) {
    return session.run_exclusively([&] { return act_on(session, about, act); });
  };
  if (review_action.action != "together") {
    return alone({review_action}, [&] {
      if (review_action.is_row_action()) return change_rows(session, review_action);
      if (review_action.action == "right" || review_action.action == "unlearn")
        return learn_names(session, review_action);
      if (review_action.action == "pages" || review_action.action == "divide")
        return divide(session, review_action);
      return review_action.table.empty() && !review_action.doc_id.empty()
                 ? judge_document(session, review_action)
                 : act_on_value(session, review_action);
    });
  }
  const auto review_actions = json.find("deeds");
  if (review_actions == json.end() || !review_actions->is_array())
    return make_bad_request_response();
  std::vector<ReviewAction> all;
  for (const Json& one : *review_actions) {
    all.push_back(parse_review_action(one));
    all.back().is_one_of_many = true;
  }
  return alone(all, [&] { return act_on_many(session, all); });
}

record::RequestedEdit make_edit(std::string_view doc_id, std::string_view table,
                                std::string_view row_id, std::string_view action) {
  return record::parse_edit_request(make_edit_line(doc_id, table, row_id, action) + '}');
}

JsonResponse make_changed_response(const ActionTarget& now) {
  return make_response({{"error", make_message_json(make_conflict_message())},
                        {"conflict", true},
                        {"value", now.typed()},
                        {"version", now.version()},
                        {"status", now.status()}},
                       409);
}

}  // namespace codau::review
