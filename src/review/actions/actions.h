// review/actions/actions.h — carries out the actions of a reviewer, such as accepting a value. When
// a function returns, its changes are stored durably. Terms:
// 1. Doubt: a value or row that a person must check (record/edits/review_doubts.h).
// 2. Edit: a change that a person makes to the records (record/edits/human_edit.h).
// 3. Version: a hash of the data that the page showed. An action with an old version is refused,
//    because somebody else has changed the data (compute_version() in review/queue/rows.h).
// JSON of actions and of responses: ReviewService::act() (review/service/review_service.h).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/message.h"
#include "pipeline/edits/corrector.h"
#include "record/edits/human_edit.h"
#include "review/queue/action_target.h"
#include "review/queue/json_response.h"
#include "review/queue/queue_refresher.h"
#include "review/queue/review_action.h"
#include "text/lexicon.h"

namespace codau::review {

/// The edits of one person in one output. The functions throw the same errors as QueueRefresher and
/// pipeline::Corrector (pipeline/edits/corrector.h).
class EditSession {
 public:
  /// Keeps references to `of`, `corrections` and `words`, which must outlive this object. `actor`:
  /// name of the person.
  EditSession(QueueRefresher& of, pipeline::Corrector& corrections, const text::Lexicon& words,
              std::string actor);
  /// Saves edits. The edits of one document are saved together; if one is refused, none is saved.
  [[nodiscard]] pipeline::CorrectReport save(std::span<const record::RequestedEdit> asked);
  /// Saves edits as save() does. Returns the reason of the first refusal; nothing if none is
  /// refused.
  [[nodiscard]] std::optional<Message> refused(std::span<const record::RequestedEdit> asked);
  /// Confirms or forgets names (pipeline::Corrector::learn()), and saves edits, in one transaction.
  [[nodiscard]] pipeline::Corrector::LearnReport learn(
      const record::LearntNames& names, std::span<const record::RequestedEdit> asked);
  /// Returns the number of documents that learn() would check again.
  [[nodiscard]] std::size_t count_affected(const record::LearntNames& names) {
    return corrections_.count_affected(names);
  }
  /// Returns the result of `act`. No other process can write to the output until `act` returns, so
  /// `act` changes exactly the data that it has read.
  [[nodiscard]] JsonResponse run_exclusively(const std::function<JsonResponse()>& act);
  [[nodiscard]] const std::string& actor() const noexcept { return actor_; }
  /// Returns true if edits are missing in the folder records/, the cross-references and the
  /// manifest. Edits of a review that was killed count, too.
  [[nodiscard]] bool is_unsettled() const noexcept { return unsettled_; }
  /// Writes these edits to records/, the cross-references and the manifest. Throws Error{kOutput}
  /// if a file cannot be written.
  void settle();

  QueueRefresher& refresher;
  const text::Lexicon& lexicon;

 private:
  pipeline::Corrector& corrections_;
  std::string actor_;
  bool unsettled_ = false;
};

/// Carries out any action. `body`: the JSON of the request. Calls one of the functions below.
[[nodiscard]] JsonResponse act(EditSession& session, std::string_view body);
/// Carries out an action on one value or row: accept, set, write, reject or undo.
[[nodiscard]] JsonResponse act_on_value(EditSession& session, const ReviewAction& review_action);
/// Carries out several actions on values or rows. A refused action stops no other.
[[nodiscard]] JsonResponse act_on_many(EditSession& session,
                                       const std::vector<ReviewAction>& review_actions);
/// Carries out the action right (confirms a name everywhere) or unlearn (undoes this).
[[nodiscard]] JsonResponse learn_names(EditSession& session, const ReviewAction& review_action);
/// Carries out an action on a whole document: sign, rescan or undo.
[[nodiscard]] JsonResponse judge_document(EditSession& session, const ReviewAction& review_action);
/// Carries out the action pages or divide: changes how a file is divided into documents. The edit
/// is stored with the first document of the file, whose id is the id of the file.
[[nodiscard]] JsonResponse divide(EditSession& session, const ReviewAction& review_action);
/// Carries out an action on tasks: add, split, merge, or back, which undoes one of these. All edits
/// of the action are saved together, or none.
[[nodiscard]] JsonResponse change_rows(EditSession& session, const ReviewAction& review_action);

/// Makes corrections. `body`: an array of at most 10,000 objects, each as a line of the file of
/// `codau correct`. The response has the members of pipeline::CorrectReport; "refused" has the
/// index of each refused object ("at") and the reason ("why").
[[nodiscard]] JsonResponse correct(EditSession& session, std::string_view body);
/// Corrects a printed line of a document. `body`: {"page", "line", "was", "text"}; without "page"
/// for plain text. A correction that is refused gets the status 409.
[[nodiscard]] JsonResponse correct_line(EditSession& session, std::string_view doc_id,
                                        std::string_view body);

/// Returns the edits that carry out an action on a value or row.
[[nodiscard]] std::vector<record::RequestedEdit> make_edits(EditSession& session,
                                                            const ReviewAction& review_action,
                                                            const ActionTarget& target);
/// Returns the present state of the value or row of an action. If the action is impossible, returns
/// the error response instead.
[[nodiscard]] std::variant<ActionTarget, JsonResponse> require_target(
    EditSession& session, const ReviewAction& review_action);
/// Returns the response for a saved action, with the action that undoes it. `before`: the value or
/// row before the action.
[[nodiscard]] JsonResponse make_done_response(EditSession& session,
                                              const ReviewAction& review_action,
                                              const ActionTarget& before);
/// Returns an edit as pipeline::Corrector takes it.
[[nodiscard]] record::RequestedEdit make_edit(std::string_view doc_id, std::string_view table,
                                              std::string_view row_id, std::string_view action);
/// Returns the response for an action with an old version (HTTP status 409). The response has the
/// present value, version and status.
[[nodiscard]] JsonResponse make_changed_response(const ActionTarget& now);

}  // namespace codau::review
