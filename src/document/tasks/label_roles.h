// document/tasks/label_roles.h — what a label of a task is for: by the list (standards 13.10), by
// its words, and by what stands behind it each time that it comes (document/README.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/tasks/column_roles.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// The role of a label of the list, some letters of which may be damaged; nothing where it is none,
/// or no column that labels have.
[[nodiscard]] std::optional<ColumnRole> find_label_role(const Lexicon& lexicon,
                                                        std::string_view title);

/// A short name with a capital, as labels are; an agency's only if it goes on in small letters ("Bộ
/// phận lo việc"), since its duties may stand behind it.
[[nodiscard]] bool may_be_label(const Lexicon& lexicon, std::string_view title);
/// The folded title without its bracket and the number of "Việc 2", by which the same label is
/// known again.
[[nodiscard]] std::string normalise_label(std::string_view title);

/// By the list or its words, whatever stands behind it, a label of who leads, who helps or when.
[[nodiscard]] bool is_actor_or_time_label(const Lexicon& lexicon, std::string_view title);

/// By the list or its words, what is to be done: "Nội dung", "Việc".
[[nodiscard]] bool is_task_label(const Lexicon& lexicon, std::string_view title);

/// "Xong trước": the day behind it is the first that is too late (role "bound_word").
[[nodiscard]] bool is_exclusive_bound_label(const Lexicon& lexicon, std::string_view title);

/// A label of a paper's own, or one of the list, with what stands behind it.
struct LabelOccurrences {
  std::string title;
  std::vector<std::string> values;  ///< one for each time that it comes; some may be empty
};

struct LabelRole {
  ColumnRole role = ColumnRole::kUnknown;  ///< unknown: a label whose value is a note
  bool is_own = false;                     ///< no title of the list
  /// Told by the values, the other labels or words that say little and not by clear words of its
  /// own, or not told although it names agencies: for a person to look at.
  bool is_unsure = false;
  /// Neither its words nor its values say anything: it may name what is to be done.
  bool is_open = false;
};

/// The roles of labels that stand together again and again, one for each; empty where they do not
/// say who leads and something more of a task, or say what has been, and so are no labels of one.
/// The list is believed first, then the words of a label (role "label_word") where the values do
/// not speak against them; weak words only beside surer ones. Of labels without such words one that
/// asks for somebody leads where nobody else does and clear words say who helps or when; a day or
/// an amount is when and how much; any other has no role.
[[nodiscard]] std::vector<LabelRole> infer_label_roles(const std::vector<LabelOccurrences>& labels,
                                                       const DocumentContext& context);

}  // namespace codau::document
