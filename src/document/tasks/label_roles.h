// document/tasks/label_roles.h — finds the role of a label of a task. The list of the lexicon tells
// it (standards 13.10), or the words of the label, or the values after it (document/README.md).
// Example of a label: "Đơn vị chủ trì: …".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/tasks/column_roles.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// Returns the role of a label of the list, even with some damaged letters. Returns nothing for
/// other texts, and for columns that labels do not have.
[[nodiscard]] std::optional<ColumnRole> find_label_role(const Lexicon& lexicon,
                                                        std::string_view title);

/// Returns true for a short name with a capital. The name of an agency counts only if it goes on in
/// small letters ("Bộ phận lo việc"), since its duties may follow instead.
[[nodiscard]] bool may_be_label(const Lexicon& lexicon, std::string_view title);
/// Returns the folded title, without its bracket and without the number of "Việc 2". Equal labels
/// give equal texts.
[[nodiscard]] std::string normalise_label(std::string_view title);

/// Returns true if the list or its words tell that the label is for who leads, who helps or when.
[[nodiscard]] bool is_actor_or_time_label(const Lexicon& lexicon, std::string_view title);

/// Returns true if the list or its words tell that the label is for the task: "Nội dung", "Việc".
[[nodiscard]] bool is_task_label(const Lexicon& lexicon, std::string_view title);

/// Returns true for "Xong trước" and the like: the day after it is too late (role "bound_word").
[[nodiscard]] bool is_exclusive_bound_label(const Lexicon& lexicon, std::string_view title);

/// A label with all its values in a document.
struct LabelOccurrences {
  std::string title;
  std::vector<std::string> values;  ///< one for each occurrence; some may be empty
};

/// The role of a label, and how sure it is.
struct LabelRole {
  ColumnRole role = ColumnRole::kUnknown;  ///< kUnknown: the value of the label is a note
  bool is_own = false;                     ///< no title of the list
  /// A person has to look: the role follows from the values, the other labels or weak words. Or the
  /// label has no role, but its values name agencies.
  bool is_unsure = false;
  /// Neither its words nor its values tell a role: it may name the task.
  bool is_open = false;
};

/// Returns the roles of labels that recur together, one for each. Returns nothing if they do not
/// tell who leads and something more of a task, or if they are about the past. The role of a label
/// is found in this order:
/// 1. by the list;
/// 2. by its words (role "label_word"), unless the values contradict them. Weak words count only
///    beside surer ones;
/// 3. by its values. A day or an amount is when or how much. A label that asks for somebody is who
///    leads, if no other label is, and if clear words tell who helps or when;
/// 4. otherwise it has no role.
[[nodiscard]] std::vector<LabelRole> infer_label_roles(const std::vector<LabelOccurrences>& labels,
                                                       const DocumentContext& context);

}  // namespace codau::document
