// review/actions/actions.h — what a person does to an output, each act durable when it returns.
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

/// Who acts, and on what. Throws as QueueRefresher and pipeline::apply_corrections().
class EditSession {
 public:
  /// All but the name outlives it.
  EditSession(QueueRefresher& of, pipeline::Corrector& corrections, const text::Lexicon& words,
              std::string actor);
  /// Saves edits, of each document all or none.
  [[nodiscard]] pipeline::CorrectReport save(std::span<const record::RequestedEdit> asked);
  /// The same; why they are not made, if they are not.
  [[nodiscard]] std::optional<Message> refused(std::span<const record::RequestedEdit> asked);
  /// Confirms names (pipeline::Corrector::learn) and saves edits, all in one transaction.
  [[nodiscard]] pipeline::Corrector::LearnReport learn(
      const record::LearntNames& names, std::span<const record::RequestedEdit> asked);
  /// How many documents that would judge anew.
  [[nodiscard]] std::size_t count_affected(const record::LearntNames& names) {
    return corrections_.count_affected(names);
  }
  /// What `act` answers, which nobody else writes beside: what it sees is what it changes.
  [[nodiscard]] JsonResponse run_exclusively(const std::function<JsonResponse()>& act);
  [[nodiscard]] const std::string& actor() const noexcept { return actor_; }
  /// Whether something was edited of which records/, cross-references and the manifest do not know,
  /// here or in a review that was killed.
  [[nodiscard]] bool is_unsettled() const noexcept { return unsettled_; }
  /// Brings them up to date. Throws Error{kOutput}.
  void settle();

  QueueRefresher& refresher;
  const text::Lexicon& lexicon;

 private:
  pipeline::Corrector& corrections_;
  std::string actor_;
  bool unsettled_ = false;
};

/// Any of the acts below: what they are asked and what they answer is said at ReviewService::act().
[[nodiscard]] JsonResponse act(EditSession& session, std::string_view body);
/// accept, set, write, reject and undo, of one value or row.
[[nodiscard]] JsonResponse act_on_value(EditSession& session, const ReviewAction& review_action);
[[nodiscard]] JsonResponse act_on_many(EditSession& session,
                                       const std::vector<ReviewAction>& review_actions);
/// right and unlearn, of a name in all its places.
[[nodiscard]] JsonResponse learn_names(EditSession& session, const ReviewAction& review_action);
/// sign, rescan and undo, of a document as a whole.
[[nodiscard]] JsonResponse judge_document(EditSession& session, const ReviewAction& review_action);
/// pages and divide. Kept with the first document of the file, whose id is that of the file.
[[nodiscard]] JsonResponse divide(EditSession& session, const ReviewAction& review_action);
/// add, split, merge and back: all of it or nothing, and undone by one act.
[[nodiscard]] JsonResponse change_rows(EditSession& session, const ReviewAction& review_action);

/// The edits that an action on a value asks for.
[[nodiscard]] std::vector<record::RequestedEdit> make_edits(EditSession& session,
                                                            const ReviewAction& review_action,
                                                            const ActionTarget& target);
/// What an action on a value is about, as it is now, or why it cannot be done.
[[nodiscard]] std::variant<ActionTarget, JsonResponse> require_target(
    EditSession& session, const ReviewAction& review_action);
/// What is told of an action that is saved; `before`: what it was about.
[[nodiscard]] JsonResponse make_done_response(EditSession& session,
                                              const ReviewAction& review_action,
                                              const ActionTarget& before);
/// An edit as pipeline::Corrector takes it.
[[nodiscard]] record::RequestedEdit make_edit(std::string_view doc_id, std::string_view table,
                                              std::string_view row_id, std::string_view action);
/// That it is not what the act was based on.
[[nodiscard]] JsonResponse make_changed_response(const ActionTarget& now);

}  // namespace codau::review
