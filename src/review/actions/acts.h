// review/actions/acts.h — what a person does to an output, each act durable when it returns.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/message.h"
#include "pipeline/edits/correct.h"
#include "record/human_edit.h"
#include "review/queue/answer.h"
#include "review/queue/deed.h"
#include "review/queue/lookout.h"
#include "review/queue/target.h"
#include "text/lexicon.h"

namespace codau::review {

/// Who acts, and on what. Throws as Lookout and pipeline::correct().
class Pen {
 public:
  /// All but the name outlives it.
  Pen(Lookout& of, pipeline::Corrections& corrections, const text::Lexicon& words,
      std::string actor);
  /// Saves edits, of each document all or none.
  [[nodiscard]] pipeline::CorrectReport save(std::span<const record::AskedEdit> asked);
  /// The same; why they are not made, if they are not.
  [[nodiscard]] std::optional<Message> refused(std::span<const record::AskedEdit> asked);
  /// Confirms names (pipeline::Corrections::learn) and saves edits, all in one transaction.
  [[nodiscard]] pipeline::Corrections::Learnt learn(const record::LearntNames& names,
                                                    std::span<const record::AskedEdit> asked);
  /// How many documents that would judge anew.
  [[nodiscard]] std::size_t concerned_by(const record::LearntNames& names) {
    return corrections_.concerned_by(names);
  }
  /// What `act` answers, which nobody else writes beside: what it sees is what it changes.
  [[nodiscard]] Answer alone(const std::function<Answer()>& act);
  [[nodiscard]] const std::string& actor() const noexcept { return actor_; }
  /// Whether something was edited of which records/, cross-references and the manifest do not know,
  /// here or in a review that was killed.
  [[nodiscard]] bool is_unsettled() const noexcept { return unsettled_; }
  /// Brings them up to date. Throws Error{kOutput}.
  void settle();

  Lookout& lookout;
  const text::Lexicon& lexicon;

 private:
  pipeline::Corrections& corrections_;
  std::string actor_;
  bool unsettled_ = false;
};

/// Any of the acts below: what they are asked and what they answer is said at Desk::act().
[[nodiscard]] Answer act(Pen& pen, std::string_view body);
/// accept, set, write, reject and undo, of one value or row.
[[nodiscard]] Answer act_on_value(Pen& pen, const Deed& deed);
[[nodiscard]] Answer together(Pen& pen, const std::vector<Deed>& deeds);
/// right and unlearn, of a name in all its places.
[[nodiscard]] Answer learn_names(Pen& pen, const Deed& deed);
/// sign, rescan and undo, of a document as a whole.
[[nodiscard]] Answer judge_document(Pen& pen, const Deed& deed);
/// pages and divide. Kept with the first document of the file, whose id is that of the file.
[[nodiscard]] Answer divide(Pen& pen, const Deed& deed);
/// add, split, merge and back: all of it or nothing, and undone by one act.
[[nodiscard]] Answer change_rows(Pen& pen, const Deed& deed);

/// The edits that an action on a value asks for.
[[nodiscard]] std::vector<record::AskedEdit> edits_for(Pen& pen, const Deed& deed,
                                                       const Target& target);
/// What an action on a value is about, as it is now, or why it cannot be done.
[[nodiscard]] std::variant<Target, Answer> target_of(Pen& pen, const Deed& deed);
/// What is told of an action that is saved; `before`: what it was about.
[[nodiscard]] Answer done_of(Pen& pen, const Deed& deed, const Target& before);
/// An edit as pipeline::Corrections takes it.
[[nodiscard]] record::AskedEdit edit_of(std::string_view doc_id, std::string_view table,
                                        std::string_view row_id, std::string_view action);
/// That it is not what the act was based on.
[[nodiscard]] Answer changed_since(const Target& now);

}  // namespace codau::review
