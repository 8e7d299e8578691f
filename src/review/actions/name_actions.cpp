#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/edits/learnt.h"
#include "record/rows/learnt_names.h"
#include "record/schema/typed_row.h"
#include "review/actions/actions.h"
#include "review/queue/json.h"

namespace codau::review {
namespace {

/// Documents that one action may check again. More would take longer than a person waits.
constexpr std::size_t kMostDocuments = 5'000;
constexpr std::size_t kMostNames = 200'000;  ///< that an output learns
constexpr std::size_t kLongestName = 400;    ///< bytes, as a form of a lexicon has at most

JsonResponse no_name() {
  return make_error_response(400, both("không có tên cơ quan nào ở đây để ghi nhớ",
                                       "there is no name of a body here to remember"));
}

/// Returns the names that are in doubt.
std::vector<std::string> names_of(EditSession& session, const ReviewAction& review_action,
                                  const ActionTarget& target) {
  const bool is_of_task = target.table->id == record::TableId::kTasks &&
                          (target.field == record::Tasks::lead_raw.name ||
                           target.field == record::Tasks::coop_raw.name);
  if (!is_of_task) return {};
  const QueueRefresher::Snapshot reading = session.refresher.open_snapshot();
  record::Records records;
  (*reading).for_each_row_of(record::table(record::TableId::kTaskAgencies), review_action.doc_id,
                             [&](const record::Row& row, auto) {
                               records[record::TableId::kTaskAgencies].push_back(row);
                             });
  auto names = record::list_questioned_names(session.lexicon, records, target.row_id, target.field);
  std::erase_if(names, [](const std::string& name) { return name.size() > kLongestName; });
  return names;
}

}  // namespace

JsonResponse learn_names(EditSession& session, const ReviewAction& review_action) {
  auto found = require_target(session, review_action);
  if (auto* const refused = std::get_if<JsonResponse>(&found)) return std::move(*refused);
  const ActionTarget& target = std::get<ActionTarget>(found);
  const bool learns = review_action.action == "right";
  const std::vector<std::string> names =
      learns ? names_of(session, review_action, target) : review_action.edits;
  if (names.empty()) return no_name();
  record::LearntNames learnt = pipeline::load_learnt(session.refresher.out());
  std::vector<std::string> changed;
  for (const std::string& name : names) {
    if (learnt.contains(name) == learns) continue;
    learns ? learnt.add(name) : learnt.remove(name);
    changed.push_back(name);
  }
  if (learnt.keys().size() > kMostNames || session.count_affected(learnt) > kMostDocuments) {
    return make_error_response(
        400, both("tên này ở quá nhiều văn bản; hãy thêm nó vào lexicon/user rồi chạy codau run",
                  "too many documents have this name; add it to lexicon/user and run "
                  "codau run"));
  }
  const std::size_t before = session.refresher.queue().size();
  const auto done = session.learn(learnt, make_edits(session, review_action, target));
  std::set<std::string> seen(done.documents.begin(), done.documents.end());
  seen.insert(review_action.doc_id);
  for (const std::string& doc_id : seen)
    session.refresher.refresh_document(*session.refresher.open_snapshot(), doc_id);
  if (!done.edits.refused.empty()) return make_error_response(400, done.edits.refused.front().why);
  JsonResponse out = make_done_response(session, review_action, target);
  if (out.status != 200) return out;
  Json told = Json::parse(out.body);
  told["names"] = names;
  told["settled"] = before - std::min(before, session.refresher.queue().size());
  if (learns) {
    told["undo"]["action"] = "unlearn";
    told["undo"]["edits"] = changed.empty() ? names : changed;
  }
  return make_response(told);
}

}  // namespace codau::review
